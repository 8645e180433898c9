// A DICOM file (PS3.10 section 7) to its data elements: which encoding it states, which it has, and what stands
// before. Files without preamble, or with nothing but the data set, are read as well.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";
import { type BareEncoding, bareEncoding, PREFIX } from "./bare-dicom.ts";
import { type DataElement, type DataItem, readDataSet, readMeta } from "./data-elements.ts";
import { inflateDataSet } from "./inflate-data-set.ts";

export interface DicomFile {
  /** Group 0002; without elements where the file has no meta information. */
  readonly meta: DataItem;
  readonly dataSet: DataItem;
  /** Something else than zeros before "DICM": PS3.10 leaves these 128 bytes to anyone. */
  readonly hasPreamble: boolean;
  readonly warnings: readonly string[];
}

const PREAMBLE_BYTES = 128;
const TRANSFER_SYNTAXES: ReadonlyMap<string, BareEncoding | "deflated"> = new Map([
  ["1.2.840.10008.1.2", "implicit"],
  ["1.2.840.10008.1.2.1", "explicit"],
  ["1.2.840.10008.1.2.2", "big endian"],
  ["1.2.840.10008.1.2.1.99", "deflated"],
]);

/** Throws FormatError where the bytes are no data elements, UnsupportedError for a private transfer syntax. */
export function parseDicom(bytes: Uint8Array, where: string): DicomFile {
  const prefixAt = [PREAMBLE_BYTES, 0].find((offset) => hasPrefix(bytes, offset));
  const bare = prefixAt === undefined ? bareEncoding(bytes) : "meta";
  if (bare === null) {
    throw new FormatError({
      file: where,
      byteOffset: PREAMBLE_BYTES,
      field: "DICOM prefix",
      got: "none",
      wanted: '"DICM", or a data set at the beginning of the file',
    });
  }
  const metaAt = prefixAt === undefined ? 0 : prefixAt + PREFIX.length;
  const { meta, end } =
    bare === "meta" ? readMeta(bytes, metaAt, where) : { meta: new Map<string, DataElement>(), end: 0 };
  const metaItem: DataItem = { elements: meta, bytes, littleEndian: true };
  const warnings: string[] = [];
  const declared = bare === "meta" ? declaredEncoding(metaItem, where) : bare;
  const isDeflated = declared === "deflated";
  const body = isDeflated ? inflateDataSet(bytes, end, where) : bytes;
  const start = isDeflated ? 0 : end;
  const seen = bareEncoding(body, start);
  const stated = isDeflated ? "explicit" : declared;
  const encoding = seen === null || seen === "meta" ? stated : seen;
  if (encoding === null) {
    throw new FormatError({
      file: where,
      byteOffset: end,
      field: "transfer syntax",
      got: "none",
      wanted: "a UID in (0002,0010), or a data set that tells its encoding",
    });
  }
  if (encoding !== stated) {
    warnings.push(`the file states ${stated ?? "no transfer syntax"} and is encoded as ${encoding} VR`);
  }
  return {
    meta: metaItem,
    dataSet: readDataSet({ bytes: body, start, encoding, where }),
    hasPreamble: prefixAt === PREAMBLE_BYTES && bytes.subarray(0, PREAMBLE_BYTES).some((byte) => byte !== 0),
    warnings,
  };
}

function hasPrefix(bytes: Uint8Array, offset: number): boolean {
  return [...PREFIX].every((character, index) => bytes[offset + index] === character.charCodeAt(0));
}

function declaredEncoding(meta: DataItem, where: string): BareEncoding | "deflated" | null {
  const element = meta.elements.get("00020010");
  if (element === undefined) return null;
  const value = meta.bytes.subarray(element.offset, element.offset + element.length);
  const uid = String.fromCharCode(...value.subarray(0, 64)).replace(/[\0 ]+$/, "");
  const known = TRANSFER_SYNTAXES.get(uid);
  if (known !== undefined) return known;
  // those of compressed images: the data elements around the pixels are in explicit VR (PS3.5 A.4)
  if (uid.startsWith("1.2.840.10008.1.2.")) return "explicit";
  throw new UnsupportedError(`${where}: transfer syntax ${quote(uid)} is not read`);
}
