// Room around the sheet, in millimetres of paper; the background shows there.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { translation } from "../geometry/homography.ts";

const room = z.number().min(0).max(150);

export const pad = effectKind({
  name: "pad",
  parameters: { leftMm: room, topMm: room, rightMm: room, bottomMm: room },
  usual: { leftMm: 0, topMm: 0, rightMm: 0, bottomMm: 0 },
  move: ({ leftMm, topMm, rightMm, bottomMm }, frame) => {
    const px = (mm: number) => Math.round(mm * frame.pxPerMm);
    const size = {
      widthPx: frame.widthPx + px(leftMm) + px(rightMm),
      heightPx: frame.heightPx + px(topMm) + px(bottomMm),
    };
    return {
      kind: "projective",
      matrix: translation(px(leftMm), px(topMm)),
      frame: { ...frame, ...size },
    };
  },
});
