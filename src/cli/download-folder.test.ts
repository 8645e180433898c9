// Expected: the bytes of test/fixtures/golden, from a server on this machine that fails in one way each.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { FileAccessError, FormatError } from "../ecg/errors.ts";
import { type HubFile, hubModel } from "../model/checkpoint/hub-model.ts";
import { type DownloadOptions, downloadFile } from "./download-folder.ts";
import { COMMIT, type HubFault, listing, startHub } from "./hub.fixture.ts";
import { temporaryFolder } from "./run-gem.fixture.ts";

const hub = await startHub();
const folder = temporaryFolder();
after(async () => {
  await hub.close();
  folder.remove();
});

const { files } = hubModel(listing(), { name: "owner/tiny", where: "hub" });
const WEIGHTS = files.find(({ name }) => name === "model.safetensors")!;
const CONFIG = files.find(({ name }) => name === "config.json")!;
const bytesOf = ({ name }: HubFile) =>
  readFileSync(new URL(`../../test/fixtures/golden/checkpoint/${name}`, import.meta.url));
let count = 0;

/** Into a folder of its own, unless one is given. */
function download(file: HubFile, fault: HubFault | null, changed: Partial<DownloadOptions> = {}) {
  hub.fail(fault);
  const into = changed.folder ?? join(folder.path, String(count++));
  const done = downloadFile(file, {
    folder: into,
    urlOf: (name) => `${hub.url}/owner/tiny/resolve/${COMMIT}/${name}`,
    headers: {},
    pauseMs: 1,
    patienceMs: 5000,
    onBytes: () => {},
    ...changed,
  });
  return { path: join(into, file.name), done };
}

test("a large file by its SHA-256, a small one by git's hash of its content", async () => {
  for (const file of [WEIGHTS, CONFIG]) {
    const { path, done } = download(file, null);
    const written = await done;
    assert.ok(readFileSync(path).equals(bytesOf(file)));
    assert.deepEqual([written.name, written.byteLength], [file.name, bytesOf(file).length]);
    assert.ok(!existsSync(`${path}.incomplete`));
  }
  assert.deepEqual([WEIGHTS.hash.type, CONFIG.hash.type], ["sha256", "git"]);
});

test("a connection that breaks is taken up where it broke, as often as it takes", async () => {
  const before = hub.requests.length;
  const { path, done } = download(WEIGHTS, { file: WEIGHTS.name, breaksAfter: 300_000 });
  await done;
  assert.ok(readFileSync(path).equals(bytesOf(WEIGHTS)));
  const requests = hub.requests.slice(before);
  // 1,901,840 bytes in pieces of at most 300,000
  assert.ok(requests.length >= 7, requests.join("\n"));
  assert.match(requests[1]!, /bytes=[1-9]\d*-$/);
});

test("a server without ranges starts anew", async () => {
  const { path, done } = download(WEIGHTS, { file: WEIGHTS.name, breaksAfter: 500_000, times: 1 });
  await done;
  const again = join(folder.path, "without-ranges");
  const partial = download(CONFIG, null, { folder: again });
  await partial.done;
  writeFileSync(join(again, "model.safetensors.incomplete"), bytesOf(WEIGHTS).subarray(0, 900_000).fill(7));
  const whole = download(WEIGHTS, { file: WEIGHTS.name, ignoresRanges: true }, { folder: again });
  await whole.done;
  assert.ok(readFileSync(whole.path).equals(readFileSync(path)));
});

test("what is there already is not fetched again; what is there and wrong is", async () => {
  const { path, done } = download(CONFIG, null);
  await done;
  const before = hub.requests.length;
  const into = join(path, "..");
  await download(CONFIG, null, { folder: into }).done;
  assert.equal(hub.requests.length, before);
  writeFileSync(path, bytesOf(CONFIG).fill(1));
  await download(CONFIG, null, { folder: into }).done;
  assert.equal(hub.requests.length, before + 1);
  assert.ok(readFileSync(path).equals(bytesOf(CONFIG)));
});

const faults: readonly [string, HubFault, RegExp, typeof FormatError | typeof FileAccessError][] = [
  [
    "another content",
    { file: WEIGHTS.name, flipsByte: 1_000_000 },
    /another content than the hub's hash/,
    FormatError,
  ],
  [
    "more bytes than announced",
    { file: WEIGHTS.name, appends: "more" },
    /got more than 1901840/,
    FormatError,
  ],
  ["a server that is down", { file: WEIGHTS.name, status: 503 }, /status 503/, FileAccessError],
  [
    "a model that is not for everybody",
    { file: WEIGHTS.name, status: 403 },
    /wanted a token of the hub/,
    FormatError,
  ],
  ["a file that is gone", { file: WEIGHTS.name, status: 404 }, /nothing by that name/, FormatError],
  [
    "a connection without a byte",
    { file: WEIGHTS.name, breaksAfter: 0 },
    /broke off|no answer/,
    FileAccessError,
  ],
];
for (const [what, fault, message, kind] of faults) {
  test(`refused: ${what}`, async () => {
    const { path, done } = download(WEIGHTS, fault);
    await assert.rejects(done, (error: Error) => {
      assert.ok(error instanceof kind, String(error.stack));
      assert.match(error.message, message);
      return !error.message.includes("\n");
    });
    assert.ok(!existsSync(path));
  });
}

test("another range than was asked for is refused", async () => {
  const into = join(folder.path, "wrong-range");
  await download(CONFIG, null, { folder: into }).done;
  writeFileSync(join(into, "model.safetensors.incomplete"), bytesOf(WEIGHTS).subarray(0, 1000));
  const { done } = download(WEIGHTS, { file: WEIGHTS.name, wrongRange: true }, { folder: into });
  await assert.rejects(done, /content-range: got "bytes 999-1901839\/1901840", wanted bytes 1000-/);
});

test("a server that falls silent is given up", async () => {
  const { done } = download(WEIGHTS, { file: WEIGHTS.name, stallsAfter: 0 }, { patienceMs: 30 });
  await assert.rejects(done, FileAccessError);
});
