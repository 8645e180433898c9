// A lead's median beat as a segment of a page, and where its waves begin and end. The beat's samples count from the
// start of its window; its marks are kept in ms from the R peak, as Measurements have them.

import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";
import { findLead, type Recording } from "../../ecg/recording.ts";
import { textWidthMm } from "../draw/stroke-font.ts";
import { type LeadSegment, type LineItem, msToXMm, mvToYMm, type TextItem } from "../page.ts";
import { placedSegment, type SegmentPlace } from "./lead-segment.ts";

/** Of `MedianBeat.samplesMv`. */
const MEDIAN_RATE_HZ = 500;
const TICK_REACH_MM = 3;
const TICK_STROKE_MM = 0.18;
const NAME_PEN = { capHeightMm: 1.7, strokeMm: 0.2 };

/** Length of the median beats' window, or null where there are none. */
export function medianWindowS(measurements: Measurements): number | null {
  const samples = Object.values(measurements.leads).map(({ median }) => median?.samplesMv.length ?? 0);
  const most = Math.max(0, ...samples);
  return most === 0 || measurements.global.medianWindowStartMs === null ? null : most / MEDIAN_RATE_HZ;
}

export function medianSegment(
  recording: Recording,
  measurements: Measurements,
  place: SegmentPlace,
): LeadSegment {
  const beat = Object.hasOwn(measurements.leads, place.lead) ? measurements.leads[place.lead]?.median : null;
  const none = findLead(recording, place.lead) === undefined ? "not recorded" : "not measured";
  return placedSegment(place, {
    state: beat ? "drawn" : none,
    samplesMv: Float64Array.from(beat?.samplesMv ?? []),
    startSample: 0,
    samplingRateHz: MEDIAN_RATE_HZ,
  });
}

interface Fiducials {
  readonly name: "P" | "QRS" | "T";
  readonly onsetMs: number;
  readonly offsetMs: number;
}

/** QRS onset of all leads, from the R peak; the same in every beat of the class that the medians describe. */
function commonQrs({ beats, global }: Measurements): Omit<Fiducials, "name"> | null {
  const beat = beats.find((each) => each.class === global.dominantClass && each.qrsOnsetMs !== null);
  if (!beat || beat.qrsOnsetMs === null || beat.qrsOffsetMs === null) return null;
  return { onsetMs: beat.qrsOnsetMs - beat.rPeakMs, offsetMs: beat.qrsOffsetMs - beat.rPeakMs };
}

/** The lead's own QRS as far as its QT or PR tells where it begins, else that of all leads. */
function qrsOf(beat: MedianBeat, measurements: Measurements): Omit<Fiducials, "name"> | null {
  const { t, p, qtMs, prMs, qrsDurationMs } = beat;
  let onsetMs: number | null = null;
  if (t !== null && qtMs !== null) onsetMs = t.offsetMs - qtMs;
  else if (p !== null && prMs !== null) onsetMs = p.onsetMs + prMs;
  return onsetMs === null ? commonQrs(measurements) : { onsetMs, offsetMs: onsetMs + qrsDurationMs };
}

function fiducialsOf(beat: MedianBeat, measurements: Measurements): Fiducials[] {
  const qrs = qrsOf(beat, measurements);
  return [
    ...(beat.p === null ? [] : [{ ...beat.p, name: "P" as const }]),
    ...(qrs === null ? [] : [{ ...qrs, name: "QRS" as const }]),
    ...(beat.t === null ? [] : [{ ...beat.t, name: "T" as const }]),
  ];
}

interface Span {
  /** y of the trace at the two ends. */
  readonly endsMm: readonly [number, number];
  readonly topMm: number;
  readonly bottomMm: number;
}

function spanOf(segment: LeadSegment, fromMs: number, toMs: number): Span {
  const { samplesMv, samplingRateHz } = segment;
  const last = samplesMv.length - 1;
  const at = (ms: number) => Math.min(last, Math.max(0, Math.round((ms / 1000) * samplingRateHz)));
  const ys = Array.from(samplesMv.subarray(at(fromMs), at(toMs) + 1), (mv) => mvToYMm(segment, mv));
  return { endsMm: [ys[0]!, ys.at(-1)!], topMm: Math.min(...ys), bottomMm: Math.max(...ys) };
}

/** On the side that the wave leaves free: below what points up. */
function nameYMm({ endsMm, topMm, bottomMm }: Span): number {
  const [above, below] = [Math.min(...endsMm) - topMm, bottomMm - Math.max(...endsMm)];
  const { capHeightMm } = NAME_PEN;
  if (above >= below) return Math.max(bottomMm, Math.max(...endsMm) + TICK_REACH_MM) + capHeightMm + 0.6;
  return Math.min(topMm, Math.min(...endsMm) - TICK_REACH_MM) - 0.6;
}

/** Ticks across the trace where P, QRS and T begin and end, and their names. */
export function fiducialItems(
  segments: readonly LeadSegment[],
  measurements: Measurements,
): (LineItem | TextItem)[] {
  const windowStartMs = measurements.global.medianWindowStartMs ?? 0;
  return segments.flatMap((segment, index) => {
    const beat = measurements.leads[segment.lead]?.median;
    if (segment.role !== "median" || segment.state !== "drawn" || !beat) return [];
    return fiducialsOf(beat, measurements).flatMap(({ name, onsetMs, offsetMs }) => {
      const [fromMs, toMs] = [onsetMs + windowStartMs, offsetMs + windowStartMs];
      const span = spanOf(segment, fromMs, toMs);
      const ticks = [fromMs, toMs].map((ms, end): LineItem => {
        const [x, y] = [msToXMm(segment, ms), span.endsMm[end]!];
        const pointsMm = [x, y - TICK_REACH_MM, x, y + TICK_REACH_MM];
        return { kind: "line", role: "fiducial", pointsMm, strokeMm: TICK_STROKE_MM };
      });
      const widthMm = textWidthMm(name, NAME_PEN.capHeightMm);
      const xMm = msToXMm(segment, (fromMs + toMs) / 2) - widthMm / 2;
      const place = { xMm, yMm: nameYMm(span), ...NAME_PEN, segment: index };
      return [...ticks, { kind: "text", role: "fiducial", text: name, ...place } satisfies TextItem];
    });
  });
}
