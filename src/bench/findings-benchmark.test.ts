// Simulated recordings whose rates leave no doubt, with labels that fit and one that does not: the counts follow.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { writeCsv } from "../formats/csv/write-csv.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { findingsBenchmark } from "./findings-benchmark.ts";
import { findingsMarkdown } from "./findings-markdown.ts";
import { transferBenchmark } from "./transfer-benchmark.ts";

async function collection(
  t: TestContext,
  labelSystem: string,
  labels: Record<string, string[]>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "gem-findings-"));
  t.after(() => rm(folder, { recursive: true }));
  const rates: Record<string, number> = { slow: 45, usual: 70, fast: 125 };
  for (const [id, rateBpm] of Object.entries(rates)) {
    const { recording } = syntheticEcg({ rateBpm, noise: { whiteMv: 0.01 } });
    await writeFile(join(folder, `${id}.csv`), writeCsv(recording));
  }
  const lines = Object.entries(labels).map(([id, codes]) =>
    JSON.stringify({ id, path: id, fs: 500, age: 40, sex: "F", label_system: labelSystem, labels: codes }),
  );
  await writeFile(join(folder, "index.jsonl"), lines.join("\n"));
  return folder;
}

test("findings are counted against the labels, class by class", async (t) => {
  const folder = await collection(t, "SCP-ECG", {
    slow: ["SBRAD"],
    usual: ["STACH", "IMI"],
    fast: ["STACH"],
  });
  const result = await findingsBenchmark({ folder });
  const counts = (name: string): number[] => {
    const score = result.classes.find((candidate) => candidate.name === name);
    assert.ok(score, name);
    return [score.truePositives, score.falsePositives, score.falseNegatives, score.trueNegatives];
  };
  assert.deepEqual([result.records, result.patients, result.unusable.length], [3, 3, 0]);
  assert.deepEqual(counts("SBRAD"), [1, 0, 0, 2]);
  assert.deepEqual(counts("STACH"), [1, 0, 1, 1]);
  assert.deepEqual(counts("AFIB"), [0, 0, 0, 3]);
  assert.deepEqual(result.classes.find(({ name }) => name === "STACH")?.missed, ["usual"]);
  const mi = result.superclasses.findings.classes.find(({ name }) => name === "MI");
  assert.deepEqual(mi?.missed, ["usual"]);
  assert.match(findingsMarkdown(result, { details: true }), /- STACH: missed usual/);
});

test("out-of-fold probabilities replace the model's own, and the result says which they are", async (t) => {
  const folder = await collection(t, "SCP-ECG", { slow: ["IMI"], usual: ["SR"] });
  const outOfFold = { slow: { IMI: 0.2, ASMI: 0.1 }, usual: { IMI: 0.6 } };
  const { probabilities } = (await findingsBenchmark({ folder, outOfFold })).superclasses;
  assert.equal(probabilities?.kind, "out of fold");
  assert.equal(probabilities?.records, 2);
  // 1 - 0.8 * 0.9 = 0.28 for the one with an infarct, 0.6 for the one without: ranked wrongly
  assert.equal(probabilities?.auroc.classes.MI.value, 0);
  const mi = probabilities?.atHalf.classes.find(({ name }) => name === "MI");
  assert.deepEqual([mi?.wronglyFound, mi?.missed], [["usual"], ["slow"]]);
});

test("another vocabulary is judged by its own codes, and where it has no class nothing is counted", async (t) => {
  const folder = await collection(t, "CODE6", { slow: ["SB"], usual: [], fast: ["ST"] });
  const { classes, unlabelled } = await transferBenchmark({ folder });
  const sbrad = classes.find(({ name }) => name === "SBRAD");
  assert.deepEqual([sbrad?.truePositives, sbrad?.trueNegatives], [1, 2]);
  assert.equal(
    classes.find(({ name }) => name === "LVH"),
    undefined,
  );
  assert.deepEqual(unlabelled, []);
  const unknown = await collection(t, "ICD-10", { slow: ["I21"] });
  assert.deepEqual((await transferBenchmark({ folder: unknown })).unlabelled, ["slow"]);
});
