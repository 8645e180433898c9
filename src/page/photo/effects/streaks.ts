// Lines down a scan: a speck on the scanner's glass or a pixel of its sensor that reads too bright or too dark, in every
// row at the same place.

import { z } from "zod";
import { MOST_VALUE } from "../capture/level-table.ts";
import { effectKind, type RowStep } from "../effect-kind.ts";

export const streaks = effectKind({
  name: "streaks",
  parameters: {
    count: z.number().int().min(0).max(60),
    /** Change of the level, as a share of white, at most. */
    depth: z.number().min(0).max(0.8),
    widthMm: z.number().min(0.02).max(1),
  },
  usual: { count: 6, depth: 0.15, widthMm: 0.12 },
  develop: ({ count, depth, widthMm }, { widthPx, pxPerMm }, random) => {
    const change = new Int16Array(widthPx);
    for (let each = 0; each < count; each++) {
      const from = Math.floor(random.uniform() * widthPx);
      const to = Math.min(widthPx, from + Math.max(1, Math.round(2 * random.uniform() * widthMm * pxPerMm)));
      const by = Math.round((2 * random.uniform() - 1) * depth * MOST_VALUE);
      change.fill(by, from, to);
    }
    const row: RowStep = (colours) => {
      for (let x = 0; x < widthPx; x++) {
        const by = change[x]!;
        if (by === 0) continue;
        for (let at = x; at < colours.length; at += widthPx) {
          colours[at] = Math.max(0, Math.min(MOST_VALUE, colours[at]! + by));
        }
      }
    };
    return { kind: "row", row };
  },
});
