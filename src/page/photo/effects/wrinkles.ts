// Paper that does not lie flat: a smooth random height, print pulled along its slopes, and light that grazes it.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import { cloudyNoise, fieldSeed, smoothNoise } from "../smooth-noise.ts";

export const wrinkles = effectKind({
  name: "wrinkles",
  parameters: {
    /** How far print is pulled aside, at most about this. */
    pullMm: z.number().min(0).max(3),
    /** Typical distance from one hollow to the next. */
    sizeMm: z.number().min(8).max(150),
    /** How strongly slopes catch the light, as a share. */
    relief: z.number().min(0).max(0.6),
  },
  usual: { pullMm: 0.6, sizeMm: 45, relief: 0.12 },
  bend: ({ pullMm, sizeMm }, { pxPerMm }, random) => {
    const scale = 2 / (sizeMm * pxPerMm);
    const pull = pullMm * pxPerMm;
    const [seedX, seedY] = [fieldSeed(random), fieldSeed(random)];
    return (x, y, out) => {
      out[0]! += pull * smoothNoise(x * scale, y * scale, seedX);
      out[1]! += pull * smoothNoise(x * scale, y * scale, seedY);
    };
  },
  relief: ({ sizeMm, relief }, page, random) => {
    const scale = 2 / (sizeMm * page.pxPerMm);
    fieldSeed(random);
    const seed = fieldSeed(random);
    const [sine, cosine] = sinCosDegrees(360 * random.uniform());
    const step = 0.15;
    return (pageX, pageY) => {
      const [x, y] = [pageX * scale, pageY * scale];
      const slope = cloudyNoise(x + step * cosine, y + step * sine, seed, 3) - cloudyNoise(x, y, seed, 3);
      // lit slopes are brighter by less than turned ones are darker
      const lit = Math.max(-1, Math.min(1, slope * 3));
      return 1 + relief * (lit > 0 ? 0.6 * lit : lit);
    };
  },
});
