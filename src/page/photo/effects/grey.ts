// Colour taken out, in full for a grey scan or in part for a faded one (luma of ITU-R BT.601).

import { z } from "zod";
import { effectKind, type RowStep } from "../effect-kind.ts";

export const grey = effectKind({
  name: "grey",
  parameters: {
    /** Share of the colour that is lost. */
    share: z.number().min(0).max(1),
  },
  usual: { share: 1 },
  develop: ({ share }, { widthPx }) => {
    const loss = Math.round(share * 256);
    const row: RowStep = (colours) => {
      for (let x = 0; x < widthPx; x++) {
        const red = colours[x]!;
        const green = colours[x + widthPx]!;
        const blue = colours[x + 2 * widthPx]!;
        const luma = (19595 * red + 38470 * green + 7471 * blue + 32768) >> 16;
        colours[x] = red + (((luma - red) * loss) >> 8);
        colours[x + widthPx] = green + (((luma - green) * loss) >> 8);
        colours[x + 2 * widthPx] = blue + (((luma - blue) * loss) >> 8);
      }
    };
    return { kind: "row", row };
  },
});
