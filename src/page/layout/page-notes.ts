// What the reader of a page must be told about it: what was cut, what is missing, how time runs.

import { durationMs, type Recording } from "../../ecg/recording.ts";
import { type BoxMm, type LeadSegment, mvToYMm } from "../page.ts";

/** Seconds of recording on one page. */
export const PAGE_SECONDS = 10;

/** "first 10 s of 30 s shown", or null where the page holds all of it. */
export function lengthNote(recording: Recording): string | null {
  const seconds = durationMs(recording) / 1000;
  if (seconds <= PAGE_SECONDS + 0.001) return null;
  return `first ${PAGE_SECONDS} s of ${Number(seconds.toFixed(1))} s shown`;
}

/** Does the trace go above or below the box that it is drawn in? */
function isClipped(segment: LeadSegment, clip: BoxMm): boolean {
  const bottom = clip.yMm + clip.heightMm;
  return segment.samplesMv.some((mv) => {
    const y = mvToYMm(segment, mv);
    return y < clip.yMm || y > bottom;
  });
}

/** Names of the leads whose trace is cut off at the edge of the drawing area. */
export function clippedNote(segments: readonly LeadSegment[], clip: BoxMm): string | null {
  const leads = new Set(segments.filter((segment) => isClipped(segment, clip)).map((s) => s.lead));
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
    case "not recorded":
    case "no valid samples":
      return segment.state;
  }
}
