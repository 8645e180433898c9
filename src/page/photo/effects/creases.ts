// Creases at random: a sheet that was crumpled a little, or bent in a file.

import { z } from "zod";
import type { Random } from "../../../signal/random.ts";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import type { Frame } from "../geometry/picture-map.ts";
import { type FoldLine, foldBend, foldRelief, wearLines } from "../sheet/fold-lines.ts";
import { fieldSeed } from "../smooth-noise.ts";

interface CreaseParameters {
  readonly count: number;
  readonly pullMm: number;
  readonly relief: number;
}

function creaseLines({ count, pullMm, relief }: CreaseParameters, page: Frame, random: Random): FoldLine[] {
  const { widthPx, heightPx, pxPerMm } = page;
  const diagonal = Math.sqrt(widthPx * widthPx + heightPx * heightPx);
  return Array.from({ length: count }, () => {
    const [sine, cosine] = sinCosDegrees(180 * random.uniform());
    const strength = 0.4 + 0.6 * random.uniform();
    const side = random.uniform() < 0.5 ? -1 : 1;
    return {
      x: widthPx * random.uniform(),
      y: heightPx * random.uniform(),
      alongX: cosine,
      alongY: sine,
      halfLengthPx: diagonal * (0.08 + 0.3 * random.uniform()),
      reachPx: (3 + 5 * random.uniform()) * pxPerMm,
      pullPx: side * strength * pullMm * pxPerMm,
      relief: side * strength * relief,
      seed: fieldSeed(random),
    };
  });
}

export const creases = effectKind({
  name: "creases",
  parameters: {
    count: z.number().int().min(0).max(40),
    /** How far print beside a crease is pulled aside, at most. */
    pullMm: z.number().min(0).max(0.8),
    /** How strongly a crease catches the light, as a share. */
    relief: z.number().min(0).max(0.6),
    /** How much of the print is worn off along a crease. */
    wear: z.number().min(0).max(1),
  },
  usual: { count: 8, pullMm: 0.25, relief: 0.15, wear: 0.25 },
  bend: (parameters, page, random) => foldBend(creaseLines(parameters, page, random)),
  relief: (parameters, page, random) => foldRelief(creaseLines(parameters, page, random)),
  paint: (parameters, sheet, random) => {
    wearLines(sheet, creaseLines(parameters, sheet, random), parameters.wear);
    return [];
  },
});
