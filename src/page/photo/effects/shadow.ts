// The shadow of whoever holds the camera: an edge, a phone, or a hand and arm, soft at its rim and a little blue-less, over
// the picture, not the paper.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import { fieldSeed, smoothNoise } from "../smooth-noise.ts";

/** 0 well outside, 1 well inside, over a rim of 1 on either side. */
function soft(distance: number): number {
  const share = Math.max(0, Math.min(1, 0.5 - distance / 2));
  return share * share * (3 - 2 * share);
}

/** Distance from a rounded rectangle about the origin, negative inside. */
function fromRectangle(x: number, y: number, halfWidth: number, halfHeight: number, corner: number): number {
  const right = Math.abs(x) - halfWidth + corner;
  const below = Math.abs(y) - halfHeight + corner;
  const outside = Math.sqrt(Math.max(0, right) ** 2 + Math.max(0, below) ** 2);
  return outside + Math.min(0, Math.max(right, below)) - corner;
}

export const shadow = effectKind({
  name: "shadow",
  parameters: {
    shape: z.enum(["edge", "phone", "hand"]),
    /** Light lost in its middle, as a share. */
    depth: z.number().min(0).max(0.9),
    /** Width of its rim. */
    softnessMm: z.number().min(2).max(150),
    /** Direction that it comes from, clockwise from the right. */
    fromDegrees: z.number().min(0).max(360),
    /** How far it reaches into the picture, as a share of the way across. */
    reach: z.number().min(0).max(1),
  },
  usual: { shape: "edge", depth: 0.35, softnessMm: 30, fromDegrees: 60, reach: 0.4 },
  shade: ({ shape, depth, softnessMm, fromDegrees, reach }, { picture }, random) => {
    const { widthPx, heightPx, pxPerMm } = picture;
    const rim = (softnessMm * pxPerMm) / 2;
    const [sine, cosine] = sinCosDegrees(fromDegrees);
    const across = Math.abs(cosine) * widthPx + Math.abs(sine) * heightPx;
    const seed = fieldSeed(random);
    const aside = (random.uniform() - 0.5) * 0.5 * across;
    const wave = 60 * pxPerMm;
    const width = shape === "phone" ? 0.16 * across : 0.1 * across;
    return (pictureX, pictureY) => {
      const [x, y] = [pictureX - widthPx / 2, pictureY - heightPx / 2];
      const along = x * cosine + y * sine; // towards where the shadow comes from
      const beside = y * cosine - x * sine - aside;
      // positive where the light still is
      let distance = across * (0.5 - reach) - along;
      if (shape === "edge") distance += 0.15 * wave * smoothNoise(beside / wave, 0.5, seed);
      if (shape === "phone") {
        const middle = across * (0.5 - reach) + 2 * width;
        distance = fromRectangle(along - middle, beside, 2 * width, width, 0.2 * width);
      }
      if (shape === "hand") {
        // an arm that narrows to a fist, uneven along its sides
        const uneven = 0.25 * width * smoothNoise(along / wave, 3.5, seed);
        distance = Math.max(distance, Math.abs(beside) - width - uneven + 0.1 * distance);
      }
      return 1 - depth * soft(distance / rim);
    };
  },
});
