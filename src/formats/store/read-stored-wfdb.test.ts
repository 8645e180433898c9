// What a record may take of memory does not depend on the number of its files.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError } from "../../ecg/errors.ts";
import { type FileStore, memoryStore } from "./file-store.ts";
import { readStoredRecording } from "./read-stored-recording.ts";

const FILE_BYTES = 300_000_000;

test("the files of a record are counted together before they are read", async () => {
  const lines = Array.from({ length: 256 }, (_, i) => `d${i}.dat 16 200 16 0 0 0 0 ch${i}\n`);
  const header = new TextEncoder().encode(`rec 256 500 10\n${lines.join("")}`);
  const plain = memoryStore(new Map([["rec.hea", header]]));
  const read: string[] = [];
  // a disk of files that are large and were never filled
  const store: FileStore = {
    ...plain,
    byteLength: async (name) => (/^d\d+\.dat$/.test(name) ? FILE_BYTES : plain.byteLength(name)),
    read: async (name, maxBytes) => {
      if (!name.endsWith(".dat")) return plain.read(name, maxBytes);
      read.push(name);
      return new Uint8Array(0);
    },
  };
  await assert.rejects(
    readStoredRecording(store, "rec.hea"),
    (error) => error instanceof FormatError && error.message.includes(`got ${2 * FILE_BYTES} bytes`),
  );
  assert.deepEqual(read, ["d0.dat"]);
});
