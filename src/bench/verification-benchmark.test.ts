import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeCsv } from "../formats/csv/write-csv.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { verificationBenchmark, verificationMarkdown } from "./verification-benchmark.ts";

test("every sentence passes or is listed as a miss, the same ones each time", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-verification-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "a.csv"), writeCsv(syntheticEcg({ noise: { whiteMv: 0.01 } }).recording));
  const line = { id: "a", path: "a", fs: 500, age: 50, sex: "M", labels: [] };
  await writeFile(join(folder, "index.jsonl"), JSON.stringify(line));
  const result = await verificationBenchmark({ folder });
  const { truthsSupported, liesContradicted, misses } = result;
  // a clean record gives something to say in most of a hundred wordings
  assert.ok(truthsSupported.total > 20 && liesContradicted.total > 20);
  const missed = (expected: string): number => misses.filter((miss) => miss.expected === expected).length;
  assert.equal(truthsSupported.hits + missed("supported"), truthsSupported.total);
  assert.equal(liesContradicted.hits + missed("contradicted"), liesContradicted.total);
  assert.equal(result.truthsInterval, null); // one record tells nothing of others
  assert.deepEqual(await verificationBenchmark({ folder }), result);
  const text = verificationMarkdown(result, { details: true });
  for (const { sentence } of misses) assert.ok(text.includes(JSON.stringify(sentence)));
});
