// Expected values: the reference's own tensors on a tiny random model (test/fixtures/golden/README.md).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tensor } from "../tensor/tensor.ts";
import {
  goldenConfig,
  goldenJson,
  goldenPicture,
  goldenRecording,
  goldenTensors,
  goldenTokenizer,
  goldenWeights,
} from "./golden.fixture.ts";
import { traceModel } from "./trace-model.ts";

const TOLERANCE = 1e-4;
const { prompt } = goldenJson("expected/texts.json");

async function traced(changed: Record<string, unknown>, build: "typescript" | "simd" | "relaxed-simd") {
  return traceModel({
    config: goldenConfig(changed),
    source: goldenWeights(),
    tokenizer: goldenTokenizer(),
    recording: await goldenRecording("rec_long"),
    picture: await goldenPicture("wide"),
    prompt,
    maxNewTokens: 24,
    build,
  });
}

function assertClose(name: string, got: Tensor | undefined, wanted: Tensor): void {
  assert.ok(got !== undefined, `${name} is in the trace`);
  assert.deepEqual(got.shape, wanted.shape, name);
  let farthest = 0;
  wanted.values.forEach((value, i) => {
    const apart = Math.abs(Number(value) - Number(got.values[i]));
    // a NaN is farther than anything
    if (!(apart <= farthest)) farthest = apart;
  });
  assert.ok(farthest <= TOLERANCE, `${name}: ${farthest} apart`);
}

for (const build of ["typescript", "simd", "relaxed-simd"] as const) {
  test(`${build}: every tensor of the reference, and its 24 tokens`, async () => {
    const trace = await traced({}, build);
    const wanted = goldenTensors("expected/single_ori.safetensors");
    assert.equal(wanted.size, 26);
    for (const [name, tensor] of wanted) assertClose(name, trace.get(name), tensor);
    assert.deepEqual(
      [...trace.get("generated_ids")!.values].map(Number),
      goldenJson("expected/texts.json").generated_ids,
    );
  });
}

test("a picture in tiles: what goes into the decoder and what comes out, as the reference", async () => {
  const trace = await traced(
    { image_aspect_ratio: "anyres", mm_patch_merge_type: "spatial_unpad" },
    "relaxed-simd",
  );
  const wanted = goldenTensors("expected/single_anyres.safetensors");
  for (const [name, tensor] of wanted) assertClose(name, trace.get(name), tensor);
});

test("a question is put into the template as the reference does", async () => {
  const options = {
    config: goldenConfig(),
    source: goldenWeights(),
    tokenizer: goldenTokenizer(),
    recording: await goldenRecording("rec_long"),
    picture: await goldenPicture("wide"),
    maxNewTokens: 1,
  };
  const asked = await traceModel({
    ...options,
    prompt: "Please interpret the provided ECG image and give a diagnosis.",
  });
  const whole = await traceModel({ ...options, prompt });
  assert.deepEqual(asked.get("input_ids")!.values, whole.get("input_ids")!.values);
});
