// A rubber stamp: a framed word in uneven ink, turned a little, light where the rubber did not touch.

import { z } from "zod";
import { textStrokesMm, textWidthMm } from "../../draw/stroke-font.ts";
import { effectKind, type SheetMark } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import { boxOf } from "../sheet/fold-lines.ts";
import { drawInk, inkMask, layInk } from "../sheet/ink-mask.ts";
import { cloudyNoise, fieldSeed, smoothNoise } from "../smooth-noise.ts";

const WORDS = [
  "RECEIVED",
  "COPY",
  "REVIEWED",
  "CARDIOLOGY",
  "EMERGENCY DEPT",
  "UNCONFIRMED",
  "PRE-OP",
  "SCANNED",
  "URGENT",
  "FILE COPY",
  "CHECKED",
  "OUTPATIENT",
  "ICU",
  "TELEMETRY",
];
const INKS = {
  blue: [48, 60, 156],
  red: [190, 36, 52],
  violet: [104, 46, 140],
  black: [40, 40, 46],
} as const;

export const stamp = effectKind({
  name: "stamp",
  parameters: {
    count: z.number().int().min(0).max(6),
    ink: z.enum(["blue", "red", "violet", "black"]),
    /** Of the letters. */
    heightMm: z.number().min(2).max(12),
    /** 0 hardly any ink, 1 full. */
    strength: z.number().min(0).max(1),
    /** Turned by up to this, either way. */
    degrees: z.number().min(0).max(90),
  },
  usual: { count: 1, ink: "blue", heightMm: 4.5, strength: 0.75, degrees: 12 },
  paint: ({ count, ink, heightMm, strength, degrees }, sheet, random) => {
    const { widthPx, heightPx, pxPerMm } = sheet;
    const marks: SheetMark[] = [];
    for (let each = 0; each < count; each++) {
      const text = WORDS[Math.floor(random.uniform() * WORDS.length)]!;
      const width = textWidthMm(text, heightMm);
      const room = 0.45 * heightMm;
      const [sine, cosine] = sinCosDegrees(degrees * (2 * random.uniform() - 1));
      const x0 = widthPx * (0.06 + 0.8 * random.uniform());
      const y0 = heightPx * (0.06 + 0.88 * random.uniform());
      const seed = fieldSeed(random);
      const toSheet = (points: readonly number[]) =>
        points.map((_, at) => {
          const [x, y] = [points[at - (at % 2)]! - width / 2, points[at - (at % 2) + 1]! + heightMm / 2];
          return at % 2 === 0
            ? x0 + (x * cosine - y * sine) * pxPerMm
            : y0 + (x * sine + y * cosine) * pxPerMm;
        });
      const frame = (by: number) => {
        const [left, top, right, bottom] = [-by, -heightMm - by, width + by, by];
        return [left, top, right, top, right, bottom, left, bottom, left, top];
      };
      const letters = textStrokesMm(text, {
        xMm: 0,
        yMm: 0,
        capHeightMm: heightMm,
        strokeMm: 0.16 * heightMm,
      });
      const outline = toSheet(frame(2 * room).slice(0, 8));
      const mask = inkMask(sheet, boxOf(outline, pxPerMm));
      const pen = (widthMm: number) => () => ({ widthPx: widthMm * pxPerMm, strength: 1 });
      for (const letter of letters) drawInk(mask, toSheet(letter), pen(0.16 * heightMm));
      drawInk(mask, toSheet(frame(room * 1.2)), pen(0.09 * heightMm));
      drawInk(mask, toSheet(frame(room * 1.9)), pen(0.04 * heightMm));
      const evenness = (x: number, y: number) => {
        const touch = 0.75 + 0.6 * cloudyNoise(x / (4 * pxPerMm), y / (4 * pxPerMm), seed, 3);
        const speckle = smoothNoise(x / (0.22 * pxPerMm), y / (0.22 * pxPerMm), seed + 9) > 0.55 ? 0.35 : 1;
        return Math.max(0, Math.min(1, touch)) * speckle * strength;
      };
      layInk(sheet, mask, { colour: INKS[ink], way: "soak", evenness });
      marks.push({ kind: "stamp", text, outlinePx: outline });
    }
    return marks;
  },
});
