// The sample encodings of WFDB signal files with a fixed width, by the WFDB Applications Guide, signal(5); the
// codes for an invalid sample are those of the WFDB library (WFDB_INVALID_SAMPLE in each format's width). Samples
// of all signals are interleaved; a lane is what one of them has there.

export type FixedWidthFormat = 8 | 16 | 24 | 32 | 61 | 80 | 160 | 212 | 310 | 311;
/** Signal files that are FLAC streams, one channel a signal, of up to 8, 16 and 24 bits. */
export type FlacFormat = 508 | 516 | 524;
/** 0 is a signal without samples. */
export type WfdbFormat = 0 | FixedWidthFormat | FlacFormat;

/** Samples are packed in groups: 3 bytes hold 2 samples in format 212, 4 bytes 3 samples in 310 and 311. */
const groups: Record<
  FixedWidthFormat,
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

function isFixedWidthFormat(format: number): format is FixedWidthFormat {
  return Object.hasOwn(groups, format);
}

export function isFlacFormat(format: number): format is FlacFormat {
  return format === 508 || format === 516 || format === 524;
}

export function isWfdbFormat(format: number): format is WfdbFormat {
  return format === 0 || isFixedWidthFormat(format) || isFlacFormat(format);
}

/** The value that stands for "no sample here", or null: format 8 has none. */
export function invalidSample(format: FixedWidthFormat | FlacFormat): number | null {
  if (format === 8) return null;
  return -(2 ** ((isFlacFormat(format) ? format - 500 : groups[format].bits) - 1));
}

/** Bytes that `count` samples take, the last group cut off after the last byte that holds one of them. */
export function encodedBytes(format: FixedWidthFormat, count: number): number {
  const { bytes, samples } = groups[format];
  const rest = count % samples;
  // the second sample of a 310 group lies in its bytes 3 and 4; elsewhere n samples end in byte n + 1
  const restBytes = rest === 0 ? 0 : format === 310 && rest === 2 ? 4 : rest + 1;
  return Math.floor(count / samples) * bytes + restBytes;
}

/** Samples that `byteLength` bytes hold. */
export function encodedSamples(format: FixedWidthFormat, byteLength: number): number {
  const { bytes, samples } = groups[format];
  let count = Math.floor(Math.max(0, byteLength) / bytes) * samples;
  while (encodedBytes(format, count + 1) <= byteLength) count++;
  return count;
}

/** The last sample at or before `sample` that begins a group of bytes. */
export function groupStart(format: FixedWidthFormat, sample: number): number {
  return sample - (sample % groups[format].samples);
}

/** Where one signal lies among the interleaved samples of its file. */
export interface Lane {
  readonly byteOffset: number;
  /** Samples before its first, counted from `byteOffset` over all signals. */
  readonly first: number;
  /** Its samples in each frame. */
  readonly width: number;
  /** Samples of all signals in a frame. */
  readonly frameSize: number;
}

/**
 * Fills `out` with the samples of one signal, whole frames of them. The caller has made sure that the bytes are
 * there. Format 8 gives first differences, to be summed.
 */
export function readLane(bytes: Uint8Array, format: FixedWidthFormat, lane: Lane, out: Int32Array): void {
  const { byteOffset, first, width, frameSize } = lane;
  for (let place = 0; place < width; place++) {
    readStride(
      bytes,
      format,
      { byteOffset, first: first + place, step: frameSize, outFirst: place, outStep: width },
      out,
    );
  }
}

/** Every `step`-th sample from `first` on, to every `outStep`-th place from `outFirst` on. */
interface Stride {
  readonly byteOffset: number;
  readonly first: number;
  readonly step: number;
  readonly outFirst: number;
  readonly outStep: number;
}

function readStride(bytes: Uint8Array, format: FixedWidthFormat, stride: Stride, out: Int32Array): void {
  const { byteOffset, first, step, outFirst, outStep } = stride;
  const width = groups[format].bytes;
  const end = out.length;
  const skip = step * width;
  let b = byteOffset + first * width;
  let to = outFirst;
  switch (format) {
    case 8:
      for (; to < end; to += outStep, b += skip) out[to] = (bytes[b]! << 24) >> 24;
      break;
    case 80:
      for (; to < end; to += outStep, b += skip) out[to] = bytes[b]! - 128;
      break;
    case 16:
      for (; to < end; to += outStep, b += skip) out[to] = ((bytes[b]! << 16) | (bytes[b + 1]! << 24)) >> 16;
      break;
    case 61:
      for (; to < end; to += outStep, b += skip) out[to] = ((bytes[b]! << 24) | (bytes[b + 1]! << 16)) >> 16;
      break;
    case 160:
      for (; to < end; to += outStep, b += skip) out[to] = (bytes[b]! | (bytes[b + 1]! << 8)) - 32768;
      break;
    case 24:
      for (; to < end; to += outStep, b += skip)
        out[to] = ((bytes[b]! << 8) | (bytes[b + 1]! << 16) | (bytes[b + 2]! << 24)) >> 8;
      break;
    case 32:
      for (; to < end; to += outStep, b += skip)
        out[to] = bytes[b]! | (bytes[b + 1]! << 8) | (bytes[b + 2]! << 16) | (bytes[b + 3]! << 24);
      break;
    case 212:
      for (let at = first; to < end; to += outStep, at += step) out[to] = sample212(bytes, byteOffset, at);
      break;
    case 310:
    case 311: {
      const read = format === 310 ? sample310 : sample311;
      for (let at = first; to < end; to += outStep, at += step) out[to] = read(bytes, byteOffset, at);
      break;
    }
  }
}

/** Two samples in three bytes; the middle one holds the high bits of both. */
function sample212(bytes: Uint8Array, byteOffset: number, at: number): number {
  const odd = at % 2;
  const b = byteOffset + ((at - odd) / 2) * 3;
  const middle = bytes[b + 1]!;
  return odd === 0
    ? ((bytes[b]! | (middle << 8)) << 20) >> 20
    : ((bytes[b + 2]! | ((middle & 0xf0) << 4)) << 20) >> 20;
}

/** Three samples in two 16-bit words: bits 1 to 10 of each, and the third in their five spare bits each. */
function sample310(bytes: Uint8Array, byteOffset: number, at: number): number {
  const place = at % 3;
  const b = byteOffset + ((at - place) / 3) * 4;
  if (place < 2) return ((bytes[b + 2 * place]! | (bytes[b + 2 * place + 1]! << 8)) << 21) >> 22;
  return (((bytes[b + 1]! >> 3) | ((bytes[b + 3]! >> 3) << 5)) << 22) >> 22;
}

/** Three samples packed end to end into 30 of 32 bits; a byte cut off behind the last sample counts as 0. */
function sample311(bytes: Uint8Array, byteOffset: number, at: number): number {
  const place = at % 3;
  const b = byteOffset + ((at - place) / 3) * 4 + place;
  return ((bytes[b]! | (bytes[b + 1]! << 8)) << (22 - 2 * place)) >> 22;
}
