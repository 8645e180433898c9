// The picture on its side or on its head, by whole quarter turns, clockwise: a phone held the other way.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import type { Homography } from "../geometry/homography.ts";
import type { Frame } from "../geometry/picture-map.ts";

function quarterTurn(quarters: number, { widthPx, heightPx }: Frame): Homography {
  switch (quarters) {
    case 1:
      return [0, -1, heightPx, 1, 0, 0, 0, 0, 1];
    case 2:
      return [-1, 0, widthPx, 0, -1, heightPx, 0, 0, 1];
    case 3:
      return [0, 1, 0, -1, 0, widthPx, 0, 0, 1];
    default:
      return [1, 0, 0, 0, 1, 0, 0, 0, 1];
  }
}

export const turn = effectKind({
  name: "turn",
  parameters: { quarters: z.number().int().min(0).max(3) },
  usual: { quarters: 0 },
  move: ({ quarters }, frame) => {
    const size = quarters % 2 === 1 ? { widthPx: frame.heightPx, heightPx: frame.widthPx } : {};
    return { kind: "projective", matrix: quarterTurn(quarters, frame), frame: { ...frame, ...size } };
  },
});
