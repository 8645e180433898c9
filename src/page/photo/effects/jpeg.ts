// Saved as JPEG, once or several times over; cameras do it once, messengers again and smaller.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";

export const jpeg = effectKind({
  name: "jpeg",
  parameters: {
    /** 1 to 100 on the scale of the Independent JPEG Group. */
    quality: z.number().int().min(5).max(100),
    subsampling: z.enum(["4:2:0", "4:4:4"]),
    /** How often it was saved; each time its colours are transformed and rounded again. */
    saves: z.number().int().min(1).max(5),
  },
  usual: { quality: 85, subsampling: "4:2:0", saves: 1 },
  save: (settings) => settings,
});
