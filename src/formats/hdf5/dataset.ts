// A dataset of an HDF5 file: its shape, its type, and where its values lie. "HDF5 File Format Specification
// Version 3.0", sections IV.A.2.f (fill value), IV.A.2.i (layout), IV.A.2.l (filters).
import { UnsupportedError } from "../../ecg/errors.ts";
import { fault, type Hdf5File, readAddress } from "./hdf5-file.ts";
import { type Hdf5Message, MESSAGE, readMessages } from "./object-header.ts";
import { parseShape, parseType, type ValueType } from "./value-type.ts";

/** Chunks are unpacked whole; h5py's own choice is at most 1 MB, an exam of 12 x 4096 floats has 0.2 MB. */
const MAX_CHUNK_BYTES = 134_217_728;
const MAX_FILTERS = 32;
const FIRST_NAMED_FILTER = 256;

export type Hdf5Layout =
  | { readonly kind: "compact"; readonly bytes: Uint8Array }
  /** `address` is null where nothing was ever written. */
  | { readonly kind: "contiguous"; readonly address: number | null }
  | { readonly kind: "chunked"; readonly treeAddress: number | null; readonly chunkShape: readonly number[] };

export interface Hdf5Filter {
  readonly id: number;
  readonly parameters: readonly number[];
}

export interface Hdf5Dataset {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: ValueType;
  readonly layout: Hdf5Layout;
  /** In the order in which they were applied. */
  readonly filters: readonly Hdf5Filter[];
  /** What was never written reads as zero. */
  readonly fillsWithZero: boolean;
  readonly messages: readonly Hdf5Message[];
  /** Of its header. */
  readonly address: number;
}

/** null where the object is a group. Throws UnsupportedError for types and layouts that are not read. */
export async function readDataset(
  file: Hdf5File,
  { name, address }: { readonly name: string; readonly address: number },
): Promise<Hdf5Dataset | null> {
  const messages = await readMessages(file, address);
  const find = (type: number) => messages.find((message) => message.type === type);
  const spaceMessage = find(MESSAGE.dataspace);
  const typeMessage = find(MESSAGE.datatype);
  const layoutMessage = find(MESSAGE.layout);
  if (spaceMessage === undefined || typeMessage === undefined || layoutMessage === undefined) return null;
  const what = `${file.where}: dataset "${name}"`;
  if (typeMessage.shared) throw new UnsupportedError(`${what} has a named type; plain numbers are read`);
  const type = parseType(typeMessage.data);
  if (type === null) throw new UnsupportedError(`${what} holds neither whole numbers, IEEE floats nor text`);
  const shape = parseShape(spaceMessage.data);
  if (shape === null) {
    const { offset } = spaceMessage;
    throw fault(file, { byteOffset: offset, field: `shape of "${name}"`, got: "none", wanted: "dimensions" });
  }
  const filterMessage = find(MESSAGE.filters);
  return {
    name,
    shape,
    type,
    layout: parseLayout(file, layoutMessage, what),
    filters: filterMessage === undefined ? [] : parseFilters(file, filterMessage),
    fillsWithZero: isZeroFill(find(MESSAGE.fillValue)?.data),
    messages,
    address,
  };
}

function parseLayout(file: Hdf5File, { data, offset }: Hdf5Message, what: string): Hdf5Layout {
  const tooShort = fault(file, {
    byteOffset: offset,
    field: "layout",
    got: `${data.byteLength} bytes`,
    wanted: "more",
  });
  if (data.byteLength < 4) throw tooShort;
  const version = data.getUint8(0);
  if (version < 1 || version > 4)
    throw new UnsupportedError(`${what} has layout version ${version}; 1 to 4 are read`);
  const old = version < 3;
  const kind = data.getUint8(old ? 2 : 1);
  if (kind === 0) {
    const start = old ? 12 + 4 * data.getUint8(1) : 4;
    if (data.byteLength < start) throw tooShort;
    const length = old ? data.getUint32(start - 4, true) : data.getUint16(2, true);
    if (start + length > data.byteLength) throw tooShort;
    return { kind: "compact", bytes: new Uint8Array(data.buffer, data.byteOffset + start, length) };
  }
  if (kind === 1) {
    const start = old ? 8 : 2;
    if (start + 8 > data.byteLength) throw tooShort;
    return { kind: "contiguous", address: readAddress(data, start) };
  }
  if (kind !== 2 || version === 4) {
    throw new UnsupportedError(
      `${what} is stored in chunks with an index of newer HDF5 ("libver latest"), which is not read; h5repack rewrites it`,
    );
  }
  // a last dimension beyond those of the dataset is the size of a value
  const rank = data.getUint8(old ? 1 : 2) - 1;
  const addressAt = old ? 8 : 3;
  if (rank < 1 || addressAt + 8 + 4 * (rank + 1) > data.byteLength) throw tooShort;
  const sizes = Array.from({ length: rank + 1 }, (_, i) => data.getUint32(addressAt + 8 + 4 * i, true));
  const chunkBytes = sizes.reduce((product, size) => product * size, 1);
  if (!(chunkBytes > 0 && chunkBytes <= MAX_CHUNK_BYTES)) {
    throw fault(file, {
      byteOffset: offset,
      field: "size of a chunk",
      got: `${chunkBytes} bytes`,
      wanted: `1 to ${MAX_CHUNK_BYTES}`,
    });
  }
  return { kind: "chunked", treeAddress: readAddress(data, addressAt), chunkShape: sizes.slice(0, rank) };
}

function parseFilters(file: Hdf5File, { data, offset }: Hdf5Message): Hdf5Filter[] {
  const cutOff = fault(file, {
    byteOffset: offset,
    field: "filters",
    got: "a list that is cut off",
    wanted: "all",
  });
  if (data.byteLength < 2 || data.getUint8(1) > MAX_FILTERS) throw cutOff;
  const first = data.getUint8(0) === 1;
  const filters: Hdf5Filter[] = [];
  let at = first ? 8 : 2;
  while (filters.length < data.getUint8(1)) {
    if (at + 8 > data.byteLength) throw cutOff;
    const id = data.getUint16(at, true);
    const named = first || id >= FIRST_NAMED_FILTER;
    const nameBytes = named ? data.getUint16(at + 2, true) : 0;
    const countAt = at + (named ? 6 : 4);
    const count = data.getUint16(countAt, true);
    const start = countAt + 2 + (first ? 8 * Math.ceil(nameBytes / 8) : nameBytes);
    if (start + 4 * count > data.byteLength) throw cutOff;
    const parameters = Array.from({ length: count }, (_, i) => data.getUint32(start + 4 * i, true));
    filters.push({ id, parameters });
    at = start + 4 * count + (first && count % 2 === 1 ? 4 : 0);
  }
  return filters;
}

function isZeroFill(data: DataView | undefined): boolean {
  if (data === undefined || data.byteLength < 2) return true;
  const third = data.getUint8(0) === 3;
  const defined = third ? (data.getUint8(1) & 0x20) !== 0 : data.byteLength > 3 && data.getUint8(3) !== 0;
  const start = third ? 6 : 8;
  if (!defined || data.byteLength <= start) return true;
  return new Uint8Array(data.buffer, data.byteOffset + start, data.byteLength - start).every(
    (byte) => byte === 0,
  );
}
