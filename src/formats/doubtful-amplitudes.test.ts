// Signals are sines of a known size; the bounds are those that doubtful-amplitudes.ts states.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Recording } from "../ecg/recording.ts";
import { doubtfulAmplitudes, doubtfulRanges, withDoubts } from "./doubtful-amplitudes.ts";
import { memoryStore } from "./store/file-store.ts";
import { readStoredRecording } from "./store/read-stored-recording.ts";

function sine(name: string, peakMv: number, offsetMv = 0) {
  return {
    name,
    samplesMv: Float64Array.from({ length: 5000 }, (_, i) => offsetMv + peakMv * Math.sin(i / 7)),
  };
}

test("what an ECG has is not doubted: small leads, offsets, single spikes, missing and flat leads", () => {
  const spiky = sine("V1", 1);
  for (let i = 0; i < 5000; i += 1000) spiky.samplesMv[i] = 150;
  const flat = { name: "V2", samplesMv: new Float64Array(5000) };
  const missing = { name: "V3", samplesMv: new Float64Array(5000).fill(Number.NaN) };
  assert.deepEqual(doubtfulAmplitudes([sine("I", 0.05), sine("II", 5, 300), spiky, flat, missing]), []);
  assert.deepEqual(doubtfulAmplitudes([flat, missing]), []);
  assert.deepEqual(doubtfulAmplitudes([]), []);
});

test("a scale that is off by a thousand is told, of all leads and of one", () => {
  assert.match(
    doubtfulAmplitudes([sine("I", 0.001), sine("II", 0.002)]).join(),
    /^no value exceeds 0.002 mV/,
  );
  assert.match(doubtfulAmplitudes([sine("I", 1e-300)]).join(), /^no value exceeds 1e-300 mV/);
  assert.deepEqual(doubtfulAmplitudes([sine("I", 1), sine("II", 1000)]), [
    "II: values spread over 2000 mV; gain or unit may be wrong",
  ]);
  assert.match(
    doubtfulAmplitudes([sine("I", 1), sine("II", 0.0001)]).join(),
    /^II: no value exceeds 0.005 mV/,
  );
});

test("ranges of a whole day: spikes pass, an absurd scale does not", () => {
  assert.deepEqual(doubtfulRanges([{ name: "I", minMv: -160, maxMv: 160 }]), []);
  assert.match(doubtfulRanges([{ name: "I", minMv: -5e5, maxMv: 5e5 }]).join(), /^I: values spread/);
  assert.match(doubtfulRanges([{ name: "I", minMv: 0, maxMv: 1e-9 }]).join(), /^no value exceeds 1e-9 mV/);
  const nothing = { name: "I", minMv: Number.POSITIVE_INFINITY, maxMv: Number.NEGATIVE_INFINITY };
  assert.deepEqual(doubtfulRanges([nothing]), []);
});

test("what is read out of a file carries the warning, once", async () => {
  const rows = Array.from({ length: 500 }, (_, i) => `${Math.sin(i / 7) / 1000}`).join("\n");
  for (const name of ["I (mV)", "I"]) {
    const files = new Map([["x.csv", new TextEncoder().encode(`# fs: 500\n${name}\n${rows}\n`)]]);
    const recording: Recording = await readStoredRecording(memoryStore(files), "x.csv");
    assert.match(recording.source.warnings.join(), /no value exceeds 0.001 mV: .*volts taken for millivolts/);
    assert.deepEqual(withDoubts(recording), recording);
  }
});
