// What a file is, by its first bytes rather than its name, for messages that help.
import { looksLikeWfdbHeader } from "./wfdb/header.ts";

export type Recognised =
  | { readonly kind: "wfdb-header"; readonly text: string }
  | { readonly kind: "csv"; readonly text: string }
  | { readonly kind: "foreign"; readonly what: string }
  | { readonly kind: "binary" };

interface Signature {
  readonly what: string;
  readonly offset: number;
  readonly bytes: string;
}

// Each is the magic number in the defining document of its format.
const signatures: readonly Signature[] = [
  { what: "a PNG image", offset: 0, bytes: "\x89PNG" },
  { what: "a JPEG image", offset: 0, bytes: "\xff\xd8\xff" },
  { what: "a GIF image", offset: 0, bytes: "GIF8" },
  { what: "a TIFF image", offset: 0, bytes: "II*\0" },
  { what: "a TIFF image", offset: 0, bytes: "MM\0*" },
  { what: "a PDF document", offset: 0, bytes: "%PDF" },
  { what: "a ZIP archive", offset: 0, bytes: "PK\x03\x04" },
  { what: "a gzip archive", offset: 0, bytes: "\x1f\x8b" },
  { what: "a DICOM file", offset: 128, bytes: "DICM" },
  { what: "an EDF file", offset: 0, bytes: "0       " },
  { what: "a BDF file", offset: 0, bytes: "\xffBIOSEMI" },
  { what: "an SCP-ECG file", offset: 16, bytes: "SCPECG" },
  { what: "an ISHNE file", offset: 0, bytes: "ISHNE1.0" },
  { what: "an HDF5 file", offset: 0, bytes: "\x89HDF" },
  { what: "a MATLAB 5 file", offset: 0, bytes: "MATLAB 5.0" },
  { what: "an XML file", offset: 0, bytes: "<" },
  { what: "an XML file", offset: 0, bytes: "\xef\xbb\xbf<" },
  { what: "an XML file", offset: 0, bytes: "\xff\xfe<\0" },
  { what: "a JSON file", offset: 0, bytes: "{" },
];
const LOOKED_AT = 8192;

/** Says what a file's bytes are: readable text (decoded), a format that is not read, or unknown bytes. */
export function recognise(bytes: Uint8Array): Recognised {
  const signature = signatures.find(({ offset, bytes: magic }) =>
    [...magic].every((character, index) => bytes[offset + index] === character.charCodeAt(0)),
  );
  if (signature !== undefined) return { kind: "foreign", what: signature.what };
  const text = decodeText(bytes);
  if (text === null) return { kind: "binary" };
  return { kind: looksLikeWfdbHeader(text.slice(0, LOOKED_AT)) ? "wfdb-header" : "csv", text };
}

/** UTF-8, or UTF-16 with its byte order mark as spreadsheets write it; null for what is no text. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  for (const byte of bytes.subarray(0, LOOKED_AT)) {
    if (byte < 9 || (byte > 13 && byte < 32)) return null;
  }
  return new TextDecoder().decode(bytes);
}
