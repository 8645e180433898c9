// Expected values: the recording itself, within one ADC step; checksums by their definition in header(5).
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import type { RecordingStream } from "../recording-stream.ts";
import { decodeWfdb } from "./decode-wfdb.ts";
import { parseWfdbHeader } from "./header.ts";
import { wfdbGainsPerMv, writeWfdb, writeWfdbStream } from "./write-wfdb.ts";

const SOURCE = { format: "test", sha256: "", warnings: [] };

function recordingOf(leads: readonly (readonly number[])[], change: Partial<Recording> = {}): Recording {
  return {
    name: "r",
    leads: leads.map((values, i) => ({ name: STANDARD_LEADS[i]!, samplesMv: Float64Array.from(values) })),
    samplingRateHz: 500,
    patient: UNKNOWN_PATIENT,
    source: SOURCE,
    ...change,
  };
}

function readBack(recording: Recording): Recording {
  const { recordName, header, dataFileName, data } = writeWfdb(recording);
  const files = new Map([[dataFileName, data]]);
  const parsed = parseWfdbHeader(header, "r.hea");
  return decodeWfdb({ name: recordName, header: parsed, files, sha256: "", where: "r.hea" });
}

test("header and samples of a small recording", () => {
  const recording = recordingOf(
    [
      [0.001, -0.002, Number.NaN],
      [1, 2.0004, -32.767],
    ],
    {
      name: "my file/1",
      patient: { ageYears: 53, sex: "female", context: "chest pain" },
    },
  );
  const { header, data, dataFileName } = writeWfdb(recording);
  // sums: 1 - 2 - 32768 = -32769, that is 32767 as a signed 16-bit number; 1000 + 2000 - 32767 = -29767
  assert.equal(
    header,
    "my_file_1 2 500 3\nmy_file_1.dat 16 1000(0)/mV 16 0 1 32767 0 I\nmy_file_1.dat 16 1000(0)/mV 16 0 1000 -29767 0 II\n# Age: 53\n# Sex: Female\n",
  );
  assert.equal(dataFileName, "my_file_1.dat");
  assert.deepEqual([...new Int16Array(data.buffer)], [1, 1000, -2, 2000, -32768, -32767]);
});

const samples = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -40, max: 40, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const recordings = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 50 }))
  .chain(([leadCount, sampleCount]) =>
    fc.record({
      leads: fc.array(fc.array(samples, { minLength: sampleCount, maxLength: sampleCount }), {
        minLength: leadCount,
        maxLength: leadCount,
      }),
      samplingRateHz: fc.oneof(
        fc.integer({ min: 100, max: 1000 }),
        fc.double({ min: 100, max: 1000, noNaN: true }),
      ),
      ageYears: fc.option(fc.integer({ min: 0, max: 120 })),
      sex: fc.constantFrom("female" as const, "male" as const, null),
    }),
  );

test("what is written is read back within one ADC step, without a warning", () => {
  fc.assert(
    fc.property(recordings, ({ leads, samplingRateHz, ageYears, sex }) => {
      const written = recordingOf(leads, { samplingRateHz, patient: { ageYears, sex, context: null } });
      const read = readBack(written);
      assert.deepEqual(read.source.warnings, []);
      assert.deepEqual(read.patient, written.patient);
      assert.equal(read.samplingRateHz, samplingRateHz);
      written.leads.forEach((lead, index) => {
        assert.equal(read.leads[index]!.name, lead.name);
        const largest = Math.max(...lead.samplesMv.map((value) => Math.abs(value) || 0));
        const stepMv = largest <= 32.767 ? 0.001 : 1 / Math.floor(32767 / largest);
        lead.samplesMv.forEach((value, i) => {
          const back = read.leads[index]!.samplesMv[i]!;
          if (Number.isNaN(value)) assert.ok(Number.isNaN(back));
          else assert.ok(Math.abs(back - value) <= stepMv / 2 + 1e-9, `${value} came back as ${back}`);
        });
      });
    }),
    { numRuns: 200 },
  );
});

test("leads beyond any range of a heart still fit", () => {
  const read = readBack(recordingOf([[1e9, -1e9, 0, 5e8]]));
  assert.ok(Math.abs(read.leads[0]!.samplesMv[3]! / 5e8 - 1) < 1e-3);
  assert.ok(Math.abs(read.leads[0]!.samplesMv[1]! / -1e9 - 1) < 1e-3);
});

test("the moment and the identity that was kept come back", () => {
  const identity = [
    { category: "patient name", field: "PatientName", value: "Doe^Jane\r\n#second line" },
    { category: "record id", field: "study_id", value: "77" },
    { category: "free text", field: "comment", value: "seen\u2028by nobody" },
  ] as const;
  const recording = recordingOf([[0.5]], { recordedAt: "2019-12-31T23:59:58.250", identity });
  const { header } = writeWfdb(recording);
  assert.equal(header.split("\n")[0], "r 1 500 1 23:59:58.250 31/12/2019");
  assert.equal(header.trimEnd().split("\n").length, 5);
  const read = readBack(recording);
  assert.equal(read.recordedAt, recording.recordedAt);
  assert.deepEqual(read.identity, [
    { ...identity[0], value: "Doe^Jane #second line" },
    identity[1],
    { ...identity[2], value: "seen by nobody" },
  ]);
  assert.deepEqual(readBack(recordingOf([[0.5]], { identity: [], recordedAt: null })).identity, []);
});

function streamOf({ leads, ...head }: Recording, pieceSamples: number): RecordingStream {
  const sampleCount = leads[0]!.samplesMv.length;
  return {
    head: { ...head, leadNames: leads.map((lead) => lead.name), sampleCount },
    async *chunks() {
      for (let at = 0; at < sampleCount; at += pieceSamples)
        yield leads.map(({ samplesMv }) => samplesMv.slice(at, at + pieceSamples));
    },
  };
}

test("written in pieces, the files are the same", async () => {
  const values = (reach: number) =>
    Array.from({ length: 23 }, (_, i) => (i === 5 ? Number.NaN : Math.sin(i) * reach));
  const recording = recordingOf([values(2), values(40), values(30)], { recordedAt: "2001-02-03T04:05:06" });
  const whole = writeWfdb(recording);
  for (const pieceSamples of [1, 10, 100]) {
    const stream = streamOf(recording, pieceSamples);
    const files = writeWfdbStream(stream, { recordName: "r", gainsPerMv: await wfdbGainsPerMv(stream) });
    const data: number[] = [];
    for await (const bytes of files.data) data.push(...bytes);
    assert.deepEqual(data, [...whole.data]);
    assert.equal(files.header(), whole.header);
    assert.equal(files.dataFileName, whole.dataFileName);
  }
});

test("a sample beyond the gain is refused, never clipped", async () => {
  const files = writeWfdbStream(
    streamOf(
      recordingOf([
        [0, 1],
        [0, 33],
      ]),
      10,
    ),
    { recordName: "r" },
  );
  await assert.rejects(
    async () => {
      for await (const bytes of files.data) assert.fail(`${bytes.length} bytes`);
    },
    (error) => error instanceof UsageError && /lead II goes beyond 32.767 mV/.test(error.message),
  );
});
