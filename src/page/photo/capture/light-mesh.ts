// Light over a picture: every effect's shade multiplied at nodes 8 pixels apart and straight between. Effects speak of
// linear light; a level of sRGB goes with its power 1 / 2.2, close enough for shade and one multiplication a colour.

import type { Relief, RowStep, Shade } from "../effect-kind.ts";
import { powerOf } from "../exact-math.ts";
import type { PictureMap } from "../geometry/picture-map.ts";
import type { ColourRow } from "../geometry/resample-page.ts";
import { MOST_VALUE } from "./level-table.ts";

const STEP_PX = 8;
const ONE = 4096;
/** Nodes a little beside the sheet still take part in the light of its rim. */
const BESIDE_PX = STEP_PX / 2;
const MOST_LIGHT = 4;
const STEPS = 2048;

let levelTable: Float64Array | undefined;

/** Factor of an sRGB level for a factor of linear light. */
function levelFactor(light: number): number {
  levelTable ??= Float64Array.from({ length: STEPS + 2 }, (_, step) =>
    powerOf((step / STEPS) * MOST_LIGHT, 1 / 2.2),
  );
  const at = (Math.min(MOST_LIGHT, Math.max(0, light)) / MOST_LIGHT) * STEPS;
  const step = Math.floor(at);
  return levelTable[step]! + (levelTable[step + 1]! - levelTable[step]!) * (at - step);
}

export interface LightSources {
  readonly shades: readonly Shade[];
  readonly reliefs: readonly Relief[];
}

/** A step that lights the rows of a picture, which must come in order. */
export function lightRows(map: PictureMap, { shades, reliefs }: LightSources): RowStep {
  const { widthPx } = map.picture;
  const columns = Math.ceil(widthPx / STEP_PX) + 1;
  let above = new Float64Array(columns);
  let below = new Float64Array(columns);
  const points = new Float64Array(2 * columns);
  const line = new Int32Array(columns);
  const factors = new Int16Array(widthPx);
  const rightmost = map.page.widthPx + BESIDE_PX;
  const lowest = map.page.heightPx + BESIDE_PX;
  let nodeRow = -2;

  function fill(nodes: Float64Array, row: number): void {
    const y = row * STEP_PX;
    for (let column = 0; column < columns; column++) {
      points[2 * column] = column * STEP_PX;
      points[2 * column + 1] = y;
    }
    nodes.fill(1);
    for (const shade of shades) {
      for (let column = 0; column < columns; column++) nodes[column]! *= shade(column * STEP_PX, y);
    }
    if (reliefs.length > 0) addRelief(nodes);
    for (let column = 0; column < columns; column++) nodes[column] = levelFactor(nodes[column]!) * ONE;
  }

  function addRelief(nodes: Float64Array): void {
    map.toPage(points);
    for (let column = 0; column < columns; column++) {
      const [pageX, pageY] = [points[2 * column]!, points[2 * column + 1]!];
      if (pageX < -BESIDE_PX || pageY < -BESIDE_PX || pageX > rightmost || pageY > lowest) continue;
      for (const relief of reliefs) nodes[column]! *= relief(pageX, pageY);
    }
  }

  return (colours, y) => {
    const wanted = Math.floor(y / STEP_PX);
    if (wanted !== nodeRow) {
      if (wanted === nodeRow + 1) [above, below] = [below, above];
      else fill(above, wanted);
      fill(below, wanted + 1);
      nodeRow = wanted;
    }
    const share = (y - wanted * STEP_PX) / STEP_PX;
    let brightest = 0;
    for (let column = 0; column < columns; column++) {
      line[column] = (above[column]! + (below[column]! - above[column]!) * share) * 16;
      if (line[column]! > brightest) brightest = line[column]!;
    }
    const isGlaring = brightest > 16 * ONE;
    for (let column = 0, x = 0; x < widthPx; column++) {
      let light = line[column]!;
      const step = (line[column + 1]! - light) >> 3;
      const end = Math.min(widthPx, x + STEP_PX);
      for (; x < end; x++, light += step) factors[x] = light >> 4;
    }
    for (let start = 0; start < colours.length; start += widthPx)
      lightChannel(colours, factors, start, isGlaring);
  };
}

function lightChannel(colours: ColourRow, factors: Int16Array, start: number, isGlaring: boolean): void {
  if (!isGlaring) {
    for (let x = 0, at = start; x < factors.length; x++, at++) {
      colours[at] = Math.imul(colours[at]!, factors[x]!) >> 12;
    }
    return;
  }
  for (let x = 0, at = start; x < factors.length; x++, at++) {
    // no more than white, without a branch
    let below = MOST_VALUE - (Math.imul(colours[at]!, factors[x]!) >> 12);
    below &= ~(below >> 31);
    colours[at] = MOST_VALUE - below;
  }
}
