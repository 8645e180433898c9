import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { runGem } from "./run-gem.fixture.ts";

let folder = "";
let recipe = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gem-render-corpus-"));
  recipe = join(folder, "small.json");
  await writeFile(
    recipe,
    JSON.stringify({ name: "small", version: 1, description: "small", pages: [{ layout: "3x4" }], dpi: 25 }),
  );
});
after(() => rm(folder, { recursive: true }));

test("a folder of recordings becomes a folder of pages; the second run has nothing to do", async () => {
  const out = join(folder, "pages");
  const first = await runGem(["render", "examples", "--recipe", recipe, "--out-dir", out, "--workers", "2"]);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /: 8 pictures drawn; 1 of 1 batches are there/);
  const files = await readdir(out);
  assert.equal(files.filter((file) => file.endsWith(".png")).length, 8);
  const [line] = (await readFile(join(out, "pages-00000.jsonl"), "utf8")).split("\n");
  assert.equal(JSON.parse(line!).image, "atrial-fibrillation.png");
  const manifest = JSON.parse(await readFile(join(out, "corpus.json"), "utf8"));
  assert.match(manifest.disclaimer, /Not a medical device/);
  const second = await runGem(["render", "examples", "--recipe", recipe, "--out-dir", out]);
  assert.match(second.stdout, /: 0 pictures drawn; 1 of 1 batches are there/);
  const other = await runGem(["render", "examples", "--recipe", recipe, "--out-dir", out, "--seed", "2"]);
  assert.equal(other.code, 2);
  assert.match(other.stderr, /holds a corpus with another seed \(1, now 2\)/);
});

test("what makes no sense is refused before anything is drawn", async () => {
  const out = join(folder, "none");
  for (const [args, wanted] of [
    [["--recipe", "clean"], /--recipe needs --out-dir/],
    [["--recipe", "clean", "--out-dir", out, "--layout", "12x1"], /--layout and --recipe exclude each other/],
    [["--recipe", "clean", "--out-dir", out, "--shard", "3/2"], /shard: got "3\/2"/],
    [["--recipe", "clean", "--out-dir", out, "--copies", "1.5"], /--copies: got 1.5, wanted a whole number/],
    [["--recipe", "nowhere", "--out-dir", out], /recipe "nowhere" cannot be read/],
    [["--seed", "4", "-o", join(folder, "x.png")], /--seed needs --recipe/],
  ] as const) {
    const { code, stderr } = await runGem(["render", "examples/normal", ...args]);
    assert.notEqual(code, 0);
    assert.match(stderr, wanted);
  }
  assert.ok(!(await readdir(folder)).includes("none"));
});
