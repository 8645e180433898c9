// A telefax: 8.04 dots a millimetre across and 3.85 or 7.7 lines down (ITU-T T.4), black and white, with lines that were
// lost on the way and repeat the one above. Each dot fills its place in the picture, so nothing moves.

import { z } from "zod";
import type { Picture } from "../../../formats/picture/picture.ts";
import type { Random } from "../../../signal/random.ts";
import { effectKind } from "../effect-kind.ts";
import type { Frame } from "../geometry/picture-map.ts";

const DOTS_PER_MM = 8.04;
const LINES_PER_MM = { standard: 3.85, fine: 7.7 } as const;

interface FaxParameters {
  readonly lines: "standard" | "fine";
  readonly level: number;
  readonly lostLines: number;
  readonly specks: number;
}

/** Mean brightness of the pixels from `left` to `right` and `top` to `bottom`. */
function meanOf(
  { rgb, widthPx }: Picture,
  [left, top, right, bottom]: readonly [number, number, number, number],
): number {
  let sum = 0;
  for (let y = top; y < bottom; y++) {
    for (let at = 3 * (y * widthPx + left); at < 3 * (y * widthPx + right); at += 3) {
      sum += 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!;
    }
  }
  return sum / ((right - left) * (bottom - top));
}

function faxed(picture: Picture, parameters: FaxParameters, { pxPerMm }: Frame, random: Random): Picture {
  const { widthPx, heightPx } = picture;
  // no finer than the picture itself
  const columns = Math.min(widthPx, Math.max(1, Math.round((widthPx / pxPerMm) * DOTS_PER_MM)));
  const rows = Math.min(
    heightPx,
    Math.max(1, Math.round((heightPx / pxPerMm) * LINES_PER_MM[parameters.lines])),
  );
  const edges = (count: number, size: number) =>
    Int32Array.from({ length: count + 1 }, (_, at) => Math.round((at * size) / count));
  const [lefts, tops] = [edges(columns, widthPx), edges(rows, heightPx)];
  const rgb = new Uint8Array(picture.rgb.length);
  const limit = 255 * parameters.level;
  const line = new Uint8Array(columns).fill(255);
  let lost = 0;
  for (let row = 0; row < rows; row++) {
    const [top, bottom] = [tops[row]!, tops[row + 1]!];
    if (lost === 0 && random.uniform() < parameters.lostLines) lost = 1 + Math.floor(4 * random.uniform());
    if (lost > 0) lost--;
    else {
      for (let column = 0; column < columns; column++) {
        const isInk = meanOf(picture, [lefts[column]!, top, lefts[column + 1]!, bottom]) < limit;
        line[column] = isInk !== random.uniform() < parameters.specks ? 0 : 255;
      }
    }
    for (let y = top; y < bottom; y++) {
      for (let column = 0; column < columns; column++) {
        rgb.fill(line[column]!, 3 * (y * widthPx + lefts[column]!), 3 * (y * widthPx + lefts[column + 1]!));
      }
    }
  }
  return { widthPx, heightPx, rgb };
}

export const fax = effectKind({
  name: "fax",
  parameters: {
    lines: z.enum(["standard", "fine"]),
    /** Black below this share of white. */
    level: z.number().min(0.05).max(0.95),
    /** Share of the lines at which some are lost. */
    lostLines: z.number().min(0).max(0.2),
    /** Share of the dots that are flipped. */
    specks: z.number().min(0).max(0.05),
  },
  usual: { lines: "fine", level: 0.7, lostLines: 0.002, specks: 0.0005 },
  develop: (parameters, frame, random) => {
    return { kind: "picture", picture: (picture) => faxed(picture, parameters, frame, random) };
  },
});
