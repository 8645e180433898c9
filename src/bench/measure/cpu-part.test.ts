import assert from "node:assert/strict";
import { test } from "node:test";
import { cpuOf } from "./cpu-part.ts";

const run = (name: string, ...cpuMs: number[]) => ({
  name,
  detections: {},
  failures: [],
  cpuMs: Object.fromEntries(cpuMs.map((ms, index) => [String(index), ms])),
});

test("the ratio is of means: 60 ms a record against ours of 20", () => {
  assert.deepEqual(cpuOf({ runs: [run("gem", 10, 10, 40), run("nk-dwt", 50, 60, 70)] }), [
    { name: "gem", meanMs: 20, medianMs: 10, timesOurs: 1 },
    { name: "nk-dwt", meanMs: 60, medianMs: 60, timesOurs: 3 },
  ]);
});

test("without ours there is no ratio", () => {
  assert.equal(cpuOf({ runs: [run("nk-dwt", 50)] })[0]?.timesOurs, null);
});
