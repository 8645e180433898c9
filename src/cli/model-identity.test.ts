import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { after, test } from "node:test";
import { diskStore } from "../formats/store/disk-store.ts";
import { createManifest } from "../model/checkpoint/manifest.ts";
import { modelSha256 } from "./model-identity.ts";
import { temporaryFolder } from "./run-gem.fixture.ts";

const folder = temporaryFolder();
after(() => folder.remove());
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hash = () => modelSha256(diskStore(), `${folder.path}/`);

test("a model's hash is that of its files' sha256sum lines, sorted by name; other files do not count", async () => {
  mkdirSync(join(folder.path, "tower"));
  const files = { "config.json": "{}", "model.safetensors": "weights", "tower/config.json": "[]" };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
  writeFileSync(join(folder.path, "README.md"), "# A model");
  const lines = Object.entries(files).map(([name, text]) => `${sha256(text)}  ${name}\n`);
  assert.equal(await hash(), sha256(lines.join("")));
  // however the folder is written
  const written = `./${relative(process.cwd(), folder.path)}//`;
  assert.equal(await modelSha256(diskStore(), written), sha256(lines.join("")));
  writeFileSync(join(folder.path, "model.safetensors"), "weightz");
  assert.notEqual(await hash(), sha256(lines.join("")));
});

test("the hashes of a manifest are taken as they are, but for files of another size", async () => {
  const name = "model.safetensors";
  const written = (byteLength: number) => ({ name, byteLength, sha256: sha256("as it was written") });
  const write = (byteLength: number) =>
    writeFileSync(
      join(folder.path, "manifest.json"),
      createManifest({
        made: "import",
        source: "a test",
        licence: null,
        quantisation: null,
        files: [written(byteLength)],
      }),
    );
  const withLine = (weights: string) =>
    sha256(`${sha256("{}")}  config.json\n${weights}  ${name}\n${sha256("[]")}  tower/config.json\n`);
  write(7);
  assert.equal(await hash(), withLine(sha256("as it was written")));
  write(8);
  assert.equal(await hash(), withLine(sha256("weightz")));
});
