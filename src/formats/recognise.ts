// What a file is, by its content rather than its name.
import { looksLikeAppleWatch } from "./apple-watch/looks-like-apple-watch.ts";
import { looksLikeBareDicom } from "./dicom/bare-dicom.ts";
import { looksLikeScpEcg } from "./scp-ecg/looks-like-scp-ecg.ts";
import { looksLikeWfdbHeader } from "./wfdb/header.ts";
import { xmlRootName } from "./xml-root-name.ts";

/** A format that one file alone can hold. */
export type FileFormat =
  | "dicom"
  | "scp-ecg"
  | "hl7-aecg"
  | "muse"
  | "sierra"
  | "edf"
  | "ishne"
  | "hdf5"
  | "fhir"
  | "json"
  | "npy"
  | "apple-watch"
  | "csv"
  | "wfdb-header"
  | "zip";

export type Recognised =
  | { readonly kind: "known"; readonly format: FileFormat }
  /** Some other format that has a name: "a PNG image". */
  | { readonly kind: "foreign"; readonly what: string }
  /** Neither text nor anything with a known beginning. */
  | { readonly kind: "binary" };

interface Signature {
  readonly offset: number;
  readonly bytes: string;
  readonly means: FileFormat | { readonly what: string };
}

// Each is the magic number in the defining document of its format.
const signatures: readonly Signature[] = [
  { offset: 128, bytes: "DICM", means: "dicom" },
  { offset: 16, bytes: "SCPECG", means: "scp-ecg" },
  { offset: 0, bytes: "0       ", means: "edf" },
  { offset: 0, bytes: "\xffBIOSEMI", means: "edf" },
  { offset: 0, bytes: "ISHNE1.0", means: "ishne" },
  { offset: 0, bytes: "\x89HDF\r\n\x1a\n", means: "hdf5" },
  { offset: 0, bytes: "\x93NUMPY", means: "npy" },
  { offset: 0, bytes: "PK\x03\x04", means: "zip" },
  { offset: 0, bytes: "PK\x05\x06", means: "zip" },
  { offset: 0, bytes: "ANN  1.0", means: { what: "an ISHNE annotation file" } },
  { offset: 0, bytes: "\x89PNG", means: { what: "a PNG image" } },
  { offset: 0, bytes: "\xff\xd8\xff", means: { what: "a JPEG image" } },
  { offset: 0, bytes: "GIF8", means: { what: "a GIF image" } },
  { offset: 0, bytes: "II*\0", means: { what: "a TIFF image" } },
  { offset: 0, bytes: "MM\0*", means: { what: "a TIFF image" } },
  { offset: 0, bytes: "%PDF", means: { what: "a PDF document" } },
  { offset: 0, bytes: "\x1f\x8b", means: { what: "a gzip archive" } },
  { offset: 0, bytes: "7z\xbc\xaf", means: { what: "a 7-Zip archive" } },
  { offset: 0, bytes: "Rar!", means: { what: "a RAR archive" } },
  { offset: 0, bytes: "BZh", means: { what: "a bzip2 archive" } },
  { offset: 0, bytes: "\xfd7zXZ", means: { what: "an xz archive" } },
  { offset: 0, bytes: "(\xb5/\xfd", means: { what: "a Zstandard archive" } },
  {
    offset: 0,
    bytes: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    means: { what: "an Office document of before 2007" },
  },
  { offset: 0, bytes: "{\\rtf", means: { what: "an RTF document" } },
  { offset: 0, bytes: "fLaC", means: { what: "a bare FLAC file without its WFDB header" } },
  { offset: 0, bytes: "MATLAB 5.0", means: { what: "a MATLAB 5 file" } },
  { offset: 0, bytes: "MATLAB 7.3", means: { what: "a MATLAB 7.3 file" } },
];

const xmlRoots = new Map<string, FileFormat>([
  ["AnnotatedECG", "hl7-aecg"],
  ["RestingECG", "muse"],
  ["restingecgdata", "sierra"],
]);

/** Enough of a file for `recognise` to tell what it is. */
export const RECOGNISED_BY_BYTES = 8192;

/** Says what a file is by its first `RECOGNISED_BY_BYTES` bytes; more of them do no harm. Never throws. */
export function recognise(bytes: Uint8Array): Recognised {
  const beginning = bytes.subarray(0, RECOGNISED_BY_BYTES);
  const signature = signatures.find(({ offset, bytes: magic }) =>
    [...magic].every((character, index) => beginning[offset + index] === character.charCodeAt(0)),
  );
  if (signature !== undefined) {
    return typeof signature.means === "string"
      ? { kind: "known", format: signature.means }
      : { kind: "foreign", what: signature.means.what };
  }
  if (looksLikeScpEcg(beginning)) return { kind: "known", format: "scp-ecg" };
  if (looksLikeBareDicom(beginning)) return { kind: "known", format: "dicom" };
  const root = xmlRootName(beginning);
  if (root !== null) {
    const format = xmlRoots.get(root);
    return format === undefined
      ? { kind: "foreign", what: `an XML file of <${root.slice(0, 40)}>` }
      : { kind: "known", format };
  }
  const text = decodeText(beginning);
  return text === null ? { kind: "binary" } : recogniseText(text);
}

function recogniseText(text: string): Recognised {
  const start = text.replace(/^[\ufeff\s]+/, "");
  if (start.startsWith("<")) return { kind: "foreign", what: "an XML file" };
  if (start.startsWith("{") || start.startsWith("[")) {
    return { kind: "known", format: /"resourceType"\s*:/.test(start) ? "fhir" : "json" };
  }
  if (looksLikeWfdbHeader(text) && !isNamedColumn(text)) return { kind: "known", format: "wfdb-header" };
  return { kind: "known", format: looksLikeAppleWatch(text) ? "apple-watch" : "csv" };
}

/** "ECG 1" above a column of numbers: a record line too, but no line of a header is a number alone. */
function isNamedColumn(text: string): boolean {
  return /^\s*[^\r\n]*[\r\n]+\s*[-+]?[\d.,]+(e[-+]?\d+)?\s*[\r\n]/i.test(text);
}

/**
 * UTF-8, UTF-16 with its byte order mark, or else Windows-1252, the latter two as spreadsheets write them ("\u00b5V");
 * null for what is no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  for (const byte of bytes.subarray(0, RECOGNISED_BY_BYTES)) {
    if (byte < 9 || (byte > 13 && byte < 32)) return null;
  }
  try {
    // of a beginning the last character may be cut off, which a stream allows
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
