// Expected values: the definitions of q8_0 and q4_0 (a scale of half precision for 32 weights, whole numbers to the
// nearest), and the bounds on the error that follow from them.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FormatError } from "../../ecg/errors.ts";
import { widenHalf } from "../half-precision.ts";
import type { Tensor } from "../tensor.ts";
import { joinScales, splitScales } from "./read-weight.ts";
import { blockNumbers, blocksOf, quantiseMatrix } from "./weight-tensor.ts";

function matrixOf(rows: number, values: readonly number[]): Tensor {
  return { type: "F32", shape: [rows, values.length / rows], values: Float32Array.from(values) };
}

test("whole multiples of a scale are stored as they are", () => {
  const row = Array.from({ length: 40 }, (_, i) => (i === 0 ? -127 : i - 20) / 4);
  const { values, scales } = quantiseMatrix(matrixOf(1, row), { type: "int8", where: "w" });
  assert.deepEqual([...scales].map(widenHalf).slice(0, 1), [0.25]);
  assert.deepEqual(
    [...values.slice(0, 32)],
    row.slice(0, 32).map((x) => 4 * x),
  );
});

test("the bytes of a 4-bit block: lower halves first, 8 for zero, the largest magnitude as -8", () => {
  const row = Array.from({ length: 32 }, (_, i) => (i === 5 ? 4 : i === 21 ? -1 : 0));
  const { values, scales } = quantiseMatrix(matrixOf(1, row), { type: "int4", where: "w" });
  assert.equal(widenHalf(scales[0]!), -0.5);
  const wanted = new Uint8Array(16).fill(0x88);
  wanted[5] = 0xa0;
  assert.deepEqual(Buffer.from(values), Buffer.from(wanted));
});

const rows = fc.integer({ min: 1, max: 3 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    row: fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 70 }),
  }),
);

test("each weight comes back within what a step of its block may be off", () => {
  fc.assert(
    fc.property(rows, fc.constantFrom("int8", "int4"), ({ count, row }, type) => {
      const values = Array.from({ length: count }, () => row).flat();
      const matrix = quantiseMatrix(matrixOf(count, values), { type, where: "w" });
      const numbers = new Int8Array(32);
      for (let block = 0; block < blocksOf(row.length); block++) {
        blockNumbers(matrix, { row: count - 1, block }, numbers);
        const step = widenHalf(matrix.scales[(count - 1) * blocksOf(row.length) + block]!);
        const weights = row.slice(32 * block, 32 * block + 32);
        const most = Math.max(...weights.map(Math.abs));
        weights.forEach((weight, i) => {
          const off = Math.abs(numbers[i]! * step - weight);
          // 4 bits: the side without the largest magnitude ends at 7, and the scale is rounded to either side
          const allowed = type === "int8" ? Math.abs(step) / 2 : Math.abs(step) * 1.02 + 2 ** -21;
          assert.ok(off <= allowed * 1.0001, `${weight}: off by ${off}, step ${step}, largest ${most}`);
        });
        assert.ok(numbers.subarray(weights.length).every((number) => number === 0));
      }
    }),
  );
});

test("a quantised matrix comes back from its two tensors", () => {
  for (const type of ["int8", "int4"] as const) {
    const matrix = quantiseMatrix(
      matrixOf(
        2,
        Array.from({ length: 90 }, (_, i) => Math.sin(i)),
      ),
      { type, where: "w" },
    );
    const [[name, numbers], [scalesName, scales]] = splitScales("w", matrix) as [
      [string, Tensor],
      [string, Tensor],
    ];
    assert.deepEqual([name, scalesName], ["w", "w.scales"]);
    assert.deepEqual(joinScales(numbers, scales, { where: "w", inputs: 45 }), matrix);
    for (const inputs of [31, 65]) {
      assert.throws(() => joinScales(numbers, scales, { where: "w", inputs }), FormatError);
    }
    const infinite = { ...scales, values: new Uint16Array(4).fill(0x7c00) } as Tensor;
    assert.throws(() => joinScales(numbers, infinite, { where: "w", inputs: 45 }), /finite/);
    assert.throws(() => joinScales(scales, scales, { where: "w", inputs: 45 }), /quantised weights/);
  }
});

test("weights that are no numbers, or too large for a scale, are refused", () => {
  for (const weight of [Number.NaN, Number.POSITIVE_INFINITY, -1e9]) {
    for (const type of ["int8", "int4"] as const) {
      assert.throws(() => quantiseMatrix(matrixOf(1, [1, weight]), { type, where: "w" }), FormatError);
    }
  }
  assert.throws(
    () =>
      quantiseMatrix({ type: "F32", shape: [2], values: new Float32Array(2) }, { type: "int8", where: "w" }),
    /w: shape: got \[2\], wanted a matrix/,
  );
});
