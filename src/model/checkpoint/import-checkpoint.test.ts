// Expected: the tensors that went in, bit for bit, or what quantiseMatrix makes of them; for torch's files, what
// safetensors wrote of the same (test/fixtures/checkpoint/README.md).
import assert from "node:assert/strict";
import { test } from "node:test";
import { GemError, UsageError } from "../../ecg/errors.ts";
import { memoryStore } from "../../formats/store/file-store.ts";
import { readSafetensors, writeSafetensors } from "../../tensor/safetensors.ts";
import type { Tensor } from "../../tensor/tensor.ts";
import { splitScales } from "../../tensor/transformer/read-weight.ts";
import { quantiseMatrix } from "../../tensor/transformer/weight-tensor.ts";
import { goldenTensors } from "../golden.fixture.ts";
import { readModel } from "../read-model.ts";
import { type ImportOptions, importCheckpoint } from "./import-checkpoint.ts";
import { inspectModel } from "./inspect-model.ts";
import { readManifest } from "./manifest.ts";
import {
  type Files,
  goldenFiles,
  memoryOutput,
  sha256,
  storeOf,
  torchFiles,
} from "./memory-output.fixture.ts";
import { checkpointBytes } from "./torch-file.fixture.ts";
import { verifyModel } from "./verify-model.ts";

const encoded = (text: string) => new TextEncoder().encode(text);
const decoded = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const bytesOf = ({ values }: Tensor) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);

async function imported(files: Files, options: Partial<ImportOptions> = {}) {
  const output: Files = new Map();
  const result = await importCheckpoint({
    store: storeOf(files),
    folder: "in",
    output: memoryOutput(output),
    quantisation: null,
    source: "tiny",
    ...options,
  });
  return { ...result, output, store: memoryStore(output) };
}

function assertSame(got: ReadonlyMap<string, Tensor>, wanted: ReadonlyMap<string, Tensor>): void {
  assert.deepEqual([...got.keys()].sort(), [...wanted.keys()].sort());
  for (const [name, tensor] of wanted) {
    const other = got.get(name)!;
    assert.deepEqual([other.type, other.shape], [tensor.type, tensor.shape], name);
    assert.ok(bytesOf(other).equals(bytesOf(tensor)), name);
  }
}

const verified = (store: ReturnType<typeof memoryStore>) =>
  verifyModel({ store, folder: "", hash: async (source) => sha256(await source.read(0, source.byteLength)) });

test("a checkpoint as it is: the same tensors, one file, hashes that hold, and it opens", async () => {
  const { output, store, model } = await imported(goldenFiles());
  assertSame(
    readSafetensors(output.get("model.safetensors")!, "out").tensors,
    goldenTensors("checkpoint/model.safetensors"),
  );
  // counted in the file by hand: 143 entries, 1,883,200 bytes of 4-byte floats
  assert.deepEqual([model.tensors, model.parameters], [143, 470_800]);
  for (const name of goldenFiles().keys()) {
    if (name !== "model.safetensors") assert.deepEqual(output.get(name), goldenFiles().get(name), name);
  }
  const manifest = readManifest(output.get("manifest.json")!, "m");
  assert.deepEqual(
    manifest.files.map(({ name }) => name).sort(),
    [...output.keys()].filter((name) => name !== "manifest.json").sort(),
  );
  for (const { name, byteLength, sha256: hash } of manifest.files) {
    assert.deepEqual([output.get(name)!.length, sha256(output.get(name)!)], [byteLength, hash]);
  }
  assert.equal([...output.keys()].at(-1), "manifest.json");
  assert.deepEqual((await verified(store)).faults, []);
  assert.equal((await readModel({ store, folder: "" })).source.shapes.size, 143);
});

const MATRICES =
  /embed_tokens|lm_head|_proj\.weight|_proj\.\w*weight|in_proj_weight|c_fc\.weight|fc[12]\.weight|projector.*weight/;

for (const quantisation of ["int8", "int4"] as const) {
  test(`${quantisation}: each matrix as quantised whole, all else as it was`, async () => {
    const { output, store } = await imported(goldenFiles(), { quantisation });
    const wanted = new Map<string, Tensor>();
    let quantised = 0;
    for (const [name, tensor] of goldenTensors("checkpoint/model.safetensors")) {
      const type = name.startsWith("model.layers.") ? quantisation : "int8";
      if (tensor.shape.length === 2 && MATRICES.test(name)) {
        quantised++;
        const parts = splitScales(name, quantiseMatrix(tensor, { type, where: name }));
        for (const [part, numbers] of parts) wanted.set(part, numbers);
      } else wanted.set(name, tensor);
    }
    // by the layers of the fixture: 2 x 7 + 2 of the decoder, 3 x 4 and 4 x 6 of the towers, 3 of the projectors
    assert.equal(quantised, 55);
    assertSame(readSafetensors(output.get("model.safetensors")!, "out").tensors, wanted);
    const { source } = await readModel({ store, folder: "" });
    const weight = await source.read("model.layers.0.mlp.down_proj.weight");
    assert.ok("scales" in weight && weight.type === quantisation);
    assert.deepEqual((await verified(store)).faults, []);
    const again = await imported(new Map(output), { quantisation: "int4" });
    assert.deepEqual(
      again.output.get("model.safetensors"),
      output.get("model.safetensors"),
      "stays as it is",
    );
  });
}

test("shards: none beyond the bound, an index, the same tensors", async () => {
  const shardBytes = 500_000;
  const { output, store } = await imported(goldenFiles(), { shardBytes, quantisation: "int8" });
  const shards = [...output.keys()].filter((name) => name.endsWith(".safetensors"));
  assert.deepEqual(shards, ["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]);
  const whole = await imported(goldenFiles(), { quantisation: "int8" });
  const joined = new Map(shards.flatMap((name) => [...readSafetensors(output.get(name)!, name).tensors]));
  assertSame(joined, readSafetensors(whole.output.get("model.safetensors")!, "whole").tensors);
  for (const name of shards) assert.ok(output.get(name)!.length < shardBytes + 20_000, name);
  assert.deepEqual((await verified(store)).faults, []);
  assert.equal((await readModel({ store, folder: "" })).source.shapes.size, 143);
});

test("shards of torch.save and ECG-CoCa's own file", async () => {
  const { output, store, usesTowerFile } = await imported(torchFiles(), { towerFile: "in/coca.pt" });
  assert.ok(usesTowerFile);
  assertSame(
    readSafetensors(output.get("model.safetensors")!, "out").tensors,
    readSafetensors(checkpointBytes("expected.safetensors"), "expected").tensors,
  );
  assert.ok(!output.has("coca.pt") && output.has("clip_mini/config.json") && output.has("coca_mini.json"));
  assert.deepEqual((await verified(store)).faults, []);
  const inspection = await inspectModel({ store, folder: "" });
  assert.equal(inspection.format, "import");
  assert.match(inspection.model.ecgTower!, /100 samples, 3 tokens/);
});

test("one file of torch.save, and the tower from safetensors", async () => {
  const files = torchFiles();
  files.delete("pytorch_model.bin.index.json");
  files.set("pytorch_model.bin", checkpointBytes("pytorch_model-00001-of-00002.bin"));
  // of one layer: 12, and 5 before it
  await assert.rejects(imported(files), /ECG tower's 17 tensors are not in it, wanted .*--coca FILE\.pt/);
  const tower = [...readSafetensors(checkpointBytes("expected.safetensors"), "e").tensors]
    .filter(([name]) => name.startsWith("model.ecg_tower.ecg_tower."))
    .map(([name, tensor]) => [name.replace("model.ecg_tower.ecg_tower.", "module.ecg."), tensor] as const);
  const all = torchFiles().set("coca.safetensors", writeSafetensors(new Map(tower)));
  const { output } = await imported(all, { towerFile: "in/coca.safetensors" });
  assertSame(
    readSafetensors(output.get("model.safetensors")!, "out").tensors,
    readSafetensors(checkpointBytes("expected.safetensors"), "expected").tensors,
  );
});

test("a tower's file beside a checkpoint that has the tower is not used; without a place for it, refused", async () => {
  const files = goldenFiles().set("coca.pt", checkpointBytes("coca.pt"));
  const { usesTowerFile } = await imported(files, { towerFile: "in/coca.pt" });
  assert.equal(usesTowerFile, false);
  const config = JSON.parse(decoded(torchFiles().get("config.json")));
  delete config.mm_ecg_tower;
  const towerless = torchFiles().set("config.json", encoded(JSON.stringify(config)));
  await assert.rejects(imported(towerless, { towerFile: "in/coca.pt" }), UsageError);
});

test("licence and source: as the card states them, as they are given, or not stated", async () => {
  const card = "---\nlanguage: en\nlicense: apache-2.0\n---\n# Model\nlicense: mit\n";
  const stated = await imported(goldenFiles().set("README.md", encoded(card)), { source: "owner/name" });
  const written = decoded(stated.output.get("README.md"));
  assert.match(written, /^---\nlicense: apache-2\.0\n/);
  assert.match(
    written,
    /owner\/name[\s\S]*Not verified on published weights[\s\S]*Research and education only/,
  );
  assert.equal(readManifest(stated.output.get("manifest.json")!, "m").licence, "apache-2.0");
  const given = await imported(goldenFiles().set("README.md", encoded(card)), { licence: "other" });
  assert.equal(given.licence, "other");
  const unknown = await imported(goldenFiles());
  assert.equal(unknown.licence, null);
  assert.match(decoded(unknown.output.get("README.md")), /not stated by the source/);
});

function changed(change: (tensors: Map<string, Tensor>) => void): Files {
  const tensors = goldenTensors("checkpoint/model.safetensors");
  change(tensors);
  return goldenFiles().set("model.safetensors", writeSafetensors(tensors));
}

const small: Tensor = { type: "F32", shape: [2], values: new Float32Array(2) };
const whole = goldenFiles().get("model.safetensors")!;
const refused: readonly [string, () => Files, RegExp][] = [
  [
    "a missing tensor",
    () => changed((all) => all.delete("model.norm.weight")),
    /tensors missing: model\.norm\.weight$/,
  ],
  [
    "many faults, each kind in short",
    () =>
      changed((all) => {
        for (const name of [...all.keys()].filter((each) => each.includes("layers.1."))) all.delete(name);
        all.set("model.norm.weight", small);
        all.set("lm_head.weight", { type: "I32", shape: [500, 64], values: new Int32Array(32_000) });
        all.set("model.extra\n", small);
      }),
    /tensors missing: (?:\S+, ){2}\S+ and \d+ more; of another shape: model\.norm\.weight \[2\] in the place of \[64\]; of another type .*: lm_head\.weight I32; without a place .*: "model\.extra/,
  ],
  ["scales of nothing", () => changed((all) => all.set("x.scales", small)), /without a place.*"x\.scales"/],
  [
    "a file cut off",
    () => goldenFiles().set("model.safetensors", whole.subarray(0, -100)),
    /at most the \d+ bytes behind/,
  ],
  [
    "a header longer than the file",
    () => goldenFiles().set("model.safetensors", whole.subarray(0, 1000)),
    /header length/,
  ],
  [
    "no weights",
    () => new Map([...goldenFiles()].filter(([name]) => name !== "model.safetensors")),
    /no weights beside it/,
  ],
  [
    "no configuration",
    () => new Map([...goldenFiles()].filter(([name]) => name !== "config.json")),
    /config\.json: no such file/,
  ],
  [
    "a hostile pickle",
    () => torchFiles().set("pytorch_model-00001-of-00002.bin", checkpointBytes("legacy.pt")),
    /before 1\.6/,
  ],
  [
    "an index that leads out of the folder",
    () => torchFiles().set("pytorch_model.bin.index.json", encoded('{"weight_map":{"a":"../x.bin"}}')),
    /a file name without a path/,
  ],
];
for (const [what, files, message] of refused) {
  test(`refused before anything is written: ${what}`, async () => {
    const output: Files = new Map();
    await assert.rejects(imported(files(), { output: memoryOutput(output) }), (error: Error) => {
      assert.ok(error instanceof GemError, String(error.stack));
      assert.match(error.message, message);
      return !error.message.includes("\n");
    });
    assert.equal(output.size, 0);
  });
}

test("weights that are no numbers are refused when they are quantised, and no manifest is written", async () => {
  const files = changed((all) => {
    const { shape } = all.get("lm_head.weight")!;
    all.set("lm_head.weight", { type: "F32", shape, values: new Float32Array(32_000).fill(Number.NaN) });
  });
  const output: Files = new Map();
  const importing = imported(files, { quantisation: "int4", output: memoryOutput(output) });
  await assert.rejects(importing, /lm_head\.weight: weights: got NaN/);
  assert.ok(!output.has("manifest.json"));
});

test("verify names what was changed, is missing, was cut or does not belong", async () => {
  const { output } = await imported(goldenFiles());
  const faultsOf = async (change: (files: Files) => void) => {
    const files: Files = new Map([...output].map(([name, bytes]) => [name, bytes.slice()]));
    change(files);
    return (await verified(memoryStore(files))).faults;
  };
  const flipped = (files: Files) => {
    files.get("model.safetensors")![900_000]! ^= 1;
  };
  assert.deepEqual(await faultsOf(flipped), ["model.safetensors: another content than when it was written"]);
  assert.deepEqual(await faultsOf((files) => files.delete("config.json")), ["config.json: missing"]);
  assert.match(
    (await faultsOf((files) => files.set("config.json", encoded("{}"))))[0]!,
    /2 bytes, wanted \d+/,
  );
  assert.deepEqual(await faultsOf((files) => files.set("tokenizer.json", encoded("{}"))), [
    "tokenizer.json: not in the manifest",
  ]);
  await assert.rejects(
    faultsOf((files) => files.delete("manifest.json")),
    /manifest\.json: no such file/,
  );
  const leading = decoded(output.get("manifest.json")).replace('"README.md"', '"../README.md"');
  await assert.rejects(
    faultsOf((files) => files.set("manifest.json", encoded(leading))),
    /names within the folder/,
  );
  // hashes that hold, over tensors that do not fit
  const config = encoded(
    decoded(output.get("config.json")).replace('"vocab_size": 500', '"vocab_size": 501'),
  );
  const manifest = decoded(output.get("manifest.json")).replace(
    sha256(output.get("config.json")!),
    sha256(config),
  );
  const misfit = (files: Files) => files.set("config.json", config).set("manifest.json", encoded(manifest));
  assert.match((await faultsOf(misfit))[0]!, /of another shape: model\.embed_tokens\.weight \[500, 64\]/);
});

test("a checkpoint without a manifest is inspected too", async () => {
  const inspection = await inspectModel({ store: storeOf(goldenFiles()), folder: "in" });
  assert.deepEqual(
    [inspection.format, inspection.weightFormat, inspection.manifest],
    ["checkpoint", "safetensors", null],
  );
  // what the fixture's README says of its sizes, 4 bytes a parameter
  assert.deepEqual(inspection.model.parts.map(({ part }) => part).sort(), [
    "decoder",
    "ecg tower",
    "projectors",
    "vision tower",
  ]);
  assert.equal(inspection.model.byteLength, 4 * inspection.model.parameters);
});
