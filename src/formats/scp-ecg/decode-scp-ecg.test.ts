// Expected values: expected.json beside the fixtures, written by make-fixtures.py from what the records were
// made from, and for ECGToolkit's example from its export as HL7 aECG.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { findLead, type Lead } from "../../ecg/recording.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { looksLikeScpEcg } from "./looks-like-scp-ecg.ts";
import {
  changeSection,
  decodeBytes,
  FIXTURES,
  fixtureBytes,
  sectionPlace,
  withoutSection,
} from "./scp-ecg-fixtures.fixture.ts";

interface Summary {
  count: number;
  missing: number;
  first: number[];
  min: number;
  max: number;
  sha256: string;
}
interface Expected {
  rateHz: number;
  leads: Record<string, Summary | { samplesUv: number[] }>;
  median?: Record<string, Summary>;
  exactRanges?: [first: number, last: number][];
}
const expected: Record<string, Expected> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

function assertSummary({ name, samplesMv }: Lead, wanted: Summary): void {
  const real = [...samplesMv].filter((value) => !Number.isNaN(value));
  assert.equal(samplesMv.length, wanted.count, name);
  assert.equal(samplesMv.length - real.length, wanted.missing, name);
  assert.deepEqual(real.slice(0, 5), wanted.first, name);
  assert.deepEqual([Math.min(...real), Math.max(...real)], [wanted.min, wanted.max], name);
  assert.equal(sha256OfSamples(samplesMv), wanted.sha256, name);
}

for (const [fixture, { rateHz, leads, median, exactRanges }] of Object.entries(expected)) {
  test(`${fixture} holds the samples it was made from${exactRanges ? "" : ", to the last bit"}`, () => {
    const recording = decodeBytes(fixtureBytes(fixture));
    assert.equal(recording.samplingRateHz, rateHz);
    const derived = recording.source.derivedLeads ?? [];
    const stored = recording.leads.filter(({ name }) => !derived.includes(name));
    assert.deepEqual(stored.map(({ name }) => name).toSorted(), Object.keys(leads).toSorted());
    assert.equal(stored.length === 12 ? 0 : 4, derived.length, "the limb leads are complete");
    for (const lead of stored) {
      const wanted = leads[lead.name]!;
      if ("sha256" in wanted) assertSummary(lead, wanted);
      else assertDecimated(lead, wanted.samplesUv, exactRanges ?? []);
    }
    for (const [name, wanted] of Object.entries(median ?? {})) {
      const [group] = recording.otherSignals ?? [];
      assert.equal(group?.kind, "median");
      assertSummary(group!.leads.find((lead) => lead.name === name)!, wanted);
    }
    assert.deepEqual(
      recording.source.warnings.filter((warning) => !warning.startsWith("note: ")),
      [],
    );
  });
}

function assertDecimated(
  { name, samplesMv }: Lead,
  wantedUv: number[],
  exactRanges: [number, number][],
): void {
  const isExact = (index: number) =>
    exactRanges.some(([first, last]) => index + 1 >= first && index + 1 <= last);
  assert.equal(samplesMv.length, wantedUv.length);
  let exact = 0;
  samplesMv.forEach((value, index) => {
    const wanted = wantedUv[index]! / 1000;
    if (isExact(index)) {
      exact++;
      assert.equal(value, wanted, `${name}, protected sample ${index + 1}`);
    } else {
      // the drift moves by at most 3.2 units of 5 uV a sample; held values at an edge miss it by 1.5 samples
      assert.ok(
        Math.abs(value - wanted) <= 0.03,
        `${name}, sample ${index + 1}: ${value}, made from ${wanted}`,
      );
    }
  });
  assert.equal(exact, 48 * exactRanges.length);
}

test("bimodal and decimated records say that samples were interpolated", () => {
  const warnings = (fixture: string) => decodeBytes(fixtureBytes(fixture)).source.warnings;
  assert.deepEqual(warnings("bimodal4"), [
    "note: samples outside the QRS complexes are stored at 1/4 of the rate; those between were interpolated",
  ]);
  assert.deepEqual(warnings("decimated"), [
    "note: samples are stored at 1/4 of the rate; those between were interpolated",
  ]);
});

test("a rhythm at its own rate without subtraction keeps that rate", () => {
  const bytes = changeSection(fixtureBytes("decimated"), 3, (data) => data.setUint8(1, 0x04));
  const recording = decodeBytes(bytes);
  assert.equal(recording.samplingRateHz, 125);
  assert.equal(recording.leads[0]!.samplesMv.length, 400);
  assert.equal(recording.otherSignals![0]!.samplingRateHz, 500);
});

test("bimodal data at the interval of the reference beat are told by the number of their samples", () => {
  const bytes = changeSection(fixtureBytes("bimodal4"), 6, (data) => data.setUint16(2, 2000, true));
  const recording = decodeBytes(bytes);
  assert.equal(recording.samplingRateHz, 500);
  assert.deepEqual(recording.leads, decodeBytes(fixtureBytes("bimodal4")).leads);
});

test("bimodal data without a section 5 need the rate from the user", () => {
  const unsubtracted = changeSection(fixtureBytes("bimodal4"), 3, (data) => data.setUint8(1, 0x04));
  const bytes = withoutSection(unsubtracted, 5);
  assert.throws(
    () => decodeBytes(bytes),
    (error) => error instanceof UsageError && /--fs 500/.test(error.message),
  );
  const recording = decodeBytes(bytes, { samplingRateHz: 500 });
  assert.equal(recording.samplingRateHz, 500);
  assert.equal(recording.leads[0]!.samplesMv.length, 1600);
});

test("a subtracted reference beat that is not there is an error", () => {
  const bytes = withoutSection(fixtureBytes("subtracted"), 5);
  assert.throws(() => decodeBytes(bytes), /reference beat, which was subtracted.*wanted both/);
});

test("leads that follow each other lie at their times, the rest is NaN", () => {
  const { leads } = decodeBytes(fixtureBytes("staggered"));
  const covered = leads.map(({ samplesMv }) => [
    samplesMv.findIndex((value) => !Number.isNaN(value)),
    samplesMv.length,
  ]);
  assert.deepEqual(
    covered,
    [0, 0, 0, 150, 150, 150, 300, 300, 300, 450, 450, 450].map((start) => [start, 600]),
  );
});

test("wrong checksums and lengths are warnings, in as many words", () => {
  const bytes = fixtureBytes("default-second");
  const { start, pointer } = sectionPlace(bytes, 7);
  const wrongSection = bytes.slice();
  wrongSection[start + 17]! ^= 1;
  const [first, second, ...others] = decodeBytes(wrongSection).source.warnings;
  assert.match(first!, /^checksum of the record differs: file \d+, bytes \d+$/);
  assert.match(second!, /^checksum of section 7 differs: file \d+, bytes \d+$/);
  assert.deepEqual(others, []);

  const longer = new Uint8Array(bytes.length + 3);
  longer.set(bytes);
  assert.deepEqual(decodeBytes(longer).source.warnings, ["3 bytes follow the record and were not read"]);

  const wrongLength = bytes.slice();
  new DataView(wrongLength.buffer).setUint32(2, 10_000_000, true);
  assert.match(
    decodeBytes(wrongLength).source.warnings[0]!,
    /^the record says it has 10000000 bytes, the file has/,
  );

  const wrongPointer = bytes.slice();
  new DataView(wrongPointer.buffer).setUint32(pointer + 6, 9_999_999, true);
  assert.equal(
    decodeBytes(wrongPointer).source.warnings.at(-1),
    "section 7 lies outside the file and was left out",
  );
});

test("what lacks a section says which", () => {
  const without = (id: number) => () => decodeBytes(withoutSection(fixtureBytes("default-second"), id));
  assert.throws(
    without(6),
    /wanted section 6, which holds the rhythm; a reference beat alone is no recording/,
  );
  assert.throws(without(3), /wanted section 3, which defines the leads/);
  assert.doesNotThrow(without(4));
  const longTerm = withoutSection(fixtureBytes("version3-custom"), 6);
  assert.throws(
    () => decodeBytes(longTerm),
    (error) => error instanceof UnsupportedError && /section 12, the long-term rhythm/.test(error.message),
  );
  const anonymous = decodeBytes(withoutSection(fixtureBytes("plain-first"), 1));
  assert.deepEqual(anonymous.identity, []);
  assert.equal(anonymous.recordedAt, null);
});

test("nonsense in a section is refused with its place", () => {
  const bytes = fixtureBytes("default-second");
  const cases: [number, (data: DataView) => void, RegExp][] = [
    [6, (data) => data.setUint16(0, 0, true), /nanovolts per unit in section 6: got 0/],
    [6, (data) => data.setUint16(2, 0, true), /microseconds per sample in section 6: got 0/],
    [6, (data) => data.setUint8(4, 3), /order of differences in section 6: got 3/],
    [6, (data) => data.setUint16(6, 65535, true), /bytes of lead 1 in section 6: got 65535/],
    [3, (data) => data.setUint8(0, 0), /number of leads: got 0/],
    [3, (data) => data.setUint32(6, 0, true), /last sample of lead 1: got 0/],
    [3, (data) => data.setUint32(6, 4_000_000_000, true), /samples of all leads: got \d+, wanted at most/],
    [3, (data) => data.setUint32(6, 2_000_000, true), /samples of lead 1: got \d+, wanted 2000000/],
    [2, (data) => data.setUint16(0, 7, true), /Huffman table 1: got 0 bytes, wanted 2/],
  ];
  for (const [id, change, message] of cases) {
    assert.throws(
      () => decodeBytes(changeSection(bytes, id, change)),
      (error) =>
        error instanceof FormatError && message.test(error.message) && error.fault?.byteOffset !== undefined,
      String(message),
    );
  }
});

test("faults of sections 4 and 5 matter only where the rhythm needs them", () => {
  const faulty = (fixture: string) =>
    changeSection(fixtureBytes(fixture), 5, (data) => data.setUint16(0, 0, true));
  const recording = decodeBytes(faulty("default-second"));
  assert.deepEqual(recording.source.warnings, [
    "the reference beat was left out; nanovolts per unit in section 5: got 0, wanted 1 or more",
  ]);
  assert.equal(recording.otherSignals, undefined);
  assert.deepEqual(recording.leads, decodeBytes(fixtureBytes("default-second")).leads);
  assert.throws(() => decodeBytes(faulty("subtracted")), /nanovolts per unit in section 5: got 0/);
  const beats = changeSection(fixtureBytes("subtracted"), 4, (data) => data.setUint16(4, 9, true));
  assert.throws(() => decodeBytes(beats), /length of section 4: got 76, wanted 132 for 9 beats/);
});

test("Huffman tables without sense are refused", () => {
  const bytes = fixtureBytes("version3-custom");
  const cases: [(data: DataView) => void, RegExp][] = [
    [(data) => data.setUint16(0, 0, true), /number of Huffman tables: got 0/],
    [(data) => data.setUint8(4, 0), /bits of a Huffman prefix: got 0/],
    [(data) => data.setUint8(5, 4), /bits of a Huffman code: got 4, wanted 5 to 35/],
    [(data) => data.setInt16(4 + 9 * 5 + 3, 9, true), /Huffman table to switch to: got 9, wanted 1 to 2/],
    // the code of 0 becomes one that the stream never begins with
    [(data) => data.setUint16(4 + 9, 0x2020), /sample 1 of lead 1: got bits that are no code/],
  ];
  for (const [change, message] of cases) {
    assert.throws(() => decodeBytes(changeSection(bytes, 2, change)), message);
  }
});

test("a lead that ends early is filled up with NaN, one without bytes left out", () => {
  const shorter = changeSection(fixtureBytes("plain-samples"), 6, (data) =>
    data.setUint16(6 + 2 * 7, 1190, true),
  );
  const recording = decodeBytes(shorter);
  assert.equal(recording.source.warnings[1], "lead 8 of section 3 ends after 595 of 600 stored samples");
  const { samplesMv } = findLead(recording, "V6")!;
  assert.deepEqual([Number.isNaN(samplesMv[594]), Number.isNaN(samplesMv[595])], [false, true]);

  const missing = changeSection(fixtureBytes("plain-samples"), 6, (data) =>
    data.setUint16(6 + 2 * 7, 0, true),
  );
  assert.equal(findLead(decodeBytes(missing), "V6"), undefined);
});

test("lead codes: derived and inverted leads are not taken for the standard ones", () => {
  const codes = [31, 65, 111, 0, 200, 131, 151, 184];
  const recording = decodeBytes(
    changeSection(fixtureBytes("plain-samples"), 3, (data) => {
      for (const [index, code] of codes.entries()) data.setUint8(2 + 9 * index + 8, code);
    }),
  );
  assert.deepEqual(
    recording.leads.map(({ name }) => name),
    ["I (derived)", "aVRneg", "III (derived)", "signal 4", "lead 200", "ES", "V10", "V10 (derived)"],
  );
});

test("SCP-ECG is known without its letters, and nothing else is", () => {
  const plain = fixtureBytes("plain-samples");
  assert.notEqual(String.fromCharCode(...plain.subarray(16, 22)), "SCPECG");
  for (const name of Object.keys(expected)) assert.ok(looksLikeScpEcg(fixtureBytes(name)), name);
  assert.ok(looksLikeScpEcg(plain.subarray(0, 200)), "the beginning is enough");
  assert.ok(!looksLikeScpEcg(plain.subarray(0, 31)));
  assert.ok(!looksLikeScpEcg(new Uint8Array(200)));
  assert.ok(!looksLikeScpEcg(plain.with(28, 8)));
});

test("10 s of 12 leads at 500 Hz are read in milliseconds", () => {
  const bytes = fixtureBytes("ecgtoolkit-example");
  for (let warmUp = 0; warmUp < 5; warmUp++) decodeBytes(bytes);
  const started = performance.now();
  decodeBytes(bytes);
  // some 3 ms on an idle core; the bound leaves room for a busy one
  assert.ok(performance.now() - started < 1000);
});
