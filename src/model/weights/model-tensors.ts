// The names and shapes of a checkpoint's tensors, as its configuration has them. A checkpoint may hold further ones
// that are known and not used; what is missing or shaped otherwise is refused by name.
import { FormatError } from "../../ecg/errors.ts";
import type {
  DecoderConfig,
  EcgTowerConfig,
  ModelConfig,
  ProjectorConfig,
  VisionTowerConfig,
} from "../config/model-config.ts";
import { missing, type WeightSource } from "./weight-source.ts";

export type TensorShapes = Map<string, readonly number[]>;

/** Where each part's names begin. */
export const PREFIXES = {
  ecg: "model.ecg_tower.ecg_tower.",
  ecgProjector: "model.ecg_projector.",
  vision: "model.vision_tower.vision_tower.vision_model.",
  projector: "model.mm_projector.",
  newline: "model.image_newline",
} as const;

export interface ModelTensors {
  readonly required: TensorShapes;
  /** Their shapes count where they are there. */
  readonly optional: TensorShapes;
}

export function modelTensors(config: ModelConfig): ModelTensors {
  const required: TensorShapes = new Map(decoderTensors(config.decoder));
  const { width, vocabulary, tiedHead } = config.decoder;
  const optional: TensorShapes = new Map([[PREFIXES.newline, [width]]]);
  if (tiedHead) optional.set("lm_head.weight", [vocabulary, width]);
  if (config.ecg !== null) addEcgTower({ required, optional }, config.ecg);
  if (config.ecgProjector !== null) addProjector(required, PREFIXES.ecgProjector, config.ecgProjector);
  if (config.vision !== null) addVisionTower({ required, optional }, config.vision);
  if (config.projector !== null) addProjector(required, PREFIXES.projector, config.projector);
  if (config.vision?.mergeType === "spatial_unpad" && config.vision.image.aspect === "anyres") {
    required.set(PREFIXES.newline, [width]);
  }
  return { required, optional };
}

/** Throws FormatError at the first tensor that is missing, shaped otherwise or of no known name. */
export function checkTensors({ shapes, where }: WeightSource, config: ModelConfig): void {
  const { required, optional } = modelTensors(config);
  for (const [name, wanted] of [...required, ...optional]) {
    const got = shapes.get(name);
    if (got === undefined) {
      if (required.has(name)) throw missing(name, where);
      continue;
    }
    if (got.length !== wanted.length || got.some((size, i) => size !== wanted[i])) {
      throw new FormatError({
        file: where,
        field: `shape of tensor ${name}`,
        got: `[${got.join(", ")}]`,
        wanted: `[${wanted.join(", ")}], by the configuration`,
      });
    }
  }
  for (const name of shapes.keys()) {
    // a buffer that old exports of CLIP and Llama hold
    const isBuffer = name.endsWith(".position_ids") || name.endsWith(".rotary_emb.inv_freq");
    if (required.has(name) || optional.has(name) || isBuffer) continue;
    throw new FormatError({
      file: where,
      field: "tensor",
      got: JSON.stringify(name).slice(0, 120),
      wanted: "only those that the configuration has a place for",
    });
  }
}

function decoderTensors(config: DecoderConfig): TensorShapes {
  const { width, heads, keyHeads, headSize, feedForwardWidth, vocabulary } = config;
  const shapes: TensorShapes = new Map();
  shapes.set("model.embed_tokens.weight", [vocabulary, width]);
  if (!config.tiedHead) shapes.set("lm_head.weight", [vocabulary, width]);
  shapes.set("model.norm.weight", [width]);
  for (let layer = 0; layer < config.layers; layer++) {
    const at = `model.layers.${layer}.`;
    for (const [name, size] of [
      ["q", heads * headSize],
      ["k", keyHeads * headSize],
      ["v", keyHeads * headSize],
    ] as const) {
      shapes.set(`${at}self_attn.${name}_proj.weight`, [size, width]);
      if (config.attentionBias) shapes.set(`${at}self_attn.${name}_proj.bias`, [size]);
    }
    shapes.set(`${at}self_attn.o_proj.weight`, [width, heads * headSize]);
    shapes.set(`${at}mlp.gate_proj.weight`, [feedForwardWidth, width]);
    shapes.set(`${at}mlp.up_proj.weight`, [feedForwardWidth, width]);
    shapes.set(`${at}mlp.down_proj.weight`, [width, feedForwardWidth]);
    shapes.set(`${at}input_layernorm.weight`, [width]);
    shapes.set(`${at}post_attention_layernorm.weight`, [width]);
  }
  return shapes;
}

function addEcgTower({ required, optional }: ModelTensors, config: EcgTowerConfig): void {
  const { width, feedForwardWidth, leads, patchSamples } = config;
  const at = PREFIXES.ecg;
  required.set(`${at}class_embedding`, [width]);
  required.set(`${at}positional_embedding`, [Math.floor(config.samples / patchSamples) + 1, width]);
  required.set(`${at}conv1.weight`, [width, leads, patchSamples]);
  addLayer(required, `${at}ln_pre`, [width]);
  for (let layer = 0; layer < config.layers; layer++) {
    const block = `${at}transformer.resblocks.${layer}.`;
    addLayer(required, `${block}ln_1`, [width]);
    addLayer(required, `${block}ln_2`, [width]);
    required.set(`${block}attn.in_proj_weight`, [3 * width, width]);
    required.set(`${block}attn.in_proj_bias`, [3 * width]);
    addLayer(required, `${block}attn.out_proj`, [width, width]);
    addLayer(required, `${block}mlp.c_fc`, [feedForwardWidth, width]);
    addLayer(required, `${block}mlp.c_proj`, [width, feedForwardWidth]);
  }
  // of ECG-CoCa's own pooled output
  addLayer(optional, `${at}ln_post`, [width]);
  optional.set(`${at}proj`, [width, config.embedWidth]);
}

function addVisionTower({ required, optional }: ModelTensors, config: VisionTowerConfig): void {
  const { width, feedForwardWidth, patchPx, image } = config;
  const at = PREFIXES.vision;
  required.set(`${at}embeddings.class_embedding`, [width]);
  required.set(`${at}embeddings.patch_embedding.weight`, [width, 3, patchPx, patchPx]);
  required.set(`${at}embeddings.position_embedding.weight`, [
    Math.floor(image.sizePx / patchPx) ** 2 + 1,
    width,
  ]);
  addLayer(required, `${at}pre_layrnorm`, [width]);
  for (let layer = 0; layer < config.layers; layer++) {
    const into = layer < config.layersUsed ? required : optional;
    const block = `${at}encoder.layers.${layer}.`;
    for (const name of ["q_proj", "k_proj", "v_proj", "out_proj"]) {
      addLayer(into, `${block}self_attn.${name}`, [width, width]);
    }
    addLayer(into, `${block}layer_norm1`, [width]);
    addLayer(into, `${block}layer_norm2`, [width]);
    addLayer(into, `${block}mlp.fc1`, [feedForwardWidth, width]);
    addLayer(into, `${block}mlp.fc2`, [width, feedForwardWidth]);
  }
  addLayer(optional, `${at}post_layernorm`, [width]);
}

function addProjector(shapes: TensorShapes, prefix: string, { widths, isSequence }: ProjectorConfig): void {
  for (let i = 0; i + 1 < widths.length; i++) {
    // the odd places of the sequence are the activations
    addLayer(shapes, `${prefix}${isSequence ? `${2 * i}.` : ""}`.slice(0, -1), [widths[i + 1]!, widths[i]!]);
  }
}

/** A weight with a bias of its first size. */
function addLayer(shapes: TensorShapes, name: string, shape: readonly [number, ...number[]]): void {
  shapes.set(`${name}.weight`, shape);
  shapes.set(`${name}.bias`, [shape[0]]);
}
