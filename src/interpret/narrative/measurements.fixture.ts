// Measurements of an invented adult with a normal ECG, for tests: every value is a round number written
// here, so what a test expects of a text or a report can be read off. Ten beats at 75 bpm, R peaks at
// 400, 1200, ... 7600 ms.
import { STANDARD_LEADS, type StandardLead } from "../../ecg/lead-names.ts";
import type {
  Beat,
  BeatWaves,
  LeadMeasurements,
  Measurements,
  MedianBeat,
  Sequences,
} from "../../ecg/measurements.ts";

const BEAT_COUNT = 10;
const RR_MS = 800;
const FIRST_R_MS = 400;

/** [QRS form, Q, R, S, ST at J, T] in mV. */
const LEADS: Readonly<Record<StandardLead, readonly [string, number, number, number, number, number]>> = {
  I: ["qRs", -0.05, 0.8, -0.1, 0.01, 0.25],
  II: ["qRs", -0.06, 1.1, -0.15, 0.02, 0.32],
  III: ["Rs", 0, 0.5, -0.1, 0.01, 0.12],
  aVR: ["rSr'", 0, 0.1, -0.9, -0.01, -0.28],
  aVL: ["qR", -0.04, 0.4, 0, 0, 0.14],
  aVF: ["qRs", -0.03, 0.8, -0.12, 0.01, 0.22],
  V1: ["rS", 0, 0.25, -0.9, 0.02, 0.05],
  V2: ["rS", 0, 0.5, -1.3, 0.07, 0.45],
  V3: ["RS", 0, 0.7, -0.9, 0.06, 0.5],
  V4: ["qRs", -0.04, 1.2, -0.5, 0.03, 0.42],
  V5: ["qRs", -0.06, 1.3, -0.25, 0.01, 0.35],
  V6: ["qRs", -0.07, 1.0, -0.1, 0, 0.28],
};

/** A fresh copy that a test may change before use. */
export function normalMeasurements(): Measurements {
  const beats: Beat[] = Array.from({ length: BEAT_COUNT }, (_, index) => {
    const rPeakMs = FIRST_R_MS + index * RR_MS;
    return { index, rPeakMs, class: "normal", qrsOnsetMs: rPeakMs - 42, qrsOffsetMs: rPeakMs + 48 };
  });
  const names = [...STANDARD_LEADS];
  return {
    record: { name: "fixture", samplingRateHz: 500, durationMs: 8000, leads: names, sha256: "ab".repeat(32) },
    patient: { ageYears: 45, sex: "male", context: null },
    quality: {
      verdict: "ok",
      reasons: [],
      leads: Object.fromEntries(names.map((lead) => [lead, { usable: true, reasons: [] }])),
      leadReversal: null,
    },
    beats,
    leads: Object.fromEntries(names.map((lead) => [lead, leadMeasurements(lead, beats)])),
    global: globalMeasurements(),
  };
}

function leadMeasurements(lead: StandardLead, beats: readonly Beat[]): LeadMeasurements {
  const [form, qMv, rMv, sMv, , tMv] = LEADS[lead];
  const waves = beats.map(
    ({ index, rPeakMs }): BeatWaves => ({
      beat: index,
      p: {
        onsetMs: rPeakMs - 202,
        peakMs: rPeakMs - 150,
        offsetMs: rPeakMs - 98,
        amplitudeMv: 0.12,
        form: "+",
      },
      qrs: {
        onsetMs: rPeakMs - 42,
        peakMs: rPeakMs,
        offsetMs: rPeakMs + 48,
        amplitudeMv: Number((rMv - Math.min(qMv, sMv)).toFixed(3)),
        form,
        qMv: qMv === 0 ? null : qMv,
        rMv,
        sMv: sMv === 0 ? null : sMv,
        rPrimeMv: null,
      },
      t: {
        onsetMs: rPeakMs + 150,
        peakMs: rPeakMs + 270,
        offsetMs: rPeakMs + 338,
        amplitudeMv: tMv,
        form: tMv < 0 ? "-" : "+",
      },
    }),
  );
  return { waves, sequences: sequences(beats.length), median: medianBeat(lead) };
}

function medianBeat(lead: StandardLead): MedianBeat {
  const [qrsForm, qMv, rMv, sMv, stMv, tMv] = LEADS[lead];
  return {
    qrsForm,
    q: qMv === 0 ? null : { amplitudeMv: qMv, durationMs: 16 },
    r: { amplitudeMv: rMv, durationMs: 44 },
    s: sMv === 0 ? null : { amplitudeMv: sMv, durationMs: 30 },
    rPrime: null,
    sPrime: null,
    qrsPeakToPeakMv: rMv - Math.min(qMv, sMv),
    qrsAreaMvMs: 20 * (rMv + sMv),
    qrsDurationMs: 90,
    rPeakTimeMs: 40,
    notches: 0,
    slurredOnsetMs: null,
    jWaveMv: null,
    stJMv: stMv,
    st20Mv: stMv,
    st40Mv: stMv,
    st60Mv: stMv,
    st80Mv: stMv,
    stForm: "upslope",
    stCurve: "concave",
    prMs: 160,
    prSegmentMv: 0,
    p: { onsetMs: -202, peakMs: -150, offsetMs: -98, amplitudeMv: 0.12, form: "+" },
    pInitialMv: 0.12,
    pTerminalMv: null,
    pTerminalForceMvMs: null,
    pNotchMs: null,
    t: { onsetMs: 150, peakMs: 270, offsetMs: 338, amplitudeMv: tMv, form: tMv < 0 ? "-" : "+" },
    tAreaMvMs: 20 * tMv,
    tAsymmetry: 1.4,
    tPeakToEndMs: 68,
    qtMs: 380,
    uMv: null,
    samplesMv: [],
  };
}

function sequences(count: number): Sequences {
  const repeat = (value: number) => Array.from({ length: count }, () => value);
  return {
    heartRate: repeat(75),
    rrInterval1: [null, ...repeat(RR_MS).slice(1)],
    rrInterval2: [...repeat(RR_MS).slice(1), null],
    pAmplitude: repeat(0.12),
    pDuration: repeat(104),
    prInterval: repeat(160),
    qrsAmplitude: repeat(1),
    qrsDuration: repeat(90),
    tAmplitude: repeat(0.3),
    tDuration: repeat(188),
    stDuration: repeat(102),
    stForm: Array.from({ length: count }, () => "upslope" as const),
    qtInterval: repeat(380),
    qtcInterval: repeat(425),
  };
}

function globalMeasurements(): Measurements["global"] {
  return {
    heartRateBpm: 75,
    rrMs: RR_MS,
    prMs: 160,
    pDurationMs: 104,
    qrsDurationMs: 90,
    qtMs: 380,
    qtcMs: { bazett: 425, fridericia: 409, framingham: 411, hodges: 406 },
    jtMs: 290,
    tPeakToEndMs: 68,
    qtDispersionMs: 24,
    axisDeg: { p: 50, qrs: 48, t: 40 },
    qrsTAngleDeg: 8,
    transitionLead: "V4",
    voltages: {
      sokolowLyonMv: 2.2,
      cornellMv: 1.3,
      cornellProductMvMs: 117,
      pegueroLoPrestiMv: 1.8,
      gubnerMv: 0.9,
      rAvlMv: 0.4,
      maxLimbPeakToPeakMv: 1.25,
      maxPrecordialPeakToPeakMv: 1.8,
    },
    rhythm: {
      rrSdMs: 12,
      rmssdMs: 14,
      normalisedRmssd: 0.018,
      minRrMs: 780,
      maxRrMs: 820,
      longestPauseMs: 820,
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
}
