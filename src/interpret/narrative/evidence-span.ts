// Where in the recording a measured value can be seen. Values of the median beat belong to no single beat,
// so the beat that resembles it most in that lead stands for all of its class.
import type { BeatWaves, Measurements } from "../../ecg/measurements.ts";

export type Part = "p" | "pr" | "qrs" | "st" | "t" | "qt";

export interface Span {
  readonly beat: number | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

export const NOWHERE: Span = { beat: null, startMs: null, endMs: null };
/** Drawn length of an ST segment whose T was not found. */
const ST_SPAN_MS = 80;

/** The span of one part of the heartbeat in one lead, in the beat nearest the median of its class. */
export function leadSpan(measurements: Measurements, lead: string, part: Part): Span {
  const waves = measurements.leads[lead]?.waves ?? [];
  const candidates = waves.flatMap((wave) => {
    if (!isDominant(measurements, wave.beat)) return [];
    const span = partSpan(wave, part);
    return span === null ? [] : [{ span, amplitudeMv: partAmplitude(wave, part) }];
  });
  const typical = median(candidates.map((candidate) => candidate.amplitudeMv));
  let best: { span: Span; amplitudeMv: number } | null = null;
  for (const candidate of candidates) {
    const nearer =
      best === null || Math.abs(candidate.amplitudeMv - typical) < Math.abs(best.amplitudeMv - typical);
    if (nearer) best = candidate;
  }
  return best?.span ?? NOWHERE;
}

/** The same for values that all leads share: a span in the most typical beat, without a lead. */
export function globalSpan(measurements: Measurements, part: "pr" | "qrs" | "qt" | "p"): Span {
  const lead = ["II", "V5", "I", "V2", ...measurements.record.leads].find(
    (name) => leadSpan(measurements, name, part).beat !== null,
  );
  const seen = lead === undefined ? NOWHERE : leadSpan(measurements, lead, part);
  const beat = measurements.beats.find((candidate) => candidate.index === seen.beat);
  if (beat === undefined || seen.beat === null) return NOWHERE;
  const onsetMs = beat.qrsOnsetMs ?? seen.startMs;
  if (part === "p") return seen;
  if (part === "pr") return { beat: seen.beat, startMs: seen.startMs, endMs: beat.qrsOnsetMs ?? seen.endMs };
  if (part === "qrs") return { beat: seen.beat, startMs: onsetMs, endMs: beat.qrsOffsetMs ?? seen.endMs };
  return { beat: seen.beat, startMs: onsetMs, endMs: seen.endMs };
}

/** From the first to the last R peak: what rate and regularity are measured over. */
export function rhythmSpan(measurements: Measurements): Span {
  const first = measurements.beats[0];
  const last = measurements.beats.at(-1);
  if (first === undefined || last === undefined) return NOWHERE;
  return { beat: null, startMs: first.rPeakMs, endMs: last.rPeakMs };
}

/** Between the two R peaks whose distance comes nearest to an RR interval; the beat is the later one. */
export function rrSpan({ beats }: Measurements, rrMs: number): Span {
  let best = NOWHERE;
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < beats.length; index++) {
    const [before, after] = [beats[index - 1]!, beats[index]!];
    const difference = Math.abs(after.rPeakMs - before.rPeakMs - rrMs);
    if (difference >= nearest) continue;
    nearest = difference;
    best = { beat: after.index, startMs: before.rPeakMs, endMs: after.rPeakMs };
  }
  return best;
}

function isDominant(measurements: Measurements, beat: number): boolean {
  const dominant = measurements.global.dominantClass;
  return dominant === null || measurements.beats.some((it) => it.index === beat && it.class === dominant);
}

function partSpan(wave: BeatWaves, part: Part): Span | null {
  const { beat, p, qrs, t } = wave;
  const span = (startMs: number, endMs: number): Span => ({ beat, startMs, endMs });
  switch (part) {
    case "p":
      return p && span(p.onsetMs, p.offsetMs);
    case "pr":
      return p && qrs && span(p.onsetMs, qrs.onsetMs);
    case "qrs":
      return qrs && span(qrs.onsetMs, qrs.offsetMs);
    case "st":
      return qrs && span(qrs.offsetMs, Math.max(qrs.offsetMs, t?.onsetMs ?? qrs.offsetMs + ST_SPAN_MS));
    case "t":
      return t && span(t.onsetMs, t.offsetMs);
    case "qt":
      return qrs && t && span(qrs.onsetMs, t.offsetMs);
  }
}

function partAmplitude(wave: BeatWaves, part: Part): number {
  if (part === "p" || part === "pr") return wave.p?.amplitudeMv ?? 0;
  if (part === "t" || part === "qt") return wave.t?.amplitudeMv ?? 0;
  return wave.qrs?.amplitudeMv ?? 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
