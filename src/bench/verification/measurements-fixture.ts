// A hand-built Measurements for tests: a normal ECG at 66 bpm, with what a test wants otherwise changed.
// Amplitudes are those of a textbook tracing; nothing is derived from a signal.
import type {
  Deflection,
  GlobalMeasurements,
  LeadMeasurements,
  Measurements,
  MedianBeat,
  Wave,
} from "../../ecg/measurements.ts";
import { noLeadDetails, nothingMeasured } from "../../measure/nothing-measured.ts";

/** One lead in millivolts; Q and S negative, null where there is none. */
export interface FixtureLead {
  p: number;
  q: number | null;
  r: number | null;
  s: number | null;
  st: number;
  t: number;
  rPrime?: number;
  form?: string;
  qDurationMs?: number;
  usable?: boolean;
}

export interface FixtureOptions {
  global?: Partial<GlobalMeasurements>;
  leads?: Record<string, Partial<FixtureLead>>;
  classes?: Measurements["beats"][number]["class"][];
  verdict?: Measurements["quality"]["verdict"];
  ageYears?: number | null;
}

const NORMAL_LEADS: Record<string, FixtureLead> = {
  I: { p: 0.08, q: null, r: 0.7, s: -0.1, st: 0.01, t: 0.2 },
  II: { p: 0.14, q: null, r: 1.1, s: -0.15, st: 0.02, t: 0.3 },
  III: { p: 0.07, q: null, r: 0.5, s: -0.2, st: 0.01, t: 0.11 },
  aVR: { p: -0.11, q: null, r: null, s: -0.9, st: -0.01, t: -0.25, form: "QS" },
  aVL: { p: 0.03, q: null, r: 0.3, s: -0.2, st: 0.0, t: 0.06 },
  aVF: { p: 0.1, q: null, r: 0.8, s: -0.15, st: 0.015, t: 0.2 },
  V1: { p: 0.05, q: null, r: 0.2, s: -0.9, st: 0.03, t: -0.03 },
  V2: { p: 0.06, q: null, r: 0.4, s: -1.2, st: 0.04, t: 0.4 },
  V3: { p: 0.06, q: null, r: 0.7, s: -1.0, st: 0.04, t: 0.45 },
  V4: { p: 0.06, q: null, r: 1.3, s: -0.6, st: 0.03, t: 0.4 },
  V5: { p: 0.06, q: -0.06, r: 1.2, s: -0.3, st: 0.02, t: 0.35 },
  V6: { p: 0.06, q: -0.06, r: 0.9, s: -0.1, st: 0.01, t: 0.25 },
};

function wave(amplitudeMv: number, onsetMs: number, lengthMs: number): Wave {
  const form = amplitudeMv >= 0 ? "+" : "-";
  return { onsetMs, peakMs: onsetMs + lengthMs / 2, offsetMs: onsetMs + lengthMs, amplitudeMv, form };
}

function deflection(amplitudeMv: number | null | undefined, durationMs: number): Deflection | null {
  return amplitudeMv === null || amplitudeMv === undefined ? null : { amplitudeMv, durationMs };
}

function spelledForm(lead: FixtureLead): string {
  const letter = (name: string, mv: number | null | undefined) =>
    mv === null || mv === undefined ? "" : Math.abs(mv) >= 0.5 ? name.toUpperCase() : name.toLowerCase();
  const prime = lead.rPrime === undefined ? "" : `${letter("r", lead.rPrime)}'`;
  return letter("q", lead.q) + letter("r", lead.r) + letter("s", lead.s) + prime;
}

function medianBeat(lead: FixtureLead): MedianBeat {
  const peak = Math.max(lead.r ?? 0, lead.rPrime ?? 0);
  const trough = Math.min(lead.q ?? 0, lead.s ?? 0);
  return {
    ...noLeadDetails(),
    qrsForm: lead.form ?? spelledForm(lead),
    q: deflection(lead.q, lead.qDurationMs ?? 15),
    r: deflection(lead.r, 45),
    s: deflection(lead.s, 30),
    rPrime: deflection(lead.rPrime, 40),
    sPrime: null,
    qrsPeakToPeakMv: Number((peak - trough).toFixed(4)),
    qrsAreaMvMs: 20 * (peak + trough),
    qrsDurationMs: 90,
    rPeakTimeMs: 40,
    notches: 0,
    slurredOnsetMs: null,
    jWaveMv: null,
    stJMv: lead.st,
    st20Mv: lead.st,
    st40Mv: lead.st,
    st60Mv: lead.st,
    st80Mv: lead.st,
    stForm: "horizontal",
    stCurve: "straight",
    prMs: 160,
    prSegmentMv: 0,
    p: wave(lead.p, 0, 96),
    pInitialMv: lead.p,
    pTerminalMv: lead.p,
    pTerminalForceMvMs: null,
    pNotchMs: null,
    t: wave(lead.t, 360, 180),
    tAreaMvMs: 90 * lead.t,
    tAsymmetry: 1.4,
    tPeakToEndMs: 90,
    qtMs: 400,
    uMv: null,
    samplesMv: [],
  };
}

function leadMeasurements(lead: FixtureLead, beatCount: number): LeadMeasurements {
  const same = (value: number | null) => Array.from({ length: beatCount }, () => value);
  const median = medianBeat(lead);
  return {
    waves: [],
    sequences: {
      heartRate: same(66),
      rrInterval1: same(909),
      rrInterval2: same(909),
      pAmplitude: same(lead.p),
      pDuration: same(96),
      prInterval: same(160),
      qrsAmplitude: same(median.qrsPeakToPeakMv),
      qrsDuration: same(90),
      tAmplitude: same(lead.t),
      tDuration: same(180),
      stDuration: same(100),
      stForm: Array.from({ length: beatCount }, () => "horizontal" as const),
      qtInterval: same(400),
      qtcInterval: same(420),
    },
    median,
  };
}

const NONE = nothingMeasured();

const NORMAL_GLOBAL: GlobalMeasurements = {
  ...NONE,
  heartRateBpm: 66,
  rrMs: 909,
  prMs: 160,
  pDurationMs: 96,
  qrsDurationMs: 88,
  qtMs: 396,
  qtcMs: { bazett: 415, fridericia: 409, framingham: 410, hodges: 406 },
  jtMs: 308,
  tPeakToEndMs: 90,
  qtDispersionMs: 30,
  axisDeg: { ...NONE.axisDeg, p: 55, qrs: 50, t: 45 },
  qrsTAngleDeg: 5,
  transitionLead: "V4",
  voltages: {
    ...NONE.voltages,
    sokolowLyonMv: 2.1,
    cornellMv: 1.3,
    cornellProductMvMs: 114,
    pegueroLoPrestiMv: 1.8,
    gubnerMv: 0.9,
    rAvlMv: 0.3,
    maxLimbPeakToPeakMv: 1.25,
    maxPrecordialPeakToPeakMv: 1.9,
  },
  rhythm: {
    ...NONE.rhythm,
    rrSdMs: 15,
    rmssdMs: 14,
    normalisedRmssd: 0.015,
    minRrMs: 885,
    maxRrMs: 930,
    longestPauseMs: 930,
  },
  atrial: {
    organisedP: true,
    pTemplateCorrelation: 0.95,
    pShare: 1,
    prSdMs: 4,
    flutterRatePerMin: null,
    flutterStrength: null,
    nonConductedPMs: [],
    pShapes: 1,
  },
  pacing: { spikesMs: [], pacedBeats: 0, mode: null },
  dominantClass: "normal",
  medianWindowStartMs: 300,
};

/** The normal ECG with the given changes; satisfies MeasurementsSchema. */
export function measurementsFixture(options: FixtureOptions = {}): Measurements {
  const classes = options.classes ?? Array.from({ length: 11 }, () => "normal" as const);
  const leads: Measurements["leads"] = {};
  const quality: Measurements["quality"]["leads"] = {};
  for (const [name, normal] of Object.entries(NORMAL_LEADS)) {
    const lead = { ...normal, ...options.leads?.[name] };
    leads[name] = leadMeasurements(lead, classes.length);
    quality[name] = { usable: lead.usable ?? true, reasons: lead.usable === false ? ["flat"] : [] };
  }
  return {
    record: {
      name: "fixture",
      samplingRateHz: 500,
      durationMs: 10_000,
      leads: Object.keys(leads),
      sha256: "0".repeat(64),
    },
    patient: {
      ageYears: options.ageYears === undefined ? 56 : options.ageYears,
      sex: "female",
      context: null,
    },
    quality: {
      verdict: options.verdict ?? "ok",
      reasons: [],
      acceptability: null,
      leads: quality,
      leadReversal: null,
    },
    beats: classes.map((kind, index) => ({
      index,
      rPeakMs: 400 + 909 * index,
      class: kind,
      qrsOnsetMs: 360 + 909 * index,
      qrsOffsetMs: 448 + 909 * index,
    })),
    leads,
    global: { ...NORMAL_GLOBAL, ...options.global },
    classes: [],
  };
}
