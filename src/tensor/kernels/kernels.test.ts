// Expected values: the plain TypeScript kernels, in double precision; those are held against the definition of a
// convolution in ../convolution.test.ts and against PyTorch by the network that runs on them. The whole memory is
// compared, so that a kernel that writes where it should not is seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createKernels } from "./create-kernels.ts";
import type { Kernels } from "./kernels.ts";
import { typescriptKernels } from "./typescript-kernels.ts";
import { wasmKernels } from "./wasm-kernels.ts";

const FLOATS = 40_000;

/** The same numbers in -1..1 each time. */
function fill(memory: Float32Array): void {
  let state = 1;
  for (let i = 0; i < FLOATS; i++) {
    // a full-period linear congruential generator modulo 2^32 (Numerical Recipes, ch. 7)
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    memory[i] = state / 2 ** 31 - 1;
  }
}

/** Largest difference, over the whole memory, from what the TypeScript kernels leave. */
function difference(kernels: Kernels, call: (kernels: Kernels) => void): number {
  const [wanted, got] = [typescriptKernels(), kernels].map((each) => {
    fill(each.reserve(FLOATS));
    call(each);
    return each.reserve(FLOATS);
  });
  let worst = 0;
  for (let i = 0; i < FLOATS; i++) {
    const apart = Math.abs(wanted![i]! - got![i]!) / Math.max(1, Math.abs(wanted![i]!));
    // a NaN must not pass for small
    if (!(apart <= worst)) worst = apart;
  }
  return worst;
}

test("this machine runs both compiled builds", () => {
  assert.equal(createKernels().build, "relaxed-simd");
  assert.equal(createKernels("simd").build, "simd");
  assert.equal(createKernels("typescript").build, "typescript");
});

test("a binary that this machine does not take is no error", () => {
  assert.equal(wasmKernels("relaxed-simd", btoa("\0asm\x01\0\0\0\xff")), null);
});

for (const build of ["relaxed-simd", "simd"] as const) {
  const kernels = createKernels(build);

  for (const rows of [1, 2, 5, 6, 7, 13, 40]) {
    for (const { depth, stride, columns } of [
      { depth: 1, stride: 1, columns: 8 },
      { depth: 17, stride: 4, columns: 16 },
      { depth: 72, stride: 24, columns: 24 },
      { depth: 75, stride: 50, columns: 40 },
    ]) {
      test(`${build}: ${rows} rows of ${depth}, ${stride} apart, times ${columns} columns`, () => {
        for (const residualAt of [-1, 20_003]) {
          for (const { rectify, times } of [
            { rectify: 0, times: 1 },
            { rectify: 1, times: 1 },
            { rectify: 0, times: 2 },
          ] as const) {
            const worst = difference(kernels, (each) =>
              each.multiplyRows(
                11,
                stride,
                rows,
                5001,
                depth,
                columns,
                9002,
                30_001,
                residualAt,
                rectify,
                times,
              ),
            );
            assert.ok(worst < 1e-5, `${worst}`);
          }
        }
      });
    }
  }

  test(`${build}: floats added`, () => {
    for (const floats of [0, 4, 1016]) {
      const worst = difference(kernels, (each) => each.addFloats(3, floats, 2001));
      assert.ok(worst < 1e-6, `${worst}`);
    }
  });

  test(`${build}: rows to tiles and back`, () => {
    for (const rows of [1, 2, 3, 4, 13]) {
      const worst = difference(kernels, (each) => {
        each.rowsToTiles(5, 3, 24, 3001, 80);
        each.tilesToRows(6002, 601, rows, 40, 9001, 12_000, rows % 2 === 0 ? 20_002 : -1, rows < 3 ? 1 : 0);
      });
      assert.ok(worst < 1e-5, `${worst}`);
    }
  });

  test(`${build}: mean and maximum of several`, () => {
    const worst = difference(kernels, (each) => {
      for (const at of [0, 1000, 2002]) each.poolRows(at, 7, 16, 1 / 3, 30_000);
    });
    assert.ok(worst < 1e-6, `${worst}`);
  });
}

test("memory grows and keeps what it held", () => {
  for (const build of ["simd", "typescript"] as const) {
    const kernels = createKernels(build);
    kernels.reserve(10)[9] = 42;
    const memory = kernels.reserve(1_000_000);
    assert.ok(memory.length >= 1_000_000);
    assert.equal(memory[9], 42);
    assert.equal(kernels.reserve(5), memory);
  }
});
