// Expected values: the definition of a product of matrices, summed in double precision; for int8 the bound that the
// steps of weights and activations set.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { createArena } from "../arena.ts";
import { narrowToHalf } from "../half-precision.ts";
import type { Tensor } from "../tensor.ts";
import { createTransformerKernels } from "./create-transformer-kernels.ts";
import {
  type Matrix,
  matrixFloats,
  multiplyMatrix,
  placeMatrix,
  placeVector,
  readMatrixRow,
} from "./matrix.ts";
import { quantiseMatrix } from "./weight-tensor.ts";

/** Repeatable numbers in -1..1. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    // Numerical Recipes, ch. 7
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

function floats(outputs: number, inputs: number, seed = 1): Tensor & { readonly type: "F32" } {
  return { type: "F32", shape: [outputs, inputs], values: numbers(outputs * inputs, seed) };
}

const sizes = fc.record({
  rows: fc.integer({ min: 1, max: 9 }),
  outputs: fc.integer({ min: 1, max: 90 }),
  inputs: fc.integer({ min: 1, max: 100 }),
  adds: fc.boolean(),
  biased: fc.boolean(),
});

for (const build of ["relaxed-simd", "simd", "typescript"] as const) {
  const kernels = await createTransformerKernels(build);

  for (const precision of ["f32", "int8"] as const) {
    test(`${build}, ${precision}: a product is that of the definition`, () => {
      fc.assert(
        fc.property(sizes, ({ rows, outputs, inputs, adds, biased }) => {
          const arena = createArena(kernels);
          const weights = floats(outputs, inputs);
          const bias = numbers(outputs, 7);
          const x = numbers(rows * inputs, 3);
          const before = numbers(rows * outputs, 5);
          const matrix = placeMatrix(arena, weights, { precision, where: "w", ...(biased && { bias }) });
          const [xAt, yAt] = [placeVector(arena, x), placeVector(arena, before)];
          multiplyMatrix(arena, matrix, { xAt, rows, yAt, adds });
          const y = arena.floats();
          for (let row = 0; row < rows; row++) {
            for (let output = 0; output < outputs; output++) {
              let sum = (adds ? before[row * outputs + output]! : 0) + (biased ? bias[output]! : 0);
              for (let i = 0; i < inputs; i++)
                sum += x[row * inputs + i]! * weights.values[output * inputs + i]!;
              // half a step of each factor, of at most 1, and of both together; the sums in floats
              const steps = precision === "f32" ? 0 : 0.5 / 63 + 0.5 / 126 + 0.25 / 63 / 126;
              const off = Math.abs(y[yAt + row * outputs + output]! - sum);
              assert.ok(off < inputs * steps + 3e-5, `${off} at ${row}, ${output}`);
            }
          }
        }),
        { numRuns: 40 },
      );
    });

    test(`${build}, ${precision}: the rows of an embedding table`, () => {
      const arena = createArena(kernels);
      const table = floats(21, 75);
      const matrix = placeMatrix(arena, table, { precision, where: "table" });
      const yAt = arena.take(75);
      for (const output of [0, 7, 8, 20]) {
        readMatrixRow(arena, matrix, { output, yAt });
        const row = arena.floats().subarray(yAt, yAt + 75);
        row.forEach((value, i) => {
          assert.ok(
            Math.abs(value - table.values[output * 75 + i]!) <= (precision === "f32" ? 0 : 0.5 / 126),
          );
        });
      }
      for (const output of [-1, 21, 1.5, Number.NaN]) {
        assert.throws(() => readMatrixRow(arena, matrix, { output, yAt }), UsageError);
      }
    });
  }

  test(`${build}: more rows than are quantised at once give what each gives alone`, () => {
    const arena = createArena(kernels);
    const matrix = placeMatrix(arena, floats(13, 40), { precision: "int8", where: "w" });
    const rows = 401;
    const [xAt, yAt] = [placeVector(arena, numbers(rows * 40, 3)), arena.take(rows * 13)];
    const alone = arena.take(13);
    multiplyMatrix(arena, matrix, { xAt, rows, yAt });
    for (const row of [0, 191, 192, 400]) {
      multiplyMatrix(arena, matrix, { xAt: xAt + row * 40, rows: 1, yAt: alone });
      const memory = arena.floats();
      for (let i = 0; i < 13; i++) {
        assert.ok(Math.abs(memory[alone + i]! - memory[yAt + row * 13 + i]!) < 1e-5);
      }
    }
  });
}

const kernels = await createTransformerKernels();

function bytesOf({ weightsAt, outputs, inputs, precision }: Matrix, memory: Float32Array): Buffer {
  const words = memory.subarray(weightsAt, weightsAt + matrixFloats(outputs, inputs, precision));
  return Buffer.from(words.buffer, words.byteOffset, words.byteLength);
}

test("weights of every type that hold the same numbers are placed as the same", () => {
  const arena = createArena(kernels);
  // few bits, so that all types hold them exactly
  const values = Float32Array.from({ length: 12 * 40 }, (_, i) => ((i * 37) % 128) - 64);
  for (let i = 0; i < values.length; i += 8) values[i] = 127;
  const shape = [12, 40];
  const f32: Tensor = { type: "F32", shape, values };
  const f16: Tensor = { type: "F16", shape, values: Uint16Array.from(values, narrowToHalf) };
  const bits = new Uint32Array(values.buffer);
  const bf16: Tensor = { type: "BF16", shape, values: Uint16Array.from(bits, (word) => word >> 16) };
  const int8 = quantiseMatrix(f32, { type: "int8", where: "w" });
  for (const precision of ["f32", "int8"] as const) {
    const matrices = [f32, f16, bf16, int8].map((tensor) =>
      placeMatrix(arena, tensor, { precision, where: "w" }),
    );
    const [wanted, ...others] = matrices.map((matrix) => bytesOf(matrix, arena.floats()));
    for (const got of others) assert.ok(got.equals(wanted!));
  }
});

test("4-bit weights are the same numbers in both precisions", () => {
  const arena = createArena(kernels);
  const int4 = quantiseMatrix(floats(9, 50), { type: "int4", where: "w" });
  const [a, b] = [arena.take(50), arena.take(50)];
  const f32 = placeMatrix(arena, int4, { precision: "f32", where: "w" });
  const int8 = placeMatrix(arena, int4, { precision: "int8", where: "w" });
  for (let output = 0; output < 9; output++) {
    readMatrixRow(arena, f32, { output, yAt: a });
    readMatrixRow(arena, int8, { output, yAt: b });
    const memory = arena.floats();
    assert.ok(memory.subarray(a, a + 50).every((value, i) => value === memory[b + i]));
    assert.ok(memory.subarray(a, a + 50).some((value) => value !== 0));
  }
});

test("stacked matrices give their outputs one behind the other", () => {
  const arena = createArena(kernels);
  const parts = [floats(5, 33, 1), floats(9, 33, 2), floats(2, 33, 3)];
  const x = placeVector(arena, numbers(33, 9));
  for (const precision of ["f32", "int8"] as const) {
    const all = placeMatrix(arena, parts, { precision, where: "w" });
    const yAt = arena.take(16);
    multiplyMatrix(arena, all, { xAt: x, rows: 1, yAt });
    let first = 0;
    for (const part of parts) {
      const alone = placeMatrix(arena, part, { precision, where: "w" });
      const at = arena.take(16);
      multiplyMatrix(arena, alone, { xAt: x, rows: 1, yAt: at });
      const memory = arena.floats();
      for (let i = 0; i < alone.outputs; i++) {
        assert.ok(Math.abs(memory[at + i]! - memory[yAt + first + i]!) < 1e-5);
      }
      first += alone.outputs;
    }
  }
});

test("weights in memory take an eighth more than their bytes as int8", () => {
  assert.equal(4 * matrixFloats(384, 1024, "int8"), 384 * 1024 * 1.125);
  assert.equal(4 * matrixFloats(384, 1024, "f32"), 384 * 1024 * 4);
});

test("what does not fit together is refused", () => {
  const arena = createArena(kernels);
  const options = { precision: "f32", where: "w" } as const;
  assert.throws(() => placeMatrix(arena, [], options), FormatError);
  assert.throws(() => placeMatrix(arena, [floats(2, 3), floats(2, 4)], options), /got \[2, 3\] and \[2, 4\]/);
  assert.throws(() => placeMatrix(arena, floats(2, 3), { ...options, bias: new Float32Array(3) }), /bias/);
  const whole: Tensor = { type: "I8", shape: [2, 3], values: new Int8Array(6) };
  assert.throws(() => placeMatrix(arena, whole, options), /w: type: got I8, wanted F32/);
  const spoilt = floats(2, 3);
  spoilt.values[4] = Number.NaN;
  for (const precision of ["f32", "int8"] as const) {
    assert.throws(() => placeMatrix(arena, spoilt, { ...options, precision }), /w: weights: got NaN/);
  }
});
