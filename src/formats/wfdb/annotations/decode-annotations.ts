// Annotation files in the MIT format (.atr, .qrs, LUDB's .i to .v6), by annot(5) of the WFDB Applications Guide: 16-bit
// little-endian words, 6 bits of code above 10 bits of samples since the annotation before; then words with
// codes above 58 that belong to it. A zero word ends the file.
import { FormatError, UnsupportedError } from "../../../ecg/errors.ts";
import { AUX, annotationMnemonic, CHN, NOTE, NUM, SKIP, SUB } from "./annotation-codes.ts";

export interface WfdbAnnotation {
  /** From the start of the record; may be negative. */
  readonly sample: number;
  readonly code: number;
  /** "N", "(", or what the file itself defines for the code. */
  readonly mnemonic: string;
  readonly subtype: number;
  /** Number of a signal; stays until the file says another. */
  readonly channel: number;
  /** Stays until the file says another. */
  readonly num: number;
  /** Bytes as Latin-1, NULs included; "" where there is none. */
  readonly aux: string;
}

export interface WfdbAnnotationFile {
  readonly annotations: readonly WfdbAnnotation[];
  /** Samples a second that the file counts in, where it says so; else those of the record. */
  readonly samplingRateHz: number | null;
}

/** A week with two annotations a second has a million; 8 MB hold four times that. */
const MAX_BYTES = 8 * 1_048_576;
const AHA_ENTRY_BYTES = 16;
const AHA_CODES = new Set([..."NVFREPQUO[]"].map((code) => code.charCodeAt(0)));

/**
 * Decodes a file; `where` names it in messages. Definitions at sample 0 (time resolution, custom codes) are applied
 * and not returned, nor are words of code 0. Throws FormatError for a file that ends early, UnsupportedError for
 * the AHA format.
 */
export function decodeWfdbAnnotations(bytes: Uint8Array, where: string): WfdbAnnotationFile {
  if (bytes.length > MAX_BYTES)
    throw new FormatError({
      file: where,
      byteOffset: 0,
      field: "bytes",
      got: bytes.length,
      wanted: `at most ${MAX_BYTES}`,
    });
  if (isAha(bytes))
    throw new UnsupportedError(`${where} is an annotation file in the AHA format, wanted the MIT format`);
  const all = decodeWords(bytes, where);
  const notes = all.filter(isDefinition).map(({ aux }) => aux.replace(/\0+$/, ""));
  const custom = customMnemonics(notes);
  const annotations = all
    .filter((annotation) => annotation.code !== 0 && !isDefinition(annotation))
    .map((annotation) => ({ ...annotation, mnemonic: custom.get(annotation.code) ?? annotation.mnemonic }));
  return { annotations, samplingRateHz: timeResolution(notes) };
}

/** AHA entries have 16 bytes each: a zero, then a letter out of few. */
function isAha(bytes: Uint8Array): boolean {
  if (bytes.length < AHA_ENTRY_BYTES || bytes.length % AHA_ENTRY_BYTES !== 0) return false;
  for (let at = 0; at < Math.min(bytes.length, 8 * AHA_ENTRY_BYTES); at += AHA_ENTRY_BYTES) {
    if (bytes[at] !== 0 || !AHA_CODES.has(bytes[at + 1]!)) return false;
  }
  return true;
}

function decodeWords(bytes: Uint8Array, where: string): WfdbAnnotation[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fault = (byteOffset: number, field: string, wanted: string) =>
    new FormatError({ file: where, byteOffset, field, got: "the end of the file", wanted });
  const found: { -readonly [Key in keyof WfdbAnnotation]: WfdbAnnotation[Key] }[] = [];
  let [sample, channel, num] = [0, 0, 0];
  for (let at = 0; ; at += 2) {
    if (at + 2 > bytes.length) throw fault(at, "annotations", "a closing zero word");
    const word = view.getUint16(at, true);
    if (word === 0) return found;
    const code = word >> 10;
    const low = word & 0xff;
    const last = found.at(-1);
    switch (code) {
      case SKIP:
        if (at + 6 > bytes.length) throw fault(at, "SKIP", "its four bytes");
        // 32 bits, the high half first, each half little-endian
        sample += (view.getInt16(at + 2, true) << 16) | view.getUint16(at + 4, true);
        at += 4;
        break;
      case NUM:
        num = (low << 24) >> 24;
        if (last !== undefined) last.num = num;
        break;
      case SUB:
        if (last !== undefined) last.subtype = (low << 24) >> 24;
        break;
      case CHN:
        channel = low;
        if (last !== undefined) last.channel = channel;
        break;
      case AUX: {
        const end = at + 2 + low;
        if (end > bytes.length) throw fault(at, "AUX", `its ${low} bytes of text and a closing zero word`);
        if (last !== undefined) last.aux = String.fromCharCode(...bytes.subarray(at + 2, end));
        at += low + (low & 1);
        break;
      }
      default:
        sample += word & 0x3ff;
        found.push({ sample, code, mnemonic: annotationMnemonic(code), subtype: 0, channel, num, aux: "" });
    }
  }
}

/** A comment at the start, which speaks of the file and not of the record. */
function isDefinition({ sample, code }: WfdbAnnotation): boolean {
  return sample === 0 && code === NOTE;
}

function timeResolution(notes: readonly string[]): number | null {
  for (const note of notes) {
    const rate = Number(/^## time resolution: (\d{1,9}(?:\.\d{1,9})?)/.exec(note)?.[1]);
    if (rate > 0) return rate;
  }
  return null;
}

/** "42 xx A description" for each code between the two lines that frame them. */
function customMnemonics(notes: readonly string[]): Map<number, string> {
  const custom = new Map<number, string>();
  const start = notes.indexOf("## annotation type definitions");
  const end = notes.indexOf("## end of definitions");
  for (const note of start === -1 ? [] : notes.slice(start + 1, end === -1 ? undefined : end)) {
    const match = /^(\d{1,2}) (\S{1,20}) ./.exec(note);
    if (match !== null) custom.set(Number(match[1]), match[2]!);
  }
  return custom;
}
