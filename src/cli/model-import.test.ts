// Expected: the tiny checkpoint of test/fixtures/golden. A checkpoint that takes seconds is a file of zeros with holes, so
// that an import can be stopped in its middle.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { readSafetensors } from "../tensor/safetensors.ts";
import { layOutSafetensors } from "../tensor/safetensors-header.ts";
import { valueCount } from "../tensor/tensor.ts";
import { assertFailure, MAIN, runGem, temporaryFolder } from "./run-gem.fixture.ts";

const CHECKPOINT = fileURLToPath(new URL("../../test/fixtures/golden/checkpoint", import.meta.url));
const folder = temporaryFolder();
after(() => folder.remove());
const at = (name: string) => join(folder.path, name);

test("import, list, inspect and verify", async () => {
  const models = at("models");
  const args = ["model", "import", CHECKPOINT, "-o", join(models, "tiny-int8"), "--quantise", "int8"];
  const done = await runGem([...args, "--source", "owner/tiny", "--licence", "apache-2.0"]);
  assert.deepEqual([done.code, done.stderr], [0, ""]);
  assert.match(done.stdout, /tiny-int8: 470,800 parameters, \d+ kB, licence apache-2\.0\n$/);
  assert.deepEqual(readdirSync(models), ["tiny-int8"]);
  mkdirSync(join(models, "empty"));
  mkdirSync(join(models, "half.part"));
  mkdirSync(join(models, "broken"));
  writeFileSync(join(models, "broken", "config.json"), "{}");
  const list = await runGem(["model", "list", models]);
  const [broken, half, tiny, ...more] = list.stdout.trimEnd().split("\n");
  assert.match(broken!, /^broken {5}.*config\.json: hidden_size: got nothing/);
  assert.equal(half, "half.part  unfinished");
  assert.match(
    tiny!,
    /^tiny-int8 {2}470,800 parameters, \d+ kB, int8, sees signal and picture, licence apache-2\.0$/,
  );
  assert.equal(more.length, 0);
  const inspected = await runGem(["model", "inspect", "tiny-int8", "--models", models, "--json"]);
  const json = JSON.parse(inspected.stdout);
  assert.deepEqual(
    [json.format, json.manifest.source, json.model.parameters],
    ["import", "owner/tiny", 470_800],
  );
  assert.equal((await runGem(["model", "verify", "tiny-int8", "--models", models])).code, 0);
  writeFileSync(join(models, "tiny-int8", "config.json"), "{}");
  assertFailure(
    await runGem(["model", "verify", join(models, "tiny-int8")]),
    1,
    /config\.json: 2 bytes, wanted/,
  );
  const again = await runGem(args);
  assertFailure(again, 1, /is there already, wanted a new folder/);
});

test("an empty folder may be the output; a file, a folder with something or one without rights may not", async () => {
  mkdirSync(at("empty"));
  assert.equal((await runGem(["model", "import", CHECKPOINT, "-o", at("empty")])).code, 0);
  assert.ok(existsSync(at("empty/manifest.json")));
  writeFileSync(at("file"), "");
  assertFailure(
    await runGem(["model", "import", CHECKPOINT, "-o", at("file")]),
    1,
    /is no folder \(ENOTDIR\)/,
  );
  assertFailure(
    await runGem(["model", "import", CHECKPOINT, "-o", "/proc/none"]),
    1,
    /cannot be (?:made|written)/,
  );
});

test("a refused checkpoint leaves nothing behind", async () => {
  cpSync(CHECKPOINT, at("cut"), { recursive: true });
  writeFileSync(at("cut/model.safetensors"), readFileSync(at("cut/model.safetensors")).subarray(0, 5000));
  assertFailure(await runGem(["model", "import", at("cut"), "-o", at("out")]), 1, /header length/);
  assert.ok(!existsSync(at("out")) && !existsSync(at("out.part")));
});

test("what is missing or makes no sense is said", async () => {
  const cases: readonly [readonly string[], RegExp][] = [
    [["import"], /got 0 folders, wanted one/],
    [["import", CHECKPOINT], /no --output given/],
    [["import", CHECKPOINT, "-o", at("x"), "--quantise", "int2"], /wanted int8 or int4/],
    [["import", CHECKPOINT, "-o", at("x"), "--json"], /--json means nothing here/],
    [["verify"], /got 0 models/],
    [["inspect", "a", "b"], /got 2 models/],
    [["list", "a", "b"], /got 2 folders/],
    [["forget"], /wanted list or inspect or verify or import or pull or trace/],
  ];
  for (const [args, message] of cases) {
    const result = await runGem(["model", ...args]);
    assert.equal(result.code, 2, result.stderr);
    assert.match(result.stderr, message);
  }
  assert.ok(!existsSync(at("x.part")));
  assertFailure(
    await runGem(["model", "inspect", "none", "--models", at("")]),
    1,
    /no such folder, nor one of that name/,
  );
  assertFailure(await runGem(["model", "list", at("nowhere")]), 1, /cannot be read \(ENOENT\)/);
});

/**
 * The tiny checkpoint with a vocabulary and inner layers as wide as that: 308 MB of zeros in eight matrices, which take
 * no place on the disk.
 */
function slowCheckpoint(name: string, wide = 150_000): void {
  cpSync(CHECKPOINT, at(name), { recursive: true });
  const config = JSON.parse(readFileSync(at(`${name}/config.json`), "utf8"));
  const wider = { ...config, vocab_size: wide, intermediate_size: wide };
  writeFileSync(at(`${name}/config.json`), JSON.stringify(wider));
  const { tensors } = readSafetensors(new Uint8Array(readFileSync(at(`${name}/model.safetensors`))), name);
  const widened = new Map([
    [500, wide],
    [172, wide],
  ]);
  const shapes = [...tensors].map(([tensor, { type, shape }]) => ({
    name: tensor,
    type,
    shape: shape.map((size) => widened.get(size) ?? size),
  }));
  const file = openSync(at(`${name}/model.safetensors`), "w");
  const { header } = layOutSafetensors(shapes);
  writeSync(file, header);
  ftruncateSync(file, header.length + shapes.reduce((sum, { shape }) => sum + 4 * valueCount(shape), 0));
  closeSync(file);
}

async function stopped(output: string, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  const args = [MAIN, "model", "import", at("slow"), "-o", output, "--quantise", "int4"];
  const child = spawn(process.execPath, args, { stdio: "ignore" });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  while (!existsSync(join(`${output}.part`, "model.safetensors")) && child.exitCode === null) await wait(2);
  child.kill(signal);
  return ended;
}

test("memory stays that of a few tensors, not of the model", async () => {
  slowCheckpoint("slow");
  const script = `process.on("exit", () => console.log(process.resourceUsage().maxRSS));
    process.argv = ["node", ${JSON.stringify(MAIN)}, ...process.argv.slice(1)]; await import(${JSON.stringify(MAIN)});`;
  const args = [
    "--input-type=module",
    "-e",
    script,
    "model",
    "import",
    at("slow"),
    "-o",
    at("small"),
    "--quantise=int4",
  ];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const [text, peakKilobytes] = stdout.trimEnd().split("\n");
  // weights by the configuration: 8 x 150,000 x 64 and the rest of the tiny model's 470,800 - 2 x 500 x 64 - 6 x 172 x 64
  assert.match(text!, /small: 77\.1 million parameters/);
  assert.ok(statSync(at("slow/model.safetensors")).size > 308e6);
  // Node itself takes a fourth of it, a tensor 38 MB
  assert.ok(Number(peakKilobytes) > 50_000 && Number(peakKilobytes) < 280_000, peakKilobytes);
});

test("killed in its middle, an import is never taken for a model; interrupted, it takes away what it wrote", async () => {
  const output = at("stopped/model");
  assert.equal(await stopped(output, "SIGKILL"), null);
  assert.ok(!existsSync(output));
  assert.ok(!existsSync(`${output}.part/manifest.json`));
  const list = await runGem(["model", "list", at("stopped")]);
  assert.equal(list.stdout, "model.part  unfinished\n");
  assertFailure(await runGem(["model", "inspect", `${output}.part`]), 1, /no such file/);
  const again = await runGem(["model", "import", CHECKPOINT, "-o", output]);
  assertFailure(again, 1, /model\.part" is there already: another run is writing it, or one was stopped/);
  const other = at("stopped/other");
  assert.equal(await stopped(other, "SIGTERM"), 130);
  assert.ok(!existsSync(other) && !existsSync(`${other}.part`));
});
