// Expected values: the plain TypeScript kernels, in double precision, which are held against definitions in the tests
// of the layer above. The whole memory is compared, so that a kernel that writes where it should not is seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createTransformerKernels } from "./create-transformer-kernels.ts";
import type { Flag, TransformerKernels } from "./transformer-kernels.ts";
import { typescriptTransformerKernels } from "./typescript-transformer-kernels.ts";
import { wasmTransformerKernels } from "./wasm-transformer-kernels.ts";

const FLOATS = 60_000;

/** The same numbers in -1..1 each time. */
function fill(memory: Float32Array): void {
  let state = 1;
  for (let i = 0; i < FLOATS; i++) {
    // a full-period linear congruential generator modulo 2^32 (Numerical Recipes, ch. 7)
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    memory[i] = state / 2 ** 31 - 1;
  }
}

interface Compared {
  readonly kernels: TransformerKernels;
  readonly call: (kernels: TransformerKernels) => void;
  /** Where each may leave what it likes. */
  readonly scratch?: readonly [from: number, to: number];
}

/** Largest difference, over the whole memory, from what the TypeScript kernels leave. */
function difference({ kernels, call, scratch = [0, 0] }: Compared): number {
  const [wanted, got] = [typescriptTransformerKernels(), kernels].map((each) => {
    fill(each.reserve(FLOATS));
    call(each);
    return each
      .reserve(FLOATS)
      .slice(0, FLOATS)
      .fill(0, ...scratch);
  });
  let worst = 0;
  for (let i = 0; i < FLOATS; i++) {
    // int8 weights and halves are no floats: as such they are anything, and must be the same
    if (Object.is(wanted![i]!, got![i]!)) continue;
    const apart = Math.abs(wanted![i]! - got![i]!) / Math.max(1, Math.abs(wanted![i]!));
    // a NaN must not pass for small
    if (!(apart <= worst)) worst = apart;
  }
  return worst;
}

test("this machine runs both compiled builds", async () => {
  assert.equal((await createTransformerKernels()).build, "relaxed-simd");
  assert.equal((await createTransformerKernels("simd")).build, "simd");
  assert.equal((await createTransformerKernels("typescript")).build, "typescript");
});

test("a binary that this machine does not take is no error", async () => {
  assert.equal(await wasmTransformerKernels("relaxed-simd", btoa("\0asm\x01\0\0\0\xff")), null);
});

const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 12, 31, 32, 33, 64, 100];

for (const build of ["relaxed-simd", "simd"] as const) {
  const kernels = await createTransformerKernels(build);

  for (const rows of [1, 2, 5, 6, 7, 13]) {
    test(`${build}: ${rows} rows times matrices of floats`, () => {
      for (const depth of [1, 17, 64]) {
        for (const columns of [1, 3, 4, 7, 8, 12, 33, 70]) {
          for (const { biasAt, adds } of [
            { biasAt: -1, adds: 0 },
            { biasAt: 0, adds: 0 },
            { biasAt: 41, adds: 1 },
          ] as const) {
            const worst = difference({
              kernels,
              call: (each) =>
                each.multiply(1001, depth + 3, rows, 5001, depth, columns, biasAt, 30_001, columns + 5, adds),
            });
            assert.ok(worst < 2e-6, `${depth} x ${columns}: ${worst}`);
          }
        }
      }
    });

    test(`${build}: ${rows} rows times matrices of int8`, () => {
      for (const depth of [1, 17, 32, 64, 75]) {
        for (const columns of [1, 3, 8, 12, 33]) {
          for (const { biasAt, adds } of [
            { biasAt: -1, adds: 0 },
            { biasAt: 0, adds: 0 },
            { biasAt: 41, adds: 1 },
          ] as const) {
            const worst = difference({
              kernels,
              call(each) {
                tameScales(each);
                each.quantise(1001, depth + 3, rows, depth, 3002);
                each.multiplyInt8(3002, rows, 5001, depth, columns, biasAt, 30_001, columns + 5, adds);
              },
            });
            assert.ok(worst < 2e-6, `${depth} x ${columns}: ${worst}`);
          }
        }
      }
    });
  }

  test(`${build}: rows put into a packed matrix, and read from it`, () => {
    for (const depth of SIZES) {
      for (const { rows, column } of [
        { rows: 8, column: 8 },
        { rows: 3, column: 21 },
      ]) {
        const pack = (each: TransformerKernels) => each.pack(101, rows, depth, 5001, column);
        assert.equal(difference({ kernels, call: pack }), 0);
        const packInt8 = (each: TransformerKernels) => {
          tameScales(each, 3001);
          each.packInt8(101, 3001, rows, depth, 5001, column);
        };
        assert.equal(difference({ kernels, call: packInt8 }), 0);
      }
      for (const column of [0, 1, 7, 8, 21]) {
        assert.equal(difference({ kernels, call: (each) => each.unpack(5001, depth, column, 30_001) }), 0);
        const call = (each: TransformerKernels) => {
          tameScales(each);
          each.unpackInt8(5001, depth, column, 30_001);
        };
        assert.equal(difference({ kernels, call }), 0);
      }
    }
  });

  test(`${build}: norms`, () => {
    for (const columns of SIZES) {
      const layer = (each: TransformerKernels) => each.layerNorm(3, 3, columns, 1001, 2002, 1e-5, 30_001);
      assert.ok(difference({ kernels, call: layer }) < 2e-6);
      const rms = (each: TransformerKernels) => each.rmsNorm(3, 3, columns, 1001, 1e-6, 3);
      assert.ok(difference({ kernels, call: rms }) < 2e-6);
    }
  });

  test(`${build}: activation functions, from -90 to 90`, () => {
    for (const count of [...SIZES, 2001]) {
      for (const name of ["gelu", "quickGelu", "silu"] as const) {
        for (const range of [1, 9, 90]) {
          const call = (each: TransformerKernels) => {
            const floats = each.reserve(FLOATS);
            for (let i = 0; i < count; i++) {
              floats[i + 3] = range * (count === 2001 ? i / 1000 - 1 : floats[i + 3]!);
            }
            each[name](3, count, 30_001);
          };
          const worst = difference({ kernels, call });
          assert.ok(worst < 5e-7, `${name} of ${count} up to ${range}: ${worst}`);
        }
      }
      const gate = (each: TransformerKernels) => each.gateSilu(3, 4, count, 30_001);
      assert.ok(difference({ kernels, call: gate }) < 1e-6);
    }
  });

  test(`${build}: softmax, sum and largest`, () => {
    for (const count of SIZES) {
      const softmax = (each: TransformerKernels) => {
        const floats = each.reserve(FLOATS);
        for (let i = 0; i < 3 * count; i++) floats[i + 3]! *= 60;
        each.softmax(3, 3, count, 30_001);
      };
      assert.ok(difference({ kernels, call: softmax }) < 1e-6);
      assert.ok(difference({ kernels, call: (each) => each.add(3, count, 30_001) }) < 1e-7);
      const floats = kernels.reserve(FLOATS);
      fill(floats);
      floats[3 + (count >> 1)] = floats[3 + count - 1] = 2;
      assert.equal(kernels.argmax(3, count), count >> 1);
    }
  });

  test(`${build}: rotary positions`, () => {
    for (const headSize of [2, 4, 6, 12, 16, 64]) {
      const call = (each: TransformerKernels) => each.rotate(3, 3 * headSize + 1, 5, 3, headSize, 30_001);
      assert.ok(difference({ kernels, call }) < 1e-6);
    }
  });

  for (const halves of [0, 1] as const) {
    test(`${build}: keys and values stored ${halves ? "as halves" : "as floats"}`, () => {
      for (const headSize of [1, 3, 8, 12, 16]) {
        const call = (each: TransformerKernels) => {
          const floats = each.reserve(FLOATS);
          // normal and subnormal halves, ties, and what is too large for one
          for (let i = 0; i < 2000; i++) floats[i]! *= 2 ** ((i % 50) - 30);
          for (let i = 0; i < 2000; i += 7) floats[i] = (i + 0.5) * 2 ** -24;
          each.store(3, 1001, 40, 11, 2, headSize, 30_000, 40_000, 24, 7, halves);
        };
        // what fills up the last block of a head may be anything
        const padding = headSize % 8 === 0 ? undefined : ([40_000, 42_000] as const);
        assert.equal(difference({ kernels, call, ...(padding && { scratch: padding }) }), 0, `${headSize}`);
      }
    });

    for (const [heads, keyHeads] of [
      [1, 1],
      [3, 3],
      [4, 2],
      [14, 2],
    ] as const) {
      test(`${build}: ${heads} heads on ${keyHeads} of keys as ${halves ? "halves" : "floats"}`, () => {
        for (const headSize of [3, 8, 12, 20, 40]) {
          for (const { rows, count, step } of [
            { rows: 1, count: 1, step: 1 },
            { rows: 1, count: 39, step: 1 },
            { rows: 2, count: 4, step: 1 },
            { rows: 7, count: 9, step: 1 },
            { rows: 13, count: 13, step: 0 },
          ] as const) {
            const step_: Flag = step;
            const width = (heads + 2 * keyHeads) * headSize;
            const call = (each: TransformerKernels) => {
              const keyRows = 1001 + heads * headSize;
              const valueRows = keyRows + keyHeads * headSize;
              // the first positions from elsewhere, then those of the rows
              const before = count + (rows - 1) * step - rows;
              each.store(3, 500, 7, before, keyHeads, headSize, 30_000, 40_000, 40, 0, halves);
              each.store(
                keyRows,
                valueRows,
                width,
                rows,
                keyHeads,
                headSize,
                30_000,
                40_000,
                40,
                before,
                halves,
              );
              each.attend(
                1001,
                width,
                rows,
                heads,
                keyHeads,
                headSize,
                30_000,
                40_000,
                40,
                halves,
                count,
                step_,
                0.7,
                20_001,
                heads * headSize + 1,
                50_000,
              );
            };
            const worst = difference({ kernels, call, scratch: [30_000, 60_000] });
            assert.ok(worst < 2e-6, `${headSize}, ${rows} rows on ${count}: ${worst}`);
          }
        }
      });
    }
  }
}

/** Makes words, those of blocks if not said, such that scales are halves of a common size. */
function tameScales(kernels: TransformerKernels, at = 5001): void {
  const words = new Int32Array(kernels.reserve(FLOATS).buffer);
  for (let block = at; block + 72 <= 30_000; block += at === 5001 ? 72 : 8) {
    for (let i = 0; i < 8; i++) {
      const sum = at === 5001 ? 0x1fff : 0;
      words[block + i] = (words[block + i]! & (0x007fe000 | sum)) | 0x3b000000;
    }
  }
}
