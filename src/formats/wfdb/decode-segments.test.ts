// Records built here by header(5), with values chosen beforehand. What the wfdb package reads from multi-segment
// records is compared in decode-wfdb.test.ts (fixtures "fixed" and "varying").
import assert from "node:assert/strict";
import { test } from "node:test";
import { FileAccessError, FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { decodeWfdb } from "./decode-wfdb.ts";
import { parseWfdbHeader } from "./header.ts";
import { neededWfdbFiles } from "./needed-files.ts";

type Files = Readonly<Record<string, string | readonly number[]>>;

/** Text is a header, numbers are samples in format 16. */
function filesOf(content: Files): Map<string, Uint8Array> {
  const entries = Object.entries(content).map(([name, data]): [string, Uint8Array] => [
    name,
    typeof data === "string" ? new TextEncoder().encode(data) : new Uint8Array(Int16Array.from(data).buffer),
  ]);
  return new Map(entries);
}

function decode(text: string, content: Files): Recording {
  const header = parseWfdbHeader(text, "r.hea");
  return decodeWfdb({ name: "r", header, files: filesOf(content), sha256: "", where: "r.hea" });
}

const SEGMENTS: Files = {
  "r_layout.hea": "r_layout 3 250 0\n~ 0 1/mV 0 0 0 0 0 I\n~ 0 1/mV 0 0 0 0 0 II\n~ 0 1/mmHg 0 0 0 0 0 ABP",
  "r_1.hea":
    "r_1 2 250 2 10:00:00 01/02/1999\nr_1.dat 16 10/mV 16 0 0 30 0 I\nr_1.dat 16 2/mmHg 16 0 0 3 0 ABP\n# one",
  "r_1.dat": [10, 1, 20, 2],
  "r_2.hea": "r_2 2 250 2\nr_2.dat 16 100(5)/mV 16 0 0 8 0 II\nr_2.dat 16 1000/mV 16 0 0 9 0 I\n# two",
  "r_2.dat": [3, 4, 5, 6],
};
const LAYOUT = "r/4 3 250 5\nr_layout 0\nr_1 2\n~ 1\nr_2 2\n# all";

test("a variable layout: signals by name, gains of their segments, NaN where nothing was recorded", () => {
  const recording = decode(LAYOUT, SEGMENTS);
  assert.deepEqual(
    recording.leads.map((lead) => [lead.name, ...lead.samplesMv]),
    [
      ["I", 1, 2, Number.NaN, 0.004, 0.006],
      ["II", Number.NaN, Number.NaN, Number.NaN, -0.02, 0],
    ],
  );
  assert.equal(
    recording.recordedAt,
    "1999-02-01T10:00:00",
    "of the first segment, where the record has none",
  );
  assert.deepEqual(
    recording.identity?.map(({ value }) => value),
    ["all", "one", "two"],
  );
  assert.deepEqual(recording.source.warnings, [
    "checksum of lead I in segment 4 differs: header 9, samples 10",
    'note: signal "ABP" in "mmHg" is no voltage and was left out',
  ]);
});

test("a fixed layout: signals by place, the length from the segments", () => {
  const recording = decode("r/3 2 250\nr_2 2\n~ 1\nr_3 1", {
    ...SEGMENTS,
    "r_3.hea": "r_3 2 250 2\nr_2.dat 16 1/mV 16 0 0 1 0 II\nr_2.dat 16 1/mV 16 0 0 1 0 V1",
  });
  assert.deepEqual(
    recording.leads.map((lead) => [lead.name, ...lead.samplesMv]),
    [
      ["II", -0.02, 0, Number.NaN, 3],
      ["I", 0.004, 0.006, Number.NaN, 4],
    ],
  );
  assert.deepEqual(recording.source.warnings, [
    "checksum of lead I in segment 1 differs: header 9, samples 10",
    "segment 3: it is longer than the record says; its end was left out",
    "segment 3: its signal 2 has another name than in the first; it was taken by its place",
  ]);
});

test("a signal outside the layout and one in no segment are left out, and it is said", () => {
  const recording = decode("r/2 2 250 2\nlay 0\nr_2 2", {
    ...SEGMENTS,
    "lay.hea": "lay 2 250 0\n~ 0 1/mV 0 0 0 0 0 II\n~ 0 1/mV 0 0 0 0 0 V6",
  });
  assert.deepEqual(
    recording.leads.map((lead) => lead.name),
    ["II"],
  );
  assert.deepEqual(recording.source.warnings, [
    'segment 2: signal "I" is not in the layout and was left out',
    'note: signal "V6" has no samples and was left out',
  ]);
});

test("the files that are needed: first the headers of the segments, then their signal files", () => {
  const header = parseWfdbHeader(LAYOUT, "r.hea");
  const all = filesOf(SEGMENTS);
  const files = new Map<string, Uint8Array>();
  const rounds: string[][] = [];
  for (;;) {
    const needed = neededWfdbFiles(header, { files, where: "r.hea" });
    if (needed.length === 0) break;
    rounds.push(needed);
    for (const name of needed) files.set(name, all.get(name)!);
  }
  assert.deepEqual(rounds, [
    ["r_layout.hea", "r_1.hea", "r_2.hea"],
    ["r_1.dat", "r_2.dat"],
  ]);
});

type Refusal = typeof FormatError | typeof UnsupportedError | typeof FileAccessError;
const refused: [string, string, Files, Refusal, RegExp][] = [
  [
    "a missing header",
    "r/1 2 250 5\nnowhere 5",
    {},
    FileAccessError,
    /segment "nowhere": its header is missing/,
  ],
  ["a missing signal file", "r/1 2 250 2\nr_2 2", { "r_2.dat": "" }, FormatError, /got 0, wanted 2/],
  [
    "segments within segments",
    "r/1 2 250 2\na 2",
    { "a.hea": LAYOUT },
    UnsupportedError,
    /segment "a" has segments/,
  ],
  [
    "itself as a segment",
    "r/1 3 250 2\nr 2",
    { "r.hea": "r/1 3 250 2\nr 2" },
    UnsupportedError,
    /has segments/,
  ],
  [
    "another length in all",
    LAYOUT.replace("250 5", "250 6"),
    {},
    FormatError,
    /of all segments: got 5, wanted 6/,
  ],
  [
    "a segment too short",
    LAYOUT.replace("r_2 2", "r_2 3").replace("250 5", "250 6"),
    {},
    FormatError,
    /"r_2": samples a signal: got 2, wanted 3/,
  ],
  ["another rate", LAYOUT.replaceAll("250", "500"), {}, FormatError, /sampling rate: got 250, wanted 500/],
  [
    "another number of signals",
    "r/2 2 250 4\nr_1 2\nr_layout 2",
    {},
    FormatError,
    /signals: got 3, wanted 2/,
  ],
  [
    "another layout",
    LAYOUT.replace("r/4 3", "r/4 2"),
    {},
    FormatError,
    /signals of the layout: got 3, wanted 2/,
  ],
  ["gaps only", "r/2 3 250 2\nr_layout 0\n~ 2", {}, FormatError, /segments: got no samples at all/],
  [
    "samples a frame",
    LAYOUT,
    { "r_2.hea": (SEGMENTS["r_2.hea"] as string).replace("16 1000", "16x2 1000") },
    FormatError,
    /samples a frame of "I": got 2, wanted 1/,
  ],
];
for (const [what, text, change, type, message] of refused) {
  test(`refused: ${what}`, () => {
    assert.throws(
      () => decode(text, { ...SEGMENTS, ...change }),
      (error) => {
        assert.ok(error instanceof type, String(error));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}

test("segments and signals without end are counted before they are read", () => {
  const lines = Array.from({ length: 9999 }, () => "a 1").join("\n");
  const a = `a 50 250 1\n${Array(50).fill("a.dat 16").join("\n")}`;
  const message = /signals of all segments: got 200050, wanted at most 200000/;
  assert.throws(() => decode(`r/9999 50 250\n${lines}`, { "a.hea": a }), message);
});

test("FLAC files that are read again and again are counted, not decoded for ever", () => {
  const lines = Array.from({ length: 1000 }, () => "a 1").join("\n");
  const a = "a 1 250 1\na.dat 516+100000 200/mV 16 0 0 0 0 I";
  assert.throws(() => decode(`r/1000 1 250\n${lines}`, { "a.hea": a }), /samples in all: got 100001000/);
});
