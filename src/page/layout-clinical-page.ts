// The page for people: letter paper, rows spread over a ruled field, baselines on its heavy lines, what was cut
// or is missing said in the foot. Columns run on in time, as a cart's paper does.
// Standard scales and the 200 ms, 1 mV pulse: Kligfield et al., Circulation 2007;115:1306-24.

import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { Recording } from "../ecg/recording.ts";
import { leadSegment } from "./lead-segment.ts";
import {
  type BoxMm,
  type LaidOut,
  type LeadSegment,
  type LineItem,
  mvToYMm,
  type TextItem,
  xMmToSample,
} from "./page.ts";
import { absenceText, clippedNote, lengthNote, PAGE_SECONDS, unplacedNote } from "./page-notes.ts";
import { CLINICAL_STYLE } from "./page-style.ts";
import { fitText, textWidthMm } from "./stroke-font.ts";

const HEIGHT_MM = 215.9;
const FIELD_TOP_MM = 12;
const FIELD_HEIGHT_MM = 185;
const SIDE_MM = 2.2;
/** Fills letter paper, 279.4 mm, together with the sides. */
const MIN_FIELD_WIDTH_MM = 275;
const BIG_BOX_MM = 5;
const PULSE_S = 0.2;
const PULSE_FOOT_MM = 1.5;
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

/** A height for the lead's name where its own trace leaves room: above the trace if it can, else below. */
function clearNameYMm(segment: LeadSegment, xMm: number, widthMm: number): number {
  const { baselineYMm, boxMm, startSample, samplesMv } = segment;
  const from = Math.max(0, Math.floor(xMmToSample(segment, xMm - 1)) - startSample);
  const to = Math.max(from, Math.ceil(xMmToSample(segment, xMm + widthMm + 1)) - startSample);
  const ys = Array.from(samplesMv.subarray(from, to), (mv) => mvToYMm(segment, mv)).filter(Number.isFinite);
  const lowest = Math.max(...ys);
  const highest = Math.min(...ys);
  const reach = boxMm.heightMm / 2 - 1;
  const offsets = [-9, -12, -15, -18, 12, 15, 18].filter((offset) => Math.abs(offset) <= reach);
  const isClear = (y: number) => y < highest - 1 || y - NAME_CAP_MM > lowest + 1;
  return baselineYMm + (offsets.find((offset) => isClear(baselineYMm + offset)) ?? offsets.at(0) ?? -5);
}

function nameTexts(segment: LeadSegment, index: number, marginXMm: number | null): TextItem[] {
  const xMm = marginXMm ?? segment.boxMm.xMm + 1.5;
  const widthMm = textWidthMm(segment.lead, NAME_CAP_MM);
  const yMm =
    marginXMm === null ? clearNameYMm(segment, xMm, widthMm) : segment.baselineYMm + NAME_CAP_MM / 2;
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
  const scalePen = { xMm, yMm: 202.4, capHeightMm: 2.6, strokeMm: 0.3 };
  const notesPen = { xMm: notesXMm, yMm: 202.4, capHeightMm: 2.2, strokeMm: 0.22 };
  const disclaimerPen = { xMm, yMm: 211, capHeightMm: 1.9, strokeMm: 0.2 };
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
  const leftMm = upToBigBox(NAME_ROOM_MM + PULSE_S * speedMmPerS + 2 * PULSE_FOOT_MM + 1);
  const fieldWidthMm = Math.max(
    MIN_FIELD_WIDTH_MM,
    leftMm + upToBigBox(PAGE_SECONDS * speedMmPerS) + BIG_BOX_MM,
  );
  const field = { xMm: SIDE_MM, yMm: FIELD_TOP_MM, widthMm: fieldWidthMm, heightMm: FIELD_HEIGHT_MM };
  const traceXMm = SIDE_MM + leftMm;
  const rowCount = columns[0]!.length + (rhythmLead === null ? 0 : 1);
  const pitchMm = BIG_BOX_MM * Math.floor(FIELD_HEIGHT_MM / rowCount / BIG_BOX_MM);
  const rowYMm = (row: number) => FIELD_TOP_MM + upToBigBox(pitchMm / 2) + row * pitchMm;
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
  const pulseXMm = traceXMm - 2 - 2 * PULSE_FOOT_MM - PULSE_S * speedMmPerS;
  const pulses = segments
    .filter((segment) => isFirst(segment) && (segment.state === "drawn" || !oneColumn))
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
      ...segments.flatMap((segment, index) => nameTexts(segment, index, nameXMm)),
      ...footTexts(field, `${speedMmPerS} mm/s   ${gainMmPerMv} mm/mV`, notes.join("; ")),
    ],
    titleXMm: SIDE_MM + 1,
  };
}
