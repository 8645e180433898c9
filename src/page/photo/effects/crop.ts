// Margins cut off, as shares of the picture's width or height.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { translation } from "../geometry/homography.ts";

const share = z.number().min(0).max(0.45);

export const crop = effectKind({
  name: "crop",
  parameters: { left: share, top: share, right: share, bottom: share },
  usual: { left: 0, top: 0, right: 0, bottom: 0 },
  move: ({ left, top, right, bottom }, frame) => {
    const { widthPx, heightPx } = frame;
    const x = Math.round(left * widthPx);
    const y = Math.round(top * heightPx);
    const size = {
      widthPx: Math.max(1, widthPx - x - Math.round(right * widthPx)),
      heightPx: Math.max(1, heightPx - y - Math.round(bottom * heightPx)),
    };
    return { kind: "projective", matrix: translation(-x, -y), frame: { ...frame, ...size } };
  },
});
