// Confidence of the values of one lead's median beat: the method's own error, the scatter over the beats and the
// noise that averaging leaves, against the tolerance of the kind of value.
import type { LeadConfidence, MedianBeat } from "../../ecg/measurements.ts";
import type { LeadSpread } from "../morphology/lead-spread.ts";
import {
  asConfidence,
  edgeErrorMs,
  errorOverBeats,
  medianNoise,
  quadrature,
  withinProbability,
} from "./confidence.ts";
import {
  AMPLITUDE_ERROR,
  BEAT_SCATTER_MS,
  BEAT_SCATTER_SHARE,
  LEAD_ERRORS,
  type LeadTime,
  NETWORK_LEAD_ERRORS,
  TOLERANCES,
  TYPICAL_NOISE_MV,
} from "./measurement-errors.ts";

type Values = Omit<MedianBeat, "confidence">;

/** `pPresence`: probability that the P is one. */
export function leadConfidence(median: Values, spread: LeadSpread, pPresence: number): LeadConfidence {
  const { amplitudesMv } = spread;
  const { noiseMv, rawNoiseMv } = noiseOf(spread);
  const edges = edgeErrors(median, spread);
  const { intervalMs, qtMs } = TOLERANCES;
  const time = (
    value: number | null,
    error: { kind: LeadTime; scatter: keyof typeof BEAT_SCATTER_MS; edgeMs: number },
  ): number | null => {
    if (value === null) return null;
    const { kind, scatter, edgeMs } = error;
    const own = (spread.byNetwork ? NETWORK_LEAD_ERRORS : LEAD_ERRORS)[kind];
    const overBeats = errorOverBeats(spread.timesMs[scatter] ?? BEAT_SCATTER_MS[scatter], spread.beats);
    const tolerance = kind === "qt" || kind === "t" ? qtMs : intervalMs;
    const presence = kind === "p" || kind === "pr" ? pPresence : 1;
    const within = withinProbability(tolerance, quadrature(own.ownMs, own.edge * edgeMs, overBeats));
    return asConfidence(presence * within);
  };
  const amplitude = (value: number | null, scatterMv: number | null, noise: number): number | null =>
    value === null ? null : amplitudeConfidence({ value, scatterMv, noiseMv: noise, beats: spread.beats });
  const deflection = (name: "q" | "r" | "s" | "rPrime" | "sPrime"): number | null =>
    amplitude(median[name]?.amplitudeMv ?? null, name === "sPrime" ? null : amplitudesMv[name], rawNoiseMv);
  // levels are not measured beat by beat: the noise stands for their scatter
  const level = (value: number | null): number | null => amplitude(value, 0, noiseMv);
  const pMv = amplitude(median.p?.amplitudeMv ?? null, amplitudesMv.pWave, noiseMv);
  return {
    qMv: deflection("q"),
    rMv: deflection("r"),
    sMv: deflection("s"),
    rPrimeMv: deflection("rPrime"),
    sPrimeMv: deflection("sPrime"),
    qrsPeakToPeakMv: amplitude(median.qrsPeakToPeakMv, amplitudesMv.peakToPeak, rawNoiseMv),
    qrsDurationMs: time(median.qrsDurationMs, { kind: "qrs", scatter: "qrs", edgeMs: edges.qrs }),
    rPeakTimeMs: time(median.rPeakTimeMs, { kind: "rPeakTime", scatter: "qrs", edgeMs: edges.qrs }),
    jWaveMv: level(median.jWaveMv),
    stJMv: level(median.stJMv),
    st20Mv: level(median.st20Mv),
    st40Mv: level(median.st40Mv),
    st60Mv: level(median.st60Mv),
    st80Mv: level(median.st80Mv),
    stMidMv: level(median.stMidMv),
    prMs: time(median.prMs, { kind: "pr", scatter: "pr", edgeMs: edges.p }),
    prSegmentMv: level(median.prSegmentMv),
    pMv: pMv === null ? null : asConfidence(pPresence * pMv),
    pDurationMs: time(median.pDurationMs, { kind: "p", scatter: "p", edgeMs: edges.p }),
    tMv: amplitude(median.t?.amplitudeMv ?? null, amplitudesMv.tWave, noiseMv),
    tDurationMs: time(median.tDurationMs, { kind: "t", scatter: "t", edgeMs: edges.t }),
    tPeakToEndMs: time(median.tPeakToEndMs, { kind: "qt", scatter: "qt", edgeMs: edges.t }),
    qtMs: time(median.qtMs, { kind: "qt", scatter: "qt", edgeMs: edges.t }),
    uMv: level(median.uMv),
  };
}

/** Noise that is left in the median beat, and the same at full bandwidth. */
export function noiseOf(spread: LeadSpread): { noiseMv: number; rawNoiseMv: number } {
  const noiseMv = spread.medianNoiseMv ?? medianNoise(TYPICAL_NOISE_MV, spread.beats);
  return { noiseMv, rawNoiseMv: spread.rawMedianNoiseMv ?? noiseMv };
}

/** What that noise does to the edges of the lead's waves, ms; 0 where there is no such wave. */
export function edgeErrors(
  { p, t, qrsPeakToPeakMv, qrsDurationMs }: Pick<Values, "p" | "t" | "qrsPeakToPeakMv" | "qrsDurationMs">,
  spread: LeadSpread,
): Record<"p" | "qrs" | "t", number> {
  const { noiseMv, rawNoiseMv } = noiseOf(spread);
  return {
    p: p ? edgeErrorMs(noiseMv, { heightMv: p.amplitudeMv, durationMs: p.offsetMs - p.onsetMs }) : 0,
    qrs: edgeErrorMs(rawNoiseMv, { heightMv: qrsPeakToPeakMv, durationMs: qrsDurationMs }),
    t: t ? edgeErrorMs(noiseMv, { heightMv: t.amplitudeMv, durationMs: t.offsetMs - t.onsetMs }) : 0,
  };
}

interface Amplitude {
  readonly value: number;
  /** Of single beats; null where it is not known. */
  readonly scatterMv: number | null;
  /** Of the median beat. */
  readonly noiseMv: number;
  readonly beats: number;
}

export function amplitudeConfidence(amplitude: Amplitude): number {
  return asConfidence(withinProbability(amplitudeToleranceMv(amplitude.value), amplitudeErrorMv(amplitude)));
}

export function amplitudeToleranceMv(value: number): number {
  return Math.max(TOLERANCES.amplitudeMv, TOLERANCES.amplitudeShare * Math.abs(value));
}

export function amplitudeErrorMv({ value, scatterMv, noiseMv, beats }: Amplitude): number {
  const size = Math.abs(value);
  return quadrature(
    AMPLITUDE_ERROR.mv,
    AMPLITUDE_ERROR.share * size,
    errorOverBeats(scatterMv ?? BEAT_SCATTER_SHARE * size, beats),
    noiseMv,
  );
}
