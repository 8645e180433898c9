// Whatever the bytes, a decoder gives a sound Recording or throws a GemError of one line: nothing else, and
// soon. The seeds of mutation are the fixtures.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import type { Recording } from "../ecg/recording.ts";
import { decodeCsv } from "./csv/decode-csv.ts";
import { mutatedText } from "./mutated-text.fixture.ts";
import { recognise } from "./recognise.ts";
import { soundOrRefused } from "./sound-or-refused.fixture.ts";
import { decodeWfdb } from "./wfdb/decode-wfdb.ts";
import { parseWfdbHeader } from "./wfdb/header.ts";
import { signalFileNames } from "./wfdb/signal-files.ts";

const FIXTURES = new URL("../../test/fixtures/formats/wfdb/", import.meta.url);
const names = [
  "format8",
  "format16",
  "format24",
  "format212",
  "format310",
  "format311",
  "matlab4",
  "twofiles",
  "skew",
  "frames",
];
const headers = names.map((name) => readFileSync(new URL(`${name}.hea`, FIXTURES), "latin1"));

function decodeRecord(text: string, bytes: Uint8Array): Recording {
  const header = parseWfdbHeader(text, "r.hea");
  const files = new Map(signalFileNames(header).map((name) => [name, bytes]));
  return decodeWfdb({ name: "r", header, files, sha256: "", where: "r.hea" });
}

const FRAGMENTS = [
  ...[
    "",
    " ",
    "\n",
    "0",
    "-1",
    "99999999999",
    "1e309",
    "NaN",
    "x0",
    ":9",
    "+24",
    "/mV",
    "(7)",
    "#",
    "../",
    "212",
  ],
  ...["mmHg", "~"],
];
const bytes = fc.uint8Array({ maxLength: 3000, size: "max" });

test("mutated headers over random samples", () => {
  fc.assert(
    fc.property(mutatedText(headers, FRAGMENTS), bytes, (text, data) =>
      soundOrRefused(() => decodeRecord(text, data)),
    ),
    { numRuns: 3000 },
  );
});

test("mutated headers over the samples they belong to", () => {
  const matrix = readFileSync(new URL("matlab4.mat", FIXTURES));
  fc.assert(
    fc.property(mutatedText([headers[names.indexOf("matlab4")]!], FRAGMENTS), (text) =>
      soundOrRefused(() => decodeRecord(text, matrix)),
    ),
    { numRuns: 1000 },
  );
});

test("random text and bytes as a header", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    bytes.map((data) => Buffer.from(data).toString("latin1")),
  );
  fc.assert(
    fc.property(text, (header) => soundOrRefused(() => decodeRecord(header, new Uint8Array(100)))),
    { numRuns: 1000 },
  );
});

const tables = [
  "time,I,II (uV)\n0,0.1,5\n0.002,0.2,7\n0.004,,nan\n",
  "# fs: 500\n# age: 56\nV1;vx\n0,1;1\n0,2;3\n",
];

test("mutated tables", () => {
  const decode = (text: string) => () =>
    decodeCsv({ name: "x", text, sha256: "", where: "x.csv", samplingRateHz: 500 });
  fc.assert(
    fc.property(mutatedText(tables, FRAGMENTS), (text) => soundOrRefused(decode(text))),
    { numRuns: 3000 },
  );
});

test("recognising random bytes never throws", () => {
  fc.assert(
    fc.property(bytes, (data) => assert.ok(recognise(data).kind !== undefined)),
    { numRuns: 1000 },
  );
});
