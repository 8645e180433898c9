import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { FormatError, UsageError } from "../ecg/errors.ts";
import { benchCommand } from "./bench-command.ts";
import type { ParsedArguments } from "./command.ts";

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
