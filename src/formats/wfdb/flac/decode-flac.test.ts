// Truth: the samples that were encoded, by the encoder beside this file (each branch of RFC 9639 at every sample size)
// or, in the fixtures flac*.dat that ../decode-wfdb.test.ts reads, by libsndfile. CRC values of "123456789" are
// those of the catalogue of CRC algorithms (CRC-8/SMBUS, CRC-16/UMTS).
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FormatError } from "../../../ecg/errors.ts";
import { crc8, crc16 } from "./crc.ts";
import { countFlacSamples, decodeFlac } from "./decode-flac.ts";
import { encodeFlac, type FlacPlan, type SubframeKind } from "./encode-flac.fixture.ts";
import { readFlacStreamInfo } from "./stream-info.ts";

function decode(bytes: Uint8Array, range: { fromSample?: number; sampleCount: number }): Int32Array[] {
  const stream = readFlacStreamInfo(bytes, "x.dat");
  return decodeFlac(bytes, { stream, where: "x.dat", fromSample: 0, ...range });
}

test("both checksums", () => {
  const bytes = new TextEncoder().encode("123456789");
  assert.equal(crc8(bytes, 0, 9), 0xf4);
  assert.equal(crc16(bytes, 0, 9), 0xfee8);
});

const subframes: fc.Arbitrary<SubframeKind> = fc.oneof(
  fc.constant({ kind: "verbatim" as const }),
  fc.record({ kind: fc.constant("fixed" as const), order: fc.integer({ min: 0, max: 4 }) }),
  fc.record({
    kind: fc.constant("linear" as const),
    coefficients: fc.oneof(
      fc.array(fc.integer({ min: -16_384, max: 16_383 }), { minLength: 1, maxLength: 32 }),
      fc.constantFrom([2, -1], [1], Array(32).fill(0)),
    ),
    shift: fc.integer({ min: 0, max: 15 }),
  }),
);

const plans: fc.Arbitrary<FlacPlan> = fc
  .record({
    bitsPerSample: fc.integer({ min: 4, max: 32 }),
    coding: fc.constantFrom("independent", "left/side", "side/right", "mid/side"),
    channelCount: fc.integer({ min: 1, max: 8 }),
    length: fc.integer({ min: 1, max: 120 }),
    blockSize: fc.constantFrom(16, 32, 48, 120),
    subframe: subframes,
    wastedBits: fc.integer({ min: 0, max: 3 }),
    parameter: fc.option(fc.integer({ min: 0, max: 14 })),
    method: fc.constantFrom(0, 1),
    partitionOrder: fc.integer({ min: 0, max: 4 }),
    lengthKnown: fc.boolean(),
    seed: fc.integer({ min: 1, max: 1e9 }),
    loudness: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ channelCount, length, seed, loudness, ...plan }) => {
    const count = plan.coding === "independent" ? channelCount : 2;
    const step = 2 ** plan.wastedBits;
    const top = 2 ** (plan.bitsPerSample - 1);
    let state = seed;
    const noise = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647 - 0.5;
    };
    const channels = Array.from({ length: count }, (_, channel) =>
      Array.from({ length }, (_, i) => {
        const value = (Math.sin(i / (4 + channel)) + noise() * loudness) * 0.9 * top * loudness;
        const limited = Math.min(top - step, Math.max(-top, value));
        return Math.round(limited / step) * step || 0;
      }),
    );
    // every warm-up sample must lie in the block
    const shortest = length % plan.blockSize || plan.blockSize;
    return { ...plan, channels, subframe: orderWithin(plan.subframe, Math.min(length, shortest)) };
  })
  .filter(residualsFit);

function orderWithin(subframe: SubframeKind, samples: number): SubframeKind {
  if (subframe.kind === "fixed") return { ...subframe, order: Math.min(subframe.order, samples) };
  if (subframe.kind !== "linear") return subframe;
  return { ...subframe, coefficients: subframe.coefficients.slice(0, samples) };
}

/** RFC 9639 asks residuals to fit 32 bits; a plain one has 31 at most. */
function residualsFit({ subframe, bitsPerSample }: FlacPlan): boolean {
  if (subframe.kind === "fixed") return bitsPerSample + 1 + subframe.order <= 30;
  if (subframe.kind !== "linear") return true;
  const weight = subframe.coefficients.reduce((sum, c) => sum + Math.abs(c), 0) / 2 ** subframe.shift;
  return 2 ** bitsPerSample * (weight + 1) < 2 ** 30;
}

test("what is encoded is decoded, whatever the sample size and the way of coding", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const bytes = encodeFlac(plan);
      const length = plan.channels[0]!.length;
      const stream = readFlacStreamInfo(bytes, "x.dat");
      assert.deepEqual(
        [stream.channelCount, stream.bitsPerSample, stream.sampleCount],
        [plan.channels.length, plan.bitsPerSample, plan.lengthKnown ? length : null],
      );
      assert.equal(countFlacSamples(bytes, { stream, where: "x.dat", limit: 1000 }), length);
      const decoded = decode(bytes, { sampleCount: length });
      assert.deepEqual(
        decoded.map((channel) => [...channel]),
        plan.channels,
      );
      const fromSample = length >> 1;
      const part = decode(bytes, { fromSample, sampleCount: length - fromSample });
      assert.deepEqual(
        part.map((channel) => [...channel]),
        plan.channels.map((channel) => channel.slice(fromSample)),
      );
    }),
    { numRuns: 400 },
  );
});

const PLAN: FlacPlan = {
  bitsPerSample: 16,
  channels: [[5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 7]],
  blockSize: 16,
  coding: "independent",
  subframe: { kind: "constant" },
  wastedBits: 0,
  parameter: 3,
  method: 0,
  partitionOrder: 0,
  lengthKnown: true,
};

test("constant blocks, of the largest and smallest values too", () => {
  assert.deepEqual([...decode(encodeFlac(PLAN), { sampleCount: 17 })[0]!], PLAN.channels[0]);
  for (const bitsPerSample of [4, 8, 24, 32]) {
    for (const value of [2 ** (bitsPerSample - 1) - 1, -(2 ** (bitsPerSample - 1))]) {
      const bytes = encodeFlac({ ...PLAN, bitsPerSample, channels: [[value]] });
      assert.deepEqual([...decode(bytes, { sampleCount: 1 })[0]!], [value]);
    }
  }
});

test("a broken file is refused with the byte where it breaks", () => {
  const good = encodeFlac(PLAN);
  const firstFrame = readFlacStreamInfo(good, "x.dat").firstFrameByte;
  const damaged = (at: number, xor: number) => good.map((byte, i) => (i === at ? byte ^ xor : byte));
  const refused: [Uint8Array, RegExp][] = [
    [damaged(0, 1), /x.dat, byte 0: FLAC marker/],
    [damaged(4, 1), /byte 4: first metadata block: got type 1 of 34 bytes, wanted STREAMINFO/],
    [damaged(firstFrame, 1), new RegExp(`byte ${firstFrame}: frame: got no sync code`)],
    [damaged(firstFrame + 5, 1), /CRC-8 of the frame header/],
    [damaged(good.length - 1, 1), /CRC-16 of the frame: got/],
    [damaged(good.length - 3, 1), /CRC-16 of the frame: got/],
    [good.subarray(0, good.length - 1), /the end of the file, wanted the rest of the frame/],
    [good.subarray(0, 30), /metadata block: got 34 bytes, wanted at most 22/],
    [good.subarray(0, 6), /metadata block: got the end of the file/],
  ];
  for (const [bytes, message] of refused) {
    assert.throws(
      () => decode(bytes, { sampleCount: 17 }),
      (error) => {
        assert.ok(error instanceof FormatError, String(error));
        assert.match(error.message, message);
        assert.equal(typeof error.fault?.byteOffset, "number");
        return true;
      },
    );
  }
  assert.throws(() => decode(good, { sampleCount: 18 }), /samples of a signal: got 17, wanted 18/);
  assert.throws(() => decode(good, { sampleCount: 40_000_000 }), /wanted 40000000/);
});
