// Section 2: the Huffman codes of the samples (EN 1064:2005, 5.5 and annex C). A code is a prefix, and behind
// it a number of bits that are added to its base value; or it switches to another table. Each table becomes a
// binary tree in one array, so that decoding costs one step a bit whatever the file says.
import { FormatError } from "../../ecg/errors.ts";
import type { ScpSection } from "./scp-record.ts";

/** Stands in place of the number of tables for "the default table of annex C". */
const DEFAULT_TABLE = 19999;
const CODE_BYTES = 9;
/** The base code has 32 bits, so a longer prefix cannot be written down. */
const MAX_PREFIX_BITS = 32;
/** Samples have 16 bits; a table may be generous, and more would not fit a number's bit operations. */
const MAX_EXTRA_BITS = 30;
/** In all tables together: one for each value that a sample can have. */
const MAX_CODES = 65_536;

interface HuffmanCode {
  /** Its bits in the order of the stream, the first one lowest: the way section 2 stores it. */
  readonly prefix: number;
  readonly prefixBits: number;
  readonly extraBits: number;
  readonly baseValue: number;
  /** Number of the table to go on with, from 1 on; 0 for a code that is a value. */
  readonly switchTo: number;
}

export interface HuffmanTable {
  readonly codes: readonly HuffmanCode[];
  /**
   * Two numbers a node, for a bit of 0 and of 1: the next node's number where it is positive, the code's
   * index with all bits inverted where it is negative, 0 where no code begins like this.
   */
  readonly tree: Int32Array;
}

/** The tables of section 2; the first one is where each lead begins. */
export function readHuffmanTables(section: ScpSection, where: string): readonly HuffmanTable[] {
  const { data, byteOffset } = section;
  const need = (at: number, bytes: number, field: string) => {
    if (at + bytes <= data.byteLength) return;
    throw new FormatError({
      file: where,
      byteOffset: byteOffset + at,
      field,
      got: `${Math.max(0, data.byteLength - at)} bytes`,
      wanted: `${bytes}`,
    });
  };
  need(0, 2, "number of Huffman tables");
  const tableCount = data.getUint16(0, true);
  if (tableCount === DEFAULT_TABLE) return [buildTable(defaultCodes())];
  if (tableCount === 0) {
    throw new FormatError({
      file: where,
      byteOffset,
      field: "number of Huffman tables",
      got: 0,
      wanted: "1 or more",
    });
  }
  const tables: HuffmanCode[][] = [];
  let at = 2;
  let totalCodes = 0;
  for (let table = 1; table <= tableCount; table++) {
    need(at, 2, `number of codes in Huffman table ${table}`);
    const codeCount = data.getUint16(at, true);
    totalCodes += codeCount;
    if (totalCodes > MAX_CODES) {
      throw new FormatError({
        file: where,
        byteOffset: byteOffset + at,
        field: "Huffman codes",
        got: totalCodes,
        wanted: `at most ${MAX_CODES}`,
      });
    }
    at += 2;
    need(at, codeCount * CODE_BYTES, `Huffman table ${table}`);
    const codes: HuffmanCode[] = [];
    for (let code = 0; code < codeCount; code++, at += CODE_BYTES) {
      codes.push(readCode(section, { at, tableCount, where }));
    }
    tables.push(codes);
  }
  return tables.map(buildTable);
}

function readCode(
  { data, byteOffset }: ScpSection,
  { at, tableCount, where }: { readonly at: number; readonly tableCount: number; readonly where: string },
): HuffmanCode {
  const refuse = (offset: number, field: string, got: number, wanted: string): never => {
    throw new FormatError({ file: where, byteOffset: byteOffset + at + offset, field, got, wanted });
  };
  const prefixBits = data.getUint8(at);
  const totalBits = data.getUint8(at + 1);
  const isValue = data.getUint8(at + 2) !== 0;
  const baseValue = data.getInt16(at + 3, true);
  if (prefixBits < 1 || prefixBits > MAX_PREFIX_BITS) {
    refuse(0, "bits of a Huffman prefix", prefixBits, `1 to ${MAX_PREFIX_BITS}`);
  }
  if (totalBits < prefixBits || totalBits > prefixBits + MAX_EXTRA_BITS) {
    refuse(1, "bits of a Huffman code", totalBits, `${prefixBits} to ${prefixBits + MAX_EXTRA_BITS}`);
  }
  if (!isValue && (baseValue < 1 || baseValue > tableCount)) {
    refuse(3, "Huffman table to switch to", baseValue, `1 to ${tableCount}`);
  }
  return {
    prefix: data.getUint32(at + 5, true),
    prefixBits,
    extraBits: isValue ? totalBits - prefixBits : 0,
    baseValue,
    switchTo: isValue ? 0 : baseValue,
  };
}

/**
 * Annex C, table C.1: the value 0 is one bit, 1 to 8 are as many ones, a zero and a sign; behind nine ones a
 * zero announces 8 bits of any value, a one 16.
 */
function defaultCodes(): HuffmanCode[] {
  const value = (prefix: number, prefixBits: number, baseValue: number, extraBits = 0) => ({
    prefix,
    prefixBits,
    extraBits,
    baseValue,
    switchTo: 0,
  });
  const codes = [value(0, 1, 0)];
  for (let size = 1; size <= 8; size++) {
    const ones = 2 ** size - 1;
    const sign = 2 ** (size + 1);
    codes.push(value(ones, size + 2, size), value(ones + sign, size + 2, -size));
  }
  codes.push(value(0x1ff, 10, 0, 8), value(0x3ff, 10, 0, 16));
  return codes;
}

/** Where one code is the beginning of another, the shorter one is found. */
function buildTable(codes: readonly HuffmanCode[]): HuffmanTable {
  const nodes = [0, 0];
  codes.forEach(({ prefix, prefixBits }, index) => {
    let node = 0;
    for (let bit = 0; bit < prefixBits; bit++) {
      const branch = 2 * node + ((prefix >>> bit) & 1);
      if (nodes[branch]! < 0) return;
      if (bit === prefixBits - 1) {
        nodes[branch] = ~index;
      } else {
        if (nodes[branch] === 0) {
          nodes[branch] = nodes.length / 2;
          nodes.push(0, 0);
        }
        node = nodes[branch]!;
      }
    }
  });
  return { codes, tree: Int32Array.from(nodes) };
}
