// What the root group of an HDF5 file holds, by name: from the symbol table that h5py writes, or from the link
// messages of newer files. Groups within it are not entered, soft and external links not followed.
// "HDF5 File Format Specification Version 3.0", sections III.A.1, III.C, III.D, IV.A.2.g, IV.A.2.r.
import { UnsupportedError } from "../../ecg/errors.ts";
import { asciiAt, fault, type Hdf5File, readAddress, readAt } from "./hdf5-file.ts";
import { type Hdf5Message, MESSAGE } from "./object-header.ts";

const MAX_TREE_NODES = 256;
const MAX_LINKS = 4096;
const MAX_HEAP_BYTES = 1_048_576;
const NODE_PREFIX_BYTES = 24;
const TABLE_ENTRY_BYTES = 40;
const SOFT_LINK = 2;

/** Addresses of the objects in the group that has these messages. */
export async function readLinks(
  file: Hdf5File,
  messages: readonly Hdf5Message[],
): Promise<ReadonlyMap<string, number>> {
  const links = new Map<string, number>();
  const table = messages.find((message) => message.type === MESSAGE.symbolTable);
  if (table !== undefined && table.data.byteLength >= 16) {
    await readSymbolTable(file, table, links);
    return links;
  }
  for (const message of messages) {
    if (message.type !== MESSAGE.link) continue;
    const link = parseLink(message.data);
    if (link !== null) links.set(link.name, link.address);
  }
  if (
    links.size === 0 &&
    messages.some((message) => message.type === MESSAGE.linkInfo && isDense(message.data))
  ) {
    throw new UnsupportedError(
      `${file.where}: its root group has so many members that HDF5 lists them in a heap, which is not read`,
    );
  }
  return links;
}

function isDense(linkInfo: DataView): boolean {
  if (linkInfo.byteLength < 2) return false;
  const heapAt = linkInfo.getUint8(1) & 1 ? 10 : 2;
  return linkInfo.byteLength >= heapAt + 8 && readAddress(linkInfo, heapAt) !== null;
}

/** null for a link that is no hard one, or that is cut off. */
function parseLink(data: DataView): { readonly name: string; readonly address: number } | null {
  if (data.byteLength < 3 || data.getUint8(0) !== 1) return null;
  const flags = data.getUint8(1);
  let at = 2;
  if (flags & 8 && data.getUint8(at++) !== 0) return null;
  at += (flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0);
  const lengthBytes = 1 << (flags & 3);
  if (at + lengthBytes > data.byteLength) return null;
  let length = 0;
  for (let i = lengthBytes - 1; i >= 0; i--) length = length * 256 + data.getUint8(at + i);
  at += lengthBytes;
  if (at + length + 8 > data.byteLength) return null;
  const name = new TextDecoder().decode(new Uint8Array(data.buffer, data.byteOffset + at, length));
  const address = readAddress(data, at + length);
  return address === null ? null : { name, address };
}

async function readSymbolTable(
  file: Hdf5File,
  table: Hdf5Message,
  links: Map<string, number>,
): Promise<void> {
  const treeAddress = readAddress(table.data, 0);
  const heapAddress = readAddress(table.data, 8);
  if (treeAddress === null || heapAddress === null) return;
  const names = await readHeap(file, heapAddress);
  for (const address of await tableAddresses(file, treeAddress)) {
    const head = await readAt(file, { offset: address, length: 8, field: "symbol table" });
    if (asciiAt(head, 0, 4) !== "SNOD") {
      throw fault(file, { byteOffset: address, field: "symbol table", got: "no signature", wanted: "SNOD" });
    }
    const length = head.getUint16(6, true) * TABLE_ENTRY_BYTES;
    const entries = await readAt(file, { offset: address + 8, length, field: "symbol table" });
    for (let at = 0; at < length; at += TABLE_ENTRY_BYTES) {
      const objectAddress = readAddress(entries, at + 8);
      if (objectAddress === null || entries.getUint32(at + 16, true) === SOFT_LINK) continue;
      links.set(nameIn(names, readAddress(entries, at) ?? names.length), objectAddress);
      if (links.size > MAX_LINKS) {
        throw fault(file, {
          byteOffset: address,
          field: "members of the root group",
          got: `more than ${MAX_LINKS}`,
          wanted: "fewer",
        });
      }
    }
  }
}

/** Addresses of the symbol tables under the tree's root, each tree node visited once. */
async function tableAddresses(file: Hdf5File, root: number): Promise<number[]> {
  const tables = new Set<number>();
  const nodes = new Set([root]);
  for (const address of nodes) {
    const head = await readAt(file, { offset: address, length: NODE_PREFIX_BYTES, field: "group tree" });
    if (asciiAt(head, 0, 4) !== "TREE" || head.getUint8(4) !== 0 || nodes.size > MAX_TREE_NODES) {
      throw fault(file, {
        byteOffset: address,
        field: "group tree",
        got: "no node, or one too many",
        wanted: `at most ${MAX_TREE_NODES} nodes of links`,
      });
    }
    const children = head.getUint8(5) === 0 ? tables : nodes;
    const length = head.getUint16(6, true) * 16;
    // a key before each child
    const entries = await readAt(file, { offset: address + NODE_PREFIX_BYTES, length, field: "group tree" });
    for (let at = 8; at < length; at += 16) children.add(readAddress(entries, at) ?? Number.NaN);
  }
  return [...tables].slice(0, MAX_LINKS);
}

async function readHeap(file: Hdf5File, address: number): Promise<Uint8Array> {
  const head = await readAt(file, { offset: address, length: 32, field: "heap of names" });
  const length = readAddress(head, 8) ?? Number.NaN;
  if (asciiAt(head, 0, 4) !== "HEAP" || !(length <= MAX_HEAP_BYTES)) {
    throw fault(file, {
      byteOffset: address,
      field: "heap of names",
      got: `${length} bytes`,
      wanted: `HEAP of at most ${MAX_HEAP_BYTES}`,
    });
  }
  const offset = readAddress(head, 24) ?? Number.NaN;
  const data = await readAt(file, { offset, length, field: "heap of names" });
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function nameIn(heap: Uint8Array, offset: number): string {
  const end = heap.indexOf(0, offset);
  return new TextDecoder().decode(heap.subarray(offset, end === -1 ? heap.length : end));
}
