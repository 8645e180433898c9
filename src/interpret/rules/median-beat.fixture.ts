// Test support: the median beat of each lead of a healthy adult, with samples that obey Einthoven's law.
import type { MedianBeat } from "../../ecg/measurements.ts";
import { noLeadDetails } from "../../measure/nothing-measured.ts";

/** P, Q, R, S and T in mV; Q and S negative, null where there is none. */
type Amplitudes = readonly [p: number, q: number | null, r: number, s: number | null, t: number];

const NORMAL: Readonly<Record<string, Amplitudes>> = {
  I: [0.08, null, 0.7, -0.1, 0.25],
  II: [0.12, null, 1.1, -0.15, 0.35],
  III: [0.04, null, 0.45, -0.1, 0.1],
  aVR: [-0.1, -0.85, 0.1, null, -0.3],
  aVL: [0.02, null, 0.25, -0.1, 0.12],
  aVF: [0.08, null, 0.75, -0.12, 0.22],
  V1: [0.05, null, 0.2, -0.9, 0.1],
  V2: [0.06, null, 0.4, -1.1, 0.45],
  V3: [0.06, null, 0.7, -0.7, 0.5],
  V4: [0.06, null, 1.2, -0.4, 0.45],
  V5: [0.06, null, 1.2, -0.15, 0.35],
  V6: [0.06, null, 0.9, -0.05, 0.28],
};
export const WINDOW_START_MS = 440;
const SAMPLES = 570;
/** QRS onset to R peak. */
export const ONSET_TO_R_MS = 40;
export const P_MS = 100;
export const T_MS = 160;

export const FIXTURE_LEADS: readonly string[] = Object.keys(NORMAL);

export interface Intervals {
  readonly prMs: number | null;
  readonly qrsMs: number;
  readonly qtMs: number;
}

export function medianBeatFixture(
  lead: string,
  { prMs, qrsMs, qtMs }: Intervals,
  changed: Partial<MedianBeat>,
): MedianBeat {
  const [p, q, r, s, t] = NORMAL[lead]!;
  const sign = (value: number) => (value < 0 ? ("-" as const) : ("+" as const));
  const onset = -ONSET_TO_R_MS;
  const median: MedianBeat = {
    ...noLeadDetails(),
    qrsForm: lead === "aVR" ? "Qr" : `${r >= 0.5 ? "R" : "r"}${(s ?? 0) <= -0.5 ? "S" : "s"}`,
    q: q === null ? null : { amplitudeMv: q, durationMs: 50 },
    r: { amplitudeMv: r, durationMs: 40 },
    s: s === null ? null : { amplitudeMv: s, durationMs: 30 },
    rPrime: null,
    sPrime: null,
    qrsPeakToPeakMv: r - Math.min(q ?? 0, s ?? 0),
    qrsAreaMvMs: 20 * (r + (q ?? 0) + (s ?? 0)),
    qrsDurationMs: qrsMs,
    rPeakTimeMs: lead === "V1" || lead === "V2" ? 25 : 38,
    notches: 0,
    slurredOnsetMs: null,
    jWaveMv: null,
    stJMv: 0,
    st20Mv: 0,
    st40Mv: 0,
    st60Mv: 0.01,
    st80Mv: 0.02,
    stForm: "upslope",
    stCurve: "concave",
    prMs,
    prSegmentMv: 0,
    p:
      prMs === null
        ? null
        : {
            onsetMs: onset - prMs,
            peakMs: onset - prMs + 50,
            offsetMs: onset - prMs + P_MS,
            amplitudeMv: p,
            form: sign(p),
          },
    pInitialMv: prMs === null ? null : p,
    pTerminalMv: prMs === null ? null : lead === "V1" ? -0.02 : p,
    pTerminalForceMvMs: prMs !== null && lead === "V1" ? 0.8 : null,
    pNotchMs: null,
    t: {
      onsetMs: onset + qtMs - T_MS,
      peakMs: onset + qtMs - 70,
      offsetMs: onset + qtMs,
      amplitudeMv: t,
      form: sign(t),
    },
    tAreaMvMs: 80 * t,
    tAsymmetry: 1.3,
    tPeakToEndMs: 70,
    qtMs,
    uMv: null,
    samplesMv: samples(lead, prMs, qtMs),
    ...changed,
  };
  return median;
}

/** Limb leads are combinations of I and II, so that Einthoven's law holds to the last digit. */
function samples(lead: string, prMs: number | null, qtMs: number): number[] {
  const wave = (name: string) => {
    const [p, q, r, s, t] = NORMAL[name]!;
    const bell = (amplitude: number, centreMs: number, widthMs: number, at: number) =>
      amplitude * Math.exp(-(((at - centreMs) / widthMs) ** 2));
    return Array.from({ length: SAMPLES }, (_, i) => {
      const at = 2 * i - WINDOW_START_MS;
      const atria = prMs === null ? 0 : bell(p, -ONSET_TO_R_MS - prMs + 50, 25, at);
      const ventricles = bell(q ?? 0, -22, 8, at) + bell(r, 0, 10, at) + bell(s ?? 0, 24, 8, at);
      return atria + ventricles + bell(t, qtMs - ONSET_TO_R_MS - 70, 45, at);
    });
  };
  const combined = (a: number, b: number) => {
    const [one, two] = [wave("I"), wave("II")];
    return one.map((value, i) => a * value + b * two[i]!);
  };
  if (lead === "III") return combined(-1, 1);
  if (lead === "aVR") return combined(-0.5, -0.5);
  if (lead === "aVL") return combined(1, -0.5);
  return lead === "aVF" ? combined(-0.5, 1) : wave(lead);
}
