// Recordings are CSV files of synthetic ECGs; pages are small, for the tests are about the folder and not the pictures.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { decodePicture } from "../../formats/picture/decode-picture.ts";
import { parseShard } from "../../jobs/shard.ts";
import { pageRecipeSchema } from "../../page/recipe/page-recipe.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { BATCH_SIZE } from "./corpus-plan.ts";
import { drawPageCorpus, type PageCorpusOptions } from "./page-corpus.ts";

const RECIPE = pageRecipeSchema.parse({
  name: "test",
  version: 1,
  description: "small pages of two layouts, half of them turned",
  pages: [{ layout: { oneOf: ["3x4", "12x1"] }, style: { drawn: {} } }],
  dpi: 30,
  effects: [
    { effect: "rotate", probability: 0.5, degrees: { from: -4, to: 4 } },
    { effect: "noise", sdLevels: { from: 1, to: 5 } },
  ],
});
/** More than one batch. */
const COUNT = BATCH_SIZE + 4;

let folder = "";
let inputs: string[] = [];
let names: string[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gem-corpus-"));
  const data = join(folder, "data");
  await mkdir(join(data, "a"), { recursive: true });
  const { recording } = syntheticEcg({ durationMs: 3000, samplingRateHz: 100 });
  const head = recording.leads.map(({ name }) => name).join(",");
  const rows = Array.from(recording.leads[0]!.samplesMv, (_, i) =>
    recording.leads.map(({ samplesMv }) => samplesMv[i]!.toFixed(3)).join(","),
  );
  names = Array.from({ length: COUNT }, (_, i) => join(data, i % 2 === 0 ? "a" : "", `r${i}.csv`));
  for (const name of names) await writeFile(name, `${[head, ...rows].join("\n")}\n`);
  inputs = [data];
});
after(() => rm(folder, { recursive: true }));

async function draw(to: string, options: Partial<PageCorpusOptions> = {}) {
  const out = join(folder, to);
  await mkdir(out, { recursive: true });
  const failures: string[] = [];
  const progress = await drawPageCorpus({
    recipe: RECIPE,
    seed: 5,
    copies: 1,
    inputs,
    names,
    folder: out,
    reading: { samplingRateHz: 100, unit: "mV" },
    extras: { masks: false, yolo: false, coco: false },
    workerCount: 1,
    onFailure: (message) => failures.push(message),
    ...options,
  });
  return { out, progress, failures };
}

/** Every file below a folder with the hash of what it holds. */
async function contents(out: string): Promise<Map<string, string>> {
  const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  );
  const paths = files.map((file) => join(file.parentPath, file.name)).sort();
  const hash = async (path: string) =>
    createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  return new Map(
    await Promise.all(paths.map(async (path) => [path.slice(out.length), await hash(path)] as const)),
  );
}

test("the same bytes whoever draws them: one thread, two, or shards in any order", async () => {
  const one = await draw("one");
  assert.deepEqual(one.failures, []);
  assert.equal(one.progress.pictures, COUNT);
  const expected = await contents(one.out);
  assert.equal(expected.size, COUNT + 3); // two batches and what the folder is
  const two = await draw("two", { workerCount: 2 });
  assert.deepEqual(await contents(two.out), expected);
  await draw("shards", { shard: parseShard("2/2"), names: names.toReversed() });
  const shards = await draw("shards", { shard: parseShard("1/2") });
  assert.deepEqual(await contents(shards.out), expected);
});

test("each line tells of its picture: where the leads lie, the recipe, the record by key and hash alone", async () => {
  const { out } = await draw("lines", {
    names: names.slice(0, 3),
    extras: { masks: true, yolo: true, coco: true },
    copies: 2,
  });
  const lines = (await readFile(join(out, "pages-00000.jsonl"), "utf8")).trim().split("\n");
  assert.equal(lines.length, 6);
  for (const line of lines) {
    const truth = JSON.parse(line);
    const picture = await decodePicture(await readFile(join(out, truth.image)), truth.image);
    assert.deepEqual([picture.widthPx, picture.heightPx], [truth.widthPx, truth.heightPx]);
    const mask = await decodePicture(await readFile(join(out, truth.mask)), truth.mask);
    assert.deepEqual([mask.widthPx, mask.heightPx], [truth.widthPx, truth.heightPx]);
    assert.deepEqual(truth.recipe, { name: "test", version: 1, seed: 5 });
    assert.deepEqual(Object.keys(truth.record), ["key", "copy", "sha256"]);
    assert.equal(truth.leads.length + truth.absent.length, 12); // three seconds do not reach the last columns
  }
  const classes = (await readFile(join(out, "classes.txt"), "utf8")).trim().split("\n");
  const yolo = (await readFile(join(out, "a", "r0.txt"), "utf8")).trim().split("\n");
  assert.ok(yolo.every((row) => classes[Number(row.split(" ")[0])] !== undefined));
  const coco = JSON.parse(await readFile(join(out, "coco-00000.json"), "utf8"));
  assert.deepEqual(
    coco.images.map(({ file_name }: { file_name: string }) => file_name),
    lines.map((line) => JSON.parse(line).image),
  );
  const ids = new Set(coco.annotations.map(({ id }: { id: number }) => id));
  assert.equal(ids.size, coco.annotations.length);
  // a line of YOLO and an annotation of COCO say the same box
  assert.equal(
    yolo.length,
    coco.annotations.filter((each: { image_id: number }) => each.image_id === 1).length,
  );
  assert.equal(JSON.parse(await readFile(join(out, "mask-classes.json"), "utf8"))["1"], "paper");
  const [first, second] = lines.map((line) => JSON.parse(line));
  assert.deepEqual([first.image, second.image], ["a/r0.png", "a/r0-2.png"]);
  assert.notDeepEqual(first.effects, second.effects);
});

test("what is finished is left alone, what is not is drawn", async () => {
  const { out } = await draw("resumed");
  const expected = await contents(out);
  const written = await stat(join(out, "pages-00000.jsonl"));
  await rm(join(out, "pages-00001.jsonl"));
  const again = await draw("resumed");
  assert.deepEqual([again.progress.found, again.progress.drawn, again.progress.pictures], [1, 1, 4]);
  assert.equal((await stat(join(out, "pages-00000.jsonl"))).mtimeMs, written.mtimeMs);
  assert.deepEqual(await contents(out), expected);
  assert.equal((await draw("resumed")).progress.drawn, 0);
});

test("a folder of another corpus is refused, and what differs is said", async () => {
  await draw("claimed", { names: names.slice(0, 2) });
  const refused = async (options: Partial<PageCorpusOptions>, wanted: RegExp) => {
    await assert.rejects(draw("claimed", { names: names.slice(0, 2), ...options }), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, wanted);
      return true;
    });
  };
  await refused({ seed: 6 }, /another seed \(5, now 6\)/);
  await refused({ copies: 2 }, /another number of copies \(1, now 2\)/);
  await refused({ names: names.slice(0, 3) }, /another number of recordings \(2, now 3\)/);
  await refused({ names: names.slice(1, 3) }, /another set of recordings/);
  await refused(
    { recipe: { ...RECIPE, version: 2 } },
    /another recipe \(test version 1, now test version 2\)/,
  );
  await refused({ recipe: { ...RECIPE, dpi: 40 } }, /another content of the recipe/);
  await refused({ reading: { samplingRateHz: 200 } }, /another way to read the recordings/);
});

test("a recording that cannot be read costs its picture alone, and is named to the person but not in the folder", async () => {
  const broken = join(folder, "data", "broken.csv");
  await writeFile(broken, "I,II\n1,x\n");
  const { out, progress, failures } = await draw("broken", { names: [names[0]!, broken] });
  assert.deepEqual([progress.pictures, progress.failures], [1, 1]);
  assert.match(failures[0] ?? "", /broken\.csv/);
  const lines = (await readFile(join(out, "pages-00000.jsonl"), "utf8")).trim().split("\n");
  assert.deepEqual(JSON.parse(lines[1]!), { record: { key: "broken" }, error: { code: "format" } });
  await rm(broken);
});

test("a full or forbidden disk ends it with the path; nothing half-written counts", async () => {
  const out = join(folder, "forbidden");
  await mkdir(join(out, "a"), { recursive: true });
  await mkdir(join(out, "a", "r0.png")); // a folder where the picture should be
  for (const workerCount of [1, 2]) {
    await assert.rejects(
      draw("forbidden", { names: names.slice(0, 1), workerCount }),
      /r0\.png" cannot be written/,
    );
  }
  assert.deepEqual((await readdir(out)).sort(), ["a", "corpus.json"]);
});
