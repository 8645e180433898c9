// A safetensors file that is read in parts, its header first and each tensor when it is asked for: a model may be
// larger than the memory. Also several such files with an index that says which tensor is in which, as models in
// shards are published.
import { FormatError } from "../ecg/errors.ts";
import { tensorOf } from "./safetensors.ts";
import {
  headerLength,
  isObject,
  LENGTH_BYTES,
  parseHeader,
  quote,
  type TensorEntry,
} from "./safetensors-header.ts";
import type { Tensor } from "./tensor.ts";

/** A file on disk, a Blob, a server that answers ranges. */
export interface RangeSource {
  readonly byteLength: number;
  /** Exactly `length` bytes from `offset` on; the caller stays within `byteLength`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface WeightFile {
  /** Names the file in messages. */
  readonly where: string;
  readonly entries: ReadonlyMap<string, TensorEntry>;
  readonly metadata: Readonly<Record<string, string>>;
  /** Throws FormatError where there is no such tensor. */
  read(name: string): Promise<Tensor>;
}

export async function openSafetensors(source: RangeSource, where: string): Promise<WeightFile> {
  const { byteLength } = source;
  const first = await readExactly(source, { where, offset: 0, length: Math.min(LENGTH_BYTES, byteLength) });
  const textBytes = headerLength(first, byteLength, where);
  const dataOffset = LENGTH_BYTES + textBytes;
  const text = await readExactly(source, { where, offset: LENGTH_BYTES, length: textBytes });
  const { entries, metadata } = parseHeader(text, { where, dataBytes: byteLength - dataOffset });
  return {
    where,
    entries,
    metadata,
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw missing(where, name);
      const range = { where, offset: dataOffset + entry.start, length: entry.end - entry.start };
      return tensorOf(entry, await readExactly(source, range));
    },
  };
}

interface Range {
  readonly where: string;
  readonly offset: number;
  readonly length: number;
}

/** A file may have become shorter since it was opened, a server may send less. */
async function readExactly(source: RangeSource, { where, offset, length }: Range): Promise<Uint8Array> {
  const bytes = await source.read(offset, length);
  if (bytes.length === length) return bytes;
  throw new FormatError({
    file: where,
    byteOffset: offset,
    field: "bytes there",
    got: bytes.length,
    wanted: `${length}`,
  });
}

function missing(where: string, name: string): FormatError {
  return new FormatError({ file: where, field: `tensor ${quote(name)}`, got: "none", wanted: "one" });
}

export interface OpenShardsOptions {
  /** Names the index in messages. */
  readonly where: string;
  /** Opens the shard with that file name, which is one without a path. */
  readonly open: (fileName: string) => Promise<WeightFile>;
}

/** The files that `model.safetensors.index.json` names, as one. What they hold beside is not seen. */
export async function openShards(indexText: string, { where, open }: OpenShardsOptions): Promise<WeightFile> {
  const places = parseIndex(indexText, where);
  const shards = new Map<string, WeightFile>();
  // one after another: each is a file that stays open
  for (const fileName of new Set(places.values())) shards.set(fileName, await open(fileName));
  const entries = new Map<string, TensorEntry>();
  for (const [name, fileName] of places) {
    const shard = shards.get(fileName)!;
    const entry = shard.entries.get(name);
    if (entry === undefined) throw missing(shard.where, name);
    entries.set(name, entry);
  }
  return {
    where,
    entries,
    metadata: [...shards.values()][0]?.metadata ?? {},
    async read(name) {
      const fileName = places.get(name);
      if (fileName === undefined) throw missing(where, name);
      return await shards.get(fileName)!.read(name);
    },
  };
}

/** Tensor to file name. */
function parseIndex(text: string, where: string): Map<string, string> {
  let index: unknown;
  try {
    index = JSON.parse(text);
  } catch (error) {
    const fault = { file: where, field: "index", got: "text that is none", wanted: "a JSON object" };
    throw new FormatError(fault, { cause: error });
  }
  const map = isObject(index) ? index["weight_map"] : null;
  if (!isObject(map)) {
    throw new FormatError({ file: where, field: "weight_map", got: quote(map), wanted: "a JSON object" });
  }
  for (const [name, fileName] of Object.entries(map)) {
    // a name alone: an index does not reach out of its folder
    if (typeof fileName !== "string" || !/^(?!\.)[\w.-]{1,255}$/.test(fileName)) {
      const field = `shard of tensor ${quote(name)}`;
      throw new FormatError({
        file: where,
        field,
        got: quote(fileName),
        wanted: "a file name without a path",
      });
    }
  }
  return new Map(Object.entries(map as Record<string, string>));
}
