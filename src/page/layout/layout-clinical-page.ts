// The page for people: rows spread over a ruled field, baselines on its heavy lines, what was cut or is missing shown
// in its place and said in the foot. Every layout is placed here; what differs between them comes with the plan.

import type { Recording } from "../../ecg/recording.ts";
import type { LaidOut, LeadSegment, LineItem, TextItem, TraceItem } from "../page.ts";
import { clipMarks } from "./clip-marks.ts";
import { leadNameTexts } from "./lead-name-texts.ts";
import { leadSegment } from "./lead-segment.ts";
import { fiducialItems, medianSegment } from "./median-segment.ts";
import type { PageCell } from "./page-cells.ts";
import { BIG_BOX_MM, PULSE_FOOT_MM, PULSE_GAP_MM, PULSE_S } from "./page-field.ts";
import { footTexts } from "./page-foot.ts";
import { headerTexts } from "./page-header.ts";
import { calibrationPulse, separators } from "./page-marks.ts";
import { clippedNote } from "./page-notes.ts";
import type { PagePlan } from "./plan-page.ts";

/** Names and title stand this far inside the field. */
const INDENT_MM = 1;

function segmentOf(recording: Recording, plan: PagePlan, cell: PageCell): LeadSegment {
  const { rows, width, measurements } = plan;
  const place = {
    ...cell.placed,
    role: cell.role,
    startS: cell.startS,
    durationS: cell.durationS,
    xMm: width.traceXMm + cell.offsetMm,
    baselineYMm: rows.firstYMm + cell.row * rows.pitchMm,
    pitchMm: rows.pitchMm,
    speedMmPerS: plan.speedMmPerS,
    gainMmPerMv: plan.gainMmPerMv,
  };
  return cell.role === "median" && measurements !== null
    ? medianSegment(recording, measurements, place)
    : leadSegment(recording, place);
}

/** One pulse for each row that has a trace, before the first of its traces or behind the last. */
function pulses(plan: PagePlan, segments: readonly LeadSegment[]): LineItem[] {
  const { pulse, speedMmPerS, gainMmPerMv, width, style } = plan;
  if (pulse === "none") return [];
  const ends = segments.map(({ boxMm }) => boxMm.xMm + boxMm.widthMm);
  const startXMm =
    pulse === "right"
      ? Math.max(...ends) + PULSE_GAP_MM
      : width.traceXMm - PULSE_GAP_MM - 2 * PULSE_FOOT_MM - PULSE_S * speedMmPerS;
  const drawn = segments.filter(({ state }) => state === "drawn");
  const rows = new Set(drawn.map(({ baselineYMm }) => baselineYMm).sort((a, b) => a - b));
  return [...rows].map((baselineYMm) =>
    calibrationPulse(baselineYMm, {
      startXMm,
      speedMmPerS,
      gainMmPerMv,
      strokeMm: style.calibrationStrokeMm,
    }),
  );
}

function nameItems(plan: PagePlan, segments: readonly LeadSegment[]): TextItem[] {
  const { width, pulse, hasNamesInMargin, rowTimes } = plan;
  const xMm = width.xMm + INDENT_MM;
  const pulseMm = pulse === "left" ? 2 * PULSE_FOOT_MM + PULSE_S * plan.speedMmPerS + PULSE_GAP_MM : 0;
  const margin = hasNamesInMargin ? { xMm, widthMm: width.traceXMm - pulseMm - xMm - 0.5 } : null;
  return segments.flatMap((_, index) => leadNameTexts(segments, index, { margin, timeTexts: rowTimes }));
}

export function layoutClinicalPage(recording: Recording, plan: PagePlan): LaidOut {
  const { width, rows, style, measurements } = plan;
  const field = rows.box;
  const segments = plan.cells.map((cell) => segmentOf(recording, plan, cell));
  const later = segments.filter(({ role, boxMm }) => role === "row" && boxMm.xMm !== width.traceXMm);
  const traces = segments.map((_, segment): TraceItem => {
    return { kind: "trace", segment, strokeMm: style.traceStrokeMm };
  });
  const fiducials = plan.hasFiducials && measurements ? fiducialItems(segments, measurements) : [];
  const notes = [...plan.notes, clippedNote(segments, field), plan.unplacedNote(segments)];
  const scale = `${plan.speedMmPerS} mm/s ${plan.gainMmPerMv} mm/mV`;
  const titleXMm = width.xMm + INDENT_MM;
  return {
    widthMm: width.paperWidthMm,
    heightMm: width.paperHeightMm,
    style,
    grid: { boxMm: field, originXMm: field.xMm, originYMm: field.yMm, minorMm: 1, majorMm: BIG_BOX_MM },
    clipMm: field,
    segments,
    items: [
      ...pulses(plan, segments),
      ...later.flatMap(separators),
      ...traces,
      ...nameItems(plan, segments),
      ...fiducials,
      ...clipMarks(segments, field),
      ...headerTexts(plan.headerLines, titleXMm, plan.hasTitle),
      ...footTexts(field, scale, notes.filter((note) => note !== null).join("; ")),
    ],
    titleXMm,
  };
}
