// A file broken where it hurts: what is around stays sound, so that the reader believes the rest. Numbers and words of
// texts, lengths and values of DICOM elements, pointers and tables of SCP-ECG, header fields of EDF and ISHNE, file
// lists of ZIP, addresses of HDF5, dictionaries of NPY.
import { type FileFormat, recognise } from "../../formats/recognise.ts";
import { ABSURD_NUMBERS, setNumber } from "./break-bytes.ts";
import { breakText } from "./break-text.ts";
import { oneOf, type RandomNumbers } from "./random-numbers.ts";

type Break = (bytes: Uint8Array, random: RandomNumbers) => Uint8Array;

const LONG_VRS = ["OB", "OW", "SQ", "UN", "UT"];
const VRS = [...LONG_VRS, "AS", "CS", "DA", "DS", "IS", "LO", "PN", "SH", "SS", "TM", "UI", "UL", "US"];
const VALUES = ["", "0", "-1", "-2.5", "1e309", "1e-300", "NaN", "2,5", "99999999999", "0x10", "  ", "a\\b"];
const EDF_FIXED_FIELDS = [
  [184, 8],
  [192, 44],
  [236, 8],
  [244, 8],
  [252, 4],
] as const;
/** Width before the field in one signal, and its own: label, unit, four ranges, samples. */
const EDF_SIGNAL_FIELDS = [
  [0, 16],
  [96, 8],
  [104, 8],
  [112, 8],
  [120, 8],
  [128, 8],
  [216, 8],
] as const;
const EDF_VALUES = [...VALUES, "EDF+D", "EDF+C", "EDF Annotations", "mV", "uV", "-32768", "32767", "1"];
/** Where an SCP-ECG record's pointers begin: behind 6 bytes of its own and 16 of section 0. */
const SCP_POINTERS_AT = 22;
const SCP_POINTER_BYTES = 10;
const SCP_SECTIONS = 12;
const ISHNE_HEADER_BYTES = 522;
/** Of the file list, of the header before a file, of the end. */
const ZIP_SIGNATURES = [0x02014b50, 0x04034b50, 0x06054b50];
/** Most of what an HDF5 file says of itself stands before its values. */
const HDF5_STRUCTURE_BYTES = 65_536;

const byFormat: Partial<Readonly<Record<FileFormat, Break>>> = {
  dicom: breakDicom,
  "scp-ecg": breakScp,
  edf: breakEdf,
  ishne: (bytes, random) =>
    breakNumbers(bytes, random, { from: 8, to: ISHNE_HEADER_BYTES, byteCounts: [2, 4] }),
  zip: breakZip,
  hdf5: breakHdf5,
  npy: (bytes, random) => breakText(bytes, random, { from: 10, to: 128 }),
  "hl7-aecg": breakText,
  muse: breakText,
  sierra: breakText,
  fhir: breakText,
  json: breakText,
  csv: breakText,
  "apple-watch": breakText,
  "wfdb-header": breakText,
};

/** What breaks the structure of such a file, or null where nothing of it is known. */
export function structureBreak(bytes: Uint8Array): Break | null {
  const recognised = recognise(bytes);
  return recognised.kind === "known" ? (byFormat[recognised.format] ?? null) : null;
}

/** One to four edits, each by `edit`, of a copy. */
function edited(bytes: Uint8Array, random: RandomNumbers, edit: (copy: Uint8Array) => void): Uint8Array {
  const copy = bytes.slice();
  for (let edits = 1 + Math.floor(random() * 4); edits > 0; edits--) edit(copy);
  return copy;
}

function setText(bytes: Uint8Array, place: number, width: number, text: string): void {
  for (let i = 0; i < width && place + i < bytes.length; i++) bytes[place + i] = text.charCodeAt(i) || 0x20;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function breakNumbers(
  bytes: Uint8Array,
  random: RandomNumbers,
  { from, to, byteCounts }: { from: number; to: number; byteCounts: readonly number[] },
): Uint8Array {
  return edited(bytes, random, (copy) => {
    const place = from + 2 * Math.floor((random() * (Math.min(to, bytes.length) - from)) / 2);
    setNumber(copy, { place, byteCount: oneOf(byteCounts, random), value: oneOf(ABSURD_NUMBERS, random) });
  });
}

/** Elements in explicit VR: length, representation or value. */
function breakDicom(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const places = [...latin1(bytes).matchAll(new RegExp(`[\\s\\S]{4}(?:${VRS.join("|")})`, "g"))];
  if (places.length === 0) return bytes.slice();
  return edited(bytes, random, (copy) => {
    const place = oneOf(places, random).index;
    const vr = latin1(bytes.subarray(place + 4, place + 6));
    const isLong = LONG_VRS.includes(vr);
    const kind = random();
    const length = { place: place + (isLong ? 8 : 6), byteCount: isLong ? 4 : 2 };
    if (kind < 0.4) setNumber(copy, { ...length, value: oneOf(ABSURD_NUMBERS, random) });
    else if (kind < 0.5) setText(copy, place + 4, 2, oneOf(VRS, random));
    else if (isLong || ["US", "UL", "SS"].includes(vr)) {
      setNumber(copy, {
        place: place + 8,
        byteCount: vr === "UL" ? 4 : 2,
        value: oneOf(ABSURD_NUMBERS, random),
      });
    } else setText(copy, place + 8, copy[place + 6]!, oneOf(VALUES, random));
  });
}

/** Pointers, section headers, and the first numbers of sections: tables, leads, scales. */
function breakScp(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return edited(bytes, random, (copy) => {
    const pointer = SCP_POINTERS_AT + SCP_POINTER_BYTES * Math.floor(random() * SCP_SECTIONS);
    const offset = pointer + 10 <= bytes.length ? view.getUint32(pointer + 6, true) - 1 : 0;
    const value = oneOf([...ABSURD_NUMBERS, offset, offset + 1, bytes.length], random);
    const kind = random();
    if (kind < 0.3) setNumber(copy, { place: pointer + oneOf([0, 2, 6], random), byteCount: 4, value });
    else if (kind < 0.4) setNumber(copy, { place: offset + oneOf([2, 4, 8], random), byteCount: 2, value });
    else {
      const place = offset + 16 + Math.floor(random() ** 3 * 200);
      setNumber(copy, { place, byteCount: oneOf([1, 2, 4], random), value });
    }
  });
}

function breakEdf(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const count = Number(latin1(bytes.subarray(252, 256)));
  return edited(bytes, random, (copy) => {
    const signal = Math.floor(random() * count);
    const [before, width] = oneOf(EDF_SIGNAL_FIELDS, random);
    const place = 256 + before * count + width * signal;
    const [fixedPlace, fixedWidth] = oneOf(EDF_FIXED_FIELDS, random);
    if (random() < 0.6) setText(copy, place, width, oneOf(EDF_VALUES, random));
    else setText(copy, fixedPlace, fixedWidth, oneOf(EDF_VALUES, random));
  });
}

/** Fields of the file list, of the headers before each file, and of the end. */
function breakZip(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records = Array.from({ length: bytes.length - 4 }, (_, at) => at).filter((at) =>
    ZIP_SIGNATURES.includes(view.getUint32(at, true)),
  );
  return edited(bytes, random, (copy) => {
    const place = oneOf(records, random) + 4 + 2 * Math.floor(random() * 21);
    setNumber(copy, { place, byteCount: oneOf([2, 4], random), value: oneOf(ABSURD_NUMBERS, random) });
  });
}

/** Words of eight bytes: addresses become others of the file, sizes absurd. */
function breakHdf5(bytes: Uint8Array, random: RandomNumbers): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = Math.floor(Math.min(bytes.length, HDF5_STRUCTURE_BYTES) / 8);
  const filled = Array.from({ length: words }, (_, i) => 8 * i).filter(
    (at) => view.getBigUint64(at, true) !== 0n,
  );
  return edited(bytes, random, (copy) => {
    const place = oneOf(filled, random);
    const other = Number(view.getBigUint64(oneOf(filled, random), true) % BigInt(2 ** 40));
    const value = oneOf([other, other, place, bytes.length, 2 ** 40, ...ABSURD_NUMBERS], random);
    setNumber(copy, { place, byteCount: oneOf([1, 2, 4, 8], random), value });
  });
}
