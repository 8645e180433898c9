// DICOM without the 128-byte preamble and "DICM" of PS3.10: a data set as it travelled over the network, or a
// file whose preamble was cut off. Nothing marks it, so the first three elements must make sense: groups 0002 or
// 0008, ascending tags, known value representations, even and modest lengths that stay inside the file.

export type BareEncoding = "meta" | "explicit" | "implicit" | "big endian";

const KNOWN_VRS = new Set(
  "AE AS AT CS DA DS DT FD FL IS LO LT OB OW PN SH SL SQ SS ST TM UI UL UN US UT UC UR".split(" "),
);
const LONG_VRS = new Set(["OB", "OW", "SQ", "UN", "UT", "UC", "UR"]);
/** What stands first in a data set (character set, dates, class, UIDs) is short. */
const MAX_FIRST_LENGTH = 1024;
const ELEMENTS_LOOKED_AT = 3;
/** Stands behind the preamble, and alone where only that was cut off. */
export const PREFIX = "DICM";

/** Whether bytes without a preamble begin as DICOM does; the first 8 KB of a file are enough. Never throws. */
export function looksLikeBareDicom(bytes: Uint8Array): boolean {
  const beginning = String.fromCharCode(...bytes.subarray(0, PREFIX.length));
  return beginning === PREFIX || bareEncoding(bytes) !== null;
}

/** How the data set at `offset` is encoded, or null where there seems to be none. */
export function bareEncoding(bytes: Uint8Array, offset = 0): BareEncoding | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (hasElements(view, offset, "explicit")) return view.getUint16(offset, true) === 2 ? "meta" : "explicit";
  if (hasElements(view, offset, "implicit")) return "implicit";
  return hasElements(view, offset, "big endian") ? "big endian" : null;
}

function hasElements(view: DataView, offset: number, encoding: BareEncoding): boolean {
  const littleEndian = encoding !== "big endian";
  let position = offset;
  let previousTag = -1;
  for (let count = 0; count < ELEMENTS_LOOKED_AT; count++) {
    if (position + 12 > view.byteLength) return false;
    const group = view.getUint16(position, littleEndian);
    const tag = group * 0x10000 + view.getUint16(position + 2, littleEndian);
    if ((group !== 2 && group !== 8) || tag <= previousTag) return false;
    // groups 0002 and implicit VR never go together: meta information is always explicit
    const header =
      encoding === "implicit" ? implicitHeader(view, position) : explicitHeader(view, position, littleEndian);
    if (header === null || header.length > MAX_FIRST_LENGTH || header.length % 2 !== 0) return false;
    if (encoding === "implicit" && group === 2) return false;
    previousTag = tag;
    position += header.headerLength + header.length;
  }
  return true;
}

interface ElementHeader {
  readonly headerLength: number;
  readonly length: number;
}

function implicitHeader(view: DataView, position: number): ElementHeader {
  return { headerLength: 8, length: view.getUint32(position + 4, true) };
}

function explicitHeader(view: DataView, position: number, littleEndian: boolean): ElementHeader | null {
  const vr = String.fromCharCode(view.getUint8(position + 4), view.getUint8(position + 5));
  if (!KNOWN_VRS.has(vr)) return null;
  return LONG_VRS.has(vr)
    ? { headerLength: 12, length: view.getUint32(position + 8, littleEndian) }
    : { headerLength: 8, length: view.getUint16(position + 6, littleEndian) };
}
