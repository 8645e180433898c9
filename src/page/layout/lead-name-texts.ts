// Each lead's name where no trace runs through it, and what stands in the place of a trace that is not there.

import { fitText, textWidthMm } from "../draw/stroke-font.ts";
import { type LeadSegment, mvToYMm, type TextItem, xMmToSample } from "../page.ts";
import { absenceText } from "./page-notes.ts";

const NAME_CAP_MM = 3;
const LEAST_NAME_CAP_MM = 1.8;
const ABSENCE_CAP_MM = 2.4;
const NAME_INDENT_MM = 1.5;

/** Highest and lowest y of a segment's trace between two x, or null where it has none there. */
function traceSpan(segment: LeadSegment, fromXMm: number, toXMm: number): [number, number] | null {
  const { samplesMv, startSample } = segment;
  const from = Math.max(0, Math.floor(xMmToSample(segment, fromXMm)) - startSample);
  const to = Math.min(samplesMv.length, Math.ceil(xMmToSample(segment, toXMm)) - startSample);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = from; index < to; index++) {
    const mv = samplesMv[index]!;
    if (!Number.isFinite(mv)) continue;
    if (mv < least) least = mv;
    if (mv > most) most = mv;
  }
  if (least > most) return null;
  const ends = [mvToYMm(segment, most), mvToYMm(segment, least)];
  return [Math.min(...ends), Math.max(...ends)];
}

/**
 * Left end and height of a lead's name where no trace runs: above its own trace if it can be, else closely below, or
 * else a little later in its segment.
 */
function clearPlace(
  own: LeadSegment,
  segments: readonly LeadSegment[],
  widthMm: number,
): { xMm: number; yMm: number } {
  const { boxMm, baselineYMm } = own;
  const firstXMm = boxMm.xMm + NAME_INDENT_MM;
  const offsets = [-9, -12, -15, -18, -6, 9, 12].filter(
    (offset) => offset > -boxMm.heightMm / 2 && offset <= 0.3 * boxMm.heightMm,
  );
  const lastXMm = boxMm.xMm + boxMm.widthMm - widthMm - NAME_INDENT_MM;
  for (const laterMm of [0, 3, 6, 9, 12, 15, 18]) {
    const xMm = firstXMm + laterMm;
    if (laterMm > 0 && xMm > lastXMm) break;
    const spans = segments.map((segment) => traceSpan(segment, xMm - 1, xMm + widthMm + 1));
    const isClear = (y: number) =>
      spans.every((span) => span === null || y < span[0] - 1 || y - NAME_CAP_MM > span[1] + 1);
    const offset = offsets.find((each) => isClear(baselineYMm + each));
    if (offset !== undefined) return { xMm, yMm: baselineYMm + offset };
  }
  return { xMm: firstXMm, yMm: baselineYMm + (offsets[0] ?? -9) };
}

interface NameOptions {
  /** Where names stand in a margin of their own, left of the traces. */
  readonly margin: { readonly xMm: number; readonly widthMm: number } | null;
  /** Printed under each name; rows of one lead need it. */
  readonly timeTexts: readonly string[] | null;
}

/** The name of segment `index` comes first. */
export function leadNameTexts(
  segments: readonly LeadSegment[],
  index: number,
  { margin, timeTexts }: NameOptions,
): TextItem[] {
  const segment = segments[index]!;
  const { label, boxMm, baselineYMm } = segment;
  const roomMm = margin?.widthMm ?? boxMm.widthMm - 2 * NAME_INDENT_MM;
  const fullMm = textWidthMm(label, NAME_CAP_MM);
  const fittingMm = (NAME_CAP_MM * roomMm) / fullMm - 0.01; // less what rounding could cost
  const capHeightMm = Math.max(LEAST_NAME_CAP_MM, Math.min(NAME_CAP_MM, fittingMm));
  const name = fitText(label, capHeightMm, roomMm);
  const widthMm = textWidthMm(name, capHeightMm);
  const { xMm, yMm } =
    margin === null
      ? clearPlace(segment, segments, widthMm)
      : { xMm: margin.xMm, yMm: baselineYMm + NAME_CAP_MM / 2 };
  const pen = { kind: "text", segment: index, yMm } as const;
  const items: TextItem[] = [{ ...pen, role: "lead-name", text: name, xMm, capHeightMm, strokeMm: 0.38 }];
  const time = timeTexts?.[index];
  if (time !== undefined) {
    items.push({ ...pen, role: "time", text: time, xMm, yMm: yMm + 4, capHeightMm: 2, strokeMm: 0.22 });
  }
  const absence = absenceText(segment);
  if (absence === null) return items;
  const afterMm = margin === null ? xMm + widthMm + 3 : boxMm.xMm + 3;
  const endMm = boxMm.xMm + boxMm.widthMm - 1;
  const isBeside = afterMm + textWidthMm(absence, ABSENCE_CAP_MM) <= endMm;
  const startMm = isBeside ? afterMm : boxMm.xMm + NAME_INDENT_MM;
  items.push({
    ...pen,
    role: "missing",
    text: fitText(absence, ABSENCE_CAP_MM, endMm - startMm),
    xMm: startMm,
    yMm: isBeside ? yMm : yMm + ABSENCE_CAP_MM + 1.8,
    capHeightMm: ABSENCE_CAP_MM,
    strokeMm: 0.25,
  });
  return items;
}
