// What must be refused, all in one process: the others go on, each refusal is one line, and the exit code says 3.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { InterpretationSchema } from "../ecg/interpretation.ts";
import { createRandom } from "../signal/random.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { assertFailure, runGem, temporaryFolder, writeRecord } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const path = (name: string) => join(folder.path, name);
const good = writeRecord(folder.path, "good", syntheticEcg().recording);

function header(name: string, replacements: readonly (readonly [RegExp, string])[] = []): void {
  let text = readFileSync(`${good}.hea`, "latin1").replaceAll("good.dat", `${name}.dat`);
  for (const [from, to] of replacements) text = text.replace(from, to);
  writeFileSync(path(`${name}.hea`), text);
}

const random = createRandom(7);
const junk = Uint8Array.from({ length: 4000 }, () => Math.floor(random.uniform() * 256));
/** Name, what to write, code in JSON, and what the message must say. */
const cases: readonly (readonly [string, () => void, string, RegExp])[] = [
  ["missing", () => {}, "file-access", /missing: no such file, wanted an ECG: WFDB/],
  ["empty.hea", () => writeFileSync(path("empty.hea"), ""), "format", /empty\.hea is empty, wanted/],
  ["empty.csv", () => writeFileSync(path("empty.csv"), ""), "format", /empty\.csv is empty, wanted/],
  [
    "a.png",
    () => writeFileSync(path("a.png"), "\x89PNG\r\n\x1a\n", "latin1"),
    "format",
    /a\.png, byte 8: PNG: got the end/,
  ],
  ["a.txt", () => writeFileSync(path("a.txt"), "dear colleague"), "format", /"\*{4} \*{9}", wanted lead/],
  ["elf.hea", () => writeFileSync(path("elf.hea"), "\x7fELF\x02\x01\x01\0"), "format", /is not text, wanted/],
  ["junk", () => writeFileSync(path("junk"), junk), "format", /is no format that is known/],
  ["junk.csv", () => writeFileSync(path("junk.csv"), junk), "format", /is no format that is known/],
  ["folder.hea", () => mkdirSync(path("folder.hea")), "file-access", /is a folder/],
  ["nodata", () => header("nodata"), "file-access", /"nodata\.dat": no such file/],
  [
    "short",
    () => {
      header("short");
      writeFileSync(path("short.dat"), junk);
    },
    "format",
    /"short\.dat", byte 4000: samples a signal: got 166, wanted 5000/,
  ],
  ["huge", () => header("huge", [[/ 5000\n/, " 99999999999999999999\n"]]), "format", /wanted a whole number/],
  ["many", () => header("many", [[/^good 12/, "good 4000000000"]]), "format", /wanted 1 to 256/],
  ["climb", () => header("climb", [[/climb\.dat/, "../../x"]]), "format", /wanted a plain file name/],
  ["no-rate.csv", () => writeFileSync(path("no-rate.csv"), "I,II\n0,0\n"), "usage", /sampling rate.*--fs/],
  [
    "na\u001b[31mme\n\u009b5m.csv",
    () => writeFileSync(path("na\u001b[31mme\n\u009b5m.csv"), "x,y\n1,2\n"),
    "format",
    /wanted lead names/,
  ],
];

test("of several recordings the readable ones are read and the others are named, exit 3", async () => {
  for (const [, write] of cases) write();
  const names = cases.map(([name]) => path(name));
  const { code, stdout, stderr } = await runGem(["interpret", good, ...names, good, "--json"]);
  assert.equal(code, 3);
  const results = JSON.parse(stdout) as { record: { name: string }; error?: Record<string, string> }[];
  assert.equal(results.length, cases.length + 2);
  InterpretationSchema.parse(results[0]);
  InterpretationSchema.parse(results.at(-1));
  const lines = stderr.trimEnd().split("\n");
  assert.equal(lines.length, cases.length);
  cases.forEach(([name, , errorCode, message], index) => {
    const { record, error } = results[index + 1]!;
    assert.equal(error?.code, errorCode, name);
    assert.equal(record.name, name.replace(/\.(hea|csv|txt)$/, ""));
    // the person at the terminal reads which file it was; a message in JSON does not say where it lies
    assert.match(lines[index]!, message);
    const said = error?.message ?? "";
    assert.ok(!said.includes(folder.path), said);
    assert.equal(said.split(": got")[1], lines[index]!.split(": got")[1], name);
  });
  // tabs and line ends are all the control characters that may leave: neither stream can steer a terminal
  assert.doesNotMatch(stdout + stderr, /(?![\n\t])\p{Cc}/u);
});

test("a single recording that cannot be read is exit 1, one whose rate is not told is exit 2", async () => {
  assertFailure(await runGem(["measure", path("missing"), "--json"]), 1, /no such file/);
  writeFileSync(path("no-rate.csv"), "I,II\n0,0\n");
  assertFailure(await runGem(["measure", path("no-rate.csv")]), 2, /--fs 500/);
});

test("when all of several fail the exit code is 1, and with --jsonl each has its line", async () => {
  const { code, stdout } = await runGem(["measure", path("missing"), path("gone"), "--jsonl"]);
  assert.equal(code, 1);
  const names = stdout
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { record: { name: string } }).record.name);
  assert.deepEqual(names, ["missing", "gone"]);
});

test("a file that may not be read is told as such", {
  skip: process.getuid?.() === 0 ? "root may read everything" : false,
}, async () => {
  const record = writeRecord(folder.path, "locked", syntheticEcg({ durationMs: 1000 }).recording);
  chmodSync(`${record}.dat`, 0);
  assertFailure(await runGem(["measure", record]), 1, /locked\.dat cannot be read \(EACCES\)/);
});
