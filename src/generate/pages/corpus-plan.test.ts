import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { BATCH_SIZE, batchFile, planBatches } from "./corpus-plan.ts";

const keys = (inputs: readonly string[], names: readonly string[]) =>
  planBatches(inputs, names).flatMap(({ recordings }) => recordings.map(({ key }) => key));

test("a key is the way from the input to the recording, wherever the input lies", () => {
  const names = ["b/00002.hea", "a/00001", "a/x.y.dcm"];
  const expected = ["a/00001", "a/x.y", "b/00002"];
  for (const folder of ["data", "/mnt/data", "../data", "data.zip"]) {
    const found = names.map((name) => `${folder}/${name}`);
    assert.deepEqual(keys([folder], found), expected);
    assert.deepEqual(keys([`${folder}/`], found.toReversed()), expected);
  }
  assert.deepEqual(keys(["one/normal.hea"], ["one/normal.hea"]), ["normal"]);
  assert.deepEqual(keys(["d", "d/e"], ["d/e/r"]), ["r"]);
});

test("no key leads out of the folder or is forbidden as a file name", () => {
  assert.deepEqual(keys(["d"], ["d/../../etc/passwd"]), ["etc/passwd"]);
  assert.deepEqual(keys(["d"], ["d/a:b?c"]), ["a_b_c"]);
  assert.deepEqual(keys(["d"], ["d/.hidden"]), [".hidden"]);
});

test("batches hold each recording once and do not depend on the order it was found in", () => {
  const names = Array.from({ length: 2 * BATCH_SIZE + 5 }, (_, i) => `d/${String(i).padStart(3, "0")}`);
  const batches = planBatches(["d"], names.toReversed());
  assert.deepEqual(
    batches.map(({ recordings }) => recordings.length),
    [BATCH_SIZE, BATCH_SIZE, 5],
  );
  assert.deepEqual(batches, planBatches(["d"], names));
  assert.deepEqual(
    batches.map(({ index }) => batchFile(index)),
    ["pages-00000.jsonl", "pages-00001.jsonl", "pages-00002.jsonl"],
  );
  assert.deepEqual(planBatches(["d"], []), []);
});

test("two recordings of one key are refused, both named", () => {
  assert.throws(
    () => planBatches(["a", "b"], ["a/r.hea", "b/r.dcm"]),
    (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, /"a\/r\.hea" and "b\/r\.dcm" would share the pictures "r"/);
      return true;
    },
  );
});
