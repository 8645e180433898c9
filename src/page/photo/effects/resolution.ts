// The picture at another resolution: so many dots an inch of paper, or so many pixels along its longer side, as a camera
// has. Part of the one resampling pass, so a small picture is the mean of what it covers, not a blurred large one.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";
import { scaling } from "../geometry/homography.ts";
import type { Frame, GeometryStep } from "../geometry/picture-map.ts";

function resized(frame: Frame, factor: number): GeometryStep {
  const widthPx = Math.max(1, Math.round(frame.widthPx * factor));
  const heightPx = Math.max(1, Math.round(frame.heightPx * factor));
  return {
    kind: "projective",
    matrix: scaling(factor, factor),
    frame: { widthPx, heightPx, pxPerMm: frame.pxPerMm * factor },
  };
}

export const resolution = effectKind({
  name: "resolution",
  parameters: { dpi: z.number().min(20).max(1200) },
  usual: { dpi: 200 },
  move: ({ dpi }, frame) => resized(frame, dpi / 25.4 / frame.pxPerMm),
});

export const size = effectKind({
  name: "size",
  parameters: { longSidePx: z.number().int().min(64).max(12000) },
  usual: { longSidePx: 2200 },
  move: ({ longSidePx }, frame) => resized(frame, longSidePx / Math.max(frame.widthPx, frame.heightPx)),
});
