// Test support: Measurements of a healthy woman of 50 at 66 beats a minute, built by hand so that every number a test
// expects can be read here, and rule results to go with them.
import { PRECORDIAL_LEADS, STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { BeatWaves, LeadMeasurements, Measurements, MedianBeat, Wave } from "../../ecg/measurements.ts";
import { noLeadDetails, nothingMeasured } from "../../measure/nothing-measured.ts";
import type { RuleResult, RuleResults } from "../rule-result.ts";
import { ABNORMAL_RULES, DISPUTED_RULES, PATTERN_RULES } from "./checks/pattern-rules.ts";

const RR_MS = 909;
const PR_MS = 158;
const QRS_MS = 92;
const QT_MS = 384;
const BEATS = 11;

/** Millivolts by lead: Q, R, S, P, T; null where there is no such wave. */
const AMPLITUDES: Readonly<Record<string, readonly [number | null, number, number | null, number, number]>> =
  {
    I: [null, 0.7, -0.1, 0.08, 0.22],
    II: [null, 1.1, -0.12, 0.12, 0.32],
    III: [null, 0.45, -0.1, 0.05, 0.1],
    aVR: [null, 0.06, -0.9, -0.1, -0.27],
    aVL: [null, 0.35, -0.1, 0.03, 0.12],
    aVF: [null, 0.75, -0.1, 0.09, 0.21],
    V1: [null, 0.25, -0.9, 0.06, -0.15],
    V2: [null, 0.5, -1.3, 0.06, 0.45],
    V3: [null, 0.8, -0.9, 0.06, 0.5],
    V4: [null, 1.4, -0.4, 0.06, 0.45],
    V5: [-0.06, 1.3, -0.2, 0.06, 0.35],
    V6: [-0.05, 1, -0.06, 0.06, 0.28],
  };

function wave(onsetMs: number, offsetMs: number, amplitudeMv: number): Wave {
  const peakMs = (onsetMs + offsetMs) / 2;
  return { onsetMs, peakMs, offsetMs, amplitudeMv, form: amplitudeMv < 0 ? "-" : "+" };
}

function deflection(amplitudeMv: number | null, durationMs: number): MedianBeat["q"] {
  return amplitudeMv === null ? null : { amplitudeMv, durationMs };
}

function medianBeat(lead: string): MedianBeat {
  const [q, r, s, p, t] = AMPLITUDES[lead] ?? [null, 0, null, 0, 0];
  const letters = [
    q === null ? "" : "q",
    r >= 0.5 ? "R" : "r",
    s === null ? "" : Math.abs(s) >= 0.5 ? "S" : "s",
  ];
  return {
    ...noLeadDetails(),
    qrsForm: letters.join(""),
    q: deflection(q, 16),
    r: { amplitudeMv: r, durationMs: 40 },
    s: deflection(s, 30),
    rPrime: null,
    sPrime: null,
    qrsPeakToPeakMv: r - Math.min(q ?? 0, s ?? 0),
    qrsAreaMvMs: 20 * (r + (s ?? 0)),
    qrsDurationMs: QRS_MS,
    rPeakTimeMs: 36,
    notches: 0,
    slurredOnsetMs: null,
    jWaveMv: null,
    stJMv: 0.01,
    st20Mv: 0.01,
    st40Mv: 0.02,
    st60Mv: 0.02,
    st80Mv: 0.03,
    stForm: "upslope",
    stCurve: "concave",
    prMs: PR_MS,
    prSegmentMv: 0,
    p: wave(-PR_MS, -PR_MS + 104, p),
    pInitialMv: p,
    pTerminalMv: p,
    pTerminalForceMvMs: 0,
    pNotchMs: null,
    t: wave(QT_MS - 180, QT_MS, t),
    tAreaMvMs: 30,
    tAsymmetry: 1.3,
    tPeakToEndMs: 80,
    qtMs: QT_MS,
    uMv: null,
    samplesMv: [],
  };
}

function leadMeasurements(lead: string): LeadMeasurements {
  const median = medianBeat(lead);
  const [, r, s, p, t] = AMPLITUDES[lead] ?? [null, 0, 0, 0, 0];
  const every = <T>(value: T): T[] => Array.from({ length: BEATS }, () => value);
  const waves = every(0).map((_, beat): BeatWaves => {
    const onset = 460 + beat * RR_MS;
    return {
      beat,
      p: wave(onset - PR_MS, onset - PR_MS + 104, p),
      qrs: {
        onsetMs: onset,
        peakMs: onset + 40,
        offsetMs: onset + QRS_MS,
        amplitudeMv: median.qrsPeakToPeakMv,
        form: median.qrsForm,
        qMv: median.q?.amplitudeMv ?? null,
        rMv: r,
        sMv: s,
        rPrimeMv: null,
      },
      t: wave(onset + QT_MS - 180, onset + QT_MS, t),
    };
  });
  return {
    median,
    waves,
    sequences: {
      heartRate: every(66),
      rrInterval1: every(RR_MS),
      rrInterval2: every(RR_MS),
      pAmplitude: every(p),
      pDuration: every(104),
      prInterval: every(PR_MS),
      qrsAmplitude: every(median.qrsPeakToPeakMv),
      qrsDuration: every(QRS_MS),
      tAmplitude: every(t),
      tDuration: every(180),
      stDuration: every(112),
      stForm: every("upslope" as const),
      qtInterval: every(QT_MS),
      qtcInterval: every(403),
    },
  };
}

/** Always a fresh object: tests change what they need to. */
export function normalEcg(): Measurements {
  const leads = Object.fromEntries(STANDARD_LEADS.map((lead) => [lead, leadMeasurements(lead)]));
  const usable = Object.fromEntries(STANDARD_LEADS.map((lead) => [lead, { usable: true, reasons: [] }]));
  const beats = Array.from({ length: BEATS }, (_, index) => {
    const qrsOnsetMs = 460 + index * RR_MS;
    return {
      index,
      rPeakMs: qrsOnsetMs + 40,
      class: "normal" as const,
      qrsOnsetMs,
      qrsOffsetMs: qrsOnsetMs + QRS_MS,
    };
  });
  const none = nothingMeasured();
  return {
    record: {
      name: "normal",
      samplingRateHz: 500,
      durationMs: 10_000,
      leads: [...STANDARD_LEADS],
      sha256: "0",
    },
    patient: { ageYears: 50, sex: "female", context: null },
    quality: { verdict: "ok", reasons: [], acceptability: null, leads: usable, leadReversal: null },
    beats,
    leads,
    global: {
      ...none,
      heartRateBpm: 66,
      rrMs: RR_MS,
      prMs: PR_MS,
      pDurationMs: 104,
      qrsDurationMs: QRS_MS,
      qtMs: QT_MS,
      // 384 ms at an RR of 0.909 s by the four formulas.
      qtcMs: { bazett: 403, fridericia: 396, framingham: 398, hodges: 395 },
      jtMs: QT_MS - QRS_MS,
      tPeakToEndMs: 80,
      qtDispersionMs: 10,
      axisDeg: { ...none.axisDeg, p: 54, qrs: 45, t: 40 },
      qrsTAngleDeg: 5,
      transitionLead: PRECORDIAL_LEADS[3],
      voltages: {
        ...none.voltages,
        sokolowLyonMv: 2.2,
        cornellMv: 1.25,
        cornellProductMvMs: 115,
        pegueroLoPrestiMv: 1.7,
        gubnerMv: 0.8,
        rAvlMv: 0.35,
        maxLimbPeakToPeakMv: 1.22,
        maxPrecordialPeakToPeakMv: 1.8,
      },
      rhythm: {
        ...none.rhythm,
        rrSdMs: 12,
        rmssdMs: 15,
        normalisedRmssd: 0.02,
        minRrMs: 890,
        maxRrMs: 930,
        longestPauseMs: 930,
      },
      atrial: {
        organisedP: true,
        pTemplateCorrelation: 0.95,
        pShare: 1,
        prSdMs: 2,
        flutterRatePerMin: null,
        flutterStrength: null,
        nonConductedPMs: [],
        pShapes: 1,
      },
      pacing: { spikesMs: [], pacedBeats: 0, mode: null },
      dominantClass: "normal",
      medianWindowStartMs: 440,
    },
    classes: [],
  };
}

export interface RuleStates {
  readonly met?: readonly string[];
  readonly borderline?: readonly string[];
  /** Rules that rest on memory only. */
  readonly unverified?: readonly string[];
  /** Not assessable, with the reason given. */
  readonly withheld?: Readonly<Record<string, string>>;
}

/** Every rule that verification reads, not met but for those named; sinus rhythm is met unless listed elsewhere. */
export function ruleStates({
  met = [],
  borderline = [],
  unverified = [],
  withheld = {},
}: RuleStates = {}): RuleResults {
  const ids = new Set([
    "rhy.sinus",
    "rhy.sarr",
    "rhy.vt",
    "rhy.pattern@bigeminy",
    "rhy.pace",
    "prwp",
    "t.class@inverted",
    "lvh.sl",
    "lvh.pl",
    ...ABNORMAL_RULES,
    ...DISPUTED_RULES,
    ...Object.values(PATTERN_RULES).flatMap(({ rules }) => rules),
    ...met,
    ...borderline,
    ...Object.keys(withheld),
  ]);
  const named = new Set([...met, ...borderline, ...Object.keys(withheld), ...unverified]);
  const sinus = named.has("rhy.sinus") || met.includes("rhy.af") ? [] : ["rhy.sinus"];
  const outcome = (id: string): RuleResult["outcome"] => {
    if (withheld[id] !== undefined) return "not assessable";
    if (borderline.includes(id)) return "borderline";
    return met.includes(id) || sinus.includes(id) ? "met" : "not met";
  };
  return new Map(
    [...ids].map((id) => [
      id,
      {
        rule: id,
        name: id,
        outcome: outcome(id),
        unverified: unverified.includes(id),
        source: "test",
        evidence: [],
        reason: withheld[id] ?? null,
      },
    ]),
  );
}
