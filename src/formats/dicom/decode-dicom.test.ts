// Expected samples are those of pydicom's multiplex_array (make-fixtures.py in test/fixtures/formats/dicom), compared
// to the last bit; all else is what that script wrote into the files.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { findLead } from "../../ecg/recording.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeBytes, decodeFixture, expected, fixtureBytes, groupsOf, leadNames } from "./dicom.fixture.ts";

for (const [file, facts] of Object.entries(expected.leads)) {
  test(`the samples of ${file} are those that pydicom reads`, () => {
    const groups = groupsOf(decodeFixture(file));
    assert.equal(groups.length, facts.length);
    facts.forEach(({ rateHz, leads }, index) => {
      const group = groups[index]!;
      assert.equal(group.samplingRateHz, rateHz);
      for (const fact of leads) {
        const lead = group.leads.find(({ name }) => name === fact.name);
        assert.ok(lead, fact.name);
        assert.equal(lead.samplesMv.length, fact.count);
        const first = fact.first.map((value) => value ?? Number.NaN);
        assert.deepEqual([...lead.samplesMv.subarray(0, first.length)], first);
        assert.equal(sha256OfSamples(lead.samplesMv), fact.sha256, fact.name);
      }
    });
  });
}

test("fifteen leads keep the file's order; age, sex and moment; marks in the signal", () => {
  const recording = decodeFixture("general.dcm");
  assert.deepEqual(leadNames(recording).slice(-4), ["V6", "X", "Y", "Z"]);
  assert.deepEqual(recording.patient, { ageYears: 56, sex: "female", context: null });
  assert.equal(recording.recordedAt, "2020-02-29T12:34:56.789");
  // make-fixtures.py gives aVR a negative sensitivity
  const warnings = ["the scale of aVR is negative: the values are turned upside down, as the file says"];
  assert.deepEqual(recording.source, { format: "dicom", sha256: "abc", warnings });
  // 500 Hz, positions from 1 on: 101 is 200 ms; channel 8 is V2, channel 2 II; group 9 does not exist
  const marks = recording.annotations!.map(({ timeMs, durationMs, lead, code }) => [
    timeMs,
    durationMs,
    lead,
    code,
  ]);
  assert.deepEqual(marks, [
    [100, 0, "V2", "QRS"],
    [200, 0, null, "2:7"],
    [200, 0, "V2", "QRS"],
    [300, 0, "V2", "QRS"],
    [400, 100, null, "AF"],
    [500, 0, "II", "VT"],
  ]);
});

test("what the device said is identity, and no mark", () => {
  const { identity, annotations } = decodeFixture("general.dcm");
  const texts = identity!.filter(({ category }) => category === "free text").map(({ value }) => value);
  assert.deepEqual(texts, ["AMI", "Device says infarct", "SINUS RHYTHM"]);
  assert.ok(annotations!.every(({ text }) => text === null));
});

test("age from the birth date, a moment from study date and time", () => {
  // born 1950-03-01, recorded 2024-02-29
  const recording = decodeFixture("implicit.dcm");
  assert.deepEqual(recording.patient, { ageYears: 73, sex: "male", context: null });
  assert.equal(recording.recordedAt, "2024-02-29T08:10:00");
  const dates = recording.identity!.filter(({ category }) => /date/.test(category));
  assert.deepEqual(dates, [{ category: "birth date", field: "PatientBirthDate", value: "19500301" }]);
});

test("eight leads become twelve, in the median beat as well", () => {
  const recording = decodeFixture("eight-leads.dcm");
  assert.deepEqual(recording.source.derivedLeads, ["III", "aVR", "aVL", "aVF"]);
  assert.equal(recording.leads.length, 12);
  const [median] = recording.otherSignals!;
  assert.deepEqual(
    [median?.kind, median?.label, median?.startMs, median?.leads.length],
    ["median", "median beat of multiplex group 1", 0, 12],
  );
  const [one, two, three] = ["I", "II", "III"].map((name) => findLead(recording, name)!.samplesMv[7]!);
  assert.equal(three, two! - one!);
});

test("the group with most standard leads is the recording, the others keep their time", () => {
  const recording = decodeFixture("groups.dcm");
  assert.deepEqual(leadNames(recording), ["V1", "V2", "V3"]);
  const others = recording.otherSignals!.map((group) => [group.label, group.startMs, ...leadNames(group)]);
  assert.deepEqual(others, [
    ["multiplex group 1", -250.5, "I", "II"],
    ["multiplex group 3", -150.5, "V4"],
    ["multiplex group 4", -250.5, "V5"],
  ]);
  assert.deepEqual(recording.source.warnings, [
    'note: channel 2 in "mm[Hg]" is no voltage and was left out',
    "note: padding value 0 is a voltage and was not taken for missing samples",
  ]);
  assert.equal(recording.recordedAt, null);
});

test("skew is undone in whole samples, with a note", () => {
  const { source } = decodeFixture("skew.dcm");
  assert.deepEqual(source.warnings, ["note: II, V1, V2 were shifted by the skew that the file states"]);
});

test("a file without its preamble, or with nothing but the data set, is the same recording", () => {
  for (const file of ["general.dcm", "implicit.dcm", "big-endian.dcm"]) {
    const bytes = fixtureBytes(file);
    const whole = decodeFixture(file);
    const group = new DataView(bytes.buffer).getUint32(140, true);
    for (const cut of [128, 132, 144 + group]) {
      const { identity: _, ...rest } = decodeBytes(bytes.subarray(cut));
      const { identity: __, ...wanted } = whole;
      assert.deepEqual(rest, wanted, `${file} from byte ${cut}`);
    }
  }
});

test("a data set that is encoded otherwise than stated is read, with a warning", () => {
  const bytes = fixtureBytes("general.dcm");
  const place = Buffer.from(bytes).indexOf("1.2.840.10008.1.2.1\0");
  bytes.set(new TextEncoder().encode("1.2.840.10008.1.2.2"), place);
  const { source, leads } = decodeBytes(bytes);
  assert.equal(source.warnings[0], "the file states big endian and is encoded as explicit VR");
  assert.equal(leads.length, 15);
});

test("a transfer syntax that is not of the standard is refused", () => {
  const bytes = fixtureBytes("implicit.dcm");
  const place = Buffer.from(bytes).indexOf("1.2.840.10008.1.2\0");
  bytes.set(new TextEncoder().encode("1.2.840.99999.1.2"), place);
  assert.throws(() => decodeBytes(bytes), UnsupportedError);
});

test("a unit without a sensitivity is no scale: the caller must say that the values are whole units", () => {
  const bytes = fixtureBytes("general.dcm");
  // (003A,0210) of one channel, the sensitivity, becomes an attribute that nobody knows
  const place = Buffer.from(bytes).indexOf(Buffer.from([0x3a, 0x00, 0x10, 0x02]));
  bytes[place + 2] = 0x17;
  for (const options of [undefined, { unit: "mV" }]) {
    assert.throws(
      () => decodeBytes(bytes, options),
      (error) =>
        error instanceof UsageError && /unit and no sensitivity; .*whole uV.*--unit uV/.test(error.message),
    );
  }
  assert.equal(decodeBytes(bytes, { unit: "uV" }).leads.length, 15);
});

test("what the file does not tell is asked for", () => {
  const asks: [string, RegExp, object][] = [
    ["no-unit.dcm", /no unit; .*--unit uV/, { unit: "mV" }],
    ["no-scale.dcm", /neither sensitivity nor unit; .*--unit uV/, { unit: "uV" }],
    ["no-rate.dcm", /--fs 500/, { samplingRateHz: 500 }],
    ["no-names.dcm", /--leads I,II,V1/, { leadNames: ["V1", "V2"] }],
  ];
  for (const [file, message, options] of asks) {
    assert.throws(
      () => decodeFixture(file),
      (error) => error instanceof UsageError && message.test(error.message),
      file,
    );
    assert.ok(decodeFixture(file, options).leads.length > 0);
  }
  const [first, second] = ["mV", "uV"].map(
    (unit) => decodeFixture("no-unit.dcm", { unit }).leads[0]!.samplesMv[9]!,
  );
  assert.equal(first! / 1000, second);
  assert.deepEqual(leadNames(decodeFixture("no-names.dcm", { leadNames: ["V1", "V2"] })), ["V1", "V2"]);
});

test("other objects are refused by what they are, without a name", () => {
  const refused: [string, RegExp][] = [
    ["image.dcm", /a DICOM image \(class 1\.2\.840\.10008\.5\.1\.4\.1\.1\.7\)/],
    ["report.dcm", /a DICOM structured report/],
    ["eeg.dcm", /a DICOM EEG/],
    ["pressure.dcm", /a DICOM waveform without voltages/],
  ];
  for (const [file, message] of refused) {
    assert.throws(
      () => decodeFixture(file),
      (error) =>
        error instanceof UnsupportedError && message.test(error.message) && !/planted/i.test(error.message),
      file,
    );
  }
});
