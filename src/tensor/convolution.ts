// Convolution along time with zero padding, bias and what usually follows it. Done directly, it is one product of
// matrices a lead; three taps over many channels take fewer products in tiles (./tiled-convolution.ts).
import type { Arena } from "./arena.ts";
import { columnsFor, type FeatureMap } from "./feature-map.ts";
import { COLUMN_BLOCK, type Kernels } from "./kernels/kernels.ts";
import { TILE_PADDING, tiledStep, tileWeights } from "./tiled-convolution.ts";

/** As a network is stored: `weights` [output][input][tap], one bias an output. The number of taps is odd. */
export interface ConvolutionWeights {
  readonly outputs: number;
  readonly inputs: number;
  readonly taps: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** As the kernels take it, somewhere in their memory. */
export interface Convolution {
  readonly taps: number;
  /** Rows of the input from one row of the output to the next. */
  readonly stride: number;
  /** Rows of zeros that the input map must have on each side of a lead. */
  readonly padding: number;
  /** Columns of the maps that it reads and writes. */
  readonly inputColumns: number;
  readonly outputColumns: number;
  readonly tiled: boolean;
  readonly weightsAt: number;
  readonly biasAt: number;
}

export interface PlaceOptions {
  readonly stride?: number;
  /** Where the input channels are found in a row, where that is not one column each from the first on. */
  readonly inputColumns?: { readonly count: number; readonly of: (input: number) => number };
}

/** From so many columns on, tiles save more than moving to and from them costs (measured on x64). */
const TILED_FROM_COLUMNS = 24;

/** Packs the weights for the kernels and puts them into their memory. */
export function placeConvolution(
  arena: Arena,
  stored: ConvolutionWeights,
  {
    stride = 1,
    inputColumns = { count: columnsFor(stored.inputs), of: (input) => input },
  }: PlaceOptions = {},
): Convolution {
  const { outputs, taps, bias } = stored;
  const tiled = taps === 3 && stride === 1 && inputColumns.count >= TILED_FROM_COLUMNS;
  const matrices = tiled ? tileWeights(stored) : [stored];
  const packed = matrices.map((matrix) => packWeights(matrix, inputColumns));
  const outputColumns = columnsFor(outputs);
  const weightsAt = arena.take(packed.reduce((floats, { length }) => floats + length, 0));
  const biasAt = arena.take(outputColumns);
  const floats = arena.floats();
  packed.forEach((matrix, i) => {
    floats.set(matrix, weightsAt + i * matrix.length);
  });
  floats.fill(0, biasAt, biasAt + outputColumns).set(bias, biasAt);
  const padding = tiled ? TILE_PADDING : (taps - 1) / 2;
  return { taps, stride, padding, inputColumns: inputColumns.count, outputColumns, tiled, weightsAt, biasAt };
}

/** [block of outputs][tap][input column][output within the block]: the order in which the inner loop reads them. */
function packWeights(
  { outputs, inputs, taps, weights }: Omit<ConvolutionWeights, "bias">,
  { count, of }: NonNullable<PlaceOptions["inputColumns"]>,
): Float32Array {
  const depth = taps * count;
  const packed = new Float32Array(columnsFor(outputs) * depth);
  const columns = Array.from({ length: inputs }, (_, input) => of(input));
  let from = 0;
  for (let output = 0; output < outputs; output++) {
    const within = output % COLUMN_BLOCK;
    const block = (output - within) * depth + within;
    for (const column of columns) {
      for (let tap = 0; tap < taps; tap++) {
        packed[block + (tap * count + column) * COLUMN_BLOCK] = weights[from++]!;
      }
    }
  }
  return packed;
}

export interface ConvolutionStep {
  readonly convolution: Convolution;
  readonly input: FeatureMap;
  /** Another map than the input and the residual. */
  readonly output: FeatureMap;
  /** Sets what is negative to 0. */
  readonly rectify?: boolean;
  /** Is added at the end. */
  readonly residual?: FeatureMap;
  /** Nearest-neighbour upsampling: each row goes to so many rows of the output. Not for tiled convolutions. */
  readonly times?: 1 | 2;
}

/** What computes `output` from `input` when it is called; all that can be known before is worked out here. */
export function convolutionStep(arena: Arena, step: ConvolutionStep): () => void {
  if (step.convolution.tiled) return tiledStep(arena, step);
  const convolveLead = leadConvolution(arena.kernels, step);
  return () => {
    for (let lead = 0; lead < step.output.leads; lead++) convolveLead(lead, lead);
  };
}

/** One lead of the input to one of the output, which may have fewer. Not for tiled convolutions. */
export function leadConvolution(
  kernels: Kernels,
  { convolution, input, output, rectify = false, residual, times = 1 }: ConvolutionStep,
): (inputLead: number, outputLead: number) => void {
  const { taps, stride, inputColumns, outputColumns, weightsAt, biasAt } = convolution;
  const xAt = input.at - ((taps - 1) / 2) * inputColumns;
  return (inputLead, outputLead) => {
    kernels.multiplyRows(
      xAt + inputLead * input.leadStride,
      stride * inputColumns,
      output.rows / times,
      weightsAt,
      taps * inputColumns,
      outputColumns,
      biasAt,
      output.at + outputLead * output.leadStride,
      residual === undefined ? -1 : residual.at + outputLead * residual.leadStride,
      rectify ? 1 : 0,
      times,
    );
  };
}
