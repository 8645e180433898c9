// A sheet that bows, as paper from a roll or an open file does: its lines run in an arc, and the light fades to one side.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";

export const curl = effectKind({
  name: "curl",
  parameters: {
    /** How far the middle of a level line lies above (or, negative, below) its ends. */
    bowMm: z.number().min(-12).max(12),
    /** Light lost at the raised end, as a share. */
    relief: z.number().min(0).max(0.6),
  },
  usual: { bowMm: 4, relief: 0.12 },
  bend: ({ bowMm }, { widthPx, pxPerMm }) => {
    return (x, _y, out) => {
      const along = Math.max(0, Math.min(1, x / widthPx));
      // what is seen at y lies this much lower on the paper
      out[1]! += bowMm * pxPerMm * (4 * along * (1 - along) - 2 / 3);
    };
  },
  relief: ({ bowMm, relief }, page) => {
    return (pageX) => {
      const along = Math.max(0, Math.min(1, pageX / page.widthPx));
      const slope = (1 - 2 * along) * Math.sign(bowMm);
      return 1 - relief * Math.max(0, slope) * Math.max(0, slope);
    };
  },
});
