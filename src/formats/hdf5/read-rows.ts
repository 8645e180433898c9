// Rows of a dataset, a row being all that shares the first index: one exam of thousands. Only the bytes or the
// chunks that hold them are read, so a file of gigabytes costs as much as one exam.
import type { FormatError } from "../../ecg/errors.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { chunksOfRows, type Hdf5Chunk } from "./chunk-tree.ts";
import type { Hdf5Dataset } from "./dataset.ts";
import { unfilter } from "./filters.ts";
import { fault, type Hdf5File, readAt } from "./hdf5-file.ts";
import { typeBytes } from "./value-type.ts";

/** All samples that are read at once, as doubles. */
const MAX_BYTES = 8 * MAX_TOTAL_SAMPLES;
/** Below this a loop over bytes is faster than a copy of an array. */
const SHORT_RUN_BYTES = 32;

/** Chunks that are unpacked for one exam; the automatic ones of a CODE file have 30 MB. */
const MAX_UNPACKED_BYTES = 268_435_456;

export interface RowRange {
  readonly first: number;
  readonly count: number;
}

/** The values of those rows in C order, as bytes. Throws FormatError where they lie outside or are damaged. */
export async function readRows(file: Hdf5File, dataset: Hdf5Dataset, rows: RowRange): Promise<Uint8Array> {
  const rowBytes = bytesOfRow(dataset);
  const length = rows.count * rowBytes;
  const rowCount = dataset.shape[0] ?? 1;
  const inside = rows.first >= 0 && rows.first + rows.count <= rowCount;
  // each value becomes a double, however small it is in the file
  const values = length / typeBytes(dataset.type);
  if (!inside || !(length <= MAX_BYTES && values <= MAX_TOTAL_SAMPLES)) {
    throw fault(file, {
      byteOffset: dataset.address,
      field: `size of dataset "${dataset.name}"`,
      got: `${values} values of ${typeBytes(dataset.type)} bytes to be read`,
      wanted: `at most ${MAX_TOTAL_SAMPLES} values and ${MAX_BYTES} bytes`,
    });
  }
  const { layout } = dataset;
  const start = rows.first * rowBytes;
  if (layout.kind === "chunked") return readChunked(file, dataset, rows);
  if (layout.kind === "compact") {
    if (start + length > layout.bytes.length) throw missing(file, dataset);
    return layout.bytes.slice(start, start + length);
  }
  if (layout.address === null) return unwritten(file, dataset, length);
  const view = await readAt(file, {
    offset: layout.address + start,
    length,
    field: `values of dataset "${dataset.name}"`,
  });
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

export function bytesOfRow(dataset: Hdf5Dataset): number {
  return dataset.shape.slice(1).reduce((product, size) => product * size, typeBytes(dataset.type));
}

/** Up to three dimensions, as three: rows, columns, and runs of neighbours. */
function threeDimensions(shape: readonly number[]): [number, number, number] {
  return [shape[0] ?? 1, shape[1] ?? 1, shape[2] ?? 1];
}

async function readChunked(file: Hdf5File, dataset: Hdf5Dataset, rows: RowRange): Promise<Uint8Array> {
  const { layout, shape } = dataset;
  if (layout.kind !== "chunked" || shape.length > 3 || layout.chunkShape.length !== shape.length) {
    throw fault(file, {
      byteOffset: dataset.address,
      field: `dimensions of dataset "${dataset.name}"`,
      got: shape.length,
      wanted: "1 to 3, chunks alike",
    });
  }
  const wanted = { ...rows, shape, chunkShape: layout.chunkShape, treeAddress: layout.treeAddress };
  const chunks = await chunksOfRows(file, wanted);
  const elementBytes = typeBytes(dataset.type);
  const chunkBytes = layout.chunkShape.reduce((product, size) => product * size, elementBytes);
  const grid = shape.slice(1).reduce((n, size, i) => n * Math.ceil(size / layout.chunkShape[i + 1]!), 1);
  const lastRow = rows.first + rows.count - 1;
  const chunkRows = layout.chunkShape[0]!;
  const expected = (Math.floor(lastRow / chunkRows) - Math.floor(rows.first / chunkRows) + 1) * grid;
  if (chunks.length * chunkBytes > MAX_UNPACKED_BYTES) {
    throw fault(file, {
      byteOffset: dataset.address,
      field: `chunks of dataset "${dataset.name}"`,
      got: `${chunks.length * chunkBytes} bytes for one exam`,
      wanted: `at most ${MAX_UNPACKED_BYTES}`,
    });
  }
  const length = rows.count * bytesOfRow(dataset);
  const bytes = chunks.length < expected ? unwritten(file, dataset, length) : new Uint8Array(length);
  for (const chunk of chunks) {
    const values = await readChunk(file, dataset, { chunk, chunkBytes });
    copyChunk(values, bytes, { chunk, rows, shape, chunkShape: layout.chunkShape, elementBytes });
  }
  return bytes;
}

async function readChunk(
  file: Hdf5File,
  dataset: Hdf5Dataset,
  { chunk, chunkBytes }: { readonly chunk: Hdf5Chunk; readonly chunkBytes: number },
): Promise<Uint8Array> {
  const cached = file.chunkCache.get(chunk.address);
  if (cached !== undefined && cached.length === chunkBytes) return cached;
  const length = dataset.filters.length === 0 ? chunkBytes : chunk.storedBytes;
  const stored = await readAt(file, { offset: chunk.address, length, field: "chunk" });
  const bytes = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  const values = unfilter(bytes, {
    filters: dataset.filters,
    skipped: chunk.skippedFilters,
    wantedBytes: chunkBytes,
    elementBytes: typeBytes(dataset.type),
    where: file.where,
    byteOffset: chunk.address,
  });
  if (dataset.filters.length > 0) file.chunkCache.add(chunk.address, values);
  return values;
}

interface CopyPlace {
  readonly chunk: Hdf5Chunk;
  readonly rows: RowRange;
  readonly shape: readonly number[];
  readonly chunkShape: readonly number[];
  readonly elementBytes: number;
}

/** Copies what of a chunk lies in the wanted rows; chunks at the edge reach beyond the dataset. */
function copyChunk(from: Uint8Array, to: Uint8Array, place: CopyPlace): void {
  const { chunk, rows, elementBytes } = place;
  const [, columns, runs] = threeDimensions(place.shape);
  const [chunkRows, chunkColumns, chunkRuns] = threeDimensions(place.chunkShape);
  const [row, column = 0, run = 0] = chunk.offset;
  const runBytes = Math.min(chunkRuns, runs - run) * elementBytes;
  const firstRow = Math.max(row!, rows.first);
  const endRow = Math.min(row! + chunkRows, rows.first + rows.count);
  const endColumn = Math.min(column + chunkColumns, columns);
  const sourceOf = (r: number, c: number) =>
    ((r - row!) * chunkColumns + (c - column)) * chunkRuns * elementBytes;
  const targetOf = (r: number, c: number) => (((r - rows.first) * columns + c) * runs + run) * elementBytes;
  const copy = (r: number, c: number, byteLength: number) => {
    const source = sourceOf(r, c);
    const target = targetOf(r, c);
    if (byteLength > SHORT_RUN_BYTES) to.set(from.subarray(source, source + byteLength), target);
    else for (let i = 0; i < byteLength; i++) to[target + i] = from[source + i]!;
  };
  // what lies side by side in the chunk and in the dataset is copied at once
  const wholeRuns = chunkRuns === runs;
  if (wholeRuns && chunkColumns === columns) {
    if (endRow > firstRow) copy(firstRow, 0, (endRow - firstRow) * columns * runBytes);
    return;
  }
  for (let r = firstRow; r < endRow; r++) {
    if (wholeRuns) copy(r, column, (endColumn - column) * runBytes);
    else for (let c = column; c < endColumn; c++) copy(r, c, runBytes);
  }
}

function unwritten(file: Hdf5File, dataset: Hdf5Dataset, length: number): Uint8Array {
  if (dataset.fillsWithZero) return new Uint8Array(length);
  throw missing(file, dataset);
}

function missing(file: Hdf5File, dataset: Hdf5Dataset): FormatError {
  return fault(file, {
    byteOffset: dataset.address,
    field: `values of dataset "${dataset.name}"`,
    got: "some that were never written",
    wanted: "all",
  });
}
