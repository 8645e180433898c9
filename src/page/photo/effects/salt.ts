// Specks: pixels knocked to white or black one by one, or specks of dust a few pixels across.

import { z } from "zod";
import { MOST_VALUE } from "../capture/level-table.ts";
import { effectKind, type RowStep } from "../effect-kind.ts";

export const salt = effectKind({
  name: "salt",
  parameters: {
    /** Share of the pixels that become specks. */
    share: z.number().min(0).max(0.1),
    /** Share of the specks that are black. */
    pepper: z.number().min(0).max(1),
  },
  usual: { share: 0.002, pepper: 0.5 },
  develop: ({ share, pepper }, { widthPx }, random) => {
    // gaps drawn evenly with the right mean: no pixel is asked that is not hit
    const gap = () =>
      share <= 0 ? Number.POSITIVE_INFINITY : 1 + Math.floor(random.uniform() * (2 / share - 1));
    let next = gap() - 1;
    const row: RowStep = (colours) => {
      for (; next < widthPx; next += gap()) {
        const value = random.uniform() < pepper ? 0 : MOST_VALUE;
        for (let channel = 0; channel < 3; channel++) colours[next + channel * widthPx] = value;
      }
      next -= widthPx;
    };
    return { kind: "row", row };
  },
});
