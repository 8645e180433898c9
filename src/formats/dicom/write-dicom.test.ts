// Round trips through our own reader, and a check of the bytes for anything that was planted. That pydicom reads the
// same samples out of the files was verified when the writer was made; required elements are those of type 1 and 2
// in PS3.3 (A.34.3.3 and the modules it names).
import assert from "node:assert/strict";
import { test } from "node:test";
import { UnsupportedError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeBytes, decodeFixture, expected, groupsOf, leadNames } from "./dicom.fixture.ts";
import { asciiValue, itemsOf } from "./element-values.ts";
import { parseDicom } from "./parse-dicom.ts";
import { writeDicom } from "./write-dicom.ts";

const TWELVE_LEAD = "1.2.840.10008.5.1.4.1.1.9.1.1";
const GENERAL = "1.2.840.10008.5.1.4.1.1.9.1.2";
const AMBULATORY = "1.2.840.10008.5.1.4.1.1.9.1.3";

function sopClassOf(recording: Recording): string | null {
  return asciiValue(parseDicom(writeDicom(recording), "x.dcm").dataSet, "00080016");
}

function synthetic(change: Partial<Recording> = {}, lead: (sample: number) => number = Math.sin): Recording {
  const samplesMv = Float64Array.from({ length: 500 }, (_, sample) => lead(sample));
  return {
    name: "synthetic",
    leads: ["I", "II", "V1"].map((name) => ({ name, samplesMv })),
    samplingRateHz: 500,
    patient: { ageYears: 56, sex: "female", context: null },
    source: { format: "test", sha256: "abc", warnings: [] },
    ...change,
  };
}

for (const file of ["mortara-2s.dcm", "ecgtoolkit-example.dcm", "implicit.dcm"]) {
  test(`${file} comes back to the last bit`, () => {
    const decoded = decodeFixture(file);
    // the median beat of this one has samples of -32768, which the writer keeps for gaps
    const recording = file.startsWith("ecgtoolkit") ? { ...decoded, otherSignals: [] } : decoded;
    const again = decodeBytes(writeDicom(recording));
    const facts = (of: Recording) =>
      groupsOf(of).map(({ leads, samplingRateHz }) => [
        samplingRateHz,
        ...leads.map((lead) => `${lead.name} ${sha256OfSamples(lead.samplesMv)}`),
      ]);
    assert.deepEqual(facts(again), facts(recording));
    assert.equal(again.recordedAt, recording.recordedAt);
    assert.deepEqual(again.patient, recording.patient);
  });
}

test("any other signal is within half a microvolt, gaps stay gaps", () => {
  const wave = (sample: number) => (sample % 50 === 3 ? Number.NaN : 1.2345678 * Math.sin(sample / 7));
  const again = decodeBytes(writeDicom(synthetic({}, wave)));
  again.leads[0]!.samplesMv.forEach((value, sample) => {
    if (sample % 50 === 3) assert.ok(Number.isNaN(value));
    else assert.ok(Math.abs(value - wave(sample)) <= 0.000_500_01, `sample ${sample}`);
  });
});

test("what is beyond 16 bits of microvolts gets coarser steps", () => {
  const wave = (sample: number) => 400.123 * Math.sin(sample / 7);
  const again = decodeBytes(writeDicom(synthetic({}, wave)));
  again.leads[0]!.samplesMv.forEach((value, sample) => {
    assert.ok(Math.abs(value - wave(sample)) <= 400.2 / 32_767, `sample ${sample}`);
  });
});

test("the object is the one whose bounds the recording keeps", () => {
  const [lead] = synthetic().leads;
  assert.equal(sopClassOf(synthetic()), TWELVE_LEAD);
  assert.equal(sopClassOf(synthetic({ leads: [{ name: "V7", samplesMv: lead!.samplesMv }] })), GENERAL);
  assert.equal(
    sopClassOf(synthetic({ leads: [{ name: "I", samplesMv: new Float64Array(20_000) }] })),
    GENERAL,
  );
  assert.equal(sopClassOf(decodeFixture("mortara-2s.dcm")), GENERAL, "with its median beat 24 channels");
  assert.equal(sopClassOf(synthetic({ samplingRateHz: 128 })), AMBULATORY);
  for (const samplingRateHz of [40, 2000]) {
    assert.throws(() => writeDicom(synthetic({ samplingRateHz })), UnsupportedError);
  }
});

test("a median beat that no class allows beside slow leads is left out, and the leads are written", () => {
  const { leads } = synthetic();
  const otherSignals = [{ kind: "median", label: "", samplingRateHz: 100, startMs: 0, leads }] as const;
  const again = decodeBytes(writeDicom(synthetic({ samplingRateHz: 100, otherSignals })));
  assert.equal(again.samplingRateHz, 100);
  assert.deepEqual(leadNames(again), ["I", "II", "V1"]);
  assert.deepEqual(again.otherSignals ?? [], []);
});

test("leads without a code keep their name as label; further groups their time", () => {
  const [lead] = synthetic().leads;
  const again = decodeBytes(
    writeDicom(
      synthetic({
        leads: ["V7", "my lead", "aVRneg"].map((name) => ({ name, samplesMv: lead!.samplesMv })),
        otherSignals: [{ kind: "rhythm", label: "", samplingRateHz: 250, startMs: 12.5, leads: [lead!] }],
      }),
    ),
  );
  assert.deepEqual(leadNames(again), ["I"], "the group with a standard lead is the main one");
  assert.deepEqual(again.otherSignals!.map(leadNames), [["V7", "my lead", "aVRneg"]]);
  assert.equal(again.otherSignals![0]!.startMs, -12.5);
});

test("required elements are there, and in ascending order", () => {
  const { dataSet, meta } = parseDicom(writeDicom(synthetic()), "x.dcm");
  const required =
    "00080016 00080018 00080020 00080023 0008002A 00080030 00080033 00080050 00080060 00080070 00080090 00100010 00100020 00100030 00100040 0020000D 0020000E 00200010 00200011 00200013 00400555 54000100";
  assert.deepEqual(
    required.split(" ").filter((tag) => !dataSet.elements.has(tag)),
    [],
  );
  for (const tag of ["00020001", "00020002", "00020003", "00020010", "00020012"])
    assert.ok(meta.elements.has(tag));
  const [group] = itemsOf(dataSet, "54000100");
  const channel = itemsOf(group!, "003A0200")[0]!;
  for (const tag of ["003A0208", "003A0210", "003A0211", "003A0212", "003A0213", "003A0215", "003A021A"]) {
    assert.ok(channel.elements.has(tag), tag);
  }
  for (const { elements } of [dataSet, group!, channel]) {
    assert.deepEqual([...elements.keys()], [...elements.keys()].toSorted());
  }
  for (const tag of ["00080018", "0020000D", "0020000E"]) {
    assert.match(asciiValue(dataSet, tag)!, /^2\.25\.[1-9]\d{20,38}$/);
  }
});

test("the same recording gets the same identifiers, another one others", () => {
  const uids = (recording: Recording) => {
    const { dataSet } = parseDicom(writeDicom(recording), "x.dcm");
    return ["00080018", "0020000D", "0020000E"].map((tag) => asciiValue(dataSet, tag));
  };
  assert.deepEqual(uids(synthetic()), uids(synthetic()));
  const all = [...uids(synthetic()), ...uids(synthetic({ name: "other" }))];
  assert.equal(new Set(all).size, all.length);
});

test("without identity nothing of it is in the bytes", () => {
  const { identity: _, ...anonymous } = decodeFixture("identity.dcm");
  const written = Buffer.from(writeDicom(anonymous)).toString("latin1");
  const found = expected.planted.filter(([, , value]) => written.includes(value));
  assert.deepEqual(found, []);
  assert.ok(!/planted/i.test(written));
  const { dataSet } = parseDicom(writeDicom(anonymous), "x.dcm");
  assert.equal(asciiValue(dataSet, "00120062"), "YES");
  assert.ok(asciiValue(dataSet, "00120063"));
  for (const tag of ["00100010", "00100020", "00100030"]) assert.equal(dataSet.elements.get(tag)?.length, 0);
});

test("identity that was kept stands in the patient module", () => {
  const { identity } = decodeBytes(
    writeDicom(
      synthetic({
        identity: [
          { category: "patient name", field: "name", value: "M\u00fcller^J\u00f6rg" },
          { category: "patient id", field: "id", value: "4711\\12" },
          { category: "birth date", field: "birthTime", value: "1950-03-01" },
        ],
      }),
    ),
  );
  const value = (field: string) => identity!.find((item) => item.field === field)?.value;
  assert.equal(value("PatientName"), "M\u00fcller^J\u00f6rg");
  assert.equal(value("PatientID"), "4711 12");
  assert.equal(value("PatientBirthDate"), "19500301");
});

test("an unknown moment and an unknown person come back unknown", () => {
  const patient = { ageYears: null, sex: null, context: null };
  const again = decodeBytes(writeDicom(synthetic({ patient, recordedAt: null })));
  assert.equal(again.recordedAt, null);
  assert.deepEqual(again.patient, patient);
  const infant = decodeBytes(writeDicom(synthetic({ patient: { ...patient, ageYears: 0.5 } })));
  assert.equal(infant.patient.ageYears, 0.5);
});
