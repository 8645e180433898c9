// Expected values: the same kernels on one thread, to the last bit, because every float is computed by the same steps.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createArena } from "../tensor/arena.ts";
import { attendCausally, takeCache } from "../tensor/transformer/attention.ts";
import { createTransformerKernels } from "../tensor/transformer/create-transformer-kernels.ts";
import { multiplyMatrix, placeMatrix, placeVector } from "../tensor/transformer/matrix.ts";
import type { TransformerKernels } from "../tensor/transformer/transformer-kernels.ts";
import { startKernelThreads } from "./start-kernel-threads.ts";

const ROWS = 120;
const WIDTH = 48;
/** So many that a product is large enough to be shared. */
const OUTPUTS = 644;

/** Something of everything that threads share, one after another. */
function compute(kernels: TransformerKernels): Float32Array {
  const arena = createArena(kernels);
  const numbers = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(i * i + 1));
  const xAt = placeVector(arena, numbers(ROWS * 3 * WIDTH));
  const parts: Float32Array[] = [];
  for (const precision of ["f32", "int8"] as const) {
    const tensor = { type: "F32", shape: [OUTPUTS, WIDTH], values: numbers(OUTPUTS * WIDTH) } as const;
    const matrix = placeMatrix(arena, tensor, { precision, where: "w", bias: numbers(OUTPUTS) });
    const yAt = arena.take(ROWS * OUTPUTS);
    for (const rows of [1, ROWS]) {
      multiplyMatrix(arena, matrix, { xAt, rows, yAt });
      parts.push(arena.floats().slice(yAt, yAt + rows * OUTPUTS));
    }
  }
  for (const precision of ["f32", "f16"] as const) {
    const cache = takeCache(arena, { keyHeads: 4, headSize: 12, positions: ROWS, precision });
    const yAt = arena.take(ROWS * WIDTH);
    const step = { stride: 3 * WIDTH, rows: ROWS, queriesAt: xAt, keysAt: xAt + WIDTH };
    const shape = { heads: 4, headSize: 12 };
    attendCausally(arena, cache, { ...step, valuesAt: xAt + 2 * WIDTH, yAt, position: 0, shape });
    parts.push(arena.floats().slice(yAt, yAt + ROWS * WIDTH));
  }
  const yAt = arena.take(ROWS * 3 * WIDTH);
  for (const name of ["gelu", "quickGelu"] as const) {
    kernels[name](xAt, ROWS * 3 * WIDTH, yAt);
    parts.push(arena.floats().slice(yAt, yAt + ROWS * 3 * WIDTH));
  }
  return Float32Array.from(parts.flatMap((part) => Array.from(part)));
}

test("threads give what one thread gives, before they are there and after", async () => {
  const wanted = compute(await createTransformerKernels());
  const started = await startKernelThreads(3);
  assert.ok(started !== null);
  const { kernels, stop } = started;
  assert.equal(kernels.threads, 3);
  try {
    const before = compute(kernels);
    assert.ok(before.every((value, i) => value === wanted[i]));
    const end = Date.now() + 20_000;
    while (kernels.threadsUp() < 3 && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 10));
    assert.equal(kernels.threadsUp(), 3);
    for (let turn = 0; turn < 5; turn++) {
      const got = compute(kernels);
      assert.ok(got.every((value, i) => value === wanted[i]));
    }
  } finally {
    await stop();
  }
});
