// Print in the upper margin as carts and archives leave it, without any identity: empty fields, device lines, and the bars
// that hide what was a name.

import { z } from "zod";
import { textStrokesMm, textWidthMm } from "../../draw/stroke-font.ts";
import { effectKind, type SheetMark } from "../effect-kind.ts";
import { drawInk, inkMask, layInk } from "../sheet/ink-mask.ts";
import type { PackedSheet } from "../sheet/packed-sheet.ts";

const LINES = [
  "12-LEAD ELECTROCARDIOGRAM",
  "UNCONFIRMED REPORT",
  "Department of Cardiology",
  "Page 1 of 1",
  "Loc: ED",
  "Req. by:",
  "Technician:",
  "Order no.:",
  "Filter 0.05 - 150 Hz",
  "Mains filter on",
  "RESTING ECG",
  "Room:",
  "Indication:",
];
const FIELDS = ["Name:", "ID:", "Born:", "Sex:", "Visit:"];
const INK = [44, 44, 52] as const;

function print(sheet: PackedSheet, text: string, xMm: number, yMm: number, capHeightMm: number): SheetMark {
  const { pxPerMm } = sheet;
  const width = textWidthMm(text, capHeightMm);
  const box = [xMm, yMm - 1.2 * capHeightMm, xMm + width, yMm + 0.35 * capHeightMm].map((mm) => mm * pxPerMm);
  const [left, top, right, bottom] = [box[0]!, box[1]!, box[2]!, box[3]!];
  const mask = inkMask(sheet, [left - 2, top - 2, right + 2, bottom + 2]);
  for (const stroke of textStrokesMm(text, { xMm, yMm, capHeightMm, strokeMm: 0.11 * capHeightMm })) {
    drawInk(
      mask,
      stroke.map((mm) => mm * pxPerMm),
      () => ({ widthPx: 0.11 * capHeightMm * pxPerMm, strength: 1 }),
    );
  }
  layInk(sheet, mask, { colour: INK, way: "cover" });
  return { kind: "header", text, outlinePx: [left, top, right, top, right, bottom, left, bottom] };
}

/** A bar of black or white over where a field's value was. */
function redact(sheet: PackedSheet, xMm: number, yMm: number, widthMm: number, colour: number): SheetMark {
  const { packed, widthPx, heightPx, pxPerMm } = sheet;
  const px = (mm: number, most: number) => Math.max(0, Math.min(most, Math.round(mm * pxPerMm)));
  const [left, right] = [px(xMm, widthPx), px(xMm + widthMm, widthPx)];
  const [top, bottom] = [px(yMm - 2.9, heightPx), px(yMm + 0.8, heightPx)];
  for (let y = top; y < bottom; y++) packed.fill(colour, y * widthPx + left, y * widthPx + right);
  return { kind: "redaction", text: null, outlinePx: [left, top, right, top, right, bottom, left, bottom] };
}

export const header = effectKind({
  name: "header",
  parameters: {
    /** Lines of print. */
    lines: z.number().int().min(0).max(8),
    /** Fields of an identity whose values are hidden. */
    fields: z.number().int().min(0).max(5),
    redaction: z.enum(["black", "white"]),
    capHeightMm: z.number().min(1.4).max(4),
    /** From the upper edge to the first line's baseline. */
    topMm: z.number().min(2).max(30),
  },
  usual: { lines: 3, fields: 2, redaction: "black", capHeightMm: 2.1, topMm: 5 },
  paint: ({ lines, fields, redaction, capHeightMm, topMm }, sheet, random) => {
    const marks: SheetMark[] = [];
    const pitch = 1.75 * capHeightMm;
    const right = (sheet.widthPx / sheet.pxPerMm) * (0.6 + 0.15 * random.uniform());
    FIELDS.slice(0, fields).forEach((name, index) => {
      const yMm = topMm + index * pitch;
      marks.push(print(sheet, name, 6, yMm, capHeightMm));
      const xMm = 7.5 + textWidthMm(name, capHeightMm);
      marks.push(
        redact(sheet, xMm, yMm, 16 + 22 * random.uniform(), redaction === "black" ? 0x141212 : 0xffffff),
      );
    });
    const start = Math.floor(random.uniform() * LINES.length);
    for (let line = 0; line < lines; line++) {
      marks.push(
        print(sheet, LINES[(start + 5 * line) % LINES.length]!, right, topMm + line * pitch, capHeightMm),
      );
    }
    return marks;
  },
});
