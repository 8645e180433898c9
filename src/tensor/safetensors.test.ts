// Expected values: test/fixtures/tensor/types.safetensors was written by the format's own library (make-fixtures.py
// beside it); the broken files are that one with one promise broken each.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, UsageError } from "../ecg/errors.ts";
import { readSafetensors, writeSafetensors } from "./safetensors.ts";
import { type Tensor, toFloat32 } from "./tensor.ts";

const TYPES = new Uint8Array(
  readFileSync(new URL("../../test/fixtures/tensor/types.safetensors", import.meta.url)),
);

test("every element type is read as the format's own library wrote it", () => {
  const { tensors, metadata } = readSafetensors(TYPES, "types");
  assert.deepEqual({ ...metadata }, { made: "by hand", über: "Maß" });
  const numbers = (name: string) => [...tensors.get(name)!.values].map(Number);
  assert.deepEqual(numbers("f32"), [1.5, -2.25, 3.4028234663852886e38, 0, 0, 1.401298464324817e-45]);
  assert.deepEqual(numbers("i8"), [-128, -1, 0, 127]);
  assert.deepEqual(numbers("u8"), [0, 255, 7]);
  assert.deepEqual(numbers("i32"), [-2147483648, 2147483647]);
  assert.deepEqual([...tensors.get("i64")!.values], [-9223372036854775808n, 9223372036854775807n]);
  assert.deepEqual(tensors.get("f32")!.shape, [2, 3]);
  assert.deepEqual(tensors.get("scalar")!.shape, []);
  assert.deepEqual(numbers("scalar"), [42]);
  assert.deepEqual(numbers("empty"), []);
});

test("half precision widens exactly", () => {
  const { tensors } = readSafetensors(TYPES, "types");
  // largest, smallest normal and smallest subnormal number, -0, infinities, NaN: IEEE 754-2019, table 3.5
  assert.deepEqual(
    [...toFloat32(tensors.get("f16")!)],
    [65504, 2 ** -14, 2 ** -24, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1.5],
  );
  assert.deepEqual([...toFloat32(tensors.get("bf16")!)], [-1.5, 2 ** 127, 0.0078125, Number.NaN]);
  assert.throws(() => toFloat32(tensors.get("i8")!), UsageError);
});

test("what is written is read again, wherever in a buffer it lies", () => {
  const { tensors, metadata } = readSafetensors(TYPES, "types");
  const bytes = writeSafetensors(tensors, metadata);
  for (const shift of [0, 1, 4]) {
    const shifted = new Uint8Array(bytes.length + shift);
    shifted.set(bytes, shift);
    const again = readSafetensors(shifted.subarray(shift), "again");
    assert.deepEqual({ ...again.metadata }, { ...metadata });
    assert.deepEqual(new Map([...again.tensors].sort()), new Map([...tensors].sort()));
  }
  const shuffled = new Map([...tensors].reverse());
  assert.deepEqual(Buffer.from(writeSafetensors(shuffled, metadata)), Buffer.from(bytes));
});

test("a tensor whose shape is not its size is not written", () => {
  const tensor: Tensor = { type: "F32", shape: [2, 2], values: new Float32Array(3) };
  assert.throws(() => writeSafetensors(new Map([["w", tensor]])), /"w": shape 2 x 2, 3 values/);
});

function fileOf(header: unknown, dataBytes = 8): Uint8Array {
  const text = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const entry = (dtype: unknown, shape: unknown, start: unknown, end: unknown) => ({
  dtype,
  shape,
  data_offsets: [start, end],
});

test("a sound small file is read, so that what follows is refused for its fault alone", () => {
  assert.equal(readSafetensors(fileOf({ a: entry("F32", [2], 0, 8) }), "small").tensors.size, 1);
  const oddName = fileOf('{"__proto__":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}');
  assert.deepEqual([...readSafetensors(oddName, "odd").tensors.keys()], ["__proto__"]);
});

const refused: [string, Uint8Array, RegExp][] = [
  ["nothing", new Uint8Array(0), /size: got 0 bytes/],
  ["a header longer than the file", TYPES.subarray(0, 40), /header length/],
  ["an absurd header length", new Uint8Array(16).fill(255), /header length: got 18446744073709551615/],
  ["no JSON", fileOf("{"), /header: got text that is none/],
  ["no UTF-8", fileOf('{"a":1}').with(10, 0xff), /header/],
  ["no object", fileOf("[]"), /wanted a JSON object/],
  ["no entry", fileOf({ a: null }), /type of tensor "a": got nothing/],
  [
    "another type",
    fileOf({ a: entry("F64", [1], 0, 8) }),
    /type of tensor "a": got "F64", wanted one of F32,/,
  ],
  ["a type that objects inherit", fileOf({ a: entry("toString", [1], 0, 8) }), /type of/],
  ["a negative size", fileOf({ a: entry("F32", [-2], 0, 8) }), /shape of/],
  ["a broken size", fileOf({ a: entry("F32", [0.5], 0, 8) }), /shape of/],
  ["many dimensions", fileOf({ a: entry("F32", [2, 1, 1, 1, 1, 1, 1, 1, 1], 0, 8) }), /at most 8/],
  ["a shape of texts", fileOf({ a: entry("F32", ["2"], 0, 8) }), /shape of/],
  [
    "a shape beyond its bytes",
    fileOf({ a: entry("F32", [3], 0, 8) }),
    /size of tensor "a": got 8, wanted 12/,
  ],
  ["a shape that overflows", fileOf({ a: entry("F32", [2 ** 52, 2 ** 52], 0, 8) }), /size of/],
  ["bytes beyond the file", fileOf({ a: entry("F32", [4], 0, 16) }), /end of tensor "a": got 16/],
  ["an end before its start", fileOf({ a: entry("F32", [2], 8, 0) }), /data_offsets/],
  ["one offset", fileOf({ a: { dtype: "F32", shape: [2], data_offsets: [0] } }), /data_offsets/],
  [
    "an overlap",
    fileOf({ a: entry("F32", [2], 0, 8), b: entry("F32", [1], 4, 8) }),
    /start of tensor "b": got 4/,
  ],
  ["the same bytes twice", fileOf({ a: entry("F32", [2], 0, 8), b: entry("F32", [2], 0, 8) }), /start of/],
  ["a gap", fileOf({ a: entry("F32", [1], 4, 8) }), /start of tensor "a": got 4, wanted 0/],
  ["bytes of no tensor", fileOf({ a: entry("F32", [1], 0, 4) }), /end of the last tensor: got 4, wanted 8/],
  ["metadata of numbers", fileOf({ __metadata__: { a: 1 }, a: entry("F32", [2], 0, 8) }), /__metadata__/],
  ["a long name in lines", fileOf({ ["\u2028\n".repeat(99)]: 1 }), /type of tensor/],
];
for (const [what, bytes, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => readSafetensors(bytes, "weights"),
      (error) => {
        assert.ok(error instanceof FormatError, String(error));
        assert.match(error.message, message);
        assert.ok(error.message.startsWith("weights") && !/[\n\u2028]/.test(error.message));
        assert.ok(error.message.length < 250);
        return true;
      },
    );
  });
}
