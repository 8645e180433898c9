// What was read, drawn over the picture: each trace where it was followed, each lead's stretch, the lead's name. For
// eyes: a trace that left its ink is seen at once. Unusable leads are dashed.

import type { Picture } from "../../formats/picture/picture.ts";
import { textStrokesMm } from "../draw/stroke-font.ts";
import type { Digitised } from "./digitised.ts";

/** Colours told apart by everybody (Okabe and Ito 2008), in turn. */
const COLOURS = [
  [0, 114, 178],
  [213, 94, 0],
  [0, 158, 115],
  [204, 121, 167],
] as const;
const FADE = 0.55;
const DASH_PX = 12;

/** A copy of the picture, faded, with the reading on it. */
export function drawOverlay({ widthPx, heightPx, rgb }: Picture, digitised: Digitised): Picture {
  const faded = rgb.map((value) => 255 - (255 - value) * FADE);
  const dot = (x: number, y: number, colour: readonly number[]) => {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    if (column >= 0 && row >= 0 && column < widthPx && row < heightPx)
      faded.set(colour, (row * widthPx + column) * 3);
  };
  const line = (
    [x0, y0]: readonly number[],
    [x1, y1]: readonly number[],
    colour: readonly number[],
    dashed: boolean,
  ) => {
    const steps = Math.max(1, Math.ceil(1.5 * Math.hypot(x1! - x0!, y1! - y0!)));
    for (let i = 0; i <= steps; i++) {
      const [x, y] = [x0! + ((x1! - x0!) * i) / steps, y0! + ((y1! - y0!) * i) / steps];
      if (!dashed || Math.floor((x + y) / DASH_PX) % 2 === 0) dot(x, y, colour);
    }
  };
  digitised.leads.forEach(({ lead, cornersPx, linePx, quality }, index) => {
    const colour = COLOURS[index % COLOURS.length]!;
    for (let i = 0; i + 1 < linePx.length; i++) {
      const [from, to] = [linePx[i]!, linePx[i + 1]!];
      // samples are less than a pixel apart but where something is missing
      if (Math.abs(to[0] - from[0]) < 2 * digitised.pxPerMm) line(from, to, colour, !quality.usable);
    }
    cornersPx.forEach((corner, i) => {
      line(corner, cornersPx[(i + 1) % cornersPx.length]!, colour, true);
    });
    const [topLeft] = cornersPx;
    if (topLeft === undefined) return;
    const cap = 2.2 * digitised.pxPerMm;
    const pen = { xMm: topLeft[0] + 4, yMm: topLeft[1] - 4, capHeightMm: cap, strokeMm: 1 };
    for (const stroke of textStrokesMm(quality.usable ? lead : `${lead}: not usable`, pen)) {
      for (let i = 0; i + 3 < stroke.length; i += 2)
        line(stroke.slice(i, i + 2), stroke.slice(i + 2, i + 4), colour, false);
    }
  });
  return { widthPx, heightPx, rgb: faded };
}
