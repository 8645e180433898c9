// Expected values: the definition of scaled dot-product attention (Vaswani et al., 2017), of rotary positions (Su et
// al., 2021) and of a convolution, in double precision.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { createArena } from "../arena.ts";
import { attendCausally, attendFully, takeCache } from "./attention.ts";
import { createTransformerKernels } from "./create-transformer-kernels.ts";
import { gatherPatches } from "./gather-patches.ts";
import { placeVector } from "./matrix.ts";
import { placeRotaryTable, rotaryFrequencies, rotaryRow } from "./rotary-table.ts";

function numbers(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => Math.sin(i * i + 1));
}

interface Shape {
  readonly heads: number;
  readonly keyHeads: number;
  readonly headSize: number;
  readonly rows: number;
  readonly causal: boolean;
}

/** Rows are queries, keys and values side by side. */
function attention(qkv: Float32Array, { heads, keyHeads, headSize, rows, causal }: Shape): number[] {
  const stride = (heads + 2 * keyHeads) * headSize;
  const y: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let head = 0; head < heads; head++) {
      const key = heads + Math.floor((head * keyHeads) / heads);
      const at = (r: number, part: number, i: number) => qkv[r * stride + part * headSize + i]!;
      const shares = Array.from({ length: causal ? row + 1 : rows }, (_, other) => {
        let score = 0;
        for (let i = 0; i < headSize; i++) score += at(row, head, i) * at(other, key, i);
        return Math.exp(score / Math.sqrt(headSize));
      });
      const whole = shares.reduce((sum, share) => sum + share, 0);
      for (let i = 0; i < headSize; i++) {
        y.push(shares.reduce((sum, share, other) => sum + share * at(other, key + keyHeads, i), 0) / whole);
      }
    }
  }
  return y;
}

function worstOf(got: Float32Array, wanted: readonly number[]): number {
  return wanted.reduce((worst, value, i) => Math.max(worst, Math.abs(value - got[i]!)), 0);
}

for (const build of ["relaxed-simd", "simd", "typescript"] as const) {
  const kernels = await createTransformerKernels(build);

  test(`${build}: full attention is that of the definition`, () => {
    for (const [heads, keyHeads, headSize, rows] of [
      [4, 4, 12, 21],
      [3, 1, 16, 7],
      [1, 1, 5, 1],
    ] as const) {
      const arena = createArena(kernels);
      const width = heads * headSize;
      const stride = width + 2 * keyHeads * headSize;
      const qkv = numbers(rows * stride);
      const queriesAt = placeVector(arena, qkv);
      const keysAt = queriesAt + width;
      const yAt = arena.take(rows * width);
      attendFully(arena, {
        shape: { heads, keyHeads, headSize },
        queriesAt,
        keysAt,
        valuesAt: keysAt + keyHeads * headSize,
        stride,
        rows,
        yAt,
      });
      const wanted = attention(qkv, { heads, keyHeads, headSize, rows, causal: false });
      assert.ok(worstOf(arena.floats().subarray(yAt), wanted) < 1e-6);
    }
  });

  for (const precision of ["f32", "f16"] as const) {
    test(`${build}: causal attention with a cache of ${precision}, all at once, in parts, and one by one`, () => {
      const [heads, keyHeads, headSize, rows] = [4, 2, 12, 29];
      const width = heads * headSize;
      const stride = width + 2 * keyHeads * headSize;
      const qkv = numbers(rows * stride);
      const wanted = attention(qkv, { heads, keyHeads, headSize, rows, causal: true });
      for (const parts of [[29], [17, 12], [3, 1, 1, 20, 4], Array<number>(29).fill(1)]) {
        const arena = createArena(kernels);
        const cache = takeCache(arena, { keyHeads, headSize, positions: 30, precision });
        const [at, yAt] = [placeVector(arena, qkv), arena.take(rows * width)];
        let position = 0;
        for (const count of parts) {
          const queriesAt = at + position * stride;
          attendCausally(arena, cache, {
            position,
            shape: { heads, keyHeads, headSize },
            queriesAt,
            keysAt: queriesAt + width,
            valuesAt: queriesAt + width + keyHeads * headSize,
            stride,
            rows: count,
            yAt: yAt + position * width,
          });
          position += count;
        }
        // keys and values of at most 1 are off by 2^-12 as halves; a score then by 2^-12 times its sum of q
        const allowed = precision === "f32" ? 1e-6 : 2e-3;
        assert.ok(worstOf(arena.floats().subarray(yAt), wanted) < allowed);
      }
    });
  }

  test(`${build}: rotary positions turn each pair by its angle`, () => {
    const arena = createArena(kernels);
    const frequencies = rotaryFrequencies(8, 10_000);
    // 10000^(-i/4)
    assert.deepEqual(
      frequencies.map((frequency) => Math.round(frequency * 1e6) / 1e6),
      [1, 0.1, 0.01, 0.001],
    );
    const table = placeRotaryTable(arena, frequencies, 50);
    const x = numbers(3 * 20);
    const at = placeVector(arena, x);
    arena.kernels.rotate(at, 20, 3, 2, 8, rotaryRow(table, 40));
    const got = arena.floats().subarray(at, at + 60);
    for (let row = 0; row < 3; row++) {
      for (let i = 0; i < 20; i++) {
        const within = i % 8;
        const angle = (40 + row) * 10_000 ** -((within % 4) / 4);
        const other = x[row * 20 + i + (within < 4 ? 4 : -4)]!;
        const turned = x[row * 20 + i]! * Math.cos(angle) + (within < 4 ? -1 : 1) * other * Math.sin(angle);
        // two heads turn, what lies behind them does not
        assert.ok(Math.abs(got[row * 20 + i]! - (i < 16 ? turned : x[row * 20 + i]!)) < 1e-5);
      }
    }
  });
}

test("rows beyond the cache are refused before anything is written", async () => {
  const arena = createArena(await createTransformerKernels());
  const cache = takeCache(arena, { keyHeads: 1, headSize: 4, positions: 8 });
  const at = placeVector(arena, numbers(100));
  const step = {
    queriesAt: at,
    keysAt: at,
    valuesAt: at,
    stride: 4,
    yAt: at,
    shape: { heads: 1, headSize: 4 },
  };
  assert.throws(() => attendCausally(arena, cache, { ...step, position: 6, rows: 3 }), UsageError);
  assert.throws(() => attendCausally(arena, cache, { ...step, position: -1, rows: 1 }), UsageError);
});

test("patches lie as the weights of a convolution do, the rest of the picture is left", () => {
  const values = Float32Array.from({ length: 2 * 5 * 7 }, (_, i) => i);
  const rows = new Float32Array(2 * 2 * 2 * 2 * 3);
  const count = gatherPatches(
    { values, channels: 2, height: 5, width: 7, patchHeight: 2, patchWidth: 3 },
    rows,
  );
  assert.equal(count, 4);
  // channel, row and column of the last patch, which starts at row 2, column 3
  const wanted = [17, 18, 19, 24, 25, 26, 52, 53, 54, 59, 60, 61];
  assert.deepEqual([...rows.subarray(36)], wanted);
  assert.deepEqual([...rows.subarray(0, 6)], [0, 1, 2, 7, 8, 9]);
});
