// The sample encodings of WFDB signal files, by the WFDB Applications Guide, signal(5); the codes for an
// invalid sample are those of the WFDB library (WFDB_INVALID_SAMPLE in each format's width). FLAC (508, 516,
// 524) is not here. Everything becomes 32-bit integers in file order.

export type WfdbFormat = 8 | 16 | 24 | 32 | 61 | 80 | 160 | 212 | 310 | 311;

/** Samples are packed in groups: 3 bytes hold 2 samples in format 212, 4 bytes 3 samples in 310 and 311. */
const groups: Record<
  WfdbFormat,
  { readonly bytes: number; readonly samples: number; readonly bits: number }
> = {
  8: { bytes: 1, samples: 1, bits: 8 },
  16: { bytes: 2, samples: 1, bits: 16 },
  24: { bytes: 3, samples: 1, bits: 24 },
  32: { bytes: 4, samples: 1, bits: 32 },
  61: { bytes: 2, samples: 1, bits: 16 },
  80: { bytes: 1, samples: 1, bits: 8 },
  160: { bytes: 2, samples: 1, bits: 16 },
  212: { bytes: 3, samples: 2, bits: 12 },
  310: { bytes: 4, samples: 3, bits: 10 },
  311: { bytes: 4, samples: 3, bits: 10 },
};

export function isWfdbFormat(format: number): format is WfdbFormat {
  return Object.hasOwn(groups, format);
}

/** The value that stands for "no sample here", or null: format 8 has none. */
export function invalidSample(format: WfdbFormat): number | null {
  return format === 8 ? null : -(2 ** (groups[format].bits - 1));
}

/** Bytes that `count` samples take, the last group cut off after the last byte that holds one of them. */
export function encodedBytes(format: WfdbFormat, count: number): number {
  const { bytes, samples } = groups[format];
  const rest = count % samples;
  // the second sample of a 310 group lies in its bytes 3 and 4; elsewhere n samples end in byte n + 1
  const restBytes = rest === 0 ? 0 : format === 310 && rest === 2 ? 4 : rest + 1;
  return Math.floor(count / samples) * bytes + restBytes;
}

/** Samples that `byteLength` bytes hold. */
export function encodedSamples(format: WfdbFormat, byteLength: number): number {
  const { bytes, samples } = groups[format];
  let count = Math.floor(Math.max(0, byteLength) / bytes) * samples;
  while (encodedBytes(format, count + 1) <= byteLength) count++;
  return count;
}

/**
 * `count` samples from `byteOffset` on, in file order (signals interleaved). The caller has made sure that
 * `encodedBytes` of them are there. Format 8 gives first differences, to be summed a signal at a time.
 */
export function decodeSamples(
  bytes: Uint8Array,
  format: WfdbFormat,
  byteOffset: number,
  count: number,
): Int32Array {
  const out = new Int32Array(count);
  switch (format) {
    case 8:
      for (let i = 0; i < count; i++) out[i] = (bytes[byteOffset + i]! << 24) >> 24;
      break;
    case 80:
      for (let i = 0; i < count; i++) out[i] = bytes[byteOffset + i]! - 128;
      break;
    case 16:
      for (let i = 0, b = byteOffset; i < count; i++, b += 2) {
        out[i] = ((bytes[b]! << 16) | (bytes[b + 1]! << 24)) >> 16;
      }
      break;
    case 61:
      for (let i = 0, b = byteOffset; i < count; i++, b += 2) {
        out[i] = ((bytes[b]! << 24) | (bytes[b + 1]! << 16)) >> 16;
      }
      break;
    case 160:
      for (let i = 0, b = byteOffset; i < count; i++, b += 2) {
        out[i] = (bytes[b]! | (bytes[b + 1]! << 8)) - 32768;
      }
      break;
    case 24:
      for (let i = 0, b = byteOffset; i < count; i++, b += 3) {
        out[i] = ((bytes[b]! << 8) | (bytes[b + 1]! << 16) | (bytes[b + 2]! << 24)) >> 8;
      }
      break;
    case 32:
      for (let i = 0, b = byteOffset; i < count; i++, b += 4) {
        out[i] = bytes[b]! | (bytes[b + 1]! << 8) | (bytes[b + 2]! << 16) | (bytes[b + 3]! << 24);
      }
      break;
    case 212:
      unpack212(bytes, byteOffset, out);
      break;
    case 310:
    case 311:
      unpack10Bit(bytes, byteOffset, format, out);
      break;
  }
  return out;
}

// Past the end of a typed array lies undefined, which counts as 0 in bitwise operations: a last group that
// is cut off behind the samples it still holds needs no case of its own in the two functions below.

function unpack212(bytes: Uint8Array, byteOffset: number, out: Int32Array): void {
  for (let i = 0, b = byteOffset; i < out.length; i += 2, b += 3) {
    const middle = bytes[b + 1]!;
    out[i] = ((bytes[b]! | (middle << 8)) << 20) >> 20;
    if (i + 1 < out.length) out[i + 1] = ((bytes[b + 2]! | ((middle & 0xf0) << 4)) << 20) >> 20;
  }
}

/** 310: three samples in two 16-bit words, the third in their five spare bits each; 311: packed end to end. */
function unpack10Bit(bytes: Uint8Array, byteOffset: number, format: 310 | 311, out: Int32Array): void {
  for (let i = 0, b = byteOffset; i < out.length; i += 3, b += 4) {
    const low = bytes[b]! | (bytes[b + 1]! << 8);
    const high = bytes[b + 2]! | (bytes[b + 3]! << 8);
    const first = format === 310 ? low >> 1 : low;
    const second = format === 310 ? high >> 1 : (low >> 10) | (high << 6);
    const third = format === 310 ? (low >> 11) | ((high >> 11) << 5) : high >> 4;
    out[i] = (first << 22) >> 22;
    if (i + 1 < out.length) out[i + 1] = (second << 22) >> 22;
    if (i + 2 < out.length) out[i + 2] = (third << 22) >> 22;
  }
}
