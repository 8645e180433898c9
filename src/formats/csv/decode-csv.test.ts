// Expected values are those written in the tables here.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, GemError, UsageError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { decodeCsv } from "./decode-csv.ts";

function decode(text: string, options: DecodeOptions = {}): Recording {
  return decodeCsv({ name: "x", text, sha256: "", where: "x.csv", ...options });
}

function values(recording: Recording): (string | number)[][] {
  return recording.leads.map((lead) => [lead.name, ...lead.samplesMv]);
}

test("comma, semicolon, tab, quotes, decimal comma and a spreadsheet's byte order mark", () => {
  const wanted = [
    ["I", 0.1, -0.25],
    ["aVR", 1, 1000e-3],
  ];
  for (const text of [
    "I,AVR\n0.1,1\n-0.25,1e0\n",
    "\ufeffI;AVR\r\n0,1;1\r\n-0,25;1\r\n\r\n",
    "Lead I\tavr\n0.1\t1\n-.25\t1",
    '"I" , "aVR"\n"0.1","1"\n -0.25 , 1 ,\n',
  ]) {
    assert.deepEqual(values(decode(text, { samplingRateHz: 500 })), wanted, text);
  }
});

test("empty cells and nan are NaN; a column that is no lead is kept under its name", () => {
  const recording = decode("V1,vx\n,1\nNaN,\nnull,0\n", { samplingRateHz: 500 });
  assert.deepEqual(values(recording), [
    ["V1", Number.NaN, Number.NaN, Number.NaN],
    ["vx", 1, Number.NaN, 0],
  ]);
});

test("units in names, in a metadata line and from the caller", () => {
  assert.deepEqual(values(decode("I (uV),II [mV],III_\u00b5V\n500,0.5,250\n", { samplingRateHz: 500 })), [
    ["I", 0.5],
    ["II", 0.5],
    ["III", 0.25],
  ]);
  assert.deepEqual(values(decode("# unit: uV\nI\n500\n", { samplingRateHz: 500 })), [["I", 0.5]]);
  assert.deepEqual(values(decode("I\n0.0005\n", { samplingRateHz: 500, unit: "V" })), [["I", 0.5]]);
  const other = decode("I,PLETH (NU)\n0.5,7\n", { samplingRateHz: 500 });
  assert.deepEqual(values(other), [["I", 0.5]]);
  assert.match(other.source.warnings[0]!, /^note: column "PLETH \(NU\)"/);
});

test("metadata lines give rate, age and sex", () => {
  const recording = decode("# fs: 250 Hz\n# age: 56\n# sex: F\nI\n0\n# in between\n0\n");
  assert.equal(recording.samplingRateHz, 250);
  assert.deepEqual(recording.patient, { ageYears: 56, sex: "female", context: null });
  assert.equal(recording.leads[0]!.samplesMv.length, 2);
});

function withTimes(name: string, times: readonly number[]): string {
  return `${name},I\n${times.map((time) => `${time},0`).join("\n")}\n`;
}

const rates: [string, string, number][] = [
  ["time_s", withTimes("time_s", [0, 0.004, 0.008]), 250],
  ["time in seconds", withTimes("time", [1, 1.002, 1.004]), 500],
  ["t in milliseconds", withTimes("t", [0, 2, 4, 6]), 500],
  ["ms", withTimes("ms", [0, 1, 2]), 1000],
  ["time (ms)", withTimes("time (ms)", [0, 10, 20]), 100],
  // 360 Hz with stamps rounded to the millisecond, 10 s of it
  [
    "rounded",
    withTimes(
      "time_ms",
      Array.from({ length: 3600 }, (_, i) => Math.round((i * 1000) / 360)),
    ),
    360,
  ],
  ["no whole number", withTimes("time_s", [0, 1 / 512.4, 2 / 512.4]), 512.4],
];
for (const [what, text, rateHz] of rates) {
  test(`sampling rate from a time column: ${what}`, () => {
    const recording = decode(text);
    assert.ok(Math.abs(recording.samplingRateHz / rateHz - 1) < 1e-9, String(recording.samplingRateHz));
    assert.deepEqual(
      recording.leads.map((lead) => lead.name),
      ["I"],
    );
  });
}

test("a counter of samples tells no rate, the caller must", () => {
  for (const name of ["sample", "t", ""]) {
    const text = withTimes(name, [0, 1, 2]);
    assert.throws(
      () => decode(text),
      (error) => error instanceof UsageError && /--fs 500/.test(error.message),
    );
    assert.equal(decode(text, { samplingRateHz: 400 }).samplingRateHz, 400);
  }
});

test("the file's own rate wins over the caller's, with a warning", () => {
  const recording = decode(withTimes("ms", [0, 2, 4]), { samplingRateHz: 250 });
  assert.equal(recording.samplingRateHz, 500);
  assert.deepEqual(recording.source.warnings.slice(0, 1), [
    "its time column says 500 Hz and the caller 250 Hz; the former is used",
  ]);
});

const wave = Array.from({ length: 1000 }, (_, i) => Math.sin(i / 10));

test("microvolts without a unit are refused, with the unit they are read", () => {
  const microvolts = `I\n${wave.map((value) => value * 500).join("\n")}\n`;
  assert.throws(() => decode(microvolts, { samplingRateHz: 500 }), /wanted millivolts; state the unit/);
  const quiet = `I\n${wave.map((value, i) => (i % 250 < 5 ? 900 : value * 2)).join("\n")}\n`;
  assert.throws(
    () => decode(quiet, { samplingRateHz: 500 }),
    FormatError,
    "spikes tell, though the median is small",
  );
  assert.equal(
    decode(microvolts, { samplingRateHz: 500, unit: "uV" }).leads[0]!.samplesMv[10],
    (wave[10]! * 500) / 1000,
  );
  assert.equal(
    decode(microvolts, { samplingRateHz: 500, unit: "mV" }).leads[0]!.samplesMv[10],
    wave[10]! * 500,
  );
});

const refused: [string, string, RegExp][] = [
  ["nothing", "", /empty/],
  ["no samples", "I,II\n", /no samples/],
  ["prose", "Dear colleague, hello\nhow are you\n", /wanted lead names/],
  ["no header row", "0.1,0.2\n0.1,0.2\n", /wanted lead names/],
  ["a row of whole numbers as header", "1,2,3\n1,2,3\n", /wanted lead names/],
  ["a short row", "I,II\n0,0\n0\n", /line 3: got 1 values, wanted 2/],
  ["a long row", "I,II\n0,0,0\n", /line 2: got 3 values, wanted 2/],
  ["a word", "# c\nI,II\n0,x\n", /line 3, column "II": got "x", wanted a number/],
  ["infinity", "I\nInfinity\n", /wanted a number/],
  ["a number beyond numbers", "I\n1e300\n", /wanted a number/],
  ["a gap", "I\n0\n\n0\n", /line 3: got a blank line/],
  ["uneven time", "ms,I\n0,0\n2,0\n10,0\n12,0\n", /even steps; rows may be missing/],
  [
    "one missing row among many",
    withTimes(
      "ms",
      Array.from({ length: 500 }, (_, i) => 2 * (i < 300 ? i : i + 1)),
    ),
    /598, then 602/,
  ],
  ["a missing time", "ms,I\n0,0\n,0\n4,0\n", /do not rise|even steps/],
  ["time that stands still", "ms,I\n0,0\n0,0\n", /do not rise/],
  ["an unreadable rate", "# fs: fast\nI\n0\n", /sampling rate: got "fast"/],
  ["an impossible rate", "# fs: 0\nI\n0\n", /0 Hz/],
  ["an unknown unit", "# unit: bar\nI\n0\n", /unit: got "bar"/],
  ["too many columns", `${Array.from({ length: 300 }, (_, i) => `V${i}`).join()}\n`, /300 columns/],
];
for (const [what, text, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => decode(text, { samplingRateHz: 500 }),
      (error) => {
        assert.ok(error instanceof FormatError, String(error));
        assert.match(error.message, message);
        assert.ok(!error.message.includes("\n"));
        return true;
      },
    );
  });
}

test("options that make no sense are usage errors", () => {
  assert.throws(() => decode("I\n0\n", { samplingRateHz: -1 }), UsageError);
  assert.throws(() => decode("I\n0\n", { samplingRateHz: Number.NaN }), UsageError);
  assert.throws(() => decode("I\n0\n", { samplingRateHz: 500, unit: "bar" }), UsageError);
});

test("hostile cells take no time", () => {
  const started = performance.now();
  const long = `I${" ".repeat(60_000)}x(`;
  assert.equal(decode(`${long}\n0\n`, { samplingRateHz: 500 }).leads[0]!.name, "I");
  assert.throws(
    () => decode(`# ${"fs ".repeat(100_000)}\nI\n${"(".repeat(300_000)}\n`, { samplingRateHz: 500 }),
    GemError,
  );
  assert.ok(performance.now() - started < 5000);
});
