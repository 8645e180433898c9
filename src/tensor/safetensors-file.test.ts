// Expected values: what readSafetensors makes of the same bytes at once, which is tested on its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError } from "../ecg/errors.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";
import { openSafetensors, openShards, type RangeSource } from "./safetensors-file.ts";
import { layOutSafetensors } from "./safetensors-header.ts";
import type { Tensor } from "./tensor.ts";

const TYPES = new Uint8Array(
  readFileSync(new URL("../../test/fixtures/tensor/types.safetensors", import.meta.url)),
);

function sourceOf(bytes: Uint8Array): RangeSource & { readonly ranges: [number, number][] } {
  const ranges: [number, number][] = [];
  return {
    ranges,
    byteLength: bytes.length,
    read: async (offset, length) => {
      ranges.push([offset, length]);
      return bytes.slice(offset, offset + length);
    },
  };
}

async function refused(promise: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(error instanceof FormatError, String(error));
    assert.match(error.message, message);
    return true;
  });
}

test("tensors read one by one are those read at once, and nothing else is read", async () => {
  const source = sourceOf(TYPES);
  const file = await openSafetensors(source, "types");
  const { tensors, metadata } = readSafetensors(TYPES, "types");
  assert.deepEqual(file.metadata, metadata);
  assert.deepEqual([...file.entries.keys()], [...tensors.keys()]);
  source.ranges.length = 0;
  for (const [name, tensor] of tensors) assert.deepEqual(await file.read(name), tensor);
  const bytes = [...tensors.values()].map(({ values }) => values.byteLength);
  assert.deepEqual(
    source.ranges.map(([, length]) => length),
    bytes,
  );
  await refused(file.read("absent"), /types: tensor "absent": got none/);
});

test("a file that is no such file, that lies, or that ends early, is refused", async () => {
  await refused(openSafetensors(sourceOf(new Uint8Array(0)), "w"), /w: size: got 0 bytes/);
  await refused(openSafetensors(sourceOf(TYPES.subarray(0, 40)), "w"), /header length/);
  await refused(openSafetensors(sourceOf(TYPES.subarray(0, -1)), "w"), /at most the \d+ bytes behind/);
  const shrunk: RangeSource = {
    byteLength: TYPES.length,
    read: async (offset, length) => TYPES.slice(offset, Math.min(offset + length, TYPES.length - 1)),
  };
  const file = await openSafetensors(shrunk, "w");
  const last = [...file.entries].reduce((a, b) => (b[1].end > a[1].end ? b : a))[0];
  await refused(file.read(last), /bytes there: got \d+, wanted \d+/);
});

const floats = (...values: number[]): Tensor => ({
  type: "F32",
  shape: [values.length],
  values: Float32Array.from(values),
});
const SHARDS = new Map([
  ["model-1.safetensors", writeSafetensors(new Map([["a", floats(1, 2)]]), { format: "pt" })],
  [
    "model-2.safetensors",
    writeSafetensors(
      new Map([
        ["b", floats(3)],
        ["spare", floats(4)],
      ]),
    ),
  ],
]);
const open = (fileName: string) => openSafetensors(sourceOf(SHARDS.get(fileName)!), fileName);
const index = (map: unknown) => JSON.stringify({ metadata: {}, weight_map: map });

test("shards are read as one file", async () => {
  const map = { a: "model-1.safetensors", b: "model-2.safetensors" };
  const file = await openShards(index(map), { where: "index", open });
  assert.deepEqual([...file.entries.keys()], ["a", "b"]);
  assert.deepEqual(await file.read("a"), floats(1, 2));
  assert.deepEqual(await file.read("b"), floats(3));
  assert.deepEqual({ ...file.metadata }, { format: "pt" });
  await refused(file.read("spare"), /index: tensor "spare": got none/);
});

test("an index that lies is refused", async () => {
  const at = (text: string) => openShards(text, { where: "index", open });
  await refused(at("{"), /index: index: got text that is none/);
  await refused(at("[]"), /weight_map/);
  await refused(at(index(["a"])), /weight_map/);
  await refused(at(index({ b: "model-1.safetensors" })), /model-1.safetensors: tensor "b": got none/);
  for (const fileName of ["../model-1.safetensors", "/etc/passwd", "a\\b", ".hidden", "", 7]) {
    await refused(at(index({ a: fileName })), /shard of tensor "a"/);
  }
});

test("a file written piece by piece is the one written at once", () => {
  const tensors = new Map<string, Tensor>([
    ["bytes", { type: "U8", shape: [3], values: Uint8Array.of(1, 2, 3) }],
    ["floats", floats(1, 2)],
  ]);
  const descriptions = [...tensors].map(([name, { type, shape }]) => ({ name, type, shape }));
  const { header, names } = layOutSafetensors(descriptions, { made: "here" });
  const pieces = names.map((name) => Buffer.from(tensors.get(name)!.values.buffer));
  assert.deepEqual(
    Buffer.concat([header, ...pieces]),
    Buffer.from(writeSafetensors(tensors, { made: "here" })),
  );
});
