// Where the chunks of some rows lie: a search down the version 1 B-tree of a chunked dataset. Its keys are the
// first element of each chunk, sorted, so that branches of other rows are passed over.
// "HDF5 File Format Specification Version 3.0", section III.A.1, node type 1.
import { asciiAt, fault, type Hdf5File, readAddress, readAt } from "./hdf5-file.ts";

/** A node has up to 64 children by default: these many lead to four million chunks. */
const MAX_NODES = 65_536;
const MAX_CHUNKS = 1_048_576;
const MAX_LEVEL = 8;
const PREFIX_BYTES = 24;

export interface Hdf5Chunk {
  /** Index of its first element in each dimension. */
  readonly offset: readonly number[];
  readonly address: number;
  readonly storedBytes: number;
  /** Bit n: the n-th filter was not applied. */
  readonly skippedFilters: number;
}

export interface ChunkSearch {
  readonly first: number;
  readonly count: number;
  readonly shape: readonly number[];
  readonly chunkShape: readonly number[];
  readonly treeAddress: number | null;
}

interface Node {
  readonly address: number;
  /** null for the root, whose level is its own word. */
  readonly level: number | null;
}

/** The chunks that hold those rows, each once; fewer than there should be where some were never written. */
export async function chunksOfRows(file: Hdf5File, search: ChunkSearch): Promise<Hdf5Chunk[]> {
  if (search.treeAddress === null) return [];
  const chunks = new Map<string, Hdf5Chunk>();
  const seen = new Set([search.treeAddress]);
  const nodes: Node[] = [{ address: search.treeAddress, level: null }];
  for (const node of nodes) {
    const { level, entries } = await readNode(file, node, search);
    for (const entry of entries) {
      const refuse = (got: string) =>
        fault(file, {
          byteOffset: node.address,
          field: "chunk tree",
          got,
          wanted: "each node and chunk once",
        });
      if (level > 0) {
        if (seen.has(entry.address) || seen.size === MAX_NODES) throw refuse("a node again, or one too many");
        seen.add(entry.address);
        nodes.push({ address: entry.address, level: level - 1 });
        continue;
      }
      const key = entry.offset.join();
      if (chunks.has(key) || chunks.size === MAX_CHUNKS) throw refuse("a chunk again, or one too many");
      chunks.set(key, entry);
    }
  }
  return [...chunks.values()];
}

/** Those entries of a node that can hold wanted rows. */
async function readNode(
  file: Hdf5File,
  node: Node,
  search: ChunkSearch,
): Promise<{ level: number; entries: Hdf5Chunk[] }> {
  const { address } = node;
  const head = await readAt(file, { offset: address, length: PREFIX_BYTES, field: "chunk tree" });
  const level = head.getUint8(5);
  const isNode = asciiAt(head, 0, 4) === "TREE" && head.getUint8(4) === 1;
  if (!isNode || level > MAX_LEVEL || level !== (node.level ?? level)) {
    throw fault(file, {
      byteOffset: address,
      field: "chunk tree",
      got: isNode ? `a node of level ${level}` : "something else",
      wanted: node.level === null ? "its root" : `a node of level ${node.level}`,
    });
  }
  const rank = search.chunkShape.length;
  const keyBytes = 8 + 8 * (rank + 1);
  const stride = keyBytes + 8;
  const count = head.getUint16(6, true);
  // a key follows the last child, too
  const length = count * stride + keyBytes;
  const view = await readAt(file, { offset: address + PREFIX_BYTES, length, field: "chunk tree" });
  const firstChunkRow = search.first - (search.first % search.chunkShape[0]!);
  const endRow = search.first + search.count;
  const rowAt = (index: number) => Number(view.getBigUint64(index * stride + 8, true));
  const entries: Hdf5Chunk[] = [];
  for (let index = 0; index < count; index++) {
    const beyond = rowAt(index) >= endRow;
    const before = level === 0 ? rowAt(index) < firstChunkRow : rowAt(index + 1) < firstChunkRow;
    if (beyond || before) continue;
    const at = index * stride;
    const entry = {
      offset: Array.from({ length: rank }, (_, i) => Number(view.getBigUint64(at + 8 + 8 * i, true))),
      address: readAddress(view, at + keyBytes) ?? Number.NaN,
      storedBytes: view.getUint32(at, true),
      skippedFilters: view.getUint32(at + 4, true),
    };
    const onGrid = entry.offset.every((o, i) => o % search.chunkShape[i]! === 0 && o < search.shape[i]!);
    if (level === 0 && !onGrid) {
      throw fault(file, {
        byteOffset: address + PREFIX_BYTES + at,
        field: "place of a chunk",
        got: entry.offset.join(),
        wanted: `multiples of ${search.chunkShape.join()} below ${search.shape.join()}`,
      });
    }
    entries.push(entry);
  }
  return { level, entries };
}
