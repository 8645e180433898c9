import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { FileAccessError } from "../ecg/errors.ts";
import { writeFinished } from "./write-finished.ts";

test("written whole, over what was there, with nothing beside it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gem-finished-"));
  const path = join(folder, "shard.jsonl");
  await writeFile(path, "old");
  await Promise.all([writeFinished(path, "new\n"), writeFinished(path, "new\n")]);
  assert.equal(await readFile(path, "utf8"), "new\n");
  assert.deepEqual(await readdir(folder), ["shard.jsonl"]);
  await rm(folder, { recursive: true });
});

test("what cannot be written is said with its path and the system's word", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gem-finished-"));
  await assert.rejects(writeFinished(join(folder, "no", "such"), ""), (error) => {
    assert.ok(error instanceof FileAccessError);
    assert.match(error.message, /no\/such" cannot be written \(ENOENT\)/);
    return true;
  });
  // a folder in the place of the file: the rename fails, and the unfinished file is taken away again
  await assert.rejects(writeFinished(folder, "text"), FileAccessError);
  await rm(folder, { recursive: true });
});
