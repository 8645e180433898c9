// Expected: what safetensors wrote of the same tensors (test/fixtures/checkpoint/README.md). Archives that lie are put
// together here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, GemError, UnsupportedError } from "../../ecg/errors.ts";
import { bytesAsSource } from "../../formats/byte-source.ts";
import { readSafetensors } from "../../tensor/safetensors.ts";
import { openTorch } from "./open-torch.ts";
import {
  type ArchiveLies,
  type ArchiveMember,
  bytesOf,
  checkpointBytes,
  type PickledTensor,
  pickledState,
  storedArchive,
} from "./torch-file.fixture.ts";

const open = (bytes: Uint8Array) => openTorch(bytesAsSource(bytes), { where: "x.bin" });

for (const file of ["mixed-2.pt", "mixed-5.pt"]) {
  test(`${file}: every type, view and shared storage as safetensors has it`, async () => {
    const { tensors } = readSafetensors(checkpointBytes("mixed.safetensors"), "mixed");
    const got = await open(checkpointBytes(file));
    assert.deepEqual([...got.entries.keys()].sort(), [...tensors.keys()].sort());
    assert.equal(tensors.size, 14);
    for (const [name, { type, shape, values }] of tensors) {
      const tensor = await got.read(name);
      assert.deepEqual([tensor.type, tensor.shape], [type, shape], name);
      assert.deepEqual(
        Buffer.from(tensor.values.buffer, tensor.values.byteOffset, tensor.values.byteLength),
        Buffer.from(values.buffer, values.byteOffset, values.byteLength),
        name,
      );
    }
  });
}

test("a cut file gives one line wherever it is cut", async () => {
  const whole = checkpointBytes("mixed-2.pt");
  for (let length = 0; length < whole.length; length += 97) {
    await assert.rejects(open(whole.subarray(0, length)), (error: Error) => {
      assert.ok(error instanceof GemError, String(error.stack));
      return !error.message.includes("\n");
    });
  }
});

test("bytes changed anywhere give tensors or one line", async () => {
  const whole = checkpointBytes("mixed-2.pt");
  for (let at = 0; at < whole.length; at += 3) {
    const bytes = whole.slice();
    bytes[at] = bytes[at]! ^ 0xff;
    try {
      const file = await open(bytes);
      for (const name of file.entries.keys()) await file.read(name);
    } catch (error) {
      assert.ok(error instanceof GemError, `byte ${at}: ${(error as Error).stack}`);
      assert.ok(!error.message.includes("\n"));
    }
  }
});

const FLOATS = new Uint8Array(Float32Array.of(1, 2, 3, 4).buffer);
const SQUARE: PickledTensor = { length: 4, shape: [2, 2], strides: [2, 1] };

function members(tensors: Readonly<Record<string, PickledTensor>>): ArchiveMember[] {
  return [
    { name: "x/data.pkl", data: pickledState(tensors) },
    { name: "x/byteorder", data: bytesOf("little") },
    { name: "x/data/0", data: FLOATS },
  ];
}

function archive(changed: Partial<ArchiveMember>, lies: ArchiveLies = {}): Uint8Array {
  const all = members({ a: SQUARE });
  return storedArchive([...all.slice(0, -1), { ...all.at(-1)!, ...changed }], lies);
}

const state = (tensor: PickledTensor) => storedArchive(members({ a: tensor }));

test("an archive of ours, and the same with 64-bit fields", async () => {
  for (const lies of [{}, { is64: true }]) {
    const file = await open(archive({}, lies));
    assert.deepEqual((await file.read("a")).values, Float32Array.of(1, 2, 3, 4));
  }
  await assert.rejects(async () => (await open(archive({}))).read("b"), /tensor "b": got none/);
});

const other = (name: string, data: Uint8Array) =>
  storedArchive([...members({ a: SQUARE }).filter((member) => member.name !== name), { name, data }]);
const refused: readonly [string, Uint8Array, RegExp, typeof FormatError | typeof UnsupportedError][] = [
  ["a big-endian file", other("x/byteorder", bytesOf("big")), /byte order "big"/, UnsupportedError],
  ["no pickle", storedArchive(members({ a: SQUARE }).slice(1)), /data\.pkl: got none/, FormatError],
  [
    "a pickle of something else",
    other("x/data.pkl", bytesOf(0x80, 2, "K\x01.")),
    /no tensors by name/,
    FormatError,
  ],
  ["a hostile pickle", other("x/data.pkl", bytesOf(0x80, 2, "cos\nsystem\n.")), /"os\.system"/, FormatError],
  ["a storage that is not there", state({ ...SQUARE, key: "7" }), /storage 7: got none/, FormatError],
  [
    "a storage said to be larger",
    state({ ...SQUARE, length: 1_000_000_000 }),
    /16 bytes, wanted 4000000000/,
    FormatError,
  ],
  ["a storage said to be smaller", state({ ...SQUARE, length: 3 }), /16 bytes, wanted 12/, FormatError],
  [
    "a shape beyond its storage",
    state({ ...SQUARE, shape: [2, 3] }),
    /\[2, 3\], wanted one within 4/,
    FormatError,
  ],
  ["an offset beyond its storage", state({ ...SQUARE, offset: 1 }), /wanted one within 4/, FormatError],
  ["strides beyond its storage", state({ ...SQUARE, strides: [9, 1] }), /wanted one within 4/, FormatError],
  [
    "one number made a billion",
    state({ ...SQUARE, shape: [1_000_000_000], strides: [0] }),
    /wanted one within 4/,
    FormatError,
  ],
  [
    "sizes that overflow",
    state({ ...SQUARE, shape: Array(8).fill(2_000_000_000), strides: Array(8).fill(2_000_000_000) }),
    /wanted one within 4/,
    FormatError,
  ],
  ["a packed member", archive({ method: 8 }), /method 8/, UnsupportedError],
  ["a member said to be larger", archive({ statedBytes: 4_000_000 }), /place of a member/, FormatError],
  ["members over each other", archive({ headerOffset: 0 }), /place of a member/, FormatError],
  [
    "the same member twice",
    storedArchive([...members({ a: SQUARE }), { name: "y/data/0", data: FLOATS }]),
    /twice/,
    FormatError,
  ],
  ["more members than there are", archive({}, { count: 4 }), /4 in 167 bytes/, FormatError],
  ["a million members", archive({}, { is64: true, count: 1_000_000 }), /list of members/, FormatError],
  [
    "a list beyond the file",
    archive({}, { is64: true, listOffset: 2 ** 52 }),
    /place of the list/,
    FormatError,
  ],
  ["a file from before PyTorch 1.6", checkpointBytes("legacy.pt"), /before 1\.6/, UnsupportedError],
  [
    "numbers of a type that no weight has",
    checkpointBytes("double.pt"),
    /torch\.DoubleStorage/,
    UnsupportedError,
  ],
  ["another file", bytesOf("GIF89a"), /another file/, FormatError],
  ["an empty file", new Uint8Array(), /another file/, FormatError],
];
for (const [what, bytes, message, kind] of refused) {
  test(`refused: ${what}`, async () => {
    const reading = async () => {
      const file = await open(bytes);
      for (const name of file.entries.keys()) await file.read(name);
    };
    await assert.rejects(reading, (error: Error) => {
      assert.ok(error instanceof kind, String(error.stack));
      assert.match(error.message, message);
      return error.message.startsWith("x.bin") && !error.message.includes("\n");
    });
  });
}
