// Black and white alone, as copiers and document apps make it: one level for the whole picture, or one a little below the
// mean of each place's surroundings, which takes shadows out (D. Bradley and G. Roth, J. Graphics Tools 12, 13-21, 2007).

import { z } from "zod";
import type { Picture } from "../../../formats/picture/picture.ts";
import { effectKind } from "../effect-kind.ts";

function lumaOf({ rgb }: Picture): Uint8Array {
  const luma = new Uint8Array(rgb.length / 3);
  for (let pixel = 0, at = 0; pixel < luma.length; pixel++, at += 3) {
    luma[pixel] = (19595 * rgb[at]! + 38470 * rgb[at + 1]! + 7471 * rgb[at + 2]! + 32768) >> 16;
  }
  return luma;
}

function store(rgb: Uint8Array, pixel: number, value: number): void {
  rgb[3 * pixel] = value;
  rgb[3 * pixel + 1] = value;
  rgb[3 * pixel + 2] = value;
}

/** Mean of the square of `2 * radius + 1` pixels around each pixel, by running sums over columns and then rows. */
function squareMeans(luma: Uint8Array, widthPx: number, heightPx: number, radius: number): Float32Array {
  const means = new Float32Array(luma.length);
  const columns = new Int32Array(widthPx);
  const row = (y: number) => Math.max(0, Math.min(heightPx - 1, y)) * widthPx;
  const side = 2 * radius + 1;
  for (let y = -radius; y < radius; y++) {
    for (let x = 0; x < widthPx; x++) columns[x]! += luma[row(y) + x]!;
  }
  for (let y = 0; y < heightPx; y++) {
    const entering = row(y + radius);
    const leaving = row(y - radius - 1);
    for (let x = 0; x < widthPx; x++) {
      columns[x] = columns[x]! + luma[entering + x]! - (y > 0 ? luma[leaving + x]! : 0);
    }
    let sum = 0;
    const column = (x: number) => columns[Math.max(0, Math.min(widthPx - 1, x))]!;
    for (let x = -radius; x < radius; x++) sum += column(x);
    for (let x = 0; x < widthPx; x++) {
      sum += column(x + radius);
      means[y * widthPx + x] = sum / (side * side);
      sum -= column(x - radius);
    }
  }
  return means;
}

export function blackAndWhite(picture: Picture, level: number, surroundingsPx: number | null): Picture {
  const { widthPx, heightPx } = picture;
  const luma = lumaOf(picture);
  const means = surroundingsPx === null ? null : squareMeans(luma, widthPx, heightPx, surroundingsPx);
  const rgb = new Uint8Array(picture.rgb.length);
  for (let pixel = 0; pixel < luma.length; pixel++) {
    const limit = means === null ? 255 * level : means[pixel]! * 2 * level;
    store(rgb, pixel, luma[pixel]! < limit ? 0 : 255);
  }
  return { widthPx, heightPx, rgb };
}

export const threshold = effectKind({
  name: "threshold",
  parameters: {
    /** Black below this share of white; with "surroundings", below twice this share of their mean. */
    level: z.number().min(0.05).max(0.95),
    against: z.enum(["white", "surroundings"]),
  },
  usual: { level: 0.55, against: "white" },
  develop: ({ level, against }, { pxPerMm }) => {
    const surroundings = against === "white" ? null : Math.max(3, Math.round(4 * pxPerMm));
    return { kind: "picture", picture: (picture) => blackAndWhite(picture, level, surroundings) };
  },
});
