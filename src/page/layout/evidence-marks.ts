// Calipers and points over the traces. What would not be wholly on the page is not drawn at all: half a caliper would
// measure something else.

import type { LaidOut, LeadSegment, MarkItem, PageHighlight } from "../page.ts";
import { amplitudeCaliper } from "./amplitude-caliper.ts";
import { durationCaliper } from "./duration-caliper.ts";
import type { FreeRoom } from "./free-room.ts";
import { markedPoint } from "./marked-point.ts";

/** First and last time that a segment shows; [0, -1] where it shows none of the recording. */
export function drawnMs({
  state,
  startSample,
  endSample,
  samplingRateHz,
  role,
}: LeadSegment): [number, number] {
  if (state !== "drawn" || role === "median") return [0, -1];
  return [(startSample / samplingRateHz) * 1000, ((endSample - 1) / samplingRateHz) * 1000];
}

/** The segments that show all of the highlight's time, the strips first: they show more around it. */
function showing(segments: readonly LeadSegment[], { lead, startMs, endMs }: PageHighlight): LeadSegment[] {
  return segments
    .filter((segment) => lead === null || segment.lead === lead)
    .filter((segment) => {
      const [firstMs, lastMs] = drawnMs(segment);
      return startMs >= firstMs && endMs <= lastMs;
    })
    .sort((a, b) => Number(b.role === "rhythm") - Number(a.role === "rhythm"));
}

const DRAWERS = { duration: durationCaliper, amplitude: amplitudeCaliper, point: markedPoint } as const;

/** The items of one caliper or point; none where the page does not show all of it. */
export function evidenceMarks(
  highlight: PageHighlight,
  sheet: Pick<LaidOut, "segments" | "clipMm" | "style">,
  room: FreeRoom,
): MarkItem[] {
  const { form, startMs, endMs, kind: mark = "evidence", id = null } = highlight;
  if (form === undefined || form === "span") return [];
  const segments = showing(sheet.segments, highlight);
  const chosen = form === "point" ? segments : segments.slice(0, 1);
  return chosen.flatMap((segment): MarkItem[] => {
    const drawn = DRAWERS[form](segment, highlight, sheet, room);
    if (drawn === null) return [];
    return [{ kind: "mark", form, mark, lead: segment.lead, startMs, endMs, ...drawn, id }];
  });
}
