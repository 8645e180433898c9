// One channel of one FLAC frame: RFC 9639, sections 9.2.1 to 9.2.7.
import { type BitReader, flacFault, readBits, readRice, readSigned, readUnary } from "./bit-reader.ts";
import { addFixedPrediction, addLinearPrediction } from "./prediction.ts";

/** Samples of one channel; numbers of 33 bits do not fit into the first. */
export type ChannelBlock = Int32Array | Float64Array;

const CONSTANT = 0;
const VERBATIM = 1;
const FIRST_FIXED = 8;
const LAST_FIXED = 12;
const FIRST_LINEAR = 32;

/** Decodes a subframe into the whole of `out`. Throws FormatError. */
export function readSubframe(reader: BitReader, out: ChannelBlock, bitsPerSample: number): void {
  const padding = readBits(reader, 1);
  const type = readBits(reader, 6);
  const wastedBits = readBits(reader, 1) === 0 ? 0 : readUnary(reader) + 1;
  const bits = bitsPerSample - wastedBits;
  if (padding !== 0 || bits < 1) {
    const got = padding === 0 ? `${wastedBits} wasted bits` : "padding 1";
    throw flacFault(reader, "subframe header", { got, wanted: `less than ${bitsPerSample} wasted bits` });
  }
  if (type === CONSTANT) out.fill(readSigned(reader, bits));
  else if (type === VERBATIM) readVerbatim(reader, out, { count: out.length, bits });
  else if (type >= FIRST_FIXED && type <= LAST_FIXED) {
    const order = type - FIRST_FIXED;
    readWarmUp(reader, out, { order, bits });
    readResidual(reader, out, order);
    addFixedPrediction(out, order);
  } else if (type >= FIRST_LINEAR) readLinear(reader, out, { order: type - FIRST_LINEAR + 1, bits });
  else throw flacFault(reader, "subframe type", { got: type, wanted: "0, 1, 8 to 12 or 32 to 63" });
  if (wastedBits > 0) for (let i = 0; i < out.length; i++) out[i] = out[i]! * 2 ** wastedBits;
}

function readLinear(
  reader: BitReader,
  out: ChannelBlock,
  { order, bits }: { order: number; bits: number },
): void {
  readWarmUp(reader, out, { order, bits });
  const precision = readBits(reader, 4) + 1;
  const shift = readSigned(reader, 5);
  if (precision === 16 || shift < 0) {
    const got = `precision code ${precision - 1}, shift ${shift}`;
    throw flacFault(reader, "linear predictor", { got, wanted: "a code below 15 and a shift from 0" });
  }
  const coefficients = Int32Array.from({ length: order }, () => readSigned(reader, precision));
  readResidual(reader, out, order);
  // products and their sum, in bits: beyond 32, plain integer arithmetic would wrap
  const fitsInt32 = bits + precision + Math.ceil(Math.log2(order)) <= 32;
  addLinearPrediction(out, { coefficients, shift, fitsInt32 });
}

function readWarmUp(
  reader: BitReader,
  out: ChannelBlock,
  { order, bits }: { order: number; bits: number },
): void {
  if (order > out.length) {
    const wanted = `at most the ${out.length} samples of the block`;
    throw flacFault(reader, "predictor order", { got: order, wanted });
  }
  readVerbatim(reader, out, { count: order, bits });
}

function readVerbatim(
  reader: BitReader,
  out: ChannelBlock,
  { count, bits }: { count: number; bits: number },
): void {
  for (let i = 0; i < count; i++) out[i] = readSigned(reader, bits);
}

/** The residual behind the first `order` samples, in partitions with a Rice parameter each. */
function readResidual(reader: BitReader, out: ChannelBlock, order: number): void {
  const method = readBits(reader, 2);
  const partitionOrder = readBits(reader, 4);
  const partitionSize = out.length >> partitionOrder;
  if (method > 1 || partitionSize << partitionOrder !== out.length || partitionSize < order) {
    const got = `method ${method}, ${2 ** partitionOrder} partitions`;
    const wanted = `method 0 or 1, partitions that divide ${out.length} samples after ${order}`;
    throw flacFault(reader, "residual", { got, wanted });
  }
  const parameterBits = method === 0 ? 4 : 5;
  const escapeCode = 2 ** parameterBits - 1;
  for (let end = partitionSize, start = order; end <= out.length; start = end, end += partitionSize) {
    const parameter = readBits(reader, parameterBits);
    if (parameter === escapeCode) {
      const bits = readBits(reader, 5);
      for (let i = start; i < end; i++) out[i] = readSigned(reader, bits);
    } else readRice(reader, out, { start, end, parameter });
  }
}
