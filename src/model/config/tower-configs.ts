// The two towers' configurations: that of the vision tower is a Hugging Face CLIP one, that of the ECG tower an
// open_clip one with an ECG in the image's place. Where a model names a published tower and brings no file, its
// published sizes hold.
import { FormatError } from "../../ecg/errors.ts";
import { ECG_DEFAULTS } from "../prepare/prepare-ecg.ts";
import { CLIP_DEVIATION, CLIP_MEAN, type ImageAspect, type ImageSettings } from "../prepare/prepare-image.ts";
import { configFields, type EcgTowerConfig, type Json, type VisionTowerConfig } from "./model-config.ts";

/** https://huggingface.co/openai/clip-vit-large-patch14-336, config.json, and its smaller sibling's. */
export const KNOWN_VISION_TOWERS: Readonly<Record<string, Json>> = {
  "openai/clip-vit-large-patch14-336": clipLarge(336),
  "openai/clip-vit-large-patch14": clipLarge(224),
};

function clipLarge(imageSize: number): Json {
  return {
    hidden_size: 1024,
    num_hidden_layers: 24,
    num_attention_heads: 16,
    intermediate_size: 4096,
    patch_size: 14,
    image_size: imageSize,
    hidden_act: "quick_gelu",
    layer_norm_eps: 1e-5,
  };
}

/** ECG-CoCa's, under the historical name that GEM's configuration gives it. */
export const KNOWN_ECG_TOWERS: Readonly<Record<string, Json>> = {
  "coca_ViT-B-32": {
    embed_dim: 512,
    ecg_cfg: { seq_length: 5000, lead_num: 12, layers: 12, width: 768, patch_size: 50 },
  },
};

type ImageColours = Pick<ImageSettings, "mean" | "deviation">;

const CLIP_COLOURS: ImageColours = { mean: CLIP_MEAN, deviation: CLIP_DEVIATION };

/** Of a `preprocessor_config.json`. */
export function imageColours(json: Json, where: string): ImageColours {
  const three = (field: string, otherwise: ImageColours["mean"]): ImageColours["mean"] => {
    const value = json[field] ?? otherwise;
    const isNumber = (each: unknown) => typeof each === "number" && each > 0 && each < 1;
    if (Array.isArray(value) && value.length === 3 && value.every(isNumber)) {
      return value as [number, number, number];
    }
    throw configFields(json, where).refuse(field, "three numbers between 0 and 1");
  };
  return { mean: three("image_mean", CLIP_MEAN), deviation: three("image_std", CLIP_DEVIATION) };
}

interface VisionFiles {
  /** The model's `config.json`. */
  readonly model: Json;
  readonly modelWhere: string;
  /** Names the tower's file in messages. */
  readonly where: string;
  readonly colours?: ImageColours;
}

/** `clip` is the tower's own file. */
export function visionTowerConfig(
  clip: Json,
  { model, where, modelWhere, colours = CLIP_COLOURS }: VisionFiles,
): VisionTowerConfig {
  // a file of both of CLIP's towers holds this one's sizes one level down
  const own = configFields(clip, where).has("vision_config")
    ? configFields(clip, where).object("vision_config")
    : clip;
  const fields = configFields(own, where);
  const ours = configFields(model, modelWhere);
  const layers = fields.size("num_hidden_layers");
  const sizePx = fields.size("image_size");
  const patchPx = fields.size("patch_size");
  if (patchPx > sizePx) throw fields.refuse("patch_size", `at most ${sizePx}, the picture's size`);
  fields.word("hidden_act", ["quick_gelu", "gelu"], "quick_gelu");
  const mergeType = ours.word("mm_patch_merge_type", ["flat", "spatial", "spatial_unpad"], "flat");
  return {
    width: fields.size("hidden_size"),
    layers,
    heads: fields.size("num_attention_heads"),
    feedForwardWidth: fields.size("intermediate_size"),
    normEpsilon: fields.number("layer_norm_eps", 1e-5),
    patchPx,
    activation: fields.word("hidden_act", ["quick_gelu", "gelu"], "quick_gelu"),
    layersUsed: layersUsed(model, { layers, where: modelWhere }),
    keepsClassToken: ours.word("mm_vision_select_feature", ["patch", "cls_patch"], "patch") === "cls_patch",
    image: {
      sizePx,
      ...colours,
      aspect: aspectOf(model, modelWhere),
      gridPinpoints: gridPinpoints(model, { sizePx, where: modelWhere }),
    },
    mergeType,
  };
}

/** -2: all but the last. 0 is what goes into the first. */
function layersUsed(model: Json, { layers, where }: { layers: number; where: string }): number {
  const layer = model["mm_vision_select_layer"] ?? -2;
  const used = typeof layer === "number" && layer < 0 ? layers + 1 + layer : layer;
  if (typeof used === "number" && Number.isInteger(used) && used >= 0 && used <= layers) return used;
  throw configFields(model, where).refuse("mm_vision_select_layer", `-${layers + 1} to ${layers}`);
}

/** "square" is the older name of the plain way. */
function aspectOf(model: Json, where: string): ImageAspect {
  const word = configFields(model, where).word(
    "image_aspect_ratio",
    ["ori", "square", "pad", "anyres"],
    "ori",
  );
  return word === "square" ? "ori" : word;
}

function gridPinpoints(
  model: Json,
  { sizePx, where }: { readonly sizePx: number; readonly where: string },
): readonly (readonly [number, number])[] {
  const pinpoints = model["image_grid_pinpoints"] ?? [];
  const isSize = (value: unknown) =>
    typeof value === "number" && value > 0 && value <= 64 * sizePx && value % sizePx === 0;
  const isPair = (pair: unknown): pair is [number, number] =>
    Array.isArray(pair) && pair.length === 2 && pair.every(isSize);
  if (Array.isArray(pinpoints) && pinpoints.every(isPair)) return pinpoints;
  throw configFields(model, where).refuse("image_grid_pinpoints", `pairs of multiples of ${sizePx}`);
}

/** `coca` is the tower's file. Rate and order of leads are ours: its own fields, or what the paper says. */
export function ecgTowerConfig(coca: Json, where: string): EcgTowerConfig {
  const fields = configFields(coca, where);
  const ecg = configFields(fields.object("ecg_cfg"), `${where}, ecg_cfg`);
  const width = ecg.size("width");
  const headWidth = ecg.size("head_width", 64);
  const samples = ecg.size("seq_length");
  const patchSamples = ecg.size("patch_size");
  const leads = ecg.size("lead_num");
  if (width % headWidth !== 0) throw ecg.refuse("width", `a multiple of ${headWidth}, the width of a head`);
  if (patchSamples > samples) throw ecg.refuse("patch_size", `at most ${samples}, the length`);
  const leadOrder = leadOrderOf(fields.object("ecg_cfg"), { leads, where });
  return {
    width,
    layers: ecg.size("layers"),
    heads: width / headWidth,
    feedForwardWidth: Math.floor(width * ecg.number("mlp_ratio", 4)),
    normEpsilon: 1e-5,
    leads,
    samples,
    samplingRateHz: ecg.number("sampling_rate", ECG_DEFAULTS.samplingRateHz),
    leadOrder,
    patchSamples,
    embedWidth: fields.size("embed_dim"),
    activation: fields.flag("quick_gelu", false) ? "quick_gelu" : "gelu",
  };
}

function leadOrderOf(
  json: Json,
  { leads, where }: { readonly leads: number; readonly where: string },
): readonly string[] {
  const order = json["lead_order"] ?? ECG_DEFAULTS.leadOrder.slice(0, leads);
  if (Array.isArray(order) && order.length === leads && order.every((lead) => typeof lead === "string")) {
    return order;
  }
  throw new FormatError({
    file: where,
    field: "lead_order",
    got: JSON.stringify(order).slice(0, 60),
    wanted: `${leads} names of leads`,
  });
}
