// The sheet turned in its plane, clockwise, about its middle: a scan laid on the glass askew.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import { boundsOf, followedBy, translation } from "../geometry/homography.ts";

export const rotate = effectKind({
  name: "rotate",
  parameters: {
    /** Clockwise. */
    degrees: z.number().min(-45).max(45),
    /** "grow" holds the whole sheet; "keep" cuts its corners off, as a scanner does. */
    canvas: z.enum(["grow", "keep"]),
  },
  usual: { degrees: 0, canvas: "grow" },
  move: ({ degrees, canvas }, frame) => {
    const [sine, cosine] = sinCosDegrees(degrees);
    const { widthPx, heightPx } = frame;
    const about = followedBy(translation(-widthPx / 2, -heightPx / 2), [
      cosine,
      -sine,
      0,
      sine,
      cosine,
      0,
      0,
      0,
      1,
    ]);
    const [left, top, right, bottom] = boundsOf(about, widthPx, heightPx);
    const size =
      canvas === "keep"
        ? { widthPx, heightPx }
        : { widthPx: Math.ceil(right - left - 1e-6), heightPx: Math.ceil(bottom - top - 1e-6) };
    const matrix = followedBy(about, translation(size.widthPx / 2, size.heightPx / 2));
    return { kind: "projective", matrix, frame: { ...frame, ...size } };
  },
});
