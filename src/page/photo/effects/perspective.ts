// A camera that does not look straight down: a pinhole above the middle of the sheet, `distance` sheet diagonals away, the
// sheet tilted and swung before it. The middle of the sheet keeps its size; the picture holds the whole sheet.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import { boundsOf, followedBy, type Homography, translation } from "../geometry/homography.ts";

const angle = z.number().min(-40).max(40);

export const perspective = effectKind({
  name: "perspective",
  parameters: {
    /** About the horizontal axis; positive: the upper edge away from the camera. */
    tiltDegrees: angle,
    /** About the vertical axis; positive: the right edge away. */
    swingDegrees: angle,
    /** Of the camera, in diagonals of the sheet; a phone is held at 1.2 to 2. */
    distance: z.number().min(1).max(10),
  },
  usual: { tiltDegrees: 0, swingDegrees: 0, distance: 1.5 },
  move: ({ tiltDegrees, swingDegrees, distance }, frame) => {
    const { widthPx, heightPx } = frame;
    const away = distance * Math.sqrt(widthPx * widthPx + heightPx * heightPx);
    const [tiltSine, tiltCosine] = sinCosDegrees(tiltDegrees);
    const [swingSine, swingCosine] = sinCosDegrees(swingDegrees);
    // swing about y, then tilt about x; depth grows away from the camera
    const depthX = swingSine * tiltCosine;
    const depthY = -tiltSine;
    const matrix: Homography = [
      swingCosine,
      0,
      0,
      swingSine * tiltSine,
      tiltCosine,
      0,
      depthX / away,
      depthY / away,
      1,
    ];
    const about = followedBy(translation(-widthPx / 2, -heightPx / 2), matrix);
    const [left, top, right, bottom] = boundsOf(about, widthPx, heightPx);
    const placed = followedBy(about, translation(-left, -top));
    const size = { widthPx: Math.ceil(right - left - 1e-6), heightPx: Math.ceil(bottom - top - 1e-6) };
    return { kind: "projective", matrix: placed, frame: { ...frame, ...size } };
  },
});
