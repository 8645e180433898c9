// The foot of a page: scale and notes, broken over as many lines as narrow paper needs, and the disclaimer.

import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { textWidthMm } from "../draw/stroke-font.ts";
import type { BoxMm, TextItem } from "../page.ts";
import { wrapText } from "./wrap-text.ts";

const SCALE_PEN = { capHeightMm: 2.6, strokeMm: 0.3 };
const NOTE_PEN = { capHeightMm: 2.2, strokeMm: 0.22 };
const DISCLAIMER_PEN = { capHeightMm: 1.9, strokeMm: 0.2 };
const INDENT_MM = 1;
const SCALE_BELOW_MM = 5;
const NOTE_LINE_MM = 3.2;
const DISCLAIMER_LINE_MM = 2.9;
/** From the field to the paper's edge on wide paper. */
const FOOT_MM = 14.9;
const WIDE_MM = 240;
const WIDE_LINES = 2;
const NARROW_LINES = 4;
/** Notes begin beside the scale only where there is room for a few words. */
const LEAST_BESIDE_MM = 40;

const noteLines = (widthMm: number) => (widthMm >= WIDE_MM ? WIDE_LINES : NARROW_LINES);

function disclaimerLines(widthMm: number): string[] {
  const room = { widthMm: widthMm - 2 * INDENT_MM, capHeightMm: DISCLAIMER_PEN.capHeightMm, mostLines: 5 };
  return wrapText(DISCLAIMER, room);
}

/** From the field's lower edge to the paper's. */
export function footHeightMm(fieldWidthMm: number): number {
  const notesMm = (noteLines(fieldWidthMm) - WIDE_LINES) * NOTE_LINE_MM;
  return FOOT_MM + notesMm + (disclaimerLines(fieldWidthMm).length - 1) * DISCLAIMER_LINE_MM;
}

export function footTexts(field: BoxMm, scale: string, notes: string): TextItem[] {
  const base = { kind: "text", segment: null } as const;
  const xMm = field.xMm + INDENT_MM;
  const bottom = field.yMm + field.heightMm;
  const scaleYMm = bottom + SCALE_BELOW_MM;
  const besideXMm = xMm + textWidthMm(scale, SCALE_PEN.capHeightMm) + 8;
  const right = field.xMm + field.widthMm;
  const besideMm = right - besideXMm;
  const mostLines = noteLines(field.widthMm);
  const lines = wrapText(notes, {
    widthMm: right - xMm,
    firstWidthMm: besideMm >= LEAST_BESIDE_MM ? besideMm : 0,
    capHeightMm: NOTE_PEN.capHeightMm,
    mostLines,
  });
  const disclaimerYMm = scaleYMm + Math.max(WIDE_LINES * NOTE_LINE_MM, lines.length * NOTE_LINE_MM + 0.6);
  return [
    { ...base, role: "scale", text: scale, xMm, yMm: scaleYMm, ...SCALE_PEN },
    ...disclaimerLines(field.widthMm).map((text, line): TextItem => {
      const yMm = disclaimerYMm + line * DISCLAIMER_LINE_MM;
      return { ...base, role: "disclaimer", text, xMm, yMm, ...DISCLAIMER_PEN };
    }),
    ...lines.flatMap((text, line): TextItem[] => {
      const place = { xMm: line === 0 ? besideXMm : xMm, yMm: scaleYMm + line * NOTE_LINE_MM };
      return text === "" ? [] : [{ ...base, role: "note", text, ...place, ...NOTE_PEN }];
    }),
  ];
}
