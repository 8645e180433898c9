// Expected values: logits of transformers 4.46.3 on random decoders (test/fixtures/golden/README.md); else that what was
// read in pieces, again or half forgotten gives the same logits as what was read at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { createArena } from "../../tensor/arena.ts";
import { createTransformerKernels } from "../../tensor/transformer/create-transformer-kernels.ts";
import { decoderConfig } from "../config/model-config.ts";
import { goldenJson, goldenTensors } from "../golden.fixture.ts";
import { weightsInMemory } from "../weights/weight-source.ts";
import { type LlamaDecoder, placeLlamaDecoder } from "./llama-decoder.ts";

interface Given {
  readonly decoder: LlamaDecoder;
  readonly ids: number[];
  /** After each id. */
  readonly logits: Float32Array[];
}

async function given(
  name: "qwen2" | "llama-linear",
  {
    precision = "f32",
    cachePrecision = "f32",
  }: { precision?: "f32" | "int8"; cachePrecision?: "f32" | "f16" } = {},
): Promise<Given> {
  const tensors = goldenTensors(`decoders/${name}.safetensors`);
  const config = decoderConfig(goldenJson(`decoders/${name}.json`), name);
  const decoder = await placeLlamaDecoder(
    {
      arena: createArena(await createTransformerKernels()),
      source: weightsInMemory(tensors, name),
      precision,
    },
    { config, capacity: 48, cachePrecision },
  );
  const all = tensors.get("logits")!.values as Float32Array;
  const logits = Array.from({ length: 40 }, (_, i) => all.subarray(i * 50, (i + 1) * 50));
  return { decoder, ids: Array.from(tensors.get("ids")!.values, Number), logits };
}

function farthest(got: Float32Array, wanted: Float32Array): number {
  assert.equal(got.length, wanted.length);
  return wanted.reduce((most, value, i) => Math.max(most, Math.abs(value - got[i]!)), 0);
}

for (const name of ["qwen2", "llama-linear"] as const) {
  test(`${name}: logits after a prompt and after each further token`, async () => {
    const { decoder, ids, logits } = await given(name);
    let got = await decoder.read(ids.slice(0, 30));
    for (let i = 29; i < 39; i++) {
      assert.ok(farthest(got, logits[i]!) < 1e-4, `after ${i}: ${farthest(got, logits[i]!)}`);
      got = await decoder.read([ids[i + 1]!]);
    }
    assert.equal(decoder.length, 40);
  });
}

test("embeddings are read as their ids are", async () => {
  const { decoder, ids, logits } = await given("qwen2");
  assert.ok(farthest(await decoder.read(decoder.embed(ids)), logits[39]!) < 1e-4);
});

test("what is kept need not be read again, and what is forgotten leaves nothing behind", async () => {
  const { decoder, ids, logits } = await given("llama-linear");
  await decoder.read([...ids.slice(0, 20), 1, 2, 3, 4]);
  decoder.keep(20);
  assert.equal(decoder.length, 20);
  assert.ok(farthest(await decoder.read(ids.slice(20)), logits[39]!) < 1e-4);
  decoder.keep(0);
  assert.ok(farthest(await decoder.read(ids.slice(0, 5)), logits[4]!) < 1e-4);
});

test("a cache of half precision moves logits by roundings, int8 weights by little more", async () => {
  const half = await given("qwen2", { cachePrecision: "f16" });
  assert.ok(farthest(await half.decoder.read(half.ids), half.logits[39]!) < 0.02);
  const int8 = await given("qwen2", { precision: "int8" });
  const got = await int8.decoder.read(int8.ids);
  const spread = Math.max(...int8.logits[39]!) - Math.min(...int8.logits[39]!);
  assert.ok(farthest(got, int8.logits[39]!) < 0.1 * spread);
});

test("ids that are none and more than there is room for are refused, and change nothing", async () => {
  const { decoder, ids, logits } = await given("qwen2");
  await decoder.read(ids.slice(0, 39));
  await assert.rejects(decoder.read([50]), /token id 50, wanted one of 0 to 49/);
  await assert.rejects(decoder.read([-200]), UsageError);
  await assert.rejects(decoder.read([]), UsageError);
  await assert.rejects(decoder.read(ids.slice(0, 10)), /49 tokens of prompt and answer: wanted at most 48/);
  assert.throws(() => decoder.embed([1.5]), UsageError);
  assert.ok(farthest(await decoder.read([ids[39]!]), logits[39]!) < 1e-4);
});
