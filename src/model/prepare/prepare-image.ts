// A picture to the vision tower's numbers, as the reference's image processor makes them (CLIPImageProcessor):
// shortest edge to the tower's size, the middle cut out, colours less their mean over their deviation. What is done
// before that, the aspect, decides how much of a page the tower sees: "ori" loses the sides of a wide page, "pad"
// shows all of it smaller, "anyres" shows all of it small and again in full tiles (LLaVA-1.6).
import { UsageError } from "../../ecg/errors.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { bestResolution, tilesOf } from "./image-tiles.ts";
import { type PixelSize, resizeBicubic } from "./resize-bicubic.ts";

export type ImageAspect = "ori" | "pad" | "anyres";

export interface ImageSettings {
  /** Both edges of the tower's picture. */
  readonly sizePx: number;
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
  readonly aspect: ImageAspect;
  /** What "anyres" may cut a picture into, width before height. */
  readonly gridPinpoints: readonly (readonly [number, number])[];
}

export interface PreparedImage {
  /** One or, with "anyres", the whole and its tiles: [channel][row][column] of each. */
  readonly tiles: readonly Float32Array[];
  /** Of the picture that came in. */
  readonly original: PixelSize;
  readonly aspect: ImageAspect;
}

/** Of OpenAI's CLIP. */
export const CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
export const CLIP_DEVIATION = [0.26862954, 0.26130258, 0.27577711] as const;

/** Longer pictures than any page; resized by their short edge they would fill the memory. */
const MOST_TIMES_LONGER = 64;

/** Throws UsageError for a picture or settings that nothing can be made of. */
export function prepareImage(picture: Picture, settings: ImageSettings): PreparedImage {
  const { aspect, sizePx } = settings;
  checkPicture(picture, settings);
  const pictures = {
    ori: () => [picture],
    pad: () => [padToSquare(picture, settings.mean)],
    anyres: () => [
      resizeBicubic(picture, { widthPx: sizePx, heightPx: sizePx }),
      ...tilesOf(picture, { sizePx, resolution: bestResolution(picture, settings.gridPinpoints) }),
    ],
  }[aspect]();
  return {
    tiles: pictures.map((each) => normalise(cropMiddle(shrink(each, sizePx), sizePx), settings)),
    original: { widthPx: picture.widthPx, heightPx: picture.heightPx },
    aspect,
  };
}

function checkPicture({ widthPx, heightPx }: Picture, { aspect, gridPinpoints }: ImageSettings): void {
  if (Math.max(widthPx, heightPx) > MOST_TIMES_LONGER * Math.min(widthPx, heightPx)) {
    throw new UsageError(
      `a picture of ${widthPx} x ${heightPx} pixels: wanted one at most ${MOST_TIMES_LONGER} times as long as wide`,
    );
  }
  if (aspect === "anyres" && gridPinpoints.length === 0) {
    throw new UsageError("aspect anyres, but the model's configuration has no image_grid_pinpoints");
  }
}

/** The shortest edge becomes `sizePx`; the longest is cut to a whole number, not rounded. */
export function shrink(picture: Picture, sizePx: number): Picture {
  const { widthPx, heightPx } = picture;
  const short = Math.min(widthPx, heightPx);
  const edge = (px: number) => (px === short ? sizePx : Math.trunc((sizePx * px) / short));
  return resizeBicubic(picture, { widthPx: edge(widthPx), heightPx: edge(heightPx) });
}

export function cropMiddle({ widthPx, heightPx, rgb }: Picture, sizePx: number): Picture {
  const left = Math.floor((widthPx - sizePx) / 2);
  const top = Math.floor((heightPx - sizePx) / 2);
  const out = new Uint8Array(sizePx * sizePx * 3);
  for (let y = 0; y < sizePx; y++) {
    const from = ((top + y) * widthPx + left) * 3;
    out.set(rgb.subarray(from, from + sizePx * 3), y * sizePx * 3);
  }
  return { widthPx: sizePx, heightPx: sizePx, rgb: out };
}

/** In the middle of a square of the mean colour. */
export function padToSquare(picture: Picture, mean: readonly number[]): Picture {
  const { widthPx, heightPx, rgb } = picture;
  if (widthPx === heightPx) return picture;
  const edge = Math.max(widthPx, heightPx);
  const left = Math.floor((edge - widthPx) / 2);
  const top = Math.floor((edge - heightPx) / 2);
  const out = new Uint8Array(edge * edge * 3);
  const colour = mean.map((share) => Math.trunc(share * 255));
  for (let i = 0; i < out.length; i++) out[i] = colour[i % 3]!;
  for (let y = 0; y < heightPx; y++) {
    out.set(rgb.subarray(y * widthPx * 3, (y + 1) * widthPx * 3), ((top + y) * edge + left) * 3);
  }
  return { widthPx: edge, heightPx: edge, rgb: out };
}

/** In single precision, in the order of the reference, so that the last bit agrees too. */
function normalise({ rgb }: Picture, { sizePx, mean, deviation }: ImageSettings): Float32Array {
  const pixels = sizePx * sizePx;
  const out = new Float32Array(3 * pixels);
  for (let channel = 0; channel < 3; channel++) {
    const middle = Math.fround(mean[channel]!);
    const spread = Math.fround(deviation[channel]!);
    for (let i = 0; i < pixels; i++) {
      const share = Math.fround(rgb[i * 3 + channel]! * (1 / 255));
      out[channel * pixels + i] = Math.fround(share - middle) / spread;
    }
  }
  return out;
}
