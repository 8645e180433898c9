// What the reader of a page must be told about it: what was cut, what is missing, how time runs.

import type { Measurements } from "../../ecg/measurements.ts";
import { durationMs, type Recording } from "../../ecg/recording.ts";
import { type BoxMm, type ColumnTiming, type LeadSegment, yMmToMv } from "../page.ts";

/** Seconds of recording on one page, where nothing else is asked for. */
export const PAGE_SECONDS = 10;

const seconds = (value: number) => Number(value.toFixed(1));

/** "first 10 s of 30 s shown", "5 to 15 s of 30 s shown", or null where the page holds all of it. */
export function lengthNote(
  recording: Recording,
  { fromS, toS }: { fromS: number; toS: number },
): string | null {
  const wholeS = durationMs(recording) / 1000;
  if (fromS === 0 && wholeS <= toS + 0.001) return null;
  const part = fromS === 0 ? `first ${seconds(toS)} s` : `${seconds(fromS)} to ${seconds(toS)} s`;
  return `${part} of ${seconds(wholeS)} s shown`;
}

/** How time runs over columns side by side. */
export function timingNote(
  timing: ColumnTiming,
  { columnS, startS }: { columnS: number; startS: number },
): string {
  const each = Number(columnS.toFixed(3));
  if (timing === "sequential") return `columns follow each other in time, ${each} s each`;
  return startS === 0
    ? `all columns show the first ${each} s`
    : `all columns show the same ${each} s from ${seconds(startS)} s on`;
}

/** Which beats a median beat is made of. */
export function medianNote({ beats, global }: Measurements): string {
  const kind = global.dominantClass ?? "other";
  const count = beats.filter((beat) => beat.class === kind).length;
  return `median beats, class ${kind} (${count} of ${beats.length} beats)`;
}

/** Does the trace go above or below the box that it is drawn in? */
export function isClipped(segment: LeadSegment, clip: BoxMm): boolean {
  const edges = [yMmToMv(segment, clip.yMm), yMmToMv(segment, clip.yMm + clip.heightMm)];
  const [least, most] = [Math.min(...edges), Math.max(...edges)];
  for (const mv of segment.samplesMv) if ((mv < least || mv > most) && Number.isFinite(mv)) return true;
  return false;
}

/** Names of the leads whose trace is cut off at the edge of the drawing area. */
export function clippedNote(segments: readonly LeadSegment[], clip: BoxMm): string | null {
  const leads = new Set(segments.filter((segment) => isClipped(segment, clip)).map((s) => s.label));
  return leads.size === 0 ? null : `cut off at the edge: ${[...leads].join(", ")}`;
}

/** Leads of the recording that this page has no place for. */
export function unplacedNote(recording: Recording, segments: readonly LeadSegment[]): string | null {
  const placed = new Set(segments.map((segment) => segment.lead));
  const rest = recording.leads.map((lead) => lead.name).filter((name) => !placed.has(name));
  return rest.length === 0 ? null : `also recorded, not shown: ${rest.join(", ")}`;
}

/** What stands in the place of a trace that is not there. */
export function absenceText(segment: LeadSegment): string | null {
  switch (segment.state) {
    case "drawn":
      return null;
    case "ended":
      return "recording has ended";
    case "not measured":
      return "no median beat";
    case "not recorded":
    case "no valid samples":
      return segment.state;
  }
}
