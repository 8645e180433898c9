// The bend of straight lines by a wide lens: a point moves along its ray from the middle by the cube of its distance.
// First term of Brown's radial model (Photogrammetric Engineering 32, 444-462, 1966).

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { displacementField } from "../geometry/displacement-field.ts";

export const lens = effectKind({
  name: "lens",
  parameters: {
    /** Shift at the corners as a share of their distance from the middle; positive: barrel, negative: cushion. */
    barrel: z.number().min(-0.06).max(0.06),
  },
  usual: { barrel: 0.01 },
  move: ({ barrel }, frame) => {
    const [x0, y0] = [frame.widthPx / 2, frame.heightPx / 2];
    const perSquare = barrel / (x0 * x0 + y0 * y0);
    const field = displacementField(frame, (x, y, out) => {
      const [right, below] = [x - x0, y - y0];
      const factor = perSquare * (right * right + below * below);
      out[0]! += right * factor;
      out[1]! += below * factor;
    });
    return { kind: "displaced", field };
  },
});
