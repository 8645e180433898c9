// The paper itself: its tint, yellowed with age, the fine grain of its fibres and the cloudiness of its pulp.

import { z } from "zod";
import { colourTile, TILE_COLUMNS, tileRows } from "../capture/noise-tile.ts";
import { effectKind } from "../effect-kind.ts";
import { cloudyNoise, fieldSeed, hashOfPlace } from "../smooth-noise.ts";

export const paper = effectKind({
  name: "paper",
  parameters: {
    /** 0 as white as it was, 1 the brown of old thermal paper. */
    age: z.number().min(0).max(1),
    /** Standard deviation of the fibres, in levels. */
    grainLevels: z.number().min(0).max(12),
    /** Light lost in the darkest clouds, as a share. */
    clouds: z.number().min(0).max(0.3),
  },
  usual: { age: 0.15, grainLevels: 2, clouds: 0.04 },
  tint: ({ age }, colour) => {
    const yellowed = [1 - 0.1 * age, 1 - 0.17 * age, 1 - 0.42 * age];
    return [0, 1, 2].map((channel) => Math.round(colour[channel]! * yellowed[channel]!)) as [
      number,
      number,
      number,
    ];
  },
  paint: ({ grainLevels }, { packed, widthPx, heightPx }, random) => {
    if (grainLevels === 0) return [];
    const rows = tileRows(random);
    const tile = colourTile(0.5, 0)[0]!;
    const strength = Math.round(grainLevels * 64);
    for (let y = 0, at = 0; y < heightPx; y++) {
      const { row, column } = rows(y);
      for (let x = 0; x < widthPx; x++, at++) {
        const grain = Math.imul(tile[row + ((column + x) & (TILE_COLUMNS - 1))]!, strength) >> 16;
        packed[at] = brightened(packed[at]!, grain);
      }
    }
    return [];
  },
  relief: ({ clouds, age }, page, random) => {
    const seed = fieldSeed(random) ^ hashOfPlace(1, 2, 3);
    const scale = 1 / (28 * page.pxPerMm);
    const [width, height] = [page.widthPx, page.heightPx];
    return (pageX, pageY) => {
      const cloud = 0.5 + 0.5 * cloudyNoise(pageX * scale, pageY * scale, seed, 4);
      // old paper browns from its edges
      const edge = Math.min(pageX, pageY, width - pageX, height - pageY) / (18 * page.pxPerMm);
      const rim = age * 0.12 * Math.max(0, 1 - Math.max(0, edge)) ** 2;
      return (1 - clouds * Math.max(0, Math.min(1, cloud))) * (1 - rim);
    };
  },
});

/** All three colours changed alike, clamped without branches. */
function brightened(colour: number, by: number): number {
  let red = (colour & 255) + by;
  let green = ((colour >> 8) & 255) + by;
  let blue = (colour >> 16) + by;
  red &= ~(red >> 31);
  green &= ~(green >> 31);
  blue &= ~(blue >> 31);
  red = 255 - red;
  green = 255 - green;
  blue = 255 - blue;
  red &= ~(red >> 31);
  green &= ~(green >> 31);
  blue &= ~(blue >> 31);
  return 0xffffff - (red | (green << 8) | (blue << 16));
}
