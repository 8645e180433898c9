import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { FAKE_PEER } from "../bench/measure/fake-peer.fixture.ts";
import { writeLudbPack } from "../bench/measure/ludb-pack.fixture.ts";
import { FormatError, UsageError } from "../ecg/errors.ts";
import { benchCommand } from "./bench-command.ts";
import type { ParsedArguments } from "./command.ts";
import { runGem } from "./run-gem.fixture.ts";

function bench(values: ParsedArguments["values"], positionals = ["self"]): Promise<number> {
  return benchCommand.run({ positionals, values });
}

const run = promisify(execFile);
const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const NO_DATA = join(tmpdir(), "gem-no-such-data");

/** What `gem bench self` prints, in a process of its own; rejects unless it exits with 0. */
async function printed(...args: string[]): Promise<string> {
  return (await run(process.execPath, [MAIN, "bench", "self", ...args])).stdout;
}

test("without its data a part says what it lacks and where it comes from, and that is no failure", async () => {
  const text = await printed(
    "--data",
    NO_DATA,
    "--only",
    "delineation,quality,findings,transfer,verification",
  );
  for (const pack of ["ptbxl-dev", "ludb-dev", "quality-dev", "external-dev"])
    assert.match(text, new RegExp(pack));
  assert.match(text, /physionet\.org\/content\/ludb/);
});

test("--json prints one object by part, in the order of the parts", async () => {
  const text = await printed("--data", NO_DATA, "--only", "quality,findings", "--json");
  const report = JSON.parse(text) as { quality?: { lacks: string } };
  assert.deepEqual(Object.keys(report), ["findings", "quality", "disclaimer"]);
  assert.match(report.quality?.lacks ?? "", /quality-dev/);
});

test("what makes no sense is refused before anything is measured", async () => {
  await assert.rejects(bench({}, []), UsageError);
  await assert.rejects(bench({}, ["self", "again"]), UsageError);
  await assert.rejects(bench({ only: "speeed" }), /--only: got "speeed", wanted some of findings/);
  await assert.rejects(bench({ limit: "0" }), /--limit/);
  await assert.rejects(bench({ limit: "many" }), UsageError);
});

test("measure: names that make no sense are refused before anything is measured", async () => {
  await assert.rejects(
    bench({ only: "speed" }, ["measure"]),
    /--only: got "speed", wanted some of boundaries/,
  );
  await assert.rejects(bench({ peers: "nk-cwt" }, ["measure"]), /--peers: got "nk-cwt", wanted some of nk-/);
  await assert.rejects(bench({ "time-limit": "0" }, ["measure"]), /--time-limit/);
  await assert.rejects(bench({}, ["measures"]), /wanted self, formats, measure or pages/);
});

test("measure: without its data it says what it lacks, and that is no failure", async () => {
  const { code, stdout } = await runGem(["bench", "measure", "--data", NO_DATA, "--only", "cpu,worst"]);
  assert.equal(code, 0);
  assert.match(stdout, /## cpu: not measured.*ludb-dev.*## worst: not measured/s);
});

test("measure: a peer that fails is a line and exit code 1, one that is missing a line alone", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-bench-measure-"));
  t.after(() => rm(folder, { recursive: true }));
  const marks = await writeLudbPack(folder, [{ id: "1", labels: [], rateBpm: 70 }]);
  await writeFile(join(folder, "marks.json"), JSON.stringify(marks));
  // in Python's place: drops run_peer.py and goes on as the fake
  const python = join(folder, "python");
  const fake = `#!/bin/sh\nshift\nexec "${process.execPath}" "${FAKE_PEER}" "${join(folder, "marks.json")}" "$@"\n`;
  await writeFile(python, fake, { mode: 0o755 });
  const measure = (...args: string[]) =>
    runGem(["bench", "measure", "--data", folder, "--only", "cpu", "--python", python, ...args]);
  const missing = await measure("--peers", "nk-prominence,openecg-v56c", "--json", "--out-dir", folder);
  assert.equal(missing.code, 0, missing.stderr);
  const report = JSON.parse(missing.stdout) as { delineators: { absent: { why: string }[] }; cpu: object[] };
  assert.match(report.delineators.absent[0]?.why ?? "", /pip install scipy==/);
  assert.equal(report.cpu.length, 2);
  assert.equal(await readFile(join(folder, "measure.json"), "utf8"), missing.stdout);
  const failing = await measure("--peers", "prominence,nk-prominence");
  assert.equal(failing.code, 1);
  assert.match(failing.stdout, /- failed: prominence, twelve leads: ended with 1: TypeError: no such wave\n/);
  assert.match(failing.stdout, /\| nk-prominence \| +50\.0/);
});

test("a file of probabilities that is none is refused by its name", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-bench-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "p.json");
  await assert.rejects(bench({ probabilities: file }), /p\.json cannot be read \(ENOENT\)/);
  await writeFile(file, "not json");
  await assert.rejects(bench({ probabilities: file }), FormatError);
  await writeFile(file, JSON.stringify({ "PTBXL-00001": { NORM: 1.2 } }));
  await assert.rejects(bench({ probabilities: file }), /PTBXL-00001\.NORM/);
});
