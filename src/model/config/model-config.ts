// What a model is made of: every size the network needs, out of the reference's `config.json` and the configurations
// of its two towers. The file names the towers by hub name or path; known ones have known sizes.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { EcgSettings } from "../prepare/prepare-ecg.ts";
import type { ImageSettings } from "../prepare/prepare-image.ts";
import type { ConversationTemplate } from "../prompt/turn.ts";

export interface DecoderConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Heads of keys and values. */
  readonly keyHeads: number;
  readonly headSize: number;
  readonly feedForwardWidth: number;
  readonly vocabulary: number;
  readonly normEpsilon: number;
  readonly rotaryTheta: number;
  /** Positions are divided by it before they turn. */
  readonly rotaryScale: number;
  readonly maxPositions: number;
  /** The head is the embedding table. */
  readonly tiedHead: boolean;
  /** Biases of query, key and value (Qwen 2). */
  readonly attentionBias: boolean;
}

export interface EncoderConfig {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly normEpsilon: number;
}

export interface EcgTowerConfig extends EncoderConfig, EcgSettings {
  /** Samples under one token. */
  readonly patchSamples: number;
  /** Of the pooled output, which is in the weights but not in use. */
  readonly embedWidth: number;
  readonly activation: "gelu" | "quick_gelu";
}

export interface VisionTowerConfig extends EncoderConfig {
  readonly patchPx: number;
  readonly activation: "gelu" | "quick_gelu";
  /** How many of the layers run: the features are what the one before the last gives. */
  readonly layersUsed: number;
  readonly keepsClassToken: boolean;
  readonly image: ImageSettings;
  /** How the tokens of tiles are joined: one after another, or as they lie on the page, with its edge or without. */
  readonly mergeType: "flat" | "spatial" | "spatial_unpad";
}

export interface ProjectorConfig {
  /** Widths from the input to the output of each linear layer; GELU between two. */
  readonly widths: readonly number[];
  /** Whether the names of the weights carry the place in a sequence. */
  readonly isSequence: boolean;
}

export interface ModelConfig {
  readonly decoder: DecoderConfig;
  /** null in a model that sees no signal (LLaVA, PULSE). */
  readonly ecg: EcgTowerConfig | null;
  readonly ecgProjector: ProjectorConfig | null;
  /** null in a model of text alone. */
  readonly vision: VisionTowerConfig | null;
  readonly projector: ProjectorConfig | null;
  readonly template: ConversationTemplate;
  /** Features and text together. */
  readonly maxLength: number;
}

/** The sizes that all of a 7-billion-parameter model's files are within, tenfold and more. */
const MOST = 1_000_000;

export type Json = Readonly<Record<string, unknown>>;

/** Fields of one configuration file, checked one by one with a message that names file and field. */
export function configFields(json: Json, where: string) {
  const refuse = (field: string, wanted: string) =>
    new FormatError({
      file: where,
      field,
      got: JSON.stringify(json[field])?.slice(0, 60) ?? "nothing",
      wanted,
    });
  const isAbsent = (field: string) => json[field] === undefined || json[field] === null;
  return {
    has: (field: string) => !isAbsent(field),
    refuse,
    size(field: string, otherwise?: number): number {
      if (isAbsent(field) && otherwise !== undefined) return otherwise;
      const value = json[field];
      if (typeof value === "number" && Number.isInteger(value) && value > 0 && value <= MOST) return value;
      throw refuse(field, `a whole number from 1 to ${MOST}`);
    },
    number(field: string, otherwise?: number): number {
      if (isAbsent(field) && otherwise !== undefined) return otherwise;
      const value = json[field];
      if (typeof value === "number" && Number.isFinite(value) && value > 0) return value;
      throw refuse(field, "a number over 0");
    },
    text(field: string, otherwise?: string): string {
      if (isAbsent(field) && otherwise !== undefined) return otherwise;
      const value = json[field];
      if (typeof value === "string") return value;
      throw refuse(field, "a text");
    },
    flag(field: string, otherwise: boolean): boolean {
      if (isAbsent(field)) return otherwise;
      const value = json[field];
      if (typeof value === "boolean") return value;
      throw refuse(field, "true or false");
    },
    object(field: string): Json {
      const value = json[field];
      if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Json;
      throw refuse(field, "an object");
    },
    /** One of a few words. */
    word<Word extends string>(field: string, words: readonly Word[], otherwise?: Word): Word {
      if (isAbsent(field) && otherwise !== undefined) return otherwise;
      const found = words.find((word) => word === json[field]);
      if (found === undefined) throw refuse(field, words.join(" or "));
      return found;
    },
  };
}

/** Throws FormatError or UnsupportedError naming `where`. */
export function decoderConfig(json: Json, where: string): DecoderConfig {
  const fields = configFields(json, where);
  const width = fields.size("hidden_size");
  const heads = fields.size("num_attention_heads");
  const keyHeads = fields.size("num_key_value_heads", heads);
  const headSize = fields.size("head_dim", Math.floor(width / heads));
  if (heads % keyHeads !== 0) throw fields.refuse("num_key_value_heads", `a divisor of ${heads}`);
  if (headSize % 2 !== 0) throw fields.refuse("num_attention_heads", "heads of an even size");
  fields.word("hidden_act", ["silu"], "silu");
  if (fields.flag("attention_bias", false)) {
    throw new UnsupportedError(`${where}: attention_bias, wanted a model without`);
  }
  return {
    width,
    layers: fields.size("num_hidden_layers"),
    heads,
    keyHeads,
    headSize,
    feedForwardWidth: fields.size("intermediate_size"),
    vocabulary: fields.size("vocab_size"),
    normEpsilon: fields.number("rms_norm_eps", 1e-6),
    rotaryTheta: fields.number("rope_theta", 10_000),
    rotaryScale: rotaryScale(json, where),
    maxPositions: fields.size("max_position_embeddings"),
    tiedHead: fields.flag("tie_word_embeddings", false),
    attentionBias: isQwen(json),
  };
}

function rotaryScale(json: Json, where: string): number {
  const fields = configFields(json, where);
  if (!fields.has("rope_scaling")) return 1;
  const scaling = configFields(fields.object("rope_scaling"), `${where}, rope_scaling`);
  const type = scaling.text("type", scaling.text("rope_type", ""));
  if (type !== "linear") {
    throw new UnsupportedError(
      `${where}: rope_scaling of type ${JSON.stringify(type)}, wanted linear or none`,
    );
  }
  return scaling.number("factor");
}

export function isQwen(json: Json): boolean {
  return typeof json["model_type"] === "string" && json["model_type"].toLowerCase().includes("qwen");
}

/** "linear" or "mlpNx_gelu". */
export function projectorConfig(
  type: string,
  {
    from,
    to,
    where,
    field,
  }: { readonly from: number; readonly to: number; readonly where: string; readonly field: string },
): ProjectorConfig {
  if (type === "linear") return { widths: [from, to], isSequence: false };
  const depth = /^mlp([1-9])x_gelu$/.exec(type)?.[1];
  if (depth === undefined) {
    throw new FormatError({ file: where, field, got: JSON.stringify(type), wanted: "linear or mlpNx_gelu" });
  }
  return { widths: [from, ...Array<number>(Number(depth)).fill(to)], isSequence: true };
}
