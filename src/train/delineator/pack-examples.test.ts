import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { readSafetensors } from "../../tensor/safetensors.ts";
import { packExamples } from "./pack-examples.ts";

const example = (id: string, level: number, length = 3) => ({
  id,
  kind: "marked" as const,
  signals: [new Float64Array(length).fill(level), new Float64Array(length).fill(-level)],
  labels: [new Uint8Array(length).fill(1), new Uint8Array(length).fill(255)],
});

test("examples lie one after another, lead by lead, with their names in the metadata", () => {
  const { tensors, metadata } = readSafetensors(
    packExamples([example("a", 1), example("b", 0.5)]),
    "examples",
  );
  const signals = tensors.get("signals")!;
  assert.deepEqual(signals.shape, [2, 2, 3]);
  assert.deepEqual([...signals.values], [1, 1, 1, -1, -1, -1, 0.5, 0.5, 0.5, -0.5, -0.5, -0.5]);
  assert.deepEqual([...tensors.get("labels")!.values].slice(0, 6), [1, 1, 1, 255, 255, 255]);
  assert.deepEqual(JSON.parse(metadata.examples!), [
    { id: "a", kind: "marked" },
    { id: "b", kind: "marked" },
  ]);
});

test("nothing to learn from, and unequal lengths, are refused", () => {
  assert.throws(() => packExamples([]), UsageError);
  assert.throws(
    () => packExamples([example("a", 1), example("b", 1, 4)]),
    /b: 4 samples at 500 Hz, wanted 3 as in a/,
  );
});
