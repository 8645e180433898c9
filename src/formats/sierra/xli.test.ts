// Expected values are worked out by hand from the algorithms: LZW (Welch 1984) and second differences.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../../ecg/errors.ts";
import { findCalibration } from "./find-calibration.ts";
import { expandLzw } from "./lzw.ts";
import { restoreLimbLeads } from "./restore-limb-leads.ts";
import { decodeXli } from "./xli.ts";

/** 10-bit codes, most significant bit first, filled up with zeros. */
function packed(codes: readonly number[]): Uint8Array {
  const bits = codes.map((code) => code.toString(2).padStart(10, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
}
function expanded(codes: readonly number[], maxOutputBytes = 100): number[] {
  return [...expandLzw({ bytes: packed(codes), maxOutputBytes, file: "f", field: "x" })];
}
function chunk(codes: readonly number[], firstDifference: number): number[] {
  const data = packed(codes);
  return [data.length, 0, 0, 0, 1, 0, firstDifference & 255, (firstDifference >> 8) & 255, ...data];
}
function channelsOf(bytes: readonly number[], leadCount = 1) {
  return decodeXli({ bytes: Uint8Array.from(bytes), leadCount, maxSamplesPerLead: 10, file: "f" });
}

test("LZW: plain bytes, entries, an entry that is used while it is made, the end code", () => {
  assert.deepEqual(expanded([65, 66, 1023, 67]), [65, 66]);
  assert.deepEqual(expanded([65, 66, 256, 258, 1023]), [65, 66, 65, 66, 65, 66, 65]);
  assert.deepEqual(expanded([7, 256, 257, 1023]), [7, 7, 7, 7, 7, 7]);
  assert.deepEqual(expanded([]), []);
});

test("LZW without an end code ends with the bytes; less than a code is left over", () => {
  assert.deepEqual(expanded([1, 2, 3, 4]), [1, 2, 3, 4]);
  assert.deepEqual(expanded([1, 2, 3]), [1, 2, 3]);
});

test("LZW: a full dictionary stays as it is", () => {
  // entries 256 to 1022 need 768 codes; the next one may use the last entry, which is 254 255 here
  const codes = Array.from({ length: 768 }, (_, index) => index % 256);
  const result = expanded([...codes, 0, 0, 0, 1022], 2000);
  assert.deepEqual(result.slice(768), [0, 0, 0, 254, 255]);
});

test("LZW: a code that is not known yet and a runaway output are refused", () => {
  assert.throws(() => expanded([65, 257]), /f: x: got code 257, wanted at most 255 here/);
  assert.throws(() => expanded([256]), FormatError);
  assert.throws(() => expanded([7, 256, 257], 5), /at most 5 bytes once unpacked/);
});

test("XLI: second differences, 64 too high and one place early", () => {
  // 10, 12, then differences 3 (of the header), -2 and 0: 2*12-10-3 = 11, 2*11-12+2 = 12, 2*12-11-0 = 13
  const high = [0, 0, 0, 0, 0];
  const { channels } = channelsOf(chunk([...high, 10, 12, 62, 64, 64, 1023], 3));
  assert.deepEqual([...channels[0]!], [10, 12, 11, 12, 13]);
  // -1 and -2 as 16 bits, header difference -5: 2*-2+1+5 = 2
  const negative = channelsOf(chunk([255, 255, 0, 255, 254, 64, 1023], -5));
  assert.deepEqual([...negative.channels[0]!], [-1, -2, 2]);
});

test("XLI: further channels are counted, missing and damaged ones refused", () => {
  const one = chunk([0, 0, 5, 6], 0);
  const { channels, furtherChannels } = channelsOf([...one, ...one, ...one], 1);
  assert.deepEqual([channels.map((channel) => [...channel]), furtherChannels], [[[5, 6]], 2]);
  assert.throws(() => channelsOf(one, 2), /XLI channels: got 1, wanted 2/);
  assert.throws(() => channelsOf(chunk([0, 0, 5], 0)), /XLI channel 1: got 3 bytes/);
  assert.throws(() => channelsOf([...one.slice(0, -1)]), /XLI channel 1: got 5 bytes, wanted 0 to 4/);
  assert.throws(() => channelsOf([255, 255, 255, 255, 0, 0, 0, 0]), /XLI channel 1: got -1 bytes/);
  // 32767 + 32767 is beyond 16 bits
  assert.throws(() => channelsOf(chunk([0, 127, 0, 0, 255, 64], 0)), /got 65534 at sample 2/);
});

test("limb leads come back with halves rounded down", () => {
  const channels = [[3], [4], [0], [0], [0], [0], [9]].map((values) => Int32Array.from(values));
  restoreLimbLeads(channels);
  // III = 4 - 3, aVR = -floor(7 / 2), aVL = floor(2 / 2), aVF = floor(5 / 2)
  assert.deepEqual(
    channels.map(([value]) => value),
    [3, 4, 1, -3, 1, 2, 9],
  );
  const negative = [[-3], [-4], [0], [0], [0], [1]].map((values) => Int32Array.from(values));
  restoreLimbLeads(negative);
  assert.deepEqual(
    negative.map(([value]) => value),
    [-3, -4, -1, 4, -1, -4],
  );
});

test("a calibration is the same zeros and 1 mV in all leads at the end", () => {
  const settings = { offset: 0, resolutionUv: 5, samplingRateHz: 100 };
  const pulse = [...Array(5).fill(0), ...Array(20).fill(200), ...Array(5).fill(0)];
  const lead = (first: number, end: readonly number[] = pulse) => Int32Array.from([first, first + 1, ...end]);
  assert.equal(findCalibration({ ...settings, channels: [lead(1), lead(5)] }), 2);
  assert.equal(findCalibration({ ...settings, channels: [lead(1)] }), null);
  assert.equal(findCalibration({ ...settings, resolutionUv: 4, channels: [lead(1), lead(5)] }), null);
  const zeros = pulse.map(() => 0);
  assert.equal(findCalibration({ ...settings, channels: [lead(1, zeros), lead(5, zeros)] }), null);
  assert.equal(findCalibration({ ...settings, channels: [lead(1), lead(5, zeros)] }), null);
});
