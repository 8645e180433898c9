// LLaVA-1.6's "anyres": a picture is laid, as large as it goes, on black paper of one of several sizes, all multiples
// of the tower's, and the paper is cut into tiles (Liu et al., "LLaVA-NeXT", 2024).
import type { Picture } from "../../formats/picture/picture.ts";
import { type PixelSize, resizeBicubic } from "./resize-bicubic.ts";

/** The size that keeps most of the picture's pixels, and of such the one that leaves least paper empty. */
export function bestResolution(
  { widthPx, heightPx }: PixelSize,
  choices: readonly (readonly [number, number])[],
): PixelSize {
  let best: PixelSize = { widthPx: 0, heightPx: 0 };
  let mostKept = 0;
  let leastWasted = Number.POSITIVE_INFINITY;
  for (const [width, height] of choices) {
    const scale = Math.min(width / widthPx, height / heightPx);
    const shown = Math.trunc(widthPx * scale) * Math.trunc(heightPx * scale);
    const kept = Math.min(shown, widthPx * heightPx);
    const wasted = width * height - kept;
    if (kept > mostKept || (kept === mostKept && wasted < leastWasted)) {
      best = { widthPx: width, heightPx: height };
      mostKept = kept;
      leastWasted = wasted;
    }
  }
  return best;
}

/** Row by row. */
export function tilesOf(
  picture: Picture,
  { sizePx, resolution }: { readonly sizePx: number; readonly resolution: PixelSize },
): Picture[] {
  const paper = layOnPaper(picture, resolution);
  const tiles: Picture[] = [];
  for (let top = 0; top < paper.heightPx; top += sizePx) {
    for (let left = 0; left < paper.widthPx; left += sizePx) {
      const rgb = new Uint8Array(sizePx * sizePx * 3);
      for (let y = 0; y < sizePx; y++) {
        const from = ((top + y) * paper.widthPx + left) * 3;
        rgb.set(paper.rgb.subarray(from, from + sizePx * 3), y * sizePx * 3);
      }
      tiles.push({ widthPx: sizePx, heightPx: sizePx, rgb });
    }
  }
  return tiles;
}

function layOnPaper(picture: Picture, { widthPx, heightPx }: PixelSize): Picture {
  const scaleX = widthPx / picture.widthPx;
  const scaleY = heightPx / picture.heightPx;
  const size =
    scaleX < scaleY
      ? { widthPx, heightPx: Math.min(Math.ceil(picture.heightPx * scaleX), heightPx) }
      : { widthPx: Math.min(Math.ceil(picture.widthPx * scaleY), widthPx), heightPx };
  const drawn = resizeBicubic(picture, size);
  const left = Math.floor((widthPx - drawn.widthPx) / 2);
  const top = Math.floor((heightPx - drawn.heightPx) / 2);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let y = 0; y < drawn.heightPx; y++) {
    const row = drawn.rgb.subarray(y * drawn.widthPx * 3, (y + 1) * drawn.widthPx * 3);
    rgb.set(row, ((top + y) * widthPx + left) * 3);
  }
  return { widthPx, heightPx, rgb };
}
