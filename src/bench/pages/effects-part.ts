// Whether the maps of the effects are true: a point carried to the picture and back, and discs printed on a blank sheet,
// photographed, and looked for in the pixels, which know nothing of any map. Each effect as the recipe draws it, alone, and
// whole chains of them.

import { drawStroke, inkPen } from "../../page/draw/draw-stroke.ts";
import type { PageRaster } from "../../page/draw/page-to-raster.ts";
import type { Effect } from "../../page/photo/effect.ts";
import type { PictureMap } from "../../page/photo/geometry/picture-map.ts";
import { photographPage, photographPixels } from "../../page/photo/photograph-page.ts";
import { type RecipeEffect, sampleEffects } from "../../page/photo/recipe-effect.ts";
import { createRandom } from "../../signal/random.ts";
import { median } from "../../signal/statistics.ts";
import { decimal, markdownTable } from "../markdown-table.ts";
import { discCentre } from "./disc-centre.ts";

/** A point carried there and back lands so near. */
export const MOST_RETURN_PX = 0.1;
/** Discs lie so near to where the map says, in the middle of all; their edges are blurred, shaded and written over. */
export const MOST_DISC_PX = 0.5;

const DRAWS = 6;
const WIDTH_PX = 1100;
const HEIGHT_PX = 850;
const PX_PER_MM = 100 / 25.4;
const DISC_RADIUS_PX = 6;
const SPACING_PX = 100;
const RETURN_POINTS = 500;

export interface EffectAccuracy {
  readonly name: string;
  /** Furthest of all points of all draws. */
  readonly returnPx: number;
  /** Distances of found discs from the map's word. */
  readonly discs: number;
  readonly medianDiscPx: number | null;
  readonly p95DiscPx: number | null;
}

export function effectsPart(effects: readonly RecipeEffect[]) {
  const alone = effects.map((effect) => measured(effect.effect, [{ ...effect, probability: 1 }]));
  const chains = measured("chains of all, as often as the recipe says", effects);
  const result = [...alone, chains];
  const passed = result.every(
    ({ returnPx, medianDiscPx }) =>
      returnPx <= MOST_RETURN_PX && (medianDiscPx === null || medianDiscPx <= MOST_DISC_PX),
  );
  const rows = result.map(({ name, returnPx, discs, medianDiscPx, p95DiscPx }) => [
    name,
    returnPx.toFixed(4),
    String(discs),
    decimal(medianDiscPx, 3),
    decimal(p95DiscPx, 3),
  ]);
  return {
    result,
    passed,
    markdown: `## The maps of the effects: ${DRAWS} draws each, ${WIDTH_PX} x ${HEIGHT_PX} pixels

${markdownTable(["", "furthest return px", "discs", "median px", "95 % px"], rows)}

A point carried to the picture and back: wanted within ${MOST_RETURN_PX} px. Discs found in the pixels against where the map puts them: wanted within
${MOST_DISC_PX} px in the median.
`,
  };
}

function measured(name: string, recipe: readonly RecipeEffect[]): EffectAccuracy {
  const sheet = sheetOfDiscs();
  const distances: number[] = [];
  let returnPx = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const random = createRandom(1000 * draw + name.length);
    const chain = sampleEffects(recipe, random);
    const { map, picture } = taken(sheet.raster, chain, draw);
    returnPx = Math.max(returnPx, furthestReturn(map, createRandom(draw)));
    const places = Float64Array.from(sheet.centresPx);
    map.toPicture(places);
    for (let at = 0; at < places.length; at += 2) {
      const found = discCentre(picture, {
        xPx: places[at]!,
        yPx: places[at + 1]!,
        radiusPx: DISC_RADIUS_PX * scaleOf(map),
      });
      if (found !== null) distances.push(Math.hypot(found.xPx - places[at]!, found.yPx - places[at + 1]!));
    }
  }
  distances.sort((a, b) => a - b);
  return {
    name,
    returnPx,
    discs: distances.length,
    medianDiscPx: median(distances),
    p95DiscPx: distances[Math.floor(0.95 * (distances.length - 1))] ?? null,
  };
}

function taken(raster: PageRaster, effects: readonly Effect[], seed: number) {
  const photograph = photographPage(raster, effects, { seed });
  return { map: photograph.map, picture: photographPixels(photograph) };
}

function scaleOf({ page, picture }: PictureMap): number {
  return picture.pxPerMm / page.pxPerMm;
}

function furthestReturn(map: PictureMap, random: { uniform(): number }): number {
  const points = Float64Array.from({ length: 2 * RETURN_POINTS }, (_, i) =>
    i % 2 === 0 ? random.uniform() * WIDTH_PX : random.uniform() * HEIGHT_PX,
  );
  const there = points.slice();
  map.toPicture(there);
  map.toPage(there);
  let furthest = 0;
  for (let at = 0; at < points.length; at += 2) {
    furthest = Math.max(furthest, Math.hypot(there[at]! - points[at]!, there[at + 1]! - points[at + 1]!));
  }
  return furthest;
}

function sheetOfDiscs(): { raster: PageRaster; centresPx: readonly number[] } {
  const inkLevels = 16;
  const indices = new Uint8Array(WIDTH_PX * HEIGHT_PX);
  const canvas = {
    indices,
    widthPx: WIDTH_PX,
    inkLevels,
    left: 0,
    top: 0,
    right: WIDTH_PX,
    bottom: HEIGHT_PX,
  };
  const pen = inkPen(canvas, 2 * DISC_RADIUS_PX);
  const centresPx: number[] = [];
  for (let y = SPACING_PX / 2; y < HEIGHT_PX; y += SPACING_PX) {
    for (let x = SPACING_PX / 2; x < WIDTH_PX; x += SPACING_PX) {
      // off the pixel grid, so that rounding shows
      const [centreX, centreY] = [x + ((x * 7) % 13) / 13, y + ((y * 5) % 11) / 11];
      drawStroke(pen, centreX, centreY, centreX, centreY);
      centresPx.push(centreX, centreY);
    }
  }
  const palette = Uint8Array.from(
    Array.from({ length: inkLevels }, (_, level) => Array(3).fill(255 - 16 * level)).flat(),
  );
  return {
    raster: { widthPx: WIDTH_PX, heightPx: HEIGHT_PX, pxPerMm: PX_PER_MM, indices, palette },
    centresPx,
  };
}
