// The program is fake-peer.fixture.ts, whose variants go wrong in one way each.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runProgram } from "../run-program.ts";
import { writeJob } from "./delineator-run.ts";
import { FAKE_PEER } from "./fake-peer.fixture.ts";
import { type DelineatorTask, runDelineator } from "./run-delineator.ts";

let folder = "";
let task: Omit<DelineatorTask, "program">;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gem-run-delineator-"));
  const leads = [{ name: "ii", samplesMv: Float64Array.of(0, 1) }];
  const { job, jobFile } = await writeJob(join(folder, "job"), 500, [
    { id: "1", leads },
    { id: "2", leads },
  ]);
  const waves = { p: [], qrs: [[10, 20, 30]], t: [] };
  await writeFile(join(folder, "marks.json"), JSON.stringify({ "1": waves, "2": waves }));
  task = { name: "fake", job, jobFile, outFile: join(folder, "answer.json"), timeLimitMs: 30_000 };
});
after(() => rm(folder, { recursive: true }));

function run(variant: string, timeLimitMs = 30_000): ReturnType<typeof runDelineator> {
  const program = { command: process.execPath, args: [FAKE_PEER, join(folder, "marks.json"), variant] };
  return runDelineator({ ...task, program, timeLimitMs });
}

test("an answer becomes a run under the given name", async () => {
  const answer = await run("nk-prominence");
  assert.ok(typeof answer !== "string", String(answer));
  assert.equal(answer.name, "fake");
  assert.deepEqual(answer.detections["2"]?.ii, { p: [], qrs: [[12, 22, 32]], t: [] });
  assert.deepEqual(answer.cpuMs, { "1": 0.02, "2": 0.02 });
});

test("what goes wrong is one line, and an old answer is never taken for a new one", async () => {
  assert.equal(await run("prominence"), "ended with 1: TypeError: no such wave");
  assert.equal(await run("silent"), "it ended well and wrote no answer");
  assert.match(String(await run("ecgdeli")), /^its answer is not JSON \(\d+ characters\)$/);
  assert.match(String(await run("ecgdeli-fixed")), /^its answer has another form: cpuMs: /);
  assert.equal(await run("forgetful"), "its answer lacks 1 of 2 records, first 2");
});

test("what takes too long is stopped", async () => {
  const started = performance.now();
  assert.equal(await run("prominence-ml", 700), "not done after 0.7 s, stopped");
  assert.ok(performance.now() - started < 20_000, "the fake sleeps for a minute");
});

test("a program that is not there, and one that says nothing as it fails", async () => {
  const missing = await runProgram({ command: join(folder, "no-python"), args: [] }, { timeLimitMs: 1000 });
  assert.equal(missing.fault, `${join(folder, "no-python")} cannot be run (ENOENT)`);
  const silent = await runProgram(
    { command: process.execPath, args: ["-e", "process.exit(7)"] },
    { timeLimitMs: 20_000 },
  );
  assert.equal(silent.fault, "ended with 7");
});

test("of an error output the error's own line is quoted, wherever it stands", async () => {
  const python =
    'console.error("Traceback\\n  File x\\nnumpy.linalg.LinAlgError: singular"); process.exit(1)';
  const { fault } = await runProgram(
    { command: process.execPath, args: ["-e", python] },
    { timeLimitMs: 20_000 },
  );
  assert.equal(fault, "ended with 1: numpy.linalg.LinAlgError: singular");
});
