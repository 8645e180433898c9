// Files like those of torch.save, put together byte by byte so that they can lie, and pickles like theirs.
import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../test/fixtures/checkpoint/", import.meta.url);

export function checkpointBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(name, FOLDER)));
}

export interface ArchiveMember {
  readonly name: string;
  readonly data: Uint8Array;
  readonly method?: number;
  /** As the list of members has it. */
  readonly statedBytes?: number;
  readonly headerOffset?: number;
}

export interface ArchiveLies {
  /** With the 64-bit fields of large archives. */
  readonly is64?: boolean;
  readonly count?: number;
  readonly listOffset?: number;
}

/** A ZIP archive of members as they are. */
export function storedArchive(members: readonly ArchiveMember[], lies: ArchiveLies = {}): Uint8Array {
  const pieces: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const { name, data, method = 0, statedBytes = data.length, headerOffset = at } of members) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(lies.is64 ? 0xffffffff : statedBytes, 20);
    entry.writeUInt32LE(lies.is64 ? 0xffffffff : statedBytes, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(lies.is64 ? 0xffffffff : headerOffset, 42);
    const extra = Buffer.alloc(lies.is64 ? 28 : 0);
    if (lies.is64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      for (const [i, value] of [statedBytes, statedBytes, headerOffset].entries()) {
        extra.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
      }
      entry.writeUInt16LE(extra.length, 30);
    }
    pieces.push(local, Buffer.from(name), Buffer.from(data));
    list.push(entry, Buffer.from(name), extra);
    at += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(list);
  const { count = members.length, listOffset = at } = lies;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  if (!lies.is64) {
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(listOffset, 16);
    return new Uint8Array(Buffer.concat([...pieces, directory, end]));
  }
  const end64 = Buffer.alloc(76);
  end64.writeUInt32LE(0x06064b50);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(directory.length), 40);
  end64.writeBigUInt64LE(BigInt(listOffset), 48);
  end64.writeUInt32LE(0x07064b50, 56);
  end64.writeBigUInt64LE(BigInt(at + directory.length), 64);
  end.fill(0xff, 8, 20);
  return new Uint8Array(Buffer.concat([...pieces, directory, end64, end]));
}

/** Text as it is, numbers as bytes. */
export function bytesOf(...parts: readonly (string | number | Uint8Array)[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === "number" ? Buffer.of(part) : Buffer.from(part)))),
  );
}

/** BINUNICODE of a short text. */
export function pickledText(text: string): Uint8Array {
  return bytesOf("X", text.length, 0, 0, 0, text);
}

export interface PickledTensor {
  readonly type?: string;
  readonly key?: string;
  readonly length: number;
  readonly offset?: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** The call that makes a tensor of torch.save, with numbers below 2^31. */
export function pickledTensor({
  type = "FloatStorage",
  key = "0",
  length,
  offset = 0,
  ...sizes
}: PickledTensor) {
  const number = (value: number) => {
    const bytes = Buffer.alloc(5, "J");
    bytes.writeInt32LE(value, 1);
    return bytes;
  };
  const tuple = (values: readonly number[]) => bytesOf("(", ...values.map(number), "t");
  const storage = bytesOf(
    "(",
    pickledText("storage"),
    `ctorch\n${type}\n`,
    pickledText(key),
    pickledText("cpu"),
    number(length),
    "tQ",
  );
  const rest = bytesOf(
    number(offset),
    tuple(sizes.shape),
    tuple(sizes.strides),
    0x89,
    "ccollections\nOrderedDict\n)R",
  );
  return bytesOf("ctorch._utils\n_rebuild_tensor_v2\n(", storage, rest, "tR");
}

/** A whole pickle of tensors by name. */
export function pickledState(tensors: Readonly<Record<string, PickledTensor>>): Uint8Array {
  const items = Object.entries(tensors).flatMap(([name, tensor]) => [
    pickledText(name),
    pickledTensor(tensor),
  ]);
  return bytesOf(0x80, 2, "}(", ...items, "u.");
}
