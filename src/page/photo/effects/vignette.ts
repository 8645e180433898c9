// Corners darker than the middle: a lens gathers less light off its axis, by about the fourth power of the cosine.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";

export const vignette = effectKind({
  name: "vignette",
  parameters: {
    /** Light lost in the corners, as a share. */
    depth: z.number().min(0).max(0.9),
  },
  usual: { depth: 0.3 },
  shade: ({ depth }, { picture }) => {
    const [x0, y0] = [picture.widthPx / 2, picture.heightPx / 2];
    // cos^4 = 1 / (1 + q r^2)^2, with q so that the corner loses `depth`
    const slope = 1 / Math.sqrt(1 - depth) - 1;
    const perSquare = slope / (x0 * x0 + y0 * y0);
    return (x, y) => {
      const square = (x - x0) * (x - x0) + (y - y0) * (y - y0);
      const fall = 1 + perSquare * square;
      return 1 / (fall * fall);
    };
  },
});
