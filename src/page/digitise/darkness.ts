// How dark each pixel is against bare paper around it: 0 paper, 1 black. A weight a colour: equal for finding the grid,
// such that the grid vanishes for finding ink.

import type { Picture } from "../../formats/picture/picture.ts";
import { invertedLightOfRow, type PaperLight } from "./paper-light.ts";
import { emptyPlane, type Plane } from "./plane.ts";

export type ColourWeights = readonly [red: number, green: number, blue: number];

export interface DarknessOptions {
  readonly light: PaperLight;
  readonly weights: ColourWeights;
  /** Values are held within 0 and this. */
  readonly most: number;
}

export function darkness(picture: Picture, { light, weights, most }: DarknessOptions): Plane {
  const { widthPx, heightPx, rgb } = picture;
  const plane = emptyPlane(widthPx, heightPx);
  const [red, green, blue] = weights;
  const sum = red + green + blue;
  const inverted = new Float32Array(widthPx * 3);
  for (let y = 0, to = 0; y < heightPx; y++) {
    // light changes slowly: a new row of it every fourth row of pixels
    if (y % 4 === 0) invertedLightOfRow(light, y + 2, inverted);
    for (let x = 0, at = to * 3, of = 0; x < widthPx; x++, to++, at += 3, of += 3) {
      const value =
        sum -
        red * rgb[at]! * inverted[of]! -
        green * rgb[at + 1]! * inverted[of + 1]! -
        blue * rgb[at + 2]! * inverted[of + 2]!;
      plane.values[to] = value < 0 ? 0 : value > most ? most : value;
    }
  }
  return plane;
}
