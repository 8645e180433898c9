// Expected values follow from the layout of Kemp et al. 1992 and from EDFlib's formula, by hand: a step of 1 uV.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import type { DecodeOptions } from "../decode-input.ts";
import {
  buildEdf,
  decodeBuilt,
  type FileFields,
  LEAD,
  refuses,
  type SignalFields,
} from "./build-edf.fixture.ts";

function valuesMv(fields: FileFields | Uint8Array): number[] {
  return [...decodeBuilt(fields).leads[0]!.samplesMv];
}

const PLAIN_MV = [0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, -0.008];

test("numbers as files write them", () => {
  const range = (physicalMin: string, physicalMax: string) =>
    valuesMv({ signals: [{ ...LEAD, physicalMin, physicalMax }] }).map((value) =>
      Number(value.toPrecision(9)),
    );
  assert.deepEqual(range("-32768\0\0", "32767.00"), PLAIN_MV);
  assert.deepEqual(range("-32768e0", "3.2767E4"), PLAIN_MV);
  assert.deepEqual(range(" -32768,", "+32767,0"), PLAIN_MV);
  assert.deepEqual(
    range("-3276800", "3276700."),
    PLAIN_MV.map((value) => Number((value * 100).toPrecision(9))),
  );
});

test("numbers that are none, or might be another", () => {
  const wrong = (field: keyof SignalFields, value: string, message: RegExp) =>
    refuses({ signals: [{ ...LEAD, [field]: value }] }, FormatError, message);
  wrong(
    "physicalMax",
    "3,277",
    /byte 368: physical maximum of signal "II": got "3,277", wanted a number with a decimal point/,
  );
  wrong("physicalMax", "", /got "", wanted a number/);
  wrong("physicalMax", "1e999", /got "1e999"/);
  wrong("physicalMax", "-32768", /wanted another number than the physical minimum -32768/);
  wrong("physicalMin", "-1e308", /a scale below a megavolt/);
  wrong("digitalMax", "-32768", /more than the digital minimum -32768/);
  wrong("digitalMax", "65535", /got "65535", wanted a whole number from -32768 to 32767/);
  wrong("digitalMin", "1.5", /digital minimum/);
  wrong("samplesPerRecord", "-4", /samples in a data record of signal "II": got "-4"/);
  refuses({ duration: "x" }, FormatError, /byte 244: duration of a data record/);
  refuses({ duration: "-1" }, FormatError, /duration of a data record: got -1/);
  refuses({ count: "0" }, FormatError, /byte 252: number of signals: got "0", wanted 1 to 1024/);
});

test("a broken range of a signal that is left out does not matter", () => {
  const signals = [LEAD, { label: "SpO2", dimension: "%", physicalMin: "?", samplesPerRecord: "0" }];
  assert.deepEqual(valuesMv({ signals }), PLAIN_MV);
});

test("beside an ECG, a voltage without a range is left out", () => {
  const flat = { dimension: "uV", physicalMin: "0", physicalMax: "0", samplesPerRecord: "2" };
  const { leads, source } = decodeBuilt({
    signals: [
      { ...LEAD, samplesPerRecord: "2" },
      { ...flat, label: "EEG Fz" },
    ],
  });
  assert.equal(leads.length, 1);
  assert.deepEqual(source.warnings, [
    'note: signal "EEG Fz" has a range that gives no scale and was left out',
  ]);
  refuses(
    {
      signals: [
        { ...LEAD, samplesPerRecord: "2" },
        { ...flat, label: "ECG" },
      ],
    },
    FormatError,
    /signal "ECG"/,
  );
});

test("the number of data records: unknown, too many, too few, none", () => {
  const read = (fields: FileFields | Uint8Array) => {
    const { leads, source } = decodeBuilt(fields);
    return [leads[0]!.samplesMv.length, source.warnings.join()];
  };
  assert.deepEqual(read({ records: "-1" }), [
    8,
    "the header does not say how many data records there are; the file holds 2",
  ]);
  assert.deepEqual(read({ records: "3" }), [
    8,
    "the file is truncated: 2 whole data records, its header says 3",
  ]);
  assert.deepEqual(read(buildEdf().subarray(0, -1)), [
    4,
    "the file is truncated: 1 whole data records, its header says 2",
  ]);
  assert.deepEqual(read({ records: "1" }), [4, "8 bytes behind the 1 data records were not read"]);
  refuses(
    buildEdf().subarray(0, 515),
    FormatError,
    /byte 512: data records: got 3 bytes, wanted at least one record of 8 bytes/,
  );
  refuses(
    buildEdf().subarray(0, 300),
    FormatError,
    /byte 300: header: got 300 bytes, wanted 512 for 1 signals/,
  );
  refuses(buildEdf().subarray(0, 9), FormatError, /byte 9: header: got 9 bytes, wanted at least 256/);
});

test("a wrong number of header bytes: what fits the file's length counts", () => {
  const { leads, source } = decodeBuilt({ headerBytes: "256" });
  assert.deepEqual([...leads[0]!.samplesMv], PLAIN_MV);
  assert.match(
    source.warnings.join(),
    /says that it has 256 bytes, its signals need 512; the data are read from byte 512/,
  );
  assert.deepEqual(valuesMv({ headerBytes: "768" }), PLAIN_MV);
  const longer = buildEdf({ headerBytes: "768" });
  const shifted = Uint8Array.from([
    ...longer.subarray(0, 512),
    ...new Uint8Array(256),
    ...longer.subarray(512),
  ]);
  assert.deepEqual(valuesMv(shifted), PLAIN_MV);
  refuses(
    buildEdf({ headerBytes: "700" }).subarray(0, -1),
    FormatError,
    /bytes in the header: got 700, wanted 512/,
  );
});

test("units: micro in any encoding, blank on request only", () => {
  const unit = (dimension: string | Uint8Array) => valuesMv({ signals: [{ label: "II", dimension }] });
  assert.deepEqual(unit("µV"), PLAIN_MV);
  assert.deepEqual(unit(Uint8Array.of(0xb5, 0x56)), PLAIN_MV);
  const blank: FileFields = { signals: [{ label: "ECG II" }] };
  refuses(blank, UsageError, /signal "ECG II" has no unit; give it, for example --unit uV/);
  refuses(blank, UsageError, /unit "kg", wanted mV, uV or V/, { unit: "kg" });
  assert.deepEqual([...decodeBuilt(blank, { unit: "uV" }).leads[0]!.samplesMv], PLAIN_MV);
  refuses(
    { signals: [{ label: "II", dimension: "ADU" }] },
    UnsupportedError,
    /none of its 1 signals is a voltage/,
  );
});

test("a signal without unit that is no ECG is left out beside one that is", () => {
  const signals = [
    { ...LEAD, samplesPerRecord: "2" },
    { label: "Pulse", samplesPerRecord: "2" },
  ];
  const { leads, source } = decodeBuilt({ signals });
  assert.equal(leads.length, 1);
  assert.deepEqual(source.warnings, ['note: signal "Pulse" has no unit and was left out']);
});

test("labels: leads, counters, doubles, names the caller gives", () => {
  const named = (labels: (string | Uint8Array)[], options?: DecodeOptions) => {
    const signals = labels.map((label) => ({ label, dimension: "uV", samplesPerRecord: "1" }));
    const data = [...labels, ...labels].map(() => 0);
    const recording = decodeBuilt({ signals, data, duration: "0.25" }, options);
    return recording.leads.map(({ name }) => name);
  };
  assert.deepEqual(named(["EKG Lead I", "ecg_avl", "ECG V2 - REF", "V3-Ref."]), ["I", "aVL", "V2", "V3"]);
  assert.deepEqual(named(["ECG 1", "Ch 2", "3", "ECG", "EEG C3-A2"]), [
    "ECG1",
    "Ch2",
    "signal 3",
    "ECG",
    "EEG C3-A2",
  ]);
  assert.deepEqual(named(["II", "ECG II", ""]), ["II", "II (2)", "signal 3"]);
  assert.deepEqual(named([Uint8Array.of(0x56, 0xe9)]), ["Vé"]);
  assert.deepEqual(named(["a", "b"], { leadNames: ["V1", "II"] }), ["V1", "II"]);
  assert.deepEqual(named(["V6"], { leadNames: ["V1"] }), ["V6"]);
  assert.throws(() => named(["a", "b"], { leadNames: ["V1"] }), UsageError);
});

test("data records of 0 s need a rate from the caller", () => {
  refuses({ duration: "0" }, UsageError, /the sampling rate is not known; give it, for example --fs 500/);
  assert.equal(decodeBuilt({ duration: "0" }, { samplingRateHz: 500 }).samplingRateHz, 500);
  const signals = [LEAD, { ...LEAD, samplesPerRecord: "2" }];
  refuses({ duration: "0", signals, data: Array(12).fill(0) }, UnsupportedError, /differ in rate/, {
    samplingRateHz: 500,
  });
});

test("rates outside the limits are left out, or refused where nothing remains", () => {
  refuses({ duration: "100" }, UnsupportedError, /0 of its signals can be leads/);
  const signals = [
    { ...LEAD, samplesPerRecord: "4" },
    { label: "DC", dimension: "mV", samplesPerRecord: "1" },
  ];
  const { source } = decodeBuilt({ signals, data: Array(10).fill(0), duration: "2" });
  assert.deepEqual(source.warnings, [
    'note: signal "DC" at 0.5 Hz is outside 1 to 100000 Hz and was left out',
  ]);
});
