// Expected value: what the compiler makes of the sources now.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { RELAXED_SIMD_BASE64, SIMD_BASE64 } from "../tensor/kernels/kernel-binaries.ts";
import { KERNEL_MODULES, kernelBinariesText } from "./write-kernels.ts";

const compiler = await import("assemblyscript/asc").catch(() => null);

for (const module of KERNEL_MODULES) {
  test(`the binaries are what ${module.entry} gives (else: npm run kernels)`, {
    skip: compiler === null && "the compiler is not installed; npm ci in a clone brings it",
  }, async () => {
    const text = await kernelBinariesText(module);
    assert.ok(text === readFileSync(module.binaries, "utf8"), "the binaries are out of date");
  });
}

test("the delineator's kernels are small enough to be compiled at once on a browser's main thread", () => {
  // 4 KB is the limit of older Chromium for WebAssembly.Module
  for (const text of [RELAXED_SIMD_BASE64, SIMD_BASE64]) assert.ok(atob(text).length < 4096);
});
