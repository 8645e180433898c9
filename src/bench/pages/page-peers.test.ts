// Peers are played by Node programs in the place of a Python.
import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { timePeers } from "./page-peers.ts";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gem-page-peers-"));
});
after(() => rm(folder, { recursive: true }));

const { recording } = syntheticEcg({ durationMs: 1000 });

async function timed(program: string | null) {
  const python = join(folder, "python");
  if (program !== null) {
    await writeFile(python, `#!${process.execPath}\n${program}`);
    await chmod(python, 0o755);
  }
  return timePeers([recording], {
    python: program === null ? join(folder, "nowhere") : python,
    folder: join(folder, "job"),
    dpi: 200,
    timeLimitMs: 20_000,
  });
}

const ANSWER = `
const [runner, first, job, answer] = process.argv.slice(2);
const fs = require("fs");
if (first === "--versions") console.log(JSON.stringify({ "ecg-plot": "0.3.0" }));
else if (first === "ecg-plot-png") process.exit(4);
else {
  const { records, layouts, leads } = JSON.parse(fs.readFileSync(job));
  const floats = fs.statSync(records[0].file).size / 8 / leads.length;
  const each = Object.fromEntries(layouts.map((layout) => [layout, [floats]]));
  fs.writeFileSync(answer, JSON.stringify({ cpuMs: each, bytes: each }));
}`;

test("who is there is timed on our millivolts; who is missing or fails is named, and the others go on", async () => {
  const { times, absent } = await timed(ANSWER);
  assert.deepEqual(
    times.map(({ shown, version }) => [shown, version]),
    [["ecg_plot, SVG", "0.3.0"]],
  );
  assert.deepEqual(times[0]!.cpuMs["12x1"], [recording.leads[0]!.samplesMv.length]);
  assert.equal(absent.length, 2);
  assert.match(absent[0] ?? "", /^ecg_plot, PNG: ended with 4/);
  assert.match(absent[1] ?? "", /^pmecg, PNG: .* lacks pmecg; wanted: pip install pmecg/);
});

test("without a Python there are no peers, and the line that brings them", async () => {
  const { times, absent } = await timed(null);
  assert.deepEqual(times, []);
  assert.match(
    absent.join(),
    /could not be asked .* pip install -r src\/bench\/pages\/peers\/requirements\.txt/,
  );
});
