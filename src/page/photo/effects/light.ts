// A lamp that lights one side more than the other, and perhaps a bright patch where it mirrors in the paper.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";

export const light = effectKind({
  name: "light",
  parameters: {
    /** Direction that the lamp stands in, clockwise from the right. */
    fromDegrees: z.number().min(0).max(360),
    /** Light lost from the lamp's side to the other, as a share. */
    fall: z.number().min(0).max(0.9),
    /** Light added in the middle of the bright patch, as a share. */
    glare: z.number().min(0).max(2),
    /** Radius of the bright patch, as a share of the picture's diagonal. */
    glareRadius: z.number().min(0.02).max(0.6),
  },
  usual: { fromDegrees: 225, fall: 0.25, glare: 0, glareRadius: 0.15 },
  shade: ({ fromDegrees, fall, glare, glareRadius }, { picture }, random) => {
    const { widthPx, heightPx } = picture;
    const [sine, cosine] = sinCosDegrees(fromDegrees);
    const reach = Math.abs(cosine) * widthPx + Math.abs(sine) * heightPx;
    const radius = glareRadius * Math.sqrt(widthPx * widthPx + heightPx * heightPx);
    const patchX = widthPx * (0.2 + 0.6 * random.uniform());
    const patchY = heightPx * (0.2 + 0.6 * random.uniform());
    return (x, y) => {
      const along = ((x - widthPx / 2) * cosine + (y - heightPx / 2) * sine) / reach; // -0.5 to 0.5
      // light falls off by the square: steeper near the lamp
      const share = 0.5 - along;
      const level = 1 - fall * share * (1.25 - 0.25 * share);
      if (glare === 0) return level;
      const [right, below] = [(x - patchX) / radius, (y - patchY) / radius];
      const away = right * right + below * below;
      return away >= 1 ? level : level + glare * (1 - away) * (1 - away);
    };
  },
});
