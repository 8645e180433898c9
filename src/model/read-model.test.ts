// Expected values: the tiny checkpoint of test/fixtures/golden, and the same with one thing wrong each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FileAccessError, GemError } from "../ecg/errors.ts";
import { memoryStore } from "../formats/store/file-store.ts";
import { readSafetensors, writeSafetensors } from "../tensor/safetensors.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { splitScales } from "../tensor/transformer/read-weight.ts";
import { quantiseMatrix } from "../tensor/transformer/weight-tensor.ts";
import { goldenBytes, goldenJson, goldenTensors } from "./golden.fixture.ts";
import { readModel } from "./read-model.ts";
import { readVector } from "./weights/weight-source.ts";

const NAMES = [
  "config.json",
  "model.safetensors",
  "tokenizer.model",
  "tokenizer_config.json",
  "clip_tiny/config.json",
  "clip_tiny/preprocessor_config.json",
  "ecg_coca/coca_tiny.json",
];
const SOUND = new Map(NAMES.map((name) => [`model/${name}`, goldenBytes(`checkpoint/${name}`)]));
const encoded = (text: string) => new TextEncoder().encode(text);

/** null takes a file away. */
function read(changed: Readonly<Record<string, Uint8Array | null>> = {}) {
  const files = new Map(SOUND);
  for (const [name, bytes] of Object.entries(changed)) {
    if (bytes === null) files.delete(`model/${name}`);
    else files.set(`model/${name}`, bytes);
  }
  return readModel({ store: memoryStore(files), folder: "model" });
}

function withTensors(change: (tensors: Map<string, Tensor>) => void): Uint8Array {
  const tensors = goldenTensors("checkpoint/model.safetensors");
  change(tensors);
  return writeSafetensors(tensors);
}

const refused = (reading: Promise<unknown>, message: RegExp) =>
  assert.rejects(reading, (error: Error) => {
    assert.ok(error instanceof GemError, String(error.stack));
    assert.match(error.message, message);
    assert.ok(!error.message.includes("\n"));
    return true;
  });

const NORM = "model.norm.weight";

test("configuration, towers, weights and tokenizer of a folder", async () => {
  const { config, source, tokenizer } = await read();
  assert.equal(config.ecg!.samples, 1000);
  assert.equal(config.vision!.image.sizePx, 56);
  assert.equal(source.shapes.size, 143);
  const norm = (await source.read(NORM)) as Tensor;
  assert.deepEqual(norm.values, goldenTensors("checkpoint/model.safetensors").get(NORM)!.values);
  assert.equal(tokenizer.encode("</s>").length, 2);
});

test("weights in shards are the same weights", async () => {
  const tensors = [...goldenTensors("checkpoint/model.safetensors")];
  const halves = [tensors.slice(0, 70), tensors.slice(70)];
  const shard = (i: number) => `model-0000${i + 1}-of-00002.safetensors`;
  const weightMap = halves.flatMap((half, i) => half.map(([name]) => [name, shard(i)]));
  const files = {
    "model.safetensors": null,
    "model.safetensors.index.json": encoded(
      JSON.stringify({ metadata: {}, weight_map: Object.fromEntries(weightMap) }),
    ),
    [shard(0)]: writeSafetensors(new Map(halves[0])),
    [shard(1)]: writeSafetensors(new Map(halves[1])),
  };
  const { source } = await read(files);
  assert.equal(source.shapes.size, 143);
  const norm = (await source.read(NORM)) as Tensor;
  assert.deepEqual(norm.values, new Map(tensors).get(NORM)!.values);
  await refused(read({ ...files, [shard(1)]: null }), /model-00002-of-00002\.safetensors: no such file/);
});

test("quantised matrices have the shapes of their weights", async () => {
  for (const type of ["int8", "int4"] as const) {
    const name = "model.layers.0.mlp.down_proj.weight";
    const bytes = withTensors((tensors) => {
      const matrix = quantiseMatrix(tensors.get(name)!, { type, where: name });
      for (const [part, tensor] of splitScales(name, matrix)) tensors.set(part, tensor);
    });
    const { source } = await read({ "model.safetensors": bytes });
    assert.deepEqual(source.shapes.get(name), [64, 172]);
    const weight = await source.read(name);
    assert.ok("scales" in weight && weight.type === type);
  }
});

test("a tensor that is missing, shaped otherwise, of another type or unknown is named", async () => {
  const weights = (change: (tensors: Map<string, Tensor>) => void) =>
    read({ "model.safetensors": withTensors(change) });
  await refused(
    weights((tensors) => tensors.delete(NORM)),
    /model\/model\.safetensors: tensor model\.norm\.weight: got none/,
  );
  await refused(
    weights((tensors) => tensors.set(NORM, { type: "F32", shape: [32], values: new Float32Array(32) })),
    /shape of tensor model\.norm\.weight: got \[32\], wanted \[64\]/,
  );
  const broken = new Float32Array(64).fill(Number.NaN, 3, 4);
  const { source } = await weights((tensors) =>
    tensors.set(NORM, { type: "F32", shape: [64], values: broken }),
  );
  await refused(readVector(source, NORM), /model\.norm\.weight: weights: got NaN/);
  await refused(
    weights((tensors) => tensors.set("model.nrom.weight", tensors.get(NORM)!)),
    /"model\.nrom\.weight", wanted only those/,
  );
  await refused(
    weights((tensors) => tensors.set(NORM, { type: "I32", shape: [64], values: new Int32Array(64) })),
    /type of tensor model\.norm\.weight: got I32, wanted F32 or F16 or BF16/,
  );
});

test("a file that is cut, empty or no JSON is refused in one line", async () => {
  const weights = goldenBytes("checkpoint/model.safetensors");
  await refused(read({ "model.safetensors": weights.subarray(0, weights.length - 4) }), /model\.safetensors/);
  await refused(read({ "model.safetensors": weights.subarray(0, 5) }), /5 bytes/);
  const lying = weights.slice();
  new DataView(lying.buffer).setBigUint64(0, 1n << 60n, true);
  await refused(read({ "model.safetensors": lying }), /header length/);
  await refused(read({ "config.json": encoded("{") }), /model\/config\.json: content/);
  await refused(read({ "config.json": encoded("[]") }), /a JSON object/);
  await refused(read({ "tokenizer.model": encoded("nothing") }), /model\/tokenizer\.model/);
  await refused(read({ "clip_tiny/config.json": encoded("null") }), /clip_tiny\/config\.json/);
});

test("what is not there is named", async () => {
  await assert.rejects(read({ "config.json": null }), FileAccessError);
  await refused(
    read({ "model.safetensors": null }),
    /wanted the weights, or model\.safetensors\.index\.json/,
  );
  await refused(read({ "tokenizer.model": null }), /wanted the tokenizer, or tokenizer\.json/);
  await refused(read({ "ecg_coca/coca_tiny.json": null }), /open_clip_config "coca_tiny"/);
});

test("a configuration's path does not lead out of the folder", async () => {
  const config = goldenJson("checkpoint/config.json");
  for (const path of ["../secret", "/etc", "clip_tiny/../../x"]) {
    const changed = encoded(JSON.stringify({ ...config, mm_vision_tower: path }));
    await refused(read({ "config.json": changed }), /mm_vision_tower/);
  }
});

test("the fixture itself reads as it was written", () => {
  assert.equal(readSafetensors(goldenBytes("checkpoint/model.safetensors"), "m").tensors.size, 143);
});
