// Bytes of a JPEG file: markers, segments, and the Huffman-coded blocks of its scan (ITU-T T.81, annexes B, C and F).

import {
  CHROMINANCE_AC,
  CHROMINANCE_DC,
  type HuffmanSpec,
  LUMINANCE_AC,
  LUMINANCE_DC,
} from "./jpeg-tables.ts";

/** Code of each symbol in the low 16 bits, its length above them. */
function huffmanCodes({ counts, symbols }: HuffmanSpec): Int32Array {
  const codes = new Int32Array(256);
  let code = 0;
  let at = 0;
  counts.forEach((count, index) => {
    for (let each = 0; each < count; each++) codes[symbols[at++]!] = ((index + 1) << 16) | code++;
    code <<= 1;
  });
  return codes;
}

const DC = [huffmanCodes(LUMINANCE_DC), huffmanCodes(CHROMINANCE_DC)] as const;
const AC = [huffmanCodes(LUMINANCE_AC), huffmanCodes(CHROMINANCE_AC)] as const;
/** Most bytes a block can take: 64 coefficients of 16 + 11 bits, every byte stuffed. */
const MOST_BYTES_A_BLOCK = 440;

export interface JpegWriter {
  marker(code: number): void;
  segment(code: number, content: readonly number[]): void;
  /** Codes whole MCUs of `brightBlocks` blocks of brightness and one of either colour difference. */
  blocks(levels: Int16Array, brightBlocks: number): void;
  endOfScan(): void;
  bytes(): Uint8Array;
}

export function jpegWriter(): JpegWriter {
  let out = new Uint8Array(1 << 20);
  let length = 0;
  let pending = 0; // bits not yet written, right-aligned
  let pendingBits = 0;
  const last = new Int32Array(3); // DC of each component's previous block

  function reserve(more: number): void {
    if (length + more <= out.length) return;
    const larger = new Uint8Array(Math.max(2 * out.length, length + more));
    larger.set(out.subarray(0, length));
    out = larger;
  }

  function put(...bytes: readonly number[]): void {
    reserve(bytes.length);
    out.set(bytes, length);
    length += bytes.length;
  }

  function blocks(levels: Int16Array, brightBlocks: number): void {
    reserve((levels.length / 64) * MOST_BYTES_A_BLOCK);
    const target = out;
    const perMcu = brightBlocks + 2;
    let at = length;
    let buffer = pending;
    let bits = pendingBits;
    for (let block = 0, from = 0; from < levels.length; from += 64, block++) {
      const inMcu = block % perMcu;
      const component = inMcu < brightBlocks ? 0 : inMcu - brightBlocks + 1;
      const table = component === 0 ? 0 : 1;
      const ac = AC[table];
      const difference = levels[from]! - last[component]!;
      last[component] = levels[from]!;
      const size = 32 - Math.clz32(Math.abs(difference));
      const entry = DC[table][size]!;
      // a value's bits follow its code; negative ones are counted from the other end
      let value = ((entry & 0xffff) << size) | (difference < 0 ? difference + (1 << size) - 1 : difference);
      let count = (entry >> 16) + size;
      let zeros = 0;
      for (let order = 1; ; ) {
        // at most 15 bits wait and at most 27 come: the upper 16 go first where these are more
        if (count > 16) {
          count -= 16;
          buffer = (buffer << 16) | (value >>> count);
          const upper = (buffer >>> (bits + 8)) & 255;
          const lower = (buffer >>> bits) & 255;
          target[at++] = upper;
          if (upper === 255) target[at++] = 0;
          target[at++] = lower;
          if (lower === 255) target[at++] = 0;
          value &= (1 << count) - 1;
        }
        buffer = (buffer << count) | value;
        bits += count;
        if (bits >= 16) {
          bits -= 16;
          const upper = (buffer >>> (bits + 8)) & 255;
          const lower = (buffer >>> bits) & 255;
          target[at++] = upper;
          if (upper === 255) target[at++] = 0;
          target[at++] = lower;
          if (lower === 255) target[at++] = 0;
        }
        if (order > 63) break;
        let level = 0;
        while (order <= 63) {
          level = levels[from + order]!;
          order++;
          if (level !== 0) break;
          zeros++;
        }
        if (level === 0) {
          const end = ac[0]!;
          value = end & 0xffff;
          count = end >> 16;
          zeros = 0;
          continue;
        }
        if (zeros > 15) {
          const long = ac[0xf0]!;
          value = long & 0xffff;
          count = long >> 16;
          zeros -= 16;
          order--;
          // the run is not over: the same level is read again with 16 zeros fewer
          continue;
        }
        const acSize = 32 - Math.clz32(Math.abs(level));
        const code = ac[(zeros << 4) | acSize]!;
        value = ((code & 0xffff) << acSize) | (level < 0 ? level + (1 << acSize) - 1 : level);
        count = (code >> 16) + acSize;
        zeros = 0;
      }
    }
    length = at;
    pending = buffer & ((1 << bits) - 1);
    pendingBits = bits;
  }

  return {
    marker: (code) => put(255, code),
    segment: (code, content) =>
      put(255, code, (content.length + 2) >> 8, (content.length + 2) & 255, ...content),
    blocks,
    endOfScan: () => {
      // filled up with ones to whole bytes
      const fill = (8 - (pendingBits & 7)) & 7;
      pending = (pending << fill) | ((1 << fill) - 1);
      for (pendingBits += fill; pendingBits > 0; ) {
        pendingBits -= 8;
        const byte = (pending >>> pendingBits) & 255;
        put(byte);
        if (byte === 255) put(0);
      }
    },
    bytes: () => out.slice(0, length),
  };
}
