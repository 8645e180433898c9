// Expected values: the sizes in the reference's files, and of the published model as its configuration names them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { goldenConfig, goldenJson, goldenWeights } from "../golden.fixture.ts";
import { modelTensors } from "../weights/model-tensors.ts";
import type { Json } from "./model-config.ts";
import { modelConfig } from "./read-config.ts";

/** A 7-billion-parameter GEM's, where the towers' sizes are known by their names. */
const GEM_7B: Json = {
  model_type: "llava_llama",
  hidden_size: 4096,
  intermediate_size: 11008,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  num_key_value_heads: 32,
  vocab_size: 32000,
  rms_norm_eps: 1e-5,
  max_position_embeddings: 4096,
  mm_ecg_tower: "/somewhere/cpt_wfep_epoch_20.pt",
  open_clip_config: "coca_ViT-B-32",
  ecg_projector_type: "linear",
  mm_vision_tower: "openai/clip-vit-large-patch14-336",
  mm_projector_type: "mlp2x_gelu",
  mm_hidden_size: 1024,
  mm_vision_select_layer: -2,
  mm_patch_merge_type: "flat",
  image_aspect_ratio: "ori",
  tokenizer_model_max_length: 4096,
};

const read = (json: Json) => modelConfig({ model: { json, where: "config.json" } });

test("the published model: sizes of the towers by their names", () => {
  const config = read(GEM_7B);
  assert.deepEqual(config.ecgProjector, { widths: [768, 1024], isSequence: false });
  assert.deepEqual(config.projector, { widths: [1024, 4096, 4096], isSequence: true });
  assert.equal(config.ecg!.heads, 12);
  assert.equal(config.ecg!.feedForwardWidth, 3072);
  assert.equal(config.vision!.layersUsed, 23);
  assert.equal(config.vision!.image.sizePx, 336);
  assert.equal(config.template, "llava_v1");
  const count = (shapes: Map<string, readonly number[]>) =>
    [...shapes.values()].reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const { required } = modelTensors(config);
  const ecg = new Map([...required].filter(([name]) => name.startsWith("model.ecg_tower.")));
  // by hand: 12 blocks of 12 * 768^2 + 13 * 768, conv 768 * 12 * 50, positions 101 * 768, class, norm
  assert.equal(count(ecg), 12 * (12 * 768 ** 2 + 13 * 768) + 460_800 + 101 * 768 + 768 + 2 * 768);
});

test("the tiny model: every size from its files", () => {
  const config = goldenConfig();
  assert.deepEqual(config.decoder, {
    width: 64,
    layers: 2,
    heads: 4,
    keyHeads: 4,
    headSize: 16,
    feedForwardWidth: 172,
    vocabulary: 500,
    normEpsilon: 1e-5,
    rotaryTheta: 10_000,
    rotaryScale: 1,
    maxPositions: 512,
    tiedHead: false,
    attentionBias: false,
  });
  const { required, optional } = modelTensors(config);
  const stored = goldenWeights().shapes;
  assert.equal(stored.size, 143);
  assert.deepEqual([...required.keys(), ...optional.keys()].sort(), [...stored.keys()].sort());
});

test("a model of pictures, one of text, one with ChatML", () => {
  const { mm_ecg_tower, open_clip_config, ...pulse } = GEM_7B;
  const config = read({ ...pulse, image_aspect_ratio: "anyres", image_grid_pinpoints: [[336, 672]] });
  assert.deepEqual([config.ecg, config.ecgProjector], [null, null]);
  assert.deepEqual(config.projector!.widths, [1024, 4096, 4096]);
  const text = read({ ...pulse, mm_vision_tower: null });
  assert.deepEqual([text.vision, text.projector], [null, null]);
  const qwen = read({ ...GEM_7B, model_type: "llava_qwen" });
  assert.equal(qwen.template, "chatml");
  assert.equal(qwen.decoder.attentionBias, true);
});

test("every field that is wrong is named with its file", () => {
  const refused = (
    changed: Json,
    message: RegExp,
    kind: typeof FormatError | typeof UnsupportedError = FormatError,
  ) =>
    assert.throws(
      () => read({ ...GEM_7B, ...changed }),
      (error: Error) => error instanceof kind && message.test(error.message) && !error.message.includes("\n"),
    );
  refused({ hidden_size: "4096" }, /config\.json: hidden_size: got "4096", wanted a whole number/);
  refused({ hidden_size: -1 }, /hidden_size/);
  refused({ num_hidden_layers: 1e9 }, /num_hidden_layers/);
  refused({ num_key_value_heads: 5 }, /a divisor of 32/);
  refused({ rms_norm_eps: 0 }, /rms_norm_eps/);
  refused({ hidden_act: "relu" }, /wanted silu/);
  refused({ mm_projector_type: "mlp0x_gelu" }, /mlpNx_gelu/);
  refused({ image_aspect_ratio: "stretch" }, /ori or square or pad or anyres/);
  refused({ image_grid_pinpoints: [[300, 336]] }, /multiples of 336/);
  refused({ mm_vision_select_layer: 99 }, /mm_vision_select_layer/);
  refused({ mm_vision_tower: "somebody/else" }, /somebody\/else/, UnsupportedError);
  refused({ open_clip_config: "__proto__" }, /__proto__/, UnsupportedError);
  refused({ rope_scaling: { type: "yarn", factor: 4 } }, /yarn/, UnsupportedError);
  refused({ mm_use_im_start_end: true }, /mm_use_im_start_end/, UnsupportedError);
});

test("the tower's own file is checked as well", () => {
  const files = (ecg: Json) => ({
    model: { json: goldenJson("checkpoint/config.json"), where: "config.json" },
    vision: { json: goldenJson("checkpoint/clip_tiny/config.json"), where: "clip.json" },
    ecg: { json: ecg, where: "coca.json" },
  });
  const sound = goldenJson("checkpoint/ecg_coca/coca_tiny.json");
  assert.throws(() => modelConfig(files({})), /coca\.json: ecg_cfg/);
  assert.throws(
    () => modelConfig(files({ ...sound, ecg_cfg: { ...sound.ecg_cfg, head_width: 15 } })),
    /coca\.json, ecg_cfg: width: got 64, wanted a multiple of 15/,
  );
  assert.throws(
    () => modelConfig(files({ ...sound, ecg_cfg: { ...sound.ecg_cfg, lead_order: ["I"] } })),
    /12 names of leads/,
  );
});
