// Weights that turn a pixel's colour into ink: 1 on the pen's colour, as near to 0 as can be on the ruling's, and little
// moved by noise (Fisher's linear discriminant). A ruling in the pen's own colour stays; its pattern goes later.

import type { Picture } from "../../../formats/picture/picture.ts";
import type { ColourWeights } from "../darkness.ts";
import { solveLeastSquares } from "../grid/solve-linear.ts";
import { invertedLightOfRow, type PaperLight } from "../paper-light.ts";

export interface InkColourOptions {
  readonly light: PaperLight;
  /** Sheet millimetres of a pixel, whole on the lines; null where no ruling was found. */
  readonly toSheet: ((xPx: number, yPx: number) => readonly [number, number]) | null;
  /** Pixels that count: left, top, right, bottom. */
  readonly boxPx: readonly [number, number, number, number];
}

/** Of the pixels looked at, whose darkest 1 in 250 are ink; a page of traces and text has 2 to 6 %. */
const INK_QUANTILE = 0.996;
const MOST_SAMPLES = 40_000;
/** Of a channel: JPEG keeps colours coarsely, so no two colours are ever wholly apart. */
const LEAST_NOISE = 0.03;

export function inkWeights(picture: Picture, { light, toSheet, boxPx }: InkColourOptions): ColourWeights {
  const samples = darknessSamples(picture, light, boxPx);
  const least = samples.map(([r, g, b]) => Math.min(r, g, b));
  const sorted = Float64Array.from(least).sort();
  const inkLevel = Math.max(0.05, sorted[Math.floor(INK_QUANTILE * (sorted.length - 1))] ?? 0);
  const ink = meanColour(samples.filter((_, i) => least[i]! > 0.8 * inkLevel));
  const paper = samples.filter((_, i) => least[i]! < 0.6 * inkLevel);
  const isOnLine = ([, , , x, y]: Sample) => {
    if (toSheet === null) return false;
    const [u, v] = toSheet(x, y);
    return Math.min(Math.abs(u - Math.round(u)), Math.abs(v - Math.round(v))) < 0.15;
  };
  const onLines = paper.filter(isOnLine);
  const noise = Math.max(LEAST_NOISE, channelNoise(picture, boxPx));
  // (noise^2 I + mean of d d') w = ink, then scaled so that ink gives 1
  const scatter = [0, 1, 2].map((row) =>
    [0, 1, 2].map((column) => {
      const mean =
        onLines.reduce((sum, sample) => sum + sample[row as 0]! * sample[column as 0]!, 0) /
        Math.max(1, onLines.length);
      return mean + (row === column ? noise * noise : 0);
    }),
  );
  const solved = solveLeastSquares(
    scatter.map((coefficients, i) => ({ coefficients, value: ink[i]!, weight: 1 })),
    3,
  );
  const weights = solved ?? [1, 1, 1];
  const gain = weights.reduce((sum, weight, i) => sum + weight * ink[i]!, 0);
  return weights.map((weight) => weight / gain) as unknown as ColourWeights;
}

type Sample = readonly [red: number, green: number, blue: number, x: number, y: number];

/** Darkness of each channel at pixels spread evenly over the box. */
function darknessSamples(
  picture: Picture,
  light: PaperLight,
  [left, top, right, bottom]: InkColourOptions["boxPx"],
): Sample[] {
  const { widthPx, rgb } = picture;
  const step = Math.max(1, Math.round(Math.sqrt(((right - left) * (bottom - top)) / MOST_SAMPLES)));
  const inverted = new Float32Array(widthPx * 3);
  const samples: Sample[] = [];
  for (let y = top; y < bottom; y += step) {
    invertedLightOfRow(light, y, inverted);
    // columns shift from row to row, or a step of the ruling's pitch would see one phase only
    for (let x = left + ((y * 7) % step); x < right; x += step) {
      const at = (y * widthPx + x) * 3;
      const dark = (k: number) => Math.max(0, 1 - rgb[at + k]! * inverted[x * 3 + k]!);
      samples.push([dark(0), dark(1), dark(2), x + 0.5, y + 0.5]);
    }
  }
  return samples;
}

function meanColour(samples: readonly Sample[]): [number, number, number] {
  if (samples.length === 0) return [1, 1, 1];
  const mean = (k: 0 | 1 | 2) => samples.reduce((sum, sample) => sum + sample[k], 0) / samples.length;
  return [Math.max(0.05, mean(0)), Math.max(0.05, mean(1)), Math.max(0.05, mean(2))];
}

/** Of the green channel, from differences of neighbours, which leave shading out: their median over 0.954 sd. */
function channelNoise(
  { widthPx, rgb }: Picture,
  [left, top, right, bottom]: InkColourOptions["boxPx"],
): number {
  const counts = new Uint32Array(256);
  let total = 0;
  for (let y = top; y < bottom; y += 7) {
    for (let x = left; x + 1 < right; x += 3, total++) {
      const at = (y * widthPx + x) * 3 + 1;
      const difference = Math.abs(rgb[at]! - rgb[at + 3]!);
      counts[difference] = counts[difference]! + 1;
    }
  }
  let median = 0;
  for (let seen = 0; median < 255; median++) {
    seen += counts[median]!;
    if (seen > total / 2) break;
  }
  return median / 0.954 / 255;
}
