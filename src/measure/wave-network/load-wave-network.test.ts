// Expected values: what PyTorch computes with the network of random weights in test/fixtures/tensor
// (make-fixtures.py beside it), whose widths, kernels and depths are odd on purpose.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { readSafetensors, writeSafetensors } from "../../tensor/safetensors.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { loadWaveNetwork } from "./load-wave-network.ts";

const FIXTURES = new URL("../../../test/fixtures/tensor/", import.meta.url);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, FIXTURES)));
const WEIGHTS = bytesOf("wave-network.safetensors");
const { tensors: expected } = readSafetensors(bytesOf("wave-network-scores.safetensors"), "scores");

interface Case {
  readonly leads: Float32Array[];
  readonly counts: boolean[];
  readonly scores: Float32Array[];
}

function rowsOf(tensor: Tensor): Float32Array[] {
  const values = tensor.values as Float32Array;
  const rows = tensor.shape[0]!;
  const length = values.length / rows;
  return Array.from({ length: rows }, (_, i) => values.subarray(i * length, (i + 1) * length));
}

function caseOf(name: string): Case {
  return {
    leads: rowsOf(expected.get(`${name}.leads`)!),
    counts: [...(expected.get(`${name}.counts`)!.values as Uint8Array)].map((count) => count === 1),
    scores: rowsOf(expected.get(`${name}.scores`)!),
  };
}

function largestDifference(got: readonly Float32Array[], wanted: readonly Float32Array[]): number {
  assert.deepEqual(
    got.map(({ length }) => length),
    wanted.map(({ length }) => length),
  );
  const differences = got.flatMap((lead, i) => [...lead].map((value, j) => Math.abs(value - wanted[i]![j]!)));
  // Math.max lets no NaN pass
  return Math.max(...differences);
}

for (const build of ["relaxed-simd", "simd", "typescript"] as const) {
  test(`${build}: the scores are PyTorch's, whatever was run before`, () => {
    const network = loadWaveNetwork(WEIGHTS, { build });
    assert.equal(network.build, build);
    assert.equal(network.classes, 4);
    for (const name of ["masked", "one", "none", "masked", "masked"]) {
      const { leads, counts, scores } = caseOf(name);
      const difference = largestDifference(network.run(leads, counts), scores);
      assert.ok(difference < 1e-5, `${name}: ${difference}`);
    }
  });
}

test("a lead that does not count is scored, and the others do not see it", () => {
  const network = loadWaveNetwork(WEIGHTS);
  const { leads, counts, scores } = caseOf("masked");
  const other = [leads[0]!, leads[1]!.map((value) => 5 - 3 * value), leads[2]!];
  const got = network.run(other, counts);
  assert.ok(largestDifference([got[0]!, got[2]!], [scores[0]!, scores[2]!]) < 1e-5);
  assert.ok(largestDifference([got[1]!], [scores[1]!]) > 0.1);
  assert.ok(largestDifference(network.run(leads, [true, true, true]), scores) > 1e-3);
});

test("double precision leads give the same, and results outlive the next run", () => {
  const network = loadWaveNetwork(WEIGHTS);
  const { leads, counts, scores } = caseOf("one");
  const first = network.run(
    leads.map((lead) => Float64Array.from(lead)),
    counts,
  );
  const masked = caseOf("masked");
  network.run(masked.leads, masked.counts);
  assert.ok(largestDifference(first, scores) < 1e-5);
});

test("leads that do not fit each other are refused", () => {
  const network = loadWaveNetwork(WEIGHTS);
  const lead = new Float32Array(100);
  assert.throws(() => network.run([], []), UsageError);
  assert.throws(() => network.run([new Float32Array(0)], [true]), UsageError);
  assert.throws(() => network.run([lead, new Float32Array(99)], [true, true]), /leads of 100, 99 samples/);
  assert.throws(() => network.run([lead], []), /0 flags/);
  const long = new Float32Array(2_000_001);
  assert.throws(() => network.run([long, long], [true, true]), /at most 4000000 at once/);
});

/** The weight file with one tensor changed, or left out. */
function changed(name: string, change: (tensor: Tensor) => Tensor | null): Uint8Array {
  const tensors = new Map(readSafetensors(WEIGHTS, "weights").tensors);
  const tensor = change(tensors.get(name) ?? { type: "F32", shape: [1], values: new Float32Array(1) });
  if (tensor === null) tensors.delete(name);
  else tensors.set(name, tensor);
  return writeSafetensors(tensors);
}

const ofShape =
  (...shape: number[]) =>
  (): Tensor => ({ type: "F32", shape, values: new Float32Array(shape.reduce((a, b) => a * b, 1)) });

test("metadata and half precision are read", () => {
  assert.deepEqual({ ...loadWaveNetwork(WEIGHTS).metadata }, { made: "at random" });
  // the bfloat16 of a float is its upper half
  const halved = changed("stem.weight", ({ shape, values }) => {
    const bits = new Uint32Array(Float32Array.from(values as Float32Array).buffer);
    return { type: "BF16", shape, values: Uint16Array.from(bits, (value) => value >>> 16) };
  });
  const { leads, counts, scores } = caseOf("one");
  const difference = largestDifference(loadWaveNetwork(halved).run(leads, counts), scores);
  assert.ok(difference > 1e-5 && difference < 0.05, String(difference));
});

const refused: [string, Uint8Array, RegExp][] = [
  ["a missing bias", changed("head.bias", () => null), /head.bias: got nothing/],
  ["a missing stem", changed("stem.weight", () => null), /stem.weight: got nothing/],
  ["an unknown tensor", changed("extra", (tensor) => tensor), /"extra": got a tensor/],
  ["blocks with a gap", changed("enc.2.0.weight", () => null), /"enc.2.0.bias": got a tensor/],
  ["a bias of another length", changed("head.bias", ofShape(7)), /head.bias: got F32 7, wanted 8/],
  ["an even kernel", changed("enc.0.0.weight", ofShape(3, 3, 4)), /F32 3 x 3 x 4, wanted 3 x 3 x odd/],
  ["a wide mix", changed("mix.1.reduce.weight", ofShape(8, 17, 3)), /wanted any x 17 x 1/],
  ["a mix of other features", changed("mix.1.expand.weight", ofShape(17, 7, 1)), /wanted 17 x 16 x 1/],
  ["two input channels", changed("stem.weight", ofShape(3, 2, 17)), /wanted any x 1 x odd/],
  [
    "levels that do not meet",
    changed("up.1.weight", ofShape(17, 11, 1)),
    /up.1.weight: got 11 inputs, wanted 10/,
  ],
  ["an odd head", writeHead(7), /head.weight: got 7 outputs/],
  ["no channels", changed("stem.weight", ofShape(0, 1, 17)), /stem.weight: got F32 0 x 1 x 17/],
  [
    "whole numbers",
    changed("stem.bias", () => ({ type: "I32", shape: [3], values: new Int32Array(3) })),
    /I32 3/,
  ],
];

function writeHead(outputs: number): Uint8Array {
  const tensors = new Map(readSafetensors(WEIGHTS, "weights").tensors);
  tensors.set("head.weight", ofShape(outputs, 3, 3)()).set("head.bias", ofShape(outputs)());
  return writeSafetensors(tensors);
}

for (const [what, bytes, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => loadWaveNetwork(bytes, { where: "w.safetensors" }),
      (error) => {
        assert.ok(error instanceof FormatError, String(error));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}
