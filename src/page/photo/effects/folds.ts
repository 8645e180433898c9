// A sheet that was folded for an envelope or a pocket: straight folds at equal parts, slightly out of true, the panels
// between them leaning to and from the light.

import { z } from "zod";
import type { Random } from "../../../signal/random.ts";
import { effectKind, type Relief } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import type { Frame } from "../geometry/picture-map.ts";
import { type FoldLine, foldBend, foldRelief, wearLines } from "../sheet/fold-lines.ts";
import { fieldSeed } from "../smooth-noise.ts";

interface FoldParameters {
  readonly upright: number;
  readonly level: number;
  readonly pullMm: number;
  readonly relief: number;
}

const REACH_MM = 7;

function foldLines(
  parameters: FoldParameters,
  { widthPx, heightPx, pxPerMm }: Frame,
  random: Random,
): FoldLine[] {
  const { upright, level, pullMm, relief } = parameters;
  const line = (isUpright: boolean, part: number): FoldLine => {
    const length = isUpright ? heightPx : widthPx;
    const place = (part + 0.012 * (2 * random.uniform() - 1)) * (isUpright ? widthPx : heightPx);
    const [sine, cosine] = sinCosDegrees(1.2 * (random.uniform() - 0.5) + (isUpright ? 90 : 0));
    const side = random.uniform() < 0.5 ? -1 : 1;
    return {
      x: isUpright ? place : widthPx / 2,
      y: isUpright ? heightPx / 2 : place,
      alongX: cosine,
      alongY: sine,
      // the taper along a line is for creases: a fold runs past both edges
      halfLengthPx: 3 * length,
      reachPx: REACH_MM * pxPerMm,
      pullPx: side * pullMm * pxPerMm,
      relief: side * relief,
      seed: fieldSeed(random),
    };
  };
  const parts = (count: number) => Array.from({ length: count }, (_, index) => (index + 1) / (count + 1));
  return [
    ...parts(upright).map((part) => line(true, part)),
    ...parts(level).map((part) => line(false, part)),
  ];
}

/** Panels lean by turns: light changes over a fold's own reach, and a little across each panel. */
function panelRelief(lines: readonly FoldLine[], relief: number): Relief {
  return (pageX, pageY) => {
    let lean = 0;
    for (const { x, y, alongX, alongY, reachPx, relief: side } of lines) {
      const across = ((pageY - y) * alongX - (pageX - x) * alongY) / reachPx;
      const share = Math.max(-1, Math.min(1, across));
      lean += Math.sign(side) * 0.5 * share * (1.5 - 0.5 * share * share);
    }
    return 1 + relief * 0.45 * Math.max(-1, Math.min(1, lean));
  };
}

export const folds = effectKind({
  name: "folds",
  parameters: {
    /** Folds from top to bottom. */
    upright: z.number().int().min(0).max(4),
    /** Folds from left to right. */
    level: z.number().int().min(0).max(4),
    /** How far print beside a fold is pulled aside. */
    pullMm: z.number().min(0).max(1),
    /** How strongly folds and panels catch the light, as a share. */
    relief: z.number().min(0).max(0.6),
    /** How much of the print is worn off along a fold. */
    wear: z.number().min(0).max(1),
  },
  usual: { upright: 1, level: 0, pullMm: 0.3, relief: 0.15, wear: 0.5 },
  bend: (parameters, page, random) => foldBend(foldLines(parameters, page, random)),
  relief: (parameters, page, random) => {
    const lines = foldLines(parameters, page, random);
    const [near, panels] = [foldRelief(lines), panelRelief(lines, parameters.relief)];
    return (pageX, pageY) => near(pageX, pageY) * panels(pageX, pageY);
  },
  paint: (parameters, sheet, random) => {
    wearLines(sheet, shortened(foldLines(parameters, sheet, random), sheet), parameters.wear);
    return [];
  },
});

/** To the sheet's edges, for what is drawn along a fold. */
function shortened(lines: readonly FoldLine[], { widthPx, heightPx }: Frame): FoldLine[] {
  return lines.map((line) => {
    const length = Math.abs(line.alongX) > 0.5 ? widthPx : heightPx;
    return { ...line, halfLengthPx: 0.55 * length };
  });
}
