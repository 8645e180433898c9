// The bytes of one lead in section 5 or 6 to integers: Huffman codes, most significant bit first, or plain
// 16-bit numbers; then first or second differences undone (EN 1064:2005, 5.8 and 5.9). Arithmetic wraps at 16
// bits, because that is how encoders compute their differences.
import type { HuffmanTable } from "./huffman-tables.ts";

/** Bytes that may follow the last code: filling to a byte and to an even length. */
const MAX_PADDING_BITS = 24;

export interface EncodedLead {
  readonly bytes: Uint8Array;
  /** Of `bytes` in the file. */
  readonly byteOffset: number;
}

export interface SampleCoding {
  /** null for plain 16-bit numbers. */
  readonly tables: readonly HuffmanTable[] | null;
  /** 0 for the samples themselves, 1 and 2 for first and second differences. */
  readonly differences: number;
}

export interface DecodedSamples {
  /** As many as the bytes hold, at most as many as were asked for. */
  readonly values: Int16Array;
  /** Of the first bit that belongs to no code, or null. */
  readonly invalidCodeAtBit: number | null;
  /** Whether the bytes hold exactly the samples that were asked for, and perhaps padding. */
  readonly isExact: boolean;
}

/** Up to `count` samples of a lead. */
export function decodeSamples(lead: EncodedLead, count: number, coding: SampleCoding): DecodedSamples {
  const decoded =
    coding.tables === null ? readPlain(lead.bytes, count) : readHuffman(lead.bytes, count, coding.tables);
  undoDifferences(decoded.values, coding.differences);
  return decoded;
}

/** The most samples that so many bytes can hold: a Huffman code has at least one bit. */
export function maxSamples(byteLength: number, { tables }: SampleCoding): number {
  return tables === null ? Math.floor(byteLength / 2) : 8 * byteLength;
}

function readPlain(bytes: Uint8Array, count: number): DecodedSamples {
  const available = Math.min(count, bytes.length >> 1);
  const values = new Int16Array(available);
  for (let i = 0; i < available; i++) values[i] = bytes[2 * i]! | (bytes[2 * i + 1]! << 8);
  const restBits = 8 * bytes.length - 16 * count;
  return { values, invalidCodeAtBit: null, isExact: restBits >= 0 && restBits <= MAX_PADDING_BITS };
}

function readHuffman(bytes: Uint8Array, count: number, tables: readonly HuffmanTable[]): DecodedSamples {
  const bitCount = 8 * bytes.length;
  const values = new Int16Array(Math.min(count, bitCount));
  let { codes, tree } = tables[0]!;
  let filled = 0;
  let at = 0;
  let invalidCodeAtBit: number | null = null;
  decoding: while (filled < values.length) {
    let node = 0;
    const codeStart = at;
    do {
      if (at >= bitCount) break decoding;
      node = tree[2 * node + ((bytes[at >> 3]! >> (7 - (at & 7))) & 1)]!;
      at++;
    } while (node > 0);
    if (node === 0) {
      invalidCodeAtBit = codeStart;
      break;
    }
    const { extraBits, baseValue, switchTo } = codes[~node]!;
    if (switchTo !== 0) {
      ({ codes, tree } = tables[switchTo - 1]!);
      continue;
    }
    if (extraBits === 0) {
      values[filled++] = baseValue;
      continue;
    }
    if (at + extraBits > bitCount) break;
    // the first of these bits is a sign
    let extra = -((bytes[at >> 3]! >> (7 - (at & 7))) & 1);
    for (let bit = 1; bit < extraBits; bit++) {
      extra = (extra << 1) | ((bytes[(at + bit) >> 3]! >> (7 - ((at + bit) & 7))) & 1);
    }
    at += extraBits;
    values[filled++] = baseValue + extra;
  }
  return {
    values: values.subarray(0, filled),
    invalidCodeAtBit,
    isExact: filled === count && bitCount - at <= MAX_PADDING_BITS,
  };
}

function undoDifferences(values: Int16Array, differences: number): void {
  if (differences === 1) {
    for (let i = 1; i < values.length; i++) values[i]! += values[i - 1]!;
  } else if (differences === 2) {
    for (let i = 2; i < values.length; i++) values[i]! += 2 * values[i - 1]! - values[i - 2]!;
  }
}
