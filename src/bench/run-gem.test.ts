import assert from "node:assert/strict";
import { test } from "node:test";
import { GemError } from "../ecg/errors.ts";
import { runGem } from "./run-gem.ts";

test("a run gives its wall time, and CPU time and peak memory when asked", async () => {
  const plain = await runGem({ args: ["--version"], through: "node" });
  assert.ok(plain.wallMs > 0);
  assert.deepEqual([plain.cpuMs, plain.peakBytes], [null, null]);
  const { cpuMs, peakBytes } = await runGem({ args: ["--version"], through: "node", usage: true });
  // no Node starts in under 5 ms or 20 MB, and --version needs neither 10 s nor 1 GB
  assert.ok(cpuMs !== null && cpuMs > 5 && cpuMs < 10_000, `${cpuMs} ms`);
  assert.ok(peakBytes !== null && peakBytes > 20e6 && peakBytes < 1e9, `${peakBytes} bytes`);
});

test("a run that fails is an error that says what it said", async () => {
  await assert.rejects(runGem({ args: ["no-such-command"], through: "node" }), (error) => {
    assert.ok(error instanceof GemError);
    assert.match(error.message, /gem no-such-command ended with 2: gem: unknown command/);
    return true;
  });
});
