// Expected: the files of test/fixtures/golden, from a hub on this machine; without --yes not one of them is asked for.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { GemError } from "../ecg/errors.ts";
import { hubModel, hubName } from "../model/checkpoint/hub-model.ts";
import { COMMIT, listing, startHub } from "./hub.fixture.ts";
import { assertFailure, MAIN, runGem, temporaryFolder } from "./run-gem.fixture.ts";

const hub = await startHub();
const folder = temporaryFolder();
after(async () => {
  await hub.close();
  folder.remove();
});
const pull = (models: string, ...more: string[]) =>
  runGem(["model", "pull", "owner/tiny", "--hub", hub.url, "--models", models, ...more]);

test("size and licence first, and nothing without agreement; then a model that verifies and imports", async () => {
  const models = join(folder.path, "models");
  const asked = await pull(models);
  assert.equal(asked.code, 2);
  assert.match(
    asked.stderr,
    /^owner\/tiny at 0123456789ab: 6 files, 1\.91 MB, licence apache-2\.0, from http/,
  );
  assert.match(asked.stderr, /nobody to ask, wanted --yes/);
  assert.deepEqual(hub.requests, ["GET /api/models/owner/tiny/revision/main?blobs=true"]);
  assert.ok(!existsSync(models));
  process.env["HF_TOKEN"] = "secret";
  const pulled = await pull(models, "--yes");
  delete process.env["HF_TOKEN"];
  assert.ok(!hub.requests.some((request) => request.includes("secret")), "not over http");
  assert.equal(pulled.code, 0, pulled.stderr);
  assert.equal(pulled.stdout, `${join(models, "owner--tiny")}\n`);
  assert.ok(
    !hub.requests.some((request) => /optimizer|training|pytorch|gitattributes|trainer/.test(request)),
  );
  assert.equal((await runGem(["model", "verify", "owner/tiny", "--models", models])).code, 0);
  const manifest = JSON.parse(readFileSync(join(models, "owner--tiny", "manifest.json"), "utf8"));
  assert.deepEqual(
    [manifest.made, manifest.source, manifest.licence],
    ["download", `owner/tiny@${COMMIT}`, "apache-2.0"],
  );
  const output = join(folder.path, "imported");
  const imported = await runGem(["model", "import", "owner/tiny", "--models", models, "-o", output]);
  assert.equal(imported.code, 0, imported.stderr);
  assert.equal((await runGem(["model", "verify", "./imported/"], { cwd: folder.path })).code, 0);
  const listed = await runGem(["model", "list", models]);
  assert.match(listed.stdout, /^owner--tiny {2}470,800 parameters, 1\.88 MB, as published/);
  assertFailure(await pull(models, "--yes"), 1, /is there already; gem model verify checks it/);
});

test("killed in its middle, it goes on from there, at the same revision", async () => {
  const models = join(folder.path, "killed");
  hub.fail({ file: "model.safetensors", stallsAfter: 700_000 });
  const args = [MAIN, "model", "pull", "owner/tiny", "--hub", hub.url, "--models", models, "--yes"];
  const child = execFile(process.execPath, args);
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const partial = join(models, "owner--tiny.part", "model.safetensors.incomplete");
  while ((statSync(partial, { throwIfNoEntry: false })?.size ?? 0) < 700_000 && child.exitCode === null)
    await wait(5);
  child.kill("SIGKILL");
  await ended;
  assert.ok(!existsSync(join(models, "owner--tiny")));
  assert.match((await runGem(["model", "list", models])).stdout, /owner--tiny\.part {2}unfinished/);
  hub.fail(null);
  const moved = "f".repeat(40);
  hub.answer({ ...listing(), sha: moved });
  const other = await runGem([
    "model",
    "pull",
    "owner/tiny@v2",
    "--hub",
    hub.url,
    "--models",
    models,
    "--yes",
  ]);
  assertFailure(other, 1, /was begun at revision 0123456789ab; remove it to start again at ffffffffffff/);
  hub.answer(listing());
  const before = hub.requests.length;
  const again = await pull(models, "--yes");
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stderr, /goes on where it was stopped/);
  const requests = hub.requests.slice(before);
  assert.equal(requests[0], `GET /api/models/owner/tiny/revision/${COMMIT}?blobs=true`);
  assert.equal(requests[1], `GET /owner/tiny/resolve/${COMMIT}/model.safetensors bytes=700000-`);
  assert.equal((await runGem(["model", "verify", "owner/tiny", "--models", models])).code, 0);
});

test("a hub that is down, has no such model or is none", async () => {
  const models = join(folder.path, "none");
  const run = (name: string, address = hub.url) =>
    runGem(["model", "pull", name, "--hub", address, "--models", models, "--yes"]);
  assertFailure(await run("owner/other"), 1, /nothing by that name \(status 404\)/);
  assertFailure(await run("owner/tiny", "http://127.0.0.1:9"), 1, /no answer/);
  assertFailure(await run("owner/tiny", "file:///etc"), 2, /an address that begins with https/);
  for (const name of ["tiny", "../x/y", "a/b/c", "a/..", "owner/tiny@../x"]) {
    assertFailure(await run(name), 2, /wanted OWNER\/NAME/);
  }
  assert.ok(!existsSync(models));
});

test("what a hub lists is checked", () => {
  const model = (changed: object) =>
    hubModel({ ...listing(), ...changed }, { name: "owner/tiny", where: "hub" });
  const siblings = (...more: object[]) => [...(listing().siblings as object[]), ...more];
  const file = (rfilename: string) => ({ rfilename, size: 9, blobId: COMMIT });
  const refused: readonly [object, RegExp][] = [
    [{ sha: "main" }, /sha: got "main", wanted a commit/],
    [{ siblings: null }, /siblings: got null/],
    [{ siblings: [{ rfilename: "config.json" }] }, /a name, a size and a hash/],
    [{ siblings: [file("model.safetensors")] }, /without a config\.json/],
    [{ siblings: siblings(file("/etc/x.json")) }, /a path within/],
    [{ siblings: siblings(file("a\\..\\x.json")) }, /a path within/],
    [{ siblings: siblings({ ...file("x.json"), size: -1 }) }, /a name, a size and a hash/],
    [{ siblings: siblings({ ...file("x.json"), blobId: "short" }) }, /a name, a size and a hash/],
  ];
  for (const [changed, message] of refused) {
    assert.throws(
      () => model(changed),
      (error) => error instanceof GemError && message.test(error.message),
      String(message),
    );
  }
  assert.deepEqual(model({ siblings: siblings(file("../../etc/passwd.json")) }).files, model({}).files);
  assert.equal(model({ cardData: {}, tags: ["license:mit"] }).licence, "mit");
  assert.equal(model({ cardData: { license: ["a", "b"] } }).licence, null);
  const torch = { siblings: [file("config.json"), file("pytorch_model.bin"), file("optimizer.bin")] };
  assert.deepEqual(
    model(torch).files.map(({ name }) => name),
    ["config.json", "pytorch_model.bin"],
  );
  assert.deepEqual(hubName("PULSE-7B@v1"), { name: "PULSE-ECG/PULSE-7B", revision: "v1" });
});
