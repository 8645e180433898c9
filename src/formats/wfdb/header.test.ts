// Expected values are read off the header lines by hand, by header(5) of the WFDB Applications Guide.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, GemError, UnsupportedError } from "../../ecg/errors.ts";
import { looksLikeWfdbHeader, parseWfdbHeader } from "./header.ts";

const ONE_SIGNAL = "r.dat 16 1000(0)/mV 16 0 0 0 0 I";

test("every field of a full header", () => {
  const header = parseWfdbHeader(
    "# before\r\nrec_1 1 360/180.5(2) 650000 12:30:05.5 01/02/1990\r\nx.d1 212x2:3+24 1.052e+02(-5)/uV 11 1024 995 -22131 512 ECG lead, II \r\n# Age: 53\r\n",
    "rec_1.hea",
  );
  assert.deepEqual(header, {
    recordName: "rec_1",
    frameRateHz: 360,
    frameCount: 650000,
    signalCount: 1,
    segments: null,
    baseTime: "12:30:05.5",
    baseDate: "01/02/1990",
    comments: ["before", "Age: 53"],
    warnings: [],
    signals: [
      {
        fileName: "x.d1",
        format: 212,
        samplesPerFrame: 2,
        skewFrames: 3,
        byteOffset: 24,
        gain: 105.2,
        gainStated: true,
        baseline: -5,
        unit: "uV",
        adcResolutionBits: 11,
        adcZero: 1024,
        initialValue: 995,
        checksum: -22131,
        blockSize: 512,
        description: "ECG lead, II",
      },
    ],
  });
});

test("what is left out has the meaning that header(5) gives it", () => {
  const header = parseWfdbHeader("r 2\nr.dat 16\nr.dat 16 0 12 7", "r.hea");
  assert.equal(header.frameRateHz, 250);
  assert.equal(header.frameCount, null);
  assert.match(header.warnings.join(), /no sampling rate; 250 Hz/);
  const [bare, zero] = header.signals;
  assert.equal(bare!.gain, 200);
  assert.equal(bare!.gainStated, false);
  assert.equal(bare!.unit, "mV");
  assert.equal(bare!.checksum, null);
  assert.equal(zero!.gain, 200);
  assert.equal(zero!.baseline, 7, "baseline defaults to the ADC zero");
  assert.equal(zero!.initialValue, 7, "and so does the initial value");
});

test("a header of segments names them and leaves the signals to them", () => {
  const header = parseWfdbHeader(
    "r/3 2 125 30 10:44:18.529\nlay_out 0\n~ 10\nr_1 20\n# Location: micu",
    "r.hea",
  );
  assert.deepEqual(header.segments, [
    { name: "lay_out", frameCount: 0 },
    { name: "~", frameCount: 10 },
    { name: "r_1", frameCount: 20 },
  ]);
  assert.deepEqual([header.signalCount, header.signals, header.baseDate], [2, [], null]);
});

const refused: [string, string, typeof FormatError | typeof UnsupportedError, RegExp][] = [
  ["nothing", "", FormatError, /empty/],
  ["only comments", "# a\n# b\n", FormatError, /empty/],
  ["prose", "Dear doctor, this is no header", FormatError, /not a WFDB header/],
  ["a line break in a message", "a\u2028b\u0007", FormatError, /^[^\p{Cc}\p{Zl}]*$/u],
  ["negative signal count", `r -1 500 10\n${ONE_SIGNAL}`, FormatError, /signals: got -1, wanted 1 to 256/],
  ["no signals", "r 0 500 10", FormatError, /signals: got 0, wanted 1 or more/],
  ["too many signals", "r 99999999 500 10", FormatError, /wanted 1 to 256/],
  [
    "fewer signal lines than promised",
    `r 3 500 10\n${ONE_SIGNAL}`,
    FormatError,
    /signal lines: got 1, wanted 3/,
  ],
  [
    "more signal lines than promised",
    `r 1 500 10\n${ONE_SIGNAL}\n${ONE_SIGNAL}`,
    FormatError,
    /signal lines: got 2, wanted 1/,
  ],
  ["rate 0", `r 1 0 10\n${ONE_SIGNAL}`, FormatError, /sampling rate: got "0", wanted 1 to/],
  ["negative rate", `r 1 -500 10\n${ONE_SIGNAL}`, FormatError, /sampling rate: got "-500"/],
  ["endless rate", `r 1 ${"9".repeat(400)} 10\n${ONE_SIGNAL}`, FormatError, /sampling rate/],
  ["negative length", `r 1 500 -10\n${ONE_SIGNAL}`, FormatError, /samples a signal: got "-10"/],
  ["huge length", `r 1 500 999999999999\n${ONE_SIGNAL}`, FormatError, /up to 4294967296/],
  ["huge frame", "r 1 500 10\nr.dat 16x999999999 200", FormatError, /samples a frame/],
  ["empty frame", "r 1 500 10\nr.dat 16x0 200", FormatError, /samples a frame/],
  ["unknown format", "r 1 500 10\nr.dat 17 200", UnsupportedError, /format 17 is not read/],
  ["standard input", "r 1 500 10\n- 16 200", UnsupportedError, /standard input/],
  ["no segments", "r/0 2 500 10", FormatError, /segments: got "0", wanted 1 to 10000/],
  ["segments in words", "r/many 2 500 10\na 10", FormatError, /segments: got "many"/],
  ["fewer segment lines than promised", "r/3 2 500 10\na 10", FormatError, /segment lines: got 1, wanted 3/],
  ["a segment elsewhere", "r/1 2 500 10\n../a 10", FormatError, /segment 1: got "..\/a"/],
  ["a segment without a length", "r/1 2 500 10\na", FormatError, /samples of segment 1: got ""/],
  ["a late layout", "r/2 2 500 10\na 10\nb 0", FormatError, /samples of segment 2: got 0/],
  ["a gap as layout", "r/2 2 500 10\n~ 0\nb 10", FormatError, /samples of segment 1: got 0/],
  ["path traversal", "r 1 500 10\n../../etc/passwd 16 200", FormatError, /plain file name/],
  ["absolute path", "r 1 500 10\n/etc/passwd 16 200", FormatError, /plain file name/],
  ["Windows path", "r 1 500 10\nC:\\secret.dat 16 200", FormatError, /plain file name/],
  ["parent folder", "r 1 500 10\n.. 16 200", FormatError, /plain file name/],
  ["gain in words", "r 1 500 10\nr.dat 16 high", FormatError, /signal 1, gain: got "high"/],
  ["gain beyond numbers", "r 1 500 10\nr.dat 16 1e-320/mV", FormatError, /gain: got "1e-320/],
  ["checksum in words", "r 1 500 10\nr.dat 16 200 16 0 0 x 0 I", FormatError, /checksum: got "x"/],
];
for (const [what, text, type, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => parseWfdbHeader(text, "r.hea"),
      (error) => {
        assert.ok(error instanceof type, String(error));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test("hostile lengths of digits and blanks are refused in linear time", () => {
  const digits = "1".repeat(900_000);
  const started = performance.now();
  for (const text of [
    `r 1 ${digits}x 10\n${ONE_SIGNAL}`,
    `r 1 500 10\nr.dat 16 ${digits}x`,
    `r ${digits} 500`,
    `# ${"a".repeat(900_000)}\nr`,
  ]) {
    assert.throws(() => parseWfdbHeader(text, "r.hea"), GemError);
    looksLikeWfdbHeader(text);
  }
  assert.ok(performance.now() - started < 5000, "a quadratic pattern would take hours");
});

test("a header is told from a CSV by its first line", () => {
  assert.ok(looksLikeWfdbHeader("# c\n100 2 360 650000\n"));
  assert.ok(looksLikeWfdbHeader("r 12 500/500(0) 5000 00:00:00 01/01/2000"));
  assert.ok(!looksLikeWfdbHeader("I,II,V1\n0,0,0\n"));
  assert.ok(!looksLikeWfdbHeader("I\tII\n0\t0\n"));
});
