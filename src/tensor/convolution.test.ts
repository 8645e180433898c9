// Expected values: the definition of a convolution with zero padding, summed term by term in double precision.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createArena } from "./arena.ts";
import { type ConvolutionWeights, convolutionStep, placeConvolution } from "./convolution.ts";
import { columnsFor, type FeatureMap, takeFeatureMap } from "./feature-map.ts";
import { createKernels } from "./kernels/create-kernels.ts";

const wave = (i: number) => Math.fround(Math.sin(i * 1.7) + Math.cos(i * i * 0.3));

function stored(outputs: number, inputs: number, taps: number): ConvolutionWeights {
  const weights = Float32Array.from({ length: outputs * inputs * taps }, (_, i) => wave(i + 5));
  return {
    outputs,
    inputs,
    taps,
    weights,
    bias: Float32Array.from({ length: outputs }, (_, i) => wave(i) / 2),
  };
}

const at = (map: FeatureMap, lead: number, row: number, column: number) =>
  map.at + lead * map.leadStride + row * map.columns + column;

function defined(
  lead: number,
  row: number,
  output: number,
  { stride, ...size }: Size & ConvolutionWeights,
): number {
  let sum = size.bias[output]!;
  for (let input = 0; input < size.inputs; input++) {
    for (let tap = 0; tap < size.taps; tap++) {
      const from = row * stride + tap - (size.taps - 1) / 2;
      const inside = from >= 0 && from < size.rows;
      const weight = size.weights[(output * size.inputs + input) * size.taps + tap]!;
      if (inside) sum += weight * value(lead, from, input);
    }
  }
  return sum;
}

const value = (lead: number, row: number, channel: number) => wave(1000 * lead + 10 * row + channel);

interface Size {
  readonly rows: number;
  readonly stride: number;
}

for (const build of ["relaxed-simd", "simd", "typescript"] as const) {
  for (const { inputs, outputs, taps, rows, stride } of [
    { inputs: 1, outputs: 3, taps: 17, rows: 44, stride: 4 },
    { inputs: 5, outputs: 9, taps: 3, rows: 26, stride: 2 },
    { inputs: 9, outputs: 9, taps: 5, rows: 7, stride: 1 },
    { inputs: 8, outputs: 16, taps: 1, rows: 3, stride: 1 },
    { inputs: 3, outputs: 2, taps: 7, rows: 1, stride: 1 },
    { inputs: 24, outputs: 26, taps: 3, rows: 8, stride: 1 },
    { inputs: 30, outputs: 24, taps: 3, rows: 11, stride: 1 },
    { inputs: 40, outputs: 40, taps: 3, rows: 1, stride: 1 },
  ]) {
    test(`${build}: ${inputs} to ${outputs} channels, ${taps} taps, stride ${stride}, ${rows} rows`, () => {
      const arena = createArena(createKernels(build));
      const weights = stored(outputs, inputs, taps);
      const leads = 5;
      const columns = inputs === 1 ? 1 : columnsFor(inputs);
      const convolution = placeConvolution(arena, weights, {
        stride,
        inputColumns: { count: columns, of: (input) => input },
      });
      const input = takeFeatureMap(arena, { leads, rows, columns, padding: convolution.padding });
      const size = { leads, rows: Math.ceil(rows / stride), columns: columnsFor(outputs), padding: 1 };
      const [plain, finished, residual] = [0, 1, 2].map(() => takeFeatureMap(arena, size));
      const steps = [
        convolutionStep(arena, { convolution, input, output: plain! }),
        convolutionStep(arena, { convolution, input, output: finished!, residual: residual!, rectify: true }),
      ];
      const memory = arena.floats();
      for (let lead = 0; lead < leads; lead++) {
        for (let row = 0; row < rows; row++) {
          for (let i = 0; i < inputs; i++) memory[at(input, lead, row, i)] = value(lead, row, i);
        }
        for (let row = 0; row < size.rows; row++) {
          for (let i = 0; i < outputs; i++) memory[at(residual!, lead, row, i)] = 100 + i;
        }
      }
      for (const step of steps) step();
      for (let lead = 0; lead < leads; lead++) {
        for (let row = 0; row < size.rows; row++) {
          for (let i = 0; i < outputs; i++) {
            const wanted = defined(lead, row, i, { rows, stride, ...weights });
            const got = memory[at(plain!, lead, row, i)]!;
            assert.ok(Math.abs(got - wanted) < 1e-5 * inputs * taps, `${got}, wanted ${wanted}`);
            const wantedFinished = 100 + i + Math.max(0, wanted);
            assert.ok(Math.abs(memory[at(finished!, lead, row, i)]! - wantedFinished) < 5e-5);
          }
          // columns that are no channel stay zero, and so do the rows around
          for (let i = outputs; i < size.columns; i++) assert.equal(memory[at(plain!, lead, row, i)], 0);
        }
        for (const row of [-1, size.rows]) {
          for (let i = 0; i < size.columns; i++) assert.equal(memory[at(plain!, lead, row, i)], 0);
        }
      }
    });
  }
}
