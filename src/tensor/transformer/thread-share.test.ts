// Expected values: one call of the kernel for all; its parts must leave the same, each part alone what is its own.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createTransformerKernels } from "./create-transformer-kernels.ts";
import { type SharedName, shareOf } from "./thread-share.ts";

const FLOATS = 40_000;
const kernels = await createTransformerKernels();

/** What the calls leave in memory that held the same before. */
function memoryAfter(calls: readonly { name: SharedName; of: readonly number[] }[]): Float32Array {
  const floats = kernels.reserve(FLOATS);
  for (let i = 0; i < FLOATS; i++) floats[i] = Math.sin(i);
  for (const { name, of } of calls) (kernels[name] as (...of: readonly number[]) => void)(...of);
  return floats.slice(0, FLOATS);
}

const calls: readonly { readonly name: SharedName; readonly of: readonly number[] }[] = [
  { name: "multiply", of: [3, 20, 7, 5000, 17, 61, 100, 20_001, 64, 0] },
  { name: "multiply", of: [3, 20, 7, 5000, 17, 61, -1, 20_001, 64, 1] },
  { name: "multiplyInt8", of: [3, 7, 5000, 40, 61, 100, 20_001, 64, 0] },
  { name: "quantise", of: [3, 50, 19, 40, 20_001] },
  { name: "gateSilu", of: [3, 19, 10, 20_001] },
  { name: "gelu", of: [3, 517, 20_001] },
  { name: "quickGelu", of: [3, 517, 20_001] },
  { name: "attend", of: [3, 80, 40, 4, 2, 12, 10_000, 12_000, 64, 0, 5, 1, 0.3, 20_001, 50, 30_000] },
  { name: "attend", of: [3, 80, 40, 4, 2, 12, 10_000, 12_000, 64, 1, 40, 0, 0.3, 20_001, 50, 30_000] },
];

for (const [i, { name, of }] of calls.entries()) {
  test(`the parts of a call: ${name}, ${i}`, () => {
    const wanted = memoryAfter([{ name, of }]).fill(0, 30_000);
    for (const parts of [1, 2, 3, 5, 16]) {
      const shares = Array.from({ length: parts }, (_, part) =>
        shareOf(name, of, { part, parts, thread: part % 3 }),
      );
      const own = shares.flatMap((share) => (share === null ? [] : [{ name, of: share }]));
      assert.ok(parts === 1 || own.length > 1);
      // in any order
      for (const order of [own, [...own].reverse()]) {
        const got = memoryAfter(order).fill(0, 30_000);
        assert.ok(got.every((value, at) => Object.is(value, wanted[at])));
      }
    }
  });
}
