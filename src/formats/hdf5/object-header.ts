// The messages of an HDF5 object: its shape, type, layout, filters, attributes, links. Both header versions
// and their continuation blocks. "HDF5 File Format Specification Version 3.0", section IV.A.1.
import { asciiAt, fault, type Hdf5File, readAddress, readAt } from "./hdf5-file.ts";

/** h5py writes about ten for a dataset; each attribute is one more. */
const MAX_MESSAGES = 4096;
const MAX_BLOCKS = 64;
/** An attribute has at most 64 KB. */
const MAX_BLOCK_BYTES = 1_048_576;
const CONTINUATION = 0x10;
const V1_PREFIX_BYTES = 16;
const FLAG_TIMES = 0x20;
const FLAG_ATTRIBUTE_LIMITS = 0x10;
const FLAG_CREATION_ORDER = 4;

export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  fillValue: 0x05,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  symbolTable: 0x11,
} as const;

export interface Hdf5Message {
  readonly type: number;
  /** Kept elsewhere in the file; `data` only says where. */
  readonly shared: boolean;
  readonly data: DataView;
  /** Of `data` in the file. */
  readonly offset: number;
}

interface Block {
  readonly offset: number;
  readonly length: number;
}

interface HeaderShape {
  readonly version: 1 | 2;
  readonly messagePrefixBytes: number;
  readonly first: Block;
}

/** All messages of the object whose header is at `address`. */
export async function readMessages(file: Hdf5File, address: number): Promise<Hdf5Message[]> {
  const shape = await readHeaderShape(file, address);
  const blocks = [shape.first];
  const seen = new Set([shape.first.offset]);
  const messages: Hdf5Message[] = [];
  for (const block of blocks) {
    for (const message of await readBlock(file, block, shape)) {
      if (messages.push(message) > MAX_MESSAGES) {
        throw fault(file, {
          byteOffset: address,
          field: "messages of an object",
          got: `more than ${MAX_MESSAGES}`,
          wanted: "fewer",
        });
      }
      if (message.type !== CONTINUATION || message.data.byteLength < 16) continue;
      const next = continuation(message.data, shape.version);
      if (next === null || seen.has(next.offset) || blocks.length === MAX_BLOCKS) {
        throw fault(file, {
          byteOffset: message.offset,
          field: "continuation of an object",
          got: "a block that was read before, or one too many",
          wanted: `at most ${MAX_BLOCKS} different ones`,
        });
      }
      seen.add(next.offset);
      blocks.push(next);
    }
  }
  return messages;
}

async function readHeaderShape(file: Hdf5File, address: number): Promise<HeaderShape> {
  const prefix = await readAt(file, { offset: address, length: V1_PREFIX_BYTES, field: "object header" });
  if (prefix.getUint8(0) === 1) {
    const first = { offset: address + V1_PREFIX_BYTES, length: prefix.getUint32(8, true) };
    return { version: 1, messagePrefixBytes: 8, first };
  }
  if (asciiAt(prefix, 0, 4) !== "OHDR" || prefix.getUint8(4) !== 2) {
    throw fault(file, {
      byteOffset: address,
      field: "object header",
      got: `version ${prefix.getUint8(0)}`,
      wanted: "version 1 or 2",
    });
  }
  const flags = prefix.getUint8(5);
  const sizeAt = 6 + (flags & FLAG_TIMES ? 16 : 0) + (flags & FLAG_ATTRIBUTE_LIMITS ? 4 : 0);
  const sizeBytes = 1 << (flags & 3);
  const size = await readAt(file, { offset: address + sizeAt, length: sizeBytes, field: "object header" });
  let length = 0;
  for (let i = sizeBytes - 1; i >= 0; i--) length = length * 256 + size.getUint8(i);
  return {
    version: 2,
    messagePrefixBytes: flags & FLAG_CREATION_ORDER ? 6 : 4,
    first: { offset: address + sizeAt + sizeBytes, length },
  };
}

function continuation(data: DataView, version: 1 | 2): Block | null {
  const offset = readAddress(data, 0);
  const length = readAddress(data, 8);
  if (offset === null || length === null) return null;
  // version 2 puts "OCHK" before the messages and a checksum behind them
  return version === 1 ? { offset, length } : { offset: offset + 4, length: length - 8 };
}

async function readBlock(file: Hdf5File, block: Block, shape: HeaderShape): Promise<Hdf5Message[]> {
  if (!(block.length >= 0 && block.length <= MAX_BLOCK_BYTES)) {
    throw fault(file, {
      byteOffset: block.offset,
      field: "length of an object header",
      got: block.length,
      wanted: `at most ${MAX_BLOCK_BYTES}`,
    });
  }
  const view = await readAt(file, { ...block, field: "object header" });
  const messages: Hdf5Message[] = [];
  const prefixBytes = shape.messagePrefixBytes;
  for (let at = 0; at + prefixBytes <= view.byteLength; ) {
    const [type, size, flags] =
      shape.version === 1
        ? [view.getUint16(at, true), view.getUint16(at + 2, true), view.getUint8(at + 4)]
        : [view.getUint8(at), view.getUint16(at + 1, true), view.getUint8(at + 3)];
    const start = at + prefixBytes;
    if (start + size > view.byteLength) {
      throw fault(file, {
        byteOffset: block.offset + at,
        field: "length of a message",
        got: size,
        wanted: `at most ${view.byteLength - start}`,
      });
    }
    messages.push({
      type,
      shared: (flags & 2) !== 0,
      data: new DataView(view.buffer, view.byteOffset + start, size),
      offset: block.offset + start,
    });
    at = start + size;
  }
  return messages;
}
