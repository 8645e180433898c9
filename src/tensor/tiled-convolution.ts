// Convolution with three taps in tiles of four rows: six products a channel pair instead of twelve, by Winograd's
// minimal filtering F(4, 3) with the interpolation points 0, 1, -1, 2, -2 and infinity (Lavin and Gray, "Fast
// Algorithms for Convolutional Neural Networks", CVPR 2016). The six rows under a tile become six combinations of
// them, each of which has a matrix of weights of its own; six combinations of the products are the four rows.
import type { Arena } from "./arena.ts";
import type { ConvolutionStep, ConvolutionWeights } from "./convolution.ts";

/** Rows that come out of a tile; each tile reads one more on each side. */
export const TILE_ROWS = 4;
/** What a tile that sticks out behind the last row reads, and at the front one row. */
export const TILE_PADDING = 4;
const COMBINATIONS = 6;
/** So many fill the rows of the product and leave the tiles in the cache. */
const LEADS_AT_ONCE = 3;

/** Of the three taps: the values of their polynomial at the points, scaled as the other two transforms want it. */
const TAPS_TO_COMBINATIONS = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
] as const;

/** The six matrices of weights, each as if it had one tap. */
export function tileWeights({
  outputs,
  inputs,
  weights,
}: ConvolutionWeights): Omit<ConvolutionWeights, "bias">[] {
  return TAPS_TO_COMBINATIONS.map(([first, second, third]) => {
    const combined = new Float32Array(outputs * inputs);
    for (let i = 0; i < combined.length; i++) {
      combined[i] = first * weights[3 * i]! + second * weights[3 * i + 1]! + third * weights[3 * i + 2]!;
    }
    return { outputs, inputs, taps: 1, weights: combined };
  });
}

export function tiledStep(
  arena: Arena,
  { convolution, input, output, rectify = false, residual }: ConvolutionStep,
): () => void {
  const { kernels } = arena;
  const { inputColumns, outputColumns, weightsAt, biasAt } = convolution;
  const { leads, rows } = output;
  const tiles = Math.ceil(rows / TILE_ROWS);
  const tileRows = tiles * Math.min(leads, LEADS_AT_ONCE);
  const combinedFloats = COMBINATIONS * tileRows * inputColumns;
  const productFloats = COMBINATIONS * tileRows * outputColumns;
  arena.needScratch(combinedFloats + productFloats);
  const zeros = arena.take(outputColumns);
  arena.floats().fill(0, zeros, zeros + outputColumns);

  return () => {
    const combined = arena.top;
    const products = combined + combinedFloats;
    for (let first = 0; first < leads; first += LEADS_AT_ONCE) {
      const end = Math.min(first + LEADS_AT_ONCE, leads);
      for (let lead = first; lead < end; lead++) {
        const from = input.at + lead * input.leadStride - inputColumns;
        const to = combined + (lead - first) * tiles * inputColumns;
        kernels.rowsToTiles(from, tiles, inputColumns, to, tileRows * inputColumns);
      }
      for (let i = 0; i < COMBINATIONS; i++) {
        kernels.multiplyRows(
          combined + i * tileRows * inputColumns,
          inputColumns,
          tiles * (end - first),
          weightsAt + i * inputColumns * outputColumns,
          inputColumns,
          outputColumns,
          zeros,
          products + i * tileRows * outputColumns,
          -1,
          0,
          1,
        );
      }
      for (let lead = first; lead < end; lead++) {
        kernels.tilesToRows(
          products + (lead - first) * tiles * outputColumns,
          tileRows * outputColumns,
          rows,
          outputColumns,
          biasAt,
          output.at + lead * output.leadStride,
          residual === undefined ? -1 : residual.at + lead * residual.leadStride,
          rectify ? 1 : 0,
        );
      }
    }
  };
}
