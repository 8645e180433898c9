// Simulated recordings, half of them with a dead lead: what must be learnt from them is known.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { FormatError } from "../ecg/errors.ts";
import { writeCsv } from "../formats/csv/write-csv.ts";
import { HASH_DIGITS } from "../measure/quality/acceptability-model.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { fitQuality } from "./fit-quality.ts";

async function collection(folder: string, count: number): Promise<void> {
  const lines: string[] = [];
  for (let index = 0; index < count; index++) {
    const { recording } = syntheticEcg({ seed: index, durationMs: 5000, noise: { whiteMv: 0.01 } });
    const acceptable = index % 2 === 0;
    if (!acceptable) recording.leads[index % 12]!.samplesMv.fill(0);
    await writeFile(join(folder, `${index}.csv`), writeCsv(recording));
    const labels = [acceptable ? "acceptable" : "unacceptable"];
    lines.push(JSON.stringify({ id: `${index}`, path: `${index}`, fs: 500, labels }));
  }
  await writeFile(join(folder, "index.jsonl"), lines.join("\n"));
}

test("a dead lead is learnt; the model says what it was made of, and a seed makes it again", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-fit-quality-"));
  t.after(() => rm(folder, { recursive: true }));
  await collection(folder, 20);
  const options = { folder, seed: 5, command: "made by a test", repeats: 1 };
  const { model, outOfFold } = await fitQuality(options);
  assert.ok(model.weights.pulse > 0);
  assert.equal(model.outOfFold.accuracy.value, 1);
  for (const [id, probability] of Object.entries(outOfFold)) {
    assert.equal(probability > 0.5, Number(id) % 2 === 0, `${id}: ${probability}`);
  }
  const { records, acceptable, seed, command, dataSha256, recordings } = model.provenance;
  assert.deepEqual([records, acceptable, seed, command], [20, 10, 5, "made by a test"]);
  assert.match(dataSha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(
    recordings.split(" ").map(({ length }) => length),
    new Array(20).fill(HASH_DIGITS),
  );
  assert.deepEqual(await fitQuality(options), { model, outOfFold });
});

test("too few of one kind for the folds is refused, with what was got and wanted", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-fit-quality-"));
  t.after(() => rm(folder, { recursive: true }));
  await collection(folder, 4);
  await assert.rejects(
    fitQuality({ folder, seed: 1, command: "" }),
    (error) => error instanceof FormatError && /got 2 acceptable and 2 unacceptable/.test(error.message),
  );
});
