// Evidence that points at a beat on the page, and what state a lead is in.
import type { Evidence } from "../../../ecg/interpretation.ts";
import type { BeatWaves, Measurements, MedianBeat } from "../../../ecg/measurements.ts";

/** Why a lead cannot be used, or its median beat. */
export function leadMedian(
  measurements: Measurements,
  lead: string,
): { median: MedianBeat; trouble: null } | { median: null; trouble: string } {
  const quality = measurements.quality.leads[lead];
  const values = measurements.leads[lead];
  if (values === undefined && quality === undefined)
    return { median: null, trouble: `lead ${lead} was not recorded` };
  if (quality?.usable === false)
    return {
      median: null,
      trouble: `lead ${lead} is not usable (${quality.reasons.join(", ") || "poor signal"})`,
    };
  if (values?.median == null) return { median: null, trouble: `nothing was measured in lead ${lead}` };
  return { median: values.median, trouble: null };
}

export type Span = "p" | "qrs" | "t" | "st" | "pr" | "qt" | "rr" | "beat" | null;

/** A beat that stands for the recording: the second of the dominant class, else the first. */
export function typicalBeat(measurements: Measurements): number | null {
  const dominant = measurements.beats.filter((beat) => beat.class === measurements.global.dominantClass);
  return (dominant[1] ?? dominant[0] ?? measurements.beats[0])?.index ?? null;
}

function wavesOf(measurements: Measurements, lead: string | null, beat: number): BeatWaves | undefined {
  const from = lead ?? (measurements.leads["II"] === undefined ? Object.keys(measurements.leads)[0] : "II");
  return from === undefined
    ? undefined
    : measurements.leads[from]?.waves.find((waves) => waves.beat === beat);
}

function spanMs(
  measurements: Measurements,
  lead: string | null,
  beat: number,
  span: Span,
): [number, number] | null {
  const waves = wavesOf(measurements, lead, beat);
  const around = measurements.beats.find((other) => other.index === beat);
  if (span === "rr") {
    const next = measurements.beats.find((other) => other.index === beat + 1);
    return around === undefined || next === undefined ? null : [around.rPeakMs, next.rPeakMs];
  }
  const qrsStart = waves?.qrs?.onsetMs ?? around?.qrsOnsetMs ?? null;
  const qrsEnd = waves?.qrs?.offsetMs ?? around?.qrsOffsetMs ?? null;
  const pair = (start: number | null | undefined, end: number | null | undefined): [number, number] | null =>
    start == null || end == null || end < start ? null : [start, end];
  if (span === "qrs") return pair(qrsStart, qrsEnd);
  if (span === "p") return pair(waves?.p?.onsetMs, waves?.p?.offsetMs);
  if (span === "t") return pair(waves?.t?.onsetMs, waves?.t?.offsetMs);
  if (span === "st") return pair(qrsEnd, waves?.t?.onsetMs ?? (qrsEnd === null ? null : qrsEnd + 80));
  if (span === "pr") return pair(waves?.p?.onsetMs, qrsStart);
  if (span === "qt") return pair(qrsStart, waves?.t?.offsetMs);
  return span === "beat" ? pair(waves?.p?.onsetMs ?? qrsStart, waves?.t?.offsetMs ?? qrsEnd) : null;
}

export interface EvidenceOptions {
  readonly measurements: Measurements;
  readonly measure: string;
  readonly value: Evidence["value"];
  readonly unit: string;
  readonly lead?: string | null;
  readonly span?: Span;
  readonly beat?: number | null;
  readonly operator?: string | null;
  readonly threshold?: Evidence["threshold"];
}

/** Evidence with the place where it can be seen: the named beat, or one that stands for the recording. */
export function evidence(options: EvidenceOptions): Evidence {
  const { measurements, lead = null, span = null } = options;
  const beat = span === null ? null : (options.beat ?? typicalBeat(measurements));
  const place = beat === null ? null : spanMs(measurements, lead, beat, span);
  return {
    lead,
    beat: place === null ? null : beat,
    startMs: place?.[0] ?? null,
    endMs: place?.[1] ?? null,
    measure: options.measure,
    value: typeof options.value === "number" ? Math.round(options.value * 1000) / 1000 : options.value,
    unit: options.unit,
    operator: options.operator ?? null,
    threshold: options.threshold ?? null,
  };
}
