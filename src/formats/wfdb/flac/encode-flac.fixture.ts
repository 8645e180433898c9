// A FLAC encoder for tests, by RFC 9639: it stores what it is told the way it is told, so that every kind of
// subframe, of residual and of channel coding can be met at any sample size. Never small, never clever.
import { crc8, crc16 } from "./crc.ts";
import type { ChannelCoding } from "./frame-header.ts";

export type SubframeKind =
  | { readonly kind: "constant" | "verbatim" }
  | { readonly kind: "fixed"; readonly order: number }
  | { readonly kind: "linear"; readonly coefficients: readonly number[]; readonly shift: number };

export interface FlacPlan {
  readonly bitsPerSample: number;
  readonly channels: readonly (readonly number[])[];
  readonly blockSize: number;
  readonly coding: ChannelCoding;
  readonly subframe: SubframeKind;
  /** Low bits that are zero in every sample. */
  readonly wastedBits: number;
  /** Rice parameter, or null for plain residuals behind an escape code. */
  readonly parameter: number | null;
  /** 4-bit Rice parameters, or 5-bit ones. */
  readonly method: 0 | 1;
  readonly partitionOrder: number;
  /** Whether STREAMINFO tells the length. */
  readonly lengthKnown: boolean;
}

interface BitWriter {
  put(value: number, count: number): void;
  bytes(): Uint8Array;
}

function bitWriter(): BitWriter {
  const bits: number[] = [];
  return {
    put(value, count) {
      for (let bit = count - 1; bit >= 0; bit--) bits.push(Number((BigInt(value) >> BigInt(bit)) & 1n));
    },
    bytes() {
      while (bits.length % 8 !== 0) bits.push(0);
      return Uint8Array.from({ length: bits.length / 8 }, (_, i) =>
        bits.slice(8 * i, 8 * i + 8).reduce((byte, bit) => 2 * byte + bit, 0),
      );
    },
  };
}

const fixedCoefficients = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

export function encodeFlac(plan: FlacPlan): Uint8Array {
  const { channels, bitsPerSample, blockSize, lengthKnown } = plan;
  const length = channels[0]!.length;
  const stream = bitWriter();
  const header: [number, number][] = [
    [0x664c6143, 32],
    [0, 8],
    [34, 24],
    [blockSize, 16],
    [blockSize, 16],
    [0, 24],
  ];
  header.push([0, 24], [96_000, 20], [channels.length - 1, 3], [bitsPerSample - 1, 5]);
  header.push([lengthKnown ? length : 0, 36], [0, 64], [0, 64], [0x81, 8], [3, 24], [0, 24]);
  for (const [value, count] of header) stream.put(value, count);
  const parts = [stream.bytes()];
  for (let start = 0; start < length; start += blockSize) {
    const block = channels.map((samples) => samples.slice(start, start + blockSize));
    parts.push(encodeFrame(plan, block, start / blockSize));
  }
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function encodeFrame(plan: FlacPlan, block: readonly (readonly number[])[], number: number): Uint8Array {
  const out = bitWriter();
  const size = block[0]!.length;
  const channelCode = { independent: block.length - 1, "left/side": 8, "side/right": 9, "mid/side": 10 }[
    plan.coding
  ];
  for (const [value, count] of [
    [0b111_1111_1111_1100, 15],
    [0, 1],
    [7, 4],
    [0, 4],
    [channelCode, 4],
    [0, 3],
    [0, 1],
  ])
    out.put(value!, count!);
  out.put(number, 8); // below 128: one byte
  out.put(size - 1, 16);
  const header = out.bytes();
  out.put(crc8(header, 0, header.length), 8);
  const [first = [], second = []] = block;
  const side = first.map((value, i) => value - second[i]!);
  const mid = first.map((value, i) => Math.floor((value + second[i]!) / 2));
  const coded = {
    independent: block,
    "left/side": [first, side],
    "side/right": [side, second],
    "mid/side": [mid, side],
  }[plan.coding];
  for (const samples of coded)
    putSubframe(out, plan, samples, plan.bitsPerSample + (samples === side ? 1 : 0));
  const body = out.bytes();
  const crc = crc16(body, 0, body.length);
  return Uint8Array.from([...body, crc >> 8, crc & 0xff]);
}

function putSubframe(out: BitWriter, plan: FlacPlan, whole: readonly number[], wholeBits: number): void {
  const { subframe } = plan;
  // the mean of two channels may be odd where both are even
  const wastedBits = whole.every((value) => value % 2 ** plan.wastedBits === 0) ? plan.wastedBits : 0;
  const samples = whole.map((value) => value / 2 ** wastedBits);
  const bits = wholeBits - wastedBits;
  const coefficients =
    subframe.kind === "fixed"
      ? fixedCoefficients[subframe.order]!
      : subframe.kind === "linear"
        ? subframe.coefficients
        : [];
  const order = coefficients.length;
  const type = { constant: 0, verbatim: 1, fixed: 8 + order, linear: 31 + order }[subframe.kind];
  out.put(type, 7);
  out.put(wastedBits === 0 ? 0 : 1, 1);
  if (wastedBits > 0) out.put(1, wastedBits);
  if (subframe.kind === "constant" || subframe.kind === "verbatim") {
    const stored = subframe.kind === "constant" ? samples.slice(0, 1) : samples;
    for (const value of stored) out.put(value, bits);
    return;
  }
  const shift = subframe.kind === "linear" ? subframe.shift : 0;
  for (const value of samples.slice(0, order)) out.put(value, bits);
  if (subframe.kind === "linear") {
    out.put(14, 4);
    out.put(shift, 5);
    for (const coefficient of coefficients) out.put(coefficient, 15);
  }
  const residual = samples.map((value, i) =>
    i < order
      ? 0
      : value - Math.floor(coefficients.reduce((sum, c, k) => sum + c * samples[i - 1 - k]!, 0) / 2 ** shift),
  );
  putResidual(out, plan, { residual, order });
}

function putResidual(
  out: BitWriter,
  { method, parameter, partitionOrder }: FlacPlan,
  { residual, order }: { residual: readonly number[]; order: number },
): void {
  const fits = residual.length % 2 ** partitionOrder === 0 && residual.length / 2 ** partitionOrder >= order;
  const partitions = fits ? partitionOrder : 0;
  out.put(method, 2);
  out.put(partitions, 4);
  const size = residual.length / 2 ** partitions;
  for (let start = 0; start < residual.length; start += size) {
    const part = residual.slice(Math.max(order, start), start + size);
    const bits = 1 + Math.max(0, ...part.map((value) => Math.ceil(Math.log2(Math.abs(value) + 1))));
    // a quotient is so many zeros: where it would be long, plain numbers are used
    const plain = parameter === null || bits - parameter > 10;
    out.put(plain ? (method === 0 ? 15 : 31) : parameter, method === 0 ? 4 : 5);
    if (plain) out.put(Math.min(bits, 31), 5);
    for (const value of part) {
      if (plain) out.put(value, Math.min(bits, 31));
      else {
        const folded = value >= 0 ? 2 * value : -2 * value - 1;
        out.put(1, Math.floor(folded / 2 ** parameter) + 1);
        out.put(folded % 2 ** parameter, parameter);
      }
    }
  }
}
