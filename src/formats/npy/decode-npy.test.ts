// Expected values: what NumPy 2.4.6 reads from the fixtures (make-fixtures.py beside them), bit for bit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { sha256OfSamples } from "../sha256-of-samples.fixture.ts";
import { decodeNpy } from "./decode-npy.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/npy/", import.meta.url);
const expected: Record<string, { options: DecodeOptions; leads: object[] }> = JSON.parse(
  readFileSync(new URL("expected.json", FIXTURES), "utf8"),
);

function bytesOf(file: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(file, FIXTURES)));
}

function decode(file: string, options?: DecodeOptions, bytes = bytesOf(file)): Recording {
  return decodeNpy({ name: "x", bytes, sha256: "00", where: file, options });
}

function summary({ name, samplesMv }: Lead) {
  return {
    name,
    count: samplesMv.length,
    first: [...samplesMv.subarray(0, 5)],
    min: samplesMv.reduce((a, b) => Math.min(a, b)),
    max: samplesMv.reduce((a, b) => Math.max(a, b)),
    // sums differ by the order of addition, the hash does not
    sum: undefined,
    sha256: sha256OfSamples(samplesMv),
  };
}

for (const [file, { options, leads }] of Object.entries(expected)) {
  test(`${file} is what NumPy reads`, () => {
    const recording = decode(file, options);
    assert.equal(recording.samplingRateHz, 500);
    assert.deepEqual(
      recording.leads.map(summary),
      leads.map((lead) => ({ ...lead, sum: undefined })),
    );
    assert.equal(recording.identity?.length ?? 0, 0);
  });
}

test("what was inferred is said: the order of the leads and the unit", () => {
  const { warnings } = decode("f8-leads-samples.npy", { samplingRateHz: 500 }).source;
  assert.equal(warnings.length, 2);
  assert.match(warnings[0]!, /I \+ III = II.*the order of V1 to V6 is assumed/);
  assert.match(warnings[1]!, /^note: no unit is stated/);
});

/** Columns of the standard order, of which some change places. */
function reordered(order: readonly number[]): Uint8Array {
  const bytes = bytesOf("f8-leads-samples.npy");
  const laneBytes = 200 * 8;
  const copy = bytes.slice();
  order.forEach((from, to) => {
    copy.set(bytes.subarray(128 + from * laneBytes, 128 + (from + 1) * laneBytes), 128 + to * laneBytes);
  });
  return copy;
}

test("another order of the limb leads is not taken for the standard one", () => {
  for (const order of [
    [1, 0, 2, 3, 4, 5],
    [0, 1, 2, 3, 5, 4],
    [0, 1, 2, 5, 4, 3],
    [3, 4, 5, 0, 1, 2],
  ]) {
    const bytes = reordered([...order, 6, 7, 8, 9, 10, 11]);
    assert.throws(() => decode("x.npy", { samplingRateHz: 500 }, bytes), UsageError, order.join());
  }
  const zeros = bytesOf("f8-leads-samples.npy");
  zeros.fill(0, 128);
  assert.throws(
    () => decode("x.npy", { samplingRateHz: 500 }, zeros),
    UsageError,
    "a flat line proves nothing",
  );
});

test("eight named leads are completed", () => {
  const bytes = reordered([0, 1, 6, 7, 8, 9, 10, 11]);
  const header = Buffer.from(bytes.subarray(0, 128)).toString("latin1").replace("(12, 200), ", "(8, 200),  ");
  bytes.set(Buffer.from(header, "latin1"));
  const eight = bytes.subarray(0, 128 + 8 * 200 * 8);
  assert.throws(() => decode("x.npy", { samplingRateHz: 500 }, eight), /8 leads have no name/);
  const leadNames = ["I", "II", "V1", "V2", "V3", "V4", "V5", "V6"];
  const recording = decode("x.npy", { samplingRateHz: 500, leadNames }, eight);
  assert.equal(recording.leads.length, 12);
  assert.deepEqual(recording.source.derivedLeads, ["III", "aVR", "aVL", "aVF"]);
});

test("infinite values count as missing, bytes behind the array are left out, both aloud", () => {
  const bytes = bytesOf("f8-leads-samples.npy");
  new DataView(bytes.buffer).setFloat64(128, Number.POSITIVE_INFINITY, true);
  const longer = new Uint8Array([...bytes, 1, 2, 3]);
  const recording = decode("x.npy", { samplingRateHz: 500 }, longer);
  assert.ok(Number.isNaN(recording.leads[0]!.samplesMv[0]));
  assert.match(recording.source.warnings.join(), /1 values are no voltages/);
  assert.match(recording.source.warnings.join(), /3 bytes behind the array/);
});

function withHeader(header: string, values = new Uint8Array(4000)): Uint8Array {
  const text = new TextEncoder().encode(header);
  const length = [text.length & 255, text.length >> 8];
  return new Uint8Array([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, ...length, ...text, ...values]);
}

const refused: [string, Uint8Array | string, DecodeOptions, new (...args: never[]) => Error, RegExp][] = [
  ["no rate", "f4-samples-leads.npy", {}, UsageError, /--fs 500/],
  ["a rate of zero", "f4-samples-leads.npy", { samplingRateHz: 0 }, UsageError, /sampling rate 0/],
  ["whole numbers without a unit", "i2-microvolts.npy", {}, UsageError, /--unit uV/],
  ["an unknown unit", "f4-volts-v3.npy", { unit: "bar" }, UsageError, /unit "bar"/],
  ["one lead without a name", "u1-one.npy", { unit: "uV" }, UsageError, /--leads/],
  ["three leads without names", "i8-three.npy", { unit: "uV" }, UsageError, /3 leads have no name/],
  ["too many names", "i8-three.npy", { unit: "uV", leadNames: ["I", "II"] }, UsageError, /2 lead names/],
  ["objects", "objects.npy", {}, UnsupportedError, /pickled/],
  ["booleans", "bool.npy", {}, UnsupportedError, /"\|b1"/],
  ["complex numbers", "complex.npy", {}, UnsupportedError, /"<c8"/],
  ["half floats", "half.npy", {}, UnsupportedError, /"<f2"/],
  ["records", "records.npy", {}, UnsupportedError, /several fields/],
  ["several recordings", "several.npy", {}, UnsupportedError, /3 dimensions/],
  ["a single value", "scalar.npy", {}, FormatError, /one value/],
  ["another magic", new Uint8Array(200), {}, FormatError, /magic number/],
  [
    "code",
    withHeader("{'descr': __import__('os'), 'fortran_order': False, 'shape': (4,)}"),
    {},
    FormatError,
    /header/,
  ],
  [
    "a fourth key",
    withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), 'x': 1}"),
    {},
    FormatError,
    /header/,
  ],
  [
    "a negative size",
    withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (-4,)}"),
    {},
    FormatError,
    /header/,
  ],
  [
    "too large",
    withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999, 12)}"),
    {},
    FormatError,
    /number of values/,
  ],
  [
    "too short",
    withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (9999, 12)}"),
    {},
    FormatError,
    /4000 bytes/,
  ],
  [
    "nothing",
    withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 12)}"),
    {},
    FormatError,
    /at least one/,
  ],
  [
    "two short axes",
    withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (12, 12)}"),
    {},
    UsageError,
    /either of which/,
  ],
  [
    "two long axes",
    withHeader("{'descr': '<u1', 'fortran_order': False, 'shape': (50, 60)}"),
    { unit: "uV" },
    FormatError,
    /50 x 60/,
  ],
];
for (const [what, source, options, kind, message] of refused) {
  test(`refused: ${what}`, () => {
    const bytes = typeof source === "string" ? bytesOf(source) : source;
    const given = what === "no rate" ? options : { samplingRateHz: 500, ...options };
    assert.throws(
      () => decode("x.npy", given, bytes),
      (error) => {
        assert.ok(error instanceof kind, String(error));
        assert.match(error.message, message);
        assert.ok(!error.message.includes("\n"));
        return true;
      },
    );
  });
}

test("microvolts as floats are not taken for millivolts", () => {
  const bytes = bytesOf("f8-leads-samples.npy");
  const view = new DataView(bytes.buffer);
  for (let at = 128; at < bytes.length; at += 8) view.setFloat64(at, view.getFloat64(at, true) * 1000, true);
  assert.throws(() => decode("x.npy", { samplingRateHz: 500 }, bytes), /wanted millivolts; state the unit/);
  assert.equal(decode("x.npy", { samplingRateHz: 500, unit: "uV" }, bytes).leads.length, 12);
});
