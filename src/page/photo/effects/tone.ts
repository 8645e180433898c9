// Exposure and contrast of a camera or a copier: brightness and contrast of the levels, then a gamma.

import { z } from "zod";
import { tableStep } from "../capture/level-table.ts";
import { effectKind } from "../effect-kind.ts";
import { powerOf } from "../exact-math.ts";

export const tone = effectKind({
  name: "tone",
  parameters: {
    /** Added to levels from 0 to 1. */
    brightness: z.number().min(-0.5).max(0.5),
    /** 0 leaves levels; 1 doubles their distance from the middle; -1 makes all grey. */
    contrast: z.number().min(-0.9).max(2),
    /** Above 1 darkens the middle, below 1 lightens it. */
    gamma: z.number().min(0.3).max(3),
  },
  usual: { brightness: 0, contrast: 0, gamma: 1 },
  develop: ({ brightness, contrast, gamma }) => {
    const level = (value: number) =>
      powerOf(Math.max(0, Math.min(1, 0.5 + (value - 0.5) * (1 + contrast) + brightness)), gamma);
    return { kind: "row", row: tableStep([level, level, level]) };
  },
});
