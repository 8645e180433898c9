// Tensors by name out of a file of `torch.save` (`.bin`, `.pt`, `.pth`), each read when it is asked for. The pickle in it
// is never run (./read-pickle.ts); what it says of sizes is held against the bytes that are there.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { ByteSource } from "../../formats/byte-source.ts";
import { tensorOf } from "../../tensor/safetensors.ts";
import type { WeightFile } from "../../tensor/safetensors-file.ts";
import { ARRAYS, quote, type TensorEntry } from "../../tensor/safetensors-header.ts";
import { type ElementType, type Tensor, valueCount } from "../../tensor/tensor.ts";
import type { PickleTensor, PickleValue } from "./pickle-value.ts";
import { isTensor, readPickle, stateDictionary } from "./read-pickle.ts";
import { STORAGE_BYTES } from "./rebuild-tensor.ts";
import { openTorchArchive, type TorchArchive } from "./torch-archive.ts";

/** A model's has some hundred kilobytes. */
const MAX_PICKLE_BYTES = 67_108_864;

const ELEMENT_TYPES: Readonly<Record<string, ElementType>> = {
  FloatStorage: "F32",
  HalfStorage: "F16",
  BFloat16Storage: "BF16",
  LongStorage: "I64",
  IntStorage: "I32",
  CharStorage: "I8",
  ByteStorage: "U8",
};

export interface OpenTorchOptions {
  /** Names the file in messages. */
  readonly where: string;
  /** What a tensor is to be called; null for one that is not wanted. */
  readonly rename?: (name: string) => string | null;
}

/** Throws FormatError or UnsupportedError naming the file. */
export async function openTorch(
  source: ByteSource,
  { where, rename = (name) => name }: OpenTorchOptions,
): Promise<WeightFile> {
  await checkBeginning(source, where);
  const archive = await openTorchArchive(source, where);
  await checkByteOrder(archive, where);
  const content = await memberOf(archive, { name: "data.pkl", most: MAX_PICKLE_BYTES, where });
  const tensors = new Map<string, PickleTensor>();
  const entries = new Map<string, TensorEntry>();
  for (const [name, tensor] of stateTensors(readPickle(content, `${where}, data.pkl`), where)) {
    const wanted = rename(name);
    if (wanted === null) continue;
    if (entries.has(wanted)) throw refuse(where, `tensor ${quote(name)}`, "two of that name", "one");
    entries.set(wanted, entryOf(tensor, { where: `${where}: tensor ${quote(name)}`, archive }));
    tensors.set(wanted, tensor);
  }
  return {
    where,
    entries,
    metadata: {},
    async read(name) {
      const [entry, tensor] = [entries.get(name), tensors.get(name)];
      if (entry === undefined || tensor === undefined) {
        throw refuse(where, `tensor ${quote(name)}`, "none", "one");
      }
      return readTensor(archive, entry, tensor);
    },
  };
}

async function checkBeginning(source: ByteSource, where: string): Promise<void> {
  const first = await source.read(0, Math.min(4, source.byteLength));
  if (first[0] === 0x50 && first[1] === 0x4b && first[2] === 3 && first[3] === 4) return;
  if (first[0] === 0x80) {
    throw new UnsupportedError(
      `${where}: a bare pickle, as PyTorch before 1.6 saved; wanted it saved anew with torch.save`,
    );
  }
  throw refuse(where, "beginning", "another file", "one that torch.save wrote");
}

async function checkByteOrder(archive: TorchArchive, where: string): Promise<void> {
  // files from before PyTorch 2.1 do not say it
  if (archive.byteLength("byteorder") === null) return;
  const order = new TextDecoder().decode(await memberOf(archive, { name: "byteorder", most: 16, where }));
  if (order !== "little") {
    throw new UnsupportedError(
      `${where}: byte order ${quote(order)}, wanted a file from a little-endian machine`,
    );
  }
}

interface MemberWanted {
  readonly name: string;
  readonly most: number;
  readonly where: string;
}

async function memberOf(archive: TorchArchive, { name, most, where }: MemberWanted): Promise<Uint8Array> {
  const byteLength = archive.byteLength(name);
  if (byteLength === null) throw refuse(where, name, "none", "one, as torch.save writes it");
  if (byteLength > most) throw refuse(where, `size of ${name}`, byteLength, `at most ${most} bytes`);
  return archive.read(name, 0, byteLength);
}

function stateTensors(value: PickleValue, where: string): [string, PickleTensor][] {
  const state = stateDictionary(value);
  const tensors: [string, PickleTensor][] = [];
  for (const [name, tensor] of state ?? []) {
    if (typeof name === "string" && isTensor(tensor)) tensors.push([name, tensor as PickleTensor]);
  }
  if (tensors.length === 0) throw refuse(where, "content", "no tensors by name", "a state dict");
  return tensors;
}

interface EntryOptions {
  /** Names file and tensor. */
  readonly where: string;
  readonly archive: TorchArchive;
}

/** `start` and `end` are bytes in the tensor's own storage. */
function entryOf(tensor: PickleTensor, { where, archive }: EntryOptions): TensorEntry {
  const { storage, offset, shape } = tensor;
  const type = Object.hasOwn(ELEMENT_TYPES, storage.type) ? ELEMENT_TYPES[storage.type] : undefined;
  if (type === undefined) {
    throw new UnsupportedError(
      `${where}: numbers of torch.${storage.type}, wanted one of ${Object.keys(ELEMENT_TYPES).join(", ")}`,
    );
  }
  const width = STORAGE_BYTES[storage.type]!;
  const stored = archive.byteLength(`data/${storage.key}`);
  if (stored === null) throw refuse(where, `storage ${storage.key}`, "none", "one in the archive");
  if (stored !== storage.length * width) {
    throw refuse(where, `size of storage ${storage.key}`, `${stored} bytes`, `${storage.length * width}`);
  }
  const count = valueCount(shape);
  const last =
    count === 0 ? offset : offset + shape.reduce((sum, size, i) => sum + (size - 1) * tensor.strides[i]!, 1);
  // not more values than there are: a shape without strides would make much of one number
  if (!(last <= storage.length && count <= storage.length)) {
    throw refuse(where, "shape", `[${shape.join(", ")}]`, `one within ${storage.length} stored numbers`);
  }
  return { type, shape, start: offset * width, end: last * width };
}

async function readTensor(archive: TorchArchive, entry: TensorEntry, tensor: PickleTensor): Promise<Tensor> {
  const { start, end, shape, type } = entry;
  const bytes = await archive.read(`data/${tensor.storage.key}`, start, end - start);
  if (isContiguous(tensor)) return tensorOf(entry, bytes);
  const span = bytes.length / ARRAYS[type].BYTES_PER_ELEMENT;
  return gathered(tensorOf({ ...entry, shape: [span] }, bytes), shape, tensor.strides);
}

/** Sizes of one may have any stride. */
function isContiguous({ shape, strides }: PickleTensor): boolean {
  let wanted = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1 && strides[i] !== wanted) return false;
    wanted *= shape[i]!;
  }
  return true;
}

/** The values of a view (a transposed matrix), a row after another. */
function gathered(stored: Tensor, shape: readonly number[], strides: readonly number[]): Tensor {
  const values = new ARRAYS[stored.type](valueCount(shape));
  const place = shape.map(() => 0);
  let from = 0;
  for (let i = 0; i < values.length; i++) {
    values[i] = stored.values[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      place[axis]!++;
      if (place[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
  return { type: stored.type, shape, values } as Tensor;
}

function refuse(file: string, field: string, got: string | number, wanted: string): FormatError {
  return new FormatError({ file, field, got, wanted });
}
