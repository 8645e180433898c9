// A clean simulated recording and a flat one: what the gate must say of them needs no reference.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeCsv } from "../formats/csv/write-csv.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { qualityBenchmark, qualityMarkdown } from "./quality-benchmark.ts";

test("the gate is scored against the labels, and what cannot be read is named, not counted", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-quality-"));
  t.after(() => rm(folder, { recursive: true }));
  const { recording } = syntheticEcg({ noise: { whiteMv: 0.01 } });
  const flat = {
    ...recording,
    leads: recording.leads.map((lead) => ({ ...lead, samplesMv: lead.samplesMv.map(() => 0) })),
  };
  await writeFile(join(folder, "clean.csv"), writeCsv(recording));
  await writeFile(join(folder, "flat.csv"), writeCsv(flat));
  const labels: [string, string][] = [
    ["clean", "acceptable"],
    ["flat", "unacceptable"],
    ["gone", "unacceptable"],
  ];
  const lines = labels.map(([id, label]) => JSON.stringify({ id, path: id, fs: 500, labels: [label] }));
  await writeFile(join(folder, "index.jsonl"), lines.join("\n"));
  const seen: string[] = [];
  const result = await qualityBenchmark({ folder, progress: (_done, _total, id) => seen.push(id) });
  assert.deepEqual(seen, ["clean", "flat", "gone"]);
  assert.equal(result.records, 2);
  assert.deepEqual(
    result.failures.map(({ id }) => id),
    ["gone"],
  );
  for (const gate of result.gates) {
    assert.deepEqual([gate.sensitivity.hits, gate.sensitivity.total], [1, 1], gate.heldBack);
    assert.deepEqual([gate.accuracy.hits, gate.accuracy.total], [2, 2], gate.heldBack);
    assert.deepEqual([gate.specificity.hits, gate.specificity.total], [1, 1], gate.heldBack);
  }
  assert.deepEqual(
    result.acceptability.map(({ recordings, accuracy }) => [recordings, accuracy.hits, accuracy.total]),
    [["not in the fit", 2, 2]],
  );
  assert.match(qualityMarkdown(result, { details: false }), /not read: gone: .*no such file/);
  assert.equal((await qualityBenchmark({ folder, limit: 1 })).records, 1);
});
