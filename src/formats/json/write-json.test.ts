// Expected values: the recording itself, to the last bit.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Recording } from "../../ecg/recording.ts";
import { decodeJson } from "./decode-json.ts";
import { writeJson } from "./write-json.ts";

function read(text: string, name = "r"): Recording {
  return decodeJson({ name, bytes: new TextEncoder().encode(text), sha256: "", where: "r.json" });
}

const full: Recording = {
  name: "r",
  leads: [
    { name: "I", samplesMv: Float64Array.of(0.1, Number.NaN, -1 / 3) },
    { name: 'sig "1"', samplesMv: Float64Array.of(1e-300, 5, 0) },
  ],
  samplingRateHz: 1000 / 3,
  patient: { ageYears: 56.5, sex: "female", context: null },
  source: { format: "json", sha256: "", warnings: [], derivedLeads: ["I"] },
  recordedAt: "2002-11-22T09:10:00.500",
  otherSignals: [
    {
      kind: "median",
      label: "group 2",
      samplingRateHz: 1000,
      startMs: 12.5,
      leads: [{ name: "V1", samplesMv: Float64Array.of(Number.NaN, 2) }],
    },
  ],
  annotations: [{ timeMs: 3, durationMs: 0, lead: null, code: "N", text: "first" }],
  identity: [{ category: "patient name", field: "PatientName", value: "Maria Muster" }],
};

test("what is written is read back whole", () => {
  assert.deepEqual(read(writeJson(full)), full);
});

test("a lead of any name comes back, even one that stands for times in the documents of others", () => {
  const leads = ["T", "time", "index"].map((name, i) => ({
    name,
    samplesMv: Float64Array.of(i, 0.5, 1 - i),
  }));
  assert.deepEqual(
    read(writeJson({ ...full, leads, source: { ...full.source, derivedLeads: [] } })).leads,
    leads,
  );
});

test("what has been removed is not written, and nothing is listed on reading", () => {
  const { identity: _identity, otherSignals: _others, annotations: _marks, ...rest } = full;
  const bare = { ...rest, source: { format: "json", sha256: "", warnings: [] } };
  const text = writeJson(bare);
  assert.doesNotMatch(text, /identity|otherSignals|annotations|derivedLeads/);
  assert.match(text, /"disclaimer": "Research and education only/);
  assert.deepEqual(read(text), { ...bare, identity: [] });
});

test("the name of the recording is that of the file", () => {
  assert.equal(read(writeJson(full), "other").name, "other");
});

test("any voltages, any length", () => {
  const sample = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 50 }), (samples) => {
      // minus zero is written as zero
      const samplesMv = Float64Array.from(samples, (value) => value + 0);
      const [lead] = read(writeJson({ ...full, leads: [{ name: "II", samplesMv }] })).leads;
      assert.deepEqual(lead!.samplesMv, samplesMv);
    }),
    { numRuns: 200 },
  );
});
