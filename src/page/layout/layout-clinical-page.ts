// The page for people: letter paper, rows spread over a ruled field, baselines on its heavy lines, what was cut
// or is missing said in the foot. Columns run on in time, as a cart's paper does.
// Standard scales and the 200 ms, 1 mV pulse: Kligfield et al., Circulation 2007;115:1306-24.

import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import type { Recording } from "../../ecg/recording.ts";
import { fitText, textWidthMm } from "../draw/stroke-font.ts";
import {
  type BoxMm,
  type LaidOut,
  type LeadSegment,
  type LineItem,
  mvToYMm,
  type TextItem,
  xMmToSample,
} from "../page.ts";
import { leadSegment } from "./lead-segment.ts";
import { absenceText, clippedNote, lengthNote, PAGE_SECONDS, unplacedNote } from "./page-notes.ts";
import { CLINICAL_STYLE } from "./page-style.ts";

const HEIGHT_MM = 215.9;
const FIELD_TOP_MM = 11;
const FIELD_HEIGHT_MM = 190;
const SIDE_MM = 2.2;
/** Fills letter paper, 279.4 mm, together with the sides. */
const MIN_FIELD_WIDTH_MM = 275;
const BIG_BOX_MM = 5;
const PULSE_S = 0.2;
const PULSE_FOOT_MM = 1.2;
const PULSE_GAP_MM = 1.5;
const NAME_ROOM_MM = 9;
const NAME_CAP_MM = 3;

const upToBigBox = (mm: number) => BIG_BOX_MM * Math.ceil(mm / BIG_BOX_MM - 1e-9);

interface ClinicalOptions {
  readonly columns: readonly (readonly string[])[];
  readonly rhythmLead: string | null;
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
}

function pulse(segment: LeadSegment, startXMm: number, speedMmPerS: number): LineItem {
  const low = segment.baselineYMm;
  const high = low - segment.mmPerMv;
  const up = startXMm + PULSE_FOOT_MM;
  const down = up + PULSE_S * speedMmPerS;
  return {
    kind: "line",
    role: "calibration",
    pointsMm: [startXMm, low, up, low, up, high, down, high, down, low, down + PULSE_FOOT_MM, low],
    strokeMm: CLINICAL_STYLE.calibrationStrokeMm,
  };
}

/** Two ticks that leave the trace itself free. */
function separators(segment: LeadSegment): LineItem[] {
  const { baselineYMm: y, boxMm } = segment;
  return [-1, 1].map((side) => ({
    kind: "line",
    role: "separator",
    pointsMm: [boxMm.xMm, y + side * 5, boxMm.xMm, y + side * 8],
    strokeMm: 0.3,
  }));
}

/** Highest and lowest y of a segment's trace between two x, or null where it has none there. */
function traceSpan(segment: LeadSegment, fromXMm: number, toXMm: number): [number, number] | null {
  const { samplesMv, startSample } = segment;
  const from = Math.max(0, Math.floor(xMmToSample(segment, fromXMm)) - startSample);
  const to = Math.max(from, Math.ceil(xMmToSample(segment, toXMm)) - startSample);
  const finite = samplesMv.subarray(from, to).filter(Number.isFinite);
  if (finite.length === 0) return null;
  const most = finite.reduce((high, mv) => Math.max(high, mv));
  const least = finite.reduce((low, mv) => Math.min(low, mv));
  return [mvToYMm(segment, most), mvToYMm(segment, least)];
}

/** A height for a lead's name where no trace runs: above its own trace if it can be, else closely below. */
function clearNameYMm(
  own: LeadSegment,
  segments: readonly LeadSegment[],
  xMm: number,
  widthMm: number,
): number {
  const spans = segments.map((segment) => traceSpan(segment, xMm - 1, xMm + widthMm + 1));
  const isClear = (y: number) =>
    spans.every((span) => span === null || y < span[0] - 1 || y - NAME_CAP_MM > span[1] + 1);
  const pitchMm = own.boxMm.heightMm;
  const offsets = [-9, -12, -15, -18, -6, 9, 12].filter(
    (offset) => offset > -pitchMm / 2 && offset <= 0.3 * pitchMm,
  );
  return own.baselineYMm + (offsets.find((offset) => isClear(own.baselineYMm + offset)) ?? -9);
}

function nameTexts(segments: readonly LeadSegment[], index: number, marginXMm: number | null): TextItem[] {
  const segment = segments[index]!;
  const xMm = marginXMm ?? segment.boxMm.xMm + 1.5;
  const widthMm = textWidthMm(segment.lead, NAME_CAP_MM);
  const yMm =
    marginXMm === null
      ? clearNameYMm(segment, segments, xMm, widthMm)
      : segment.baselineYMm + NAME_CAP_MM / 2;
  const pen = { kind: "text", segment: index, yMm } as const;
  const name = fitText(segment.lead, NAME_CAP_MM, NAME_ROOM_MM * 2);
  const items: TextItem[] = [
    { ...pen, role: "lead-name", text: name, xMm, capHeightMm: NAME_CAP_MM, strokeMm: 0.38 },
  ];
  const absence = absenceText(segment);
  if (absence !== null) {
    const afterMm = marginXMm === null ? xMm + widthMm + 3 : segment.boxMm.xMm + 3;
    items.push({ ...pen, role: "missing", text: absence, xMm: afterMm, capHeightMm: 2.4, strokeMm: 0.25 });
  }
  return items;
}

function footTexts(field: BoxMm, scale: string, notes: string): TextItem[] {
  const base = { kind: "text", segment: null } as const;
  const xMm = field.xMm + 1;
  const notesXMm = xMm + textWidthMm(scale, 2.6) + 8;
  const room = field.xMm + field.widthMm - notesXMm;
  const scalePen = { xMm, yMm: 206, capHeightMm: 2.6, strokeMm: 0.3 };
  const notesPen = { xMm: notesXMm, yMm: 206, capHeightMm: 2.2, strokeMm: 0.22 };
  const disclaimerPen = { xMm, yMm: 212.4, capHeightMm: 1.9, strokeMm: 0.2 };
  const items: TextItem[] = [
    { ...base, role: "scale", text: scale, ...scalePen },
    { ...base, role: "disclaimer", text: DISCLAIMER, ...disclaimerPen },
  ];
  if (notes !== "") {
    items.push({ ...base, role: "note", text: fitText(notes, notesPen.capHeightMm, room), ...notesPen });
  }
  return items;
}

/** Lays `columns` (lead names from top to bottom) out, each with its share of the ten seconds. */
export function layoutClinicalPage(recording: Recording, options: ClinicalOptions): LaidOut {
  const { columns, rhythmLead, speedMmPerS, gainMmPerMv } = options;
  const columnS = PAGE_SECONDS / columns.length;
  const leftMm = upToBigBox(NAME_ROOM_MM + PULSE_S * speedMmPerS + 2 * PULSE_FOOT_MM + PULSE_GAP_MM);
  const fieldWidthMm = Math.max(
    MIN_FIELD_WIDTH_MM,
    leftMm + upToBigBox(PAGE_SECONDS * speedMmPerS) + BIG_BOX_MM,
  );
  const field = { xMm: SIDE_MM, yMm: FIELD_TOP_MM, widthMm: fieldWidthMm, heightMm: FIELD_HEIGHT_MM };
  const traceXMm = SIDE_MM + leftMm;
  const rowCount = columns[0]!.length + (rhythmLead === null ? 0 : 1);
  const pitchMm = BIG_BOX_MM * Math.floor(FIELD_HEIGHT_MM / rowCount / BIG_BOX_MM);
  const firstMm = BIG_BOX_MM * Math.round((FIELD_HEIGHT_MM - (rowCount - 1) * pitchMm) / 2 / BIG_BOX_MM);
  const rowYMm = (row: number) => FIELD_TOP_MM + firstMm + row * pitchMm;
  const common = { pitchMm, speedMmPerS, gainMmPerMv };

  const segments = columns.flatMap((leads, column) =>
    leads.map((lead, row) => {
      const startS = column * columnS;
      const xMm = traceXMm + startS * speedMmPerS;
      const place = { lead, role: "row", startS, durationS: columnS, xMm, ...common } as const;
      return leadSegment(recording, { ...place, baselineYMm: rowYMm(row) });
    }),
  );
  if (rhythmLead !== null) {
    const place = {
      lead: rhythmLead,
      role: "rhythm",
      startS: 0,
      durationS: PAGE_SECONDS,
      ...common,
    } as const;
    segments.push(leadSegment(recording, { ...place, xMm: traceXMm, baselineYMm: rowYMm(rowCount - 1) }));
  }

  const isFirst = (segment: LeadSegment) => segment.boxMm.xMm === traceXMm;
  const oneColumn = columns.length === 1;
  const pulseXMm = traceXMm - PULSE_GAP_MM - 2 * PULSE_FOOT_MM - PULSE_S * speedMmPerS;
  const isRowEmpty = ({ baselineYMm }: LeadSegment) =>
    segments.every((other) => other.baselineYMm !== baselineYMm || other.state !== "drawn");
  const pulses = segments
    .filter((segment) => isFirst(segment) && !isRowEmpty(segment))
    .map((segment) => pulse(segment, pulseXMm, speedMmPerS));
  const sequence = oneColumn ? null : `columns follow each other in time, ${columnS} s each`;
  const notes = [
    lengthNote(recording),
    sequence,
    clippedNote(segments, field),
    unplacedNote(recording, segments),
  ].filter((note) => note !== null);
  const nameXMm = oneColumn ? SIDE_MM + 1 : null;
  return {
    widthMm: fieldWidthMm + 2 * SIDE_MM,
    heightMm: HEIGHT_MM,
    style: CLINICAL_STYLE,
    grid: { boxMm: field, originXMm: SIDE_MM, originYMm: FIELD_TOP_MM, minorMm: 1, majorMm: BIG_BOX_MM },
    clipMm: field,
    segments,
    items: [
      ...pulses,
      ...segments.filter((segment) => !isFirst(segment)).flatMap(separators),
      ...segments.map((_, segment) => {
        return { kind: "trace", segment, strokeMm: CLINICAL_STYLE.traceStrokeMm } as const;
      }),
      ...segments.flatMap((_, index) => nameTexts(segments, index, nameXMm)),
      ...footTexts(field, `${speedMmPerS} mm/s ${gainMmPerMv} mm/mV`, notes.join("; ")),
    ],
    titleXMm: SIDE_MM + 1,
  };
}
