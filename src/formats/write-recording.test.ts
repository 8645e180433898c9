// Round trips of random recordings through every written format and its reader. The truth is the recording itself;
// how far a sample may move is what each writer promises: 0.05 uV in CSV, nothing in JSON, half a microvolt elsewhere,
// or half a step of the coarser one that a large lead needs in 16 bits. That the readers of others see the same was
// checked when the writers were made (wfdb, pydicom, the formulae of HL7 aECG and FHIR).
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UnsupportedError } from "../ecg/errors.ts";
import { STANDARD_LEADS } from "../ecg/lead-names.ts";
import type { Recording } from "../ecg/recording.ts";
import { nameLeads } from "./name-leads.ts";
import { memoryStore } from "./store/file-store.ts";
import { readStoredRecording } from "./store/read-stored-recording.ts";
import {
  WRITTEN_EXTENSIONS,
  WRITTEN_FORMATS,
  type WrittenFormat,
  writeRecording,
  writtenFormat,
} from "./write-recording.ts";

const encoder = new TextEncoder();

async function roundTrip(recording: Recording, format: WrittenFormat): Promise<Recording> {
  const written = await writeRecording(recording, { format, baseName: "rec" });
  const files = written.map(({ name, data }): [string, Uint8Array] => [
    name,
    typeof data === "string" ? encoder.encode(data) : data,
  ]);
  // CSV has no place for rate and unit, and asks for names where no column is a lead
  const told =
    format === "csv"
      ? {
          samplingRateHz: recording.samplingRateHz,
          unit: "mV",
          leadNames: recording.leads.map(({ name }) => name),
        }
      : {};
  const back = await readStoredRecording(memoryStore(new Map(files)), written[0].name, told);
  // readers compute limb leads that I and II determine, and then put all into standard order
  const { derivedLeads = [] } = back.source;
  if (derivedLeads.length === 0) return back;
  const measured = recording.leads.map(({ name }) => back.leads.find((lead) => lead.name === name)!);
  assert.equal(back.leads.length, measured.length + derivedLeads.length);
  return { ...back, leads: measured };
}

/** How far a sample may move. */
function toleranceMv(format: WrittenFormat, samplesMv: Float64Array): number {
  if (format === "json") return 0;
  if (format === "csv") return 0.00005 + 1e-12;
  const largest = samplesMv.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
  const is16Bit = format === "wfdb" || format === "dicom";
  // a gain is a whole number, so that up to one unit of it is given away
  const stepMv = is16Bit && largest > 32.767 ? 1 / (Math.floor(32_767 / largest) || 32_767 / largest) : 0.001;
  return stepMv / 2 + 1e-9;
}

const oddNames = ["I (2)", "V7", "VX", "ECG 1", "MLII 2", "ch-3", "Mason-Likar", "µ", "x".repeat(16)];
const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...STANDARD_LEADS) },
  fc.constantFrom(...oddNames),
  // words such as "n", "time", "age" or "x_ms" have a meaning of their own in tables
  fc.stringMatching(/^[A-Z]{2}[0-9]{1,3}(-[A-Z0-9]{1,8})?$/),
);
const pad = (value: number, digits: number) => String(value).padStart(digits, "0");
const moment = fc
  .date({ min: new Date("1950-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, -1));

const recordings = fc
  .record({
    names: fc.uniqueArray(name, { minLength: 1, maxLength: 24 }),
    sampleCount: fc.integer({ min: 1, max: 400 }),
    samplingRateHz: fc.oneof(
      fc.constantFrom(50, 100, 125, 128, 200, 240, 250, 256, 257, 360, 400, 500, 512, 977, 1000, 2000, 8000),
      fc.integer({ min: 1, max: 10_000 }),
      fc.integer({ min: 40_000, max: 1_000_000 }).map((thousandths) => thousandths / 1000),
    ),
    scaleMv: fc.constantFrom(0, 0.003, 1, 5, 32.7, 40, 120),
    seed: fc.integer({ min: 1, max: 1000 }),
    gaps: fc.array(fc.nat(399), { maxLength: 5 }),
    ageYears: fc.option(fc.integer({ min: 0, max: 120 })),
    sex: fc.option(fc.constantFrom("female" as const, "male" as const)),
    recordedAt: fc.option(moment),
  })
  .map(
    ({ names, sampleCount, samplingRateHz, scaleMv, seed, gaps, ageYears, sex, recordedAt }): Recording => {
      const leads = nameLeads(names).names.map((lead, index) => ({
        name: lead,
        samplesMv: Float64Array.from({ length: sampleCount }, (_, i) =>
          index === 0 && gaps.includes(i) ? Number.NaN : scaleMv * Math.sin((i + 1) * (seed + index) * 0.37),
        ),
      }));
      return {
        name: "rec",
        leads,
        samplingRateHz,
        patient: { ageYears, sex, context: null },
        recordedAt,
        source: { format: "test", sha256: pad(seed, 64), warnings: [] },
      };
    },
  );

const hasGap = ({ leads }: Recording) => leads.some(({ samplesMv }) => samplesMv.some(Number.isNaN));

/** Where a format must refuse: what its standard cannot say. */
function mustRefuse(recording: Recording, format: WrittenFormat): boolean {
  const { leads, samplingRateHz } = recording;
  if (format === "aecg") return hasGap(recording);
  if (format !== "dicom") return false;
  return samplingRateHz > 1000 || samplingRateHz < (leads.length <= 12 ? 50 : 200);
}

for (const format of WRITTEN_FORMATS) {
  test(`${format}: samples, rate, names, age, sex and moment come back, or what cannot be said is refused`, async () => {
    await fc.assert(
      fc.asyncProperty(recordings, async (recording) => {
        if (mustRefuse(recording, format)) {
          await assert.rejects(roundTrip(recording, format), (error) => {
            assert.ok(error instanceof UnsupportedError && !error.message.includes("\n"));
            return true;
          });
          return;
        }
        const back = await roundTrip(recording, format);
        assert.deepEqual(
          back.leads.map((lead) => lead.name),
          recording.leads.map((lead) => lead.name),
        );
        recording.leads.forEach(({ samplesMv }, lead) => {
          const returned = back.leads[lead]!.samplesMv;
          assert.equal(returned.length, samplesMv.length);
          const tolerance = toleranceMv(format, samplesMv);
          samplesMv.forEach((value, i) => {
            if (Number.isNaN(value)) assert.ok(Number.isNaN(returned[i]), `gap at ${i}`);
            else
              assert.ok(
                Math.abs(returned[i]! - value) <= tolerance,
                `${value} became ${returned[i]} at ${i}`,
              );
          });
        });
        assert.ok(
          Math.abs(back.samplingRateHz / recording.samplingRateHz - 1) < 1e-9,
          `${back.samplingRateHz} Hz`,
        );
        if (format === "csv") return;
        assert.deepEqual(back.patient, recording.patient);
        assert.equal(momentOf(back), momentOf(recording));
      }),
      { numRuns: 120 },
    );
  });
}

/** Milliseconds, or null: "05.5" and "05.500" are one moment. */
function momentOf({ recordedAt }: Recording): number | null {
  return recordedAt == null ? null : Date.parse(`${recordedAt}Z`);
}

test("what was removed stays removed, and what is kept comes back by category", async () => {
  const [recording] = fc.sample(
    recordings.filter((it) => !hasGap(it) && it.samplingRateHz === 500),
    1,
  );
  const identity = [
    { category: "patient name", field: "PatientName", value: "Zebrowka" },
    { category: "patient id", field: "PatientID", value: "4711-0815" },
    { category: "birth date", field: "PatientBirthDate", value: "1950-03-01" },
    { category: "free text", field: "comment", value: "lives at the lake" },
  ] as const;
  for (const format of WRITTEN_FORMATS) {
    const files = await writeRecording({ ...recording!, identity: [] }, { format, baseName: "rec" });
    const kept = await writeRecording({ ...recording!, identity }, { format, baseName: "rec" });
    const textOf = (written: typeof files) =>
      written
        .map(({ data }) => (typeof data === "string" ? data : Buffer.from(data).toString("latin1")))
        .join();
    assert.doesNotMatch(textOf(files), /Zebrowka|4711-0815|1950-?03-?01|lake/, format);
    if (format === "csv") assert.equal(textOf(kept), textOf(files), "a table has no place for it");
    else assert.match(textOf(kept), /Zebrowka.*4711-0815|4711-0815.*Zebrowka/s, format);
    const back = await roundTrip({ ...recording!, identity }, format);
    const found = new Map((back.identity ?? []).map(({ category, value }) => [category, value]));
    if (format !== "csv") {
      assert.equal(found.get("patient name"), "Zebrowka", format);
      assert.match(found.get("patient id") ?? "", /4711-0815/, format);
      assert.equal((found.get("birth date") ?? "").replace(/\D/g, ""), "19500301", format);
    }
  }
});

test("names that a format cannot hold are changed, never mixed up or lost", async () => {
  const samples = (value: number) => Float64Array.of(value, value, value);
  const names = [
    "I",
    'a "quoted", name',
    "back\\slash^=",
    "a very long name of a lead, longer than sixteen",
    "signal 5",
    "V1",
  ];
  const recording: Recording = {
    name: "rec",
    leads: names.map((lead, index) => ({ name: lead, samplesMv: samples(index / 10) })),
    samplingRateHz: 500,
    patient: { ageYears: null, sex: null, context: null },
    source: { format: "test", sha256: "", warnings: [] },
  };
  for (const format of WRITTEN_FORMATS) {
    const back = await roundTrip(recording, format);
    assert.equal(new Set(back.leads.map((lead) => lead.name)).size, names.length, format);
    assert.deepEqual(
      back.leads.map((lead) => lead.samplesMv[1]),
      [0, 0.1, 0.2, 0.3, 0.4, 0.5],
      format,
    );
    assert.deepEqual([back.leads[0]!.name, back.leads[5]!.name], ["I", "V1"], format);
  }
});

test("fifteen leads at 1000 Hz, and further groups where the format has a place for them", async () => {
  const wave = (phase: number, length: number) =>
    Float64Array.from({ length }, (_, i) => Math.round(1000 * Math.sin(i / 20 + phase)) / 1000);
  const recording: Recording = {
    name: "rec",
    leads: [...STANDARD_LEADS, "VX", "VY", "VZ"].map((lead, i) => ({ name: lead, samplesMv: wave(i, 3000) })),
    samplingRateHz: 1000,
    patient: { ageYears: 40, sex: "male", context: null },
    source: { format: "test", sha256: "", warnings: [] },
    otherSignals: [
      {
        kind: "median",
        label: "median beat",
        samplingRateHz: 1000,
        startMs: 0,
        leads: [{ name: "I", samplesMv: wave(0, 900) }],
      },
    ],
  };
  for (const format of WRITTEN_FORMATS) {
    const back = await roundTrip(recording, format);
    assert.deepEqual(
      back.leads.map(({ name: lead }) => lead),
      recording.leads.map(({ name: lead }) => lead),
      format,
    );
    recording.leads.forEach(({ samplesMv }, lead) => {
      const worst = samplesMv.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - back.leads[lead]!.samplesMv[i]!)),
        0,
      );
      assert.ok(worst < 1e-9, `${format}: whole microvolts come back`);
    });
    assert.equal((back.otherSignals ?? []).length, format === "json" || format === "dicom" ? 1 : 0, format);
  }
});

test("a recording too long for a FHIR string is refused by its length, and by no other format", async () => {
  const long: Recording = {
    name: "rec",
    leads: [{ name: "II", samplesMv: Float64Array.from({ length: 200_000 }, (_, i) => -1 - (i % 7) / 10) }],
    samplingRateHz: 360,
    patient: { ageYears: null, sex: null, context: null },
    source: { format: "test", sha256: "", warnings: [] },
  };
  for (const format of WRITTEN_FORMATS) {
    if (format === "fhir")
      await assert.rejects(
        roundTrip(long, format),
        /lead II takes \d+ characters, and a FHIR string has at most/,
      );
    else assert.equal((await roundTrip(long, format)).leads[0]!.samplesMv.length, 200_000, format);
  }
});

test("the ending of a name asks for a format", () => {
  for (const format of WRITTEN_FORMATS)
    assert.equal(writtenFormat(`a/B${WRITTEN_EXTENSIONS[format].toUpperCase()}`), format);
  assert.equal(writtenFormat("x.fhir.json"), "fhir");
  for (const other of ["x", "x.edf", "csv", "x.csv.gz"]) assert.equal(writtenFormat(other), null);
});
