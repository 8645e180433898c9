// Expected values: the recording itself, to the 0.1 uV that the file carries.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { decodeCsv } from "./decode-csv.ts";
import { writeCsv } from "./write-csv.ts";

function recordingOf(leads: Record<string, readonly number[]>): Recording {
  return {
    name: "r",
    leads: Object.entries(leads).map(([name, values]) => ({ name, samplesMv: Float64Array.from(values) })),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: { format: "test", sha256: "", warnings: [] },
  };
}

test("a header row of names, a row a sample, four decimals, NaN for an invalid sample", () => {
  const recording = recordingOf({ I: [0.12345, -0.00001], "sig 1, extra": [Number.NaN, 2] });
  assert.equal(writeCsv(recording), 'I,"sig 1, extra"\n0.1235,NaN\n0.0000,2.0000\n');
});

test("what is written is read back within 0.05 uV", () => {
  const lead = fc.array(fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constant(Number.NaN)), {
    minLength: 30,
    maxLength: 30,
  });
  fc.assert(
    fc.property(lead, lead, (first, second) => {
      const text = writeCsv(recordingOf({ V1: first, "vx, Frank": second }));
      const read = decodeCsv({ name: "r", text, sha256: "", where: "r.csv", samplingRateHz: 500 });
      assert.deepEqual(
        read.leads.map(({ name }) => name),
        ["V1", "vx, Frank"],
      );
      [first, second].forEach((values, index) => {
        values.forEach((value, i) => {
          const back = read.leads[index]!.samplesMv[i]!;
          if (Number.isNaN(value)) assert.ok(Number.isNaN(back));
          else assert.ok(Math.abs(back - value) <= 0.5001e-4);
        });
      });
    }),
    { numRuns: 100 },
  );
});
