import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { FileAccessError } from "../ecg/errors.ts";
import { writeCsv } from "../formats/csv/write-csv.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { entryPath, readCollection, readEntry } from "./record-collection.ts";

test("a recording of a collection has the age, sex and rate of its entry", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-collection-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "one.csv"), writeCsv(syntheticEcg({ samplingRateHz: 250 }).recording));
  const line = { id: "x-1", path: "one", fs: 250, labels: ["NORM"], age: 300, sex: "M" };
  await writeFile(join(folder, "index.jsonl"), `${JSON.stringify(line)}\n`);
  const collection = await readCollection(folder);
  const [entry] = collection.entries;
  assert.ok(entry);
  assert.equal(entryPath(collection, entry), join(folder, "one"));
  const recording = await readEntry(collection, entry);
  assert.deepEqual(recording.patient, { ageYears: 90, sex: "male", context: null });
  assert.equal(recording.samplingRateHz, 250);
  assert.equal(recording.leads.length, 12);
});

test("a folder without an index is refused by the path that was looked for", async () => {
  await assert.rejects(readCollection(join(tmpdir(), "gem-no-such-folder")), (error) => {
    assert.ok(error instanceof FileAccessError);
    assert.match(error.message, /gem-no-such-folder.index\.jsonl cannot be read \(ENOENT\)/);
    return true;
  });
});
