// The tiny model of test/fixtures/golden, for tests.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Recording } from "../ecg/recording.ts";
import { decodePicture } from "../formats/picture/decode-picture.ts";
import type { Picture } from "../formats/picture/picture.ts";
import { readRecording } from "../formats/read-recording.ts";
import { readSafetensors } from "../tensor/safetensors.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { Json, ModelConfig } from "./config/model-config.ts";
import { modelConfig } from "./config/read-config.ts";
import { createSentencePieceTokenizer } from "./tokens/create-tokenizer.ts";
import type { Tokenizer } from "./tokens/tokenizer.ts";
import { type WeightSource, weightsInMemory } from "./weights/weight-source.ts";

const FOLDER = new URL("../../test/fixtures/golden/", import.meta.url);

export function goldenBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, FOLDER)));
}

// biome-ignore lint/suspicious/noExplicitAny: what the tests read is what they check
export function goldenJson(path: string): any {
  return JSON.parse(new TextDecoder().decode(goldenBytes(path)));
}

export function goldenTensors(path: string): Map<string, Tensor> {
  return new Map(readSafetensors(goldenBytes(path), path).tensors);
}

/** With some fields of `config.json` set otherwise. */
export function goldenConfig(changed: Json = {}): ModelConfig {
  const file = (name: string) => ({ json: goldenJson(`checkpoint/${name}`) as Json, where: name });
  const model = file("config.json");
  return modelConfig({
    model: { ...model, json: { ...model.json, ...changed } },
    vision: file("clip_tiny/config.json"),
    ecg: file("ecg_coca/coca_tiny.json"),
  });
}

export function goldenWeights(): WeightSource {
  return weightsInMemory(goldenTensors("checkpoint/model.safetensors"), "model.safetensors");
}

export function goldenTokenizer(): Tokenizer {
  return createSentencePieceTokenizer(goldenBytes("checkpoint/tokenizer.model"), {
    config: goldenJson("checkpoint/tokenizer_config.json"),
    where: "tokenizer.model",
  });
}

export function goldenRecording(name: "rec_long" | "rec_short"): Promise<Recording> {
  return readRecording(fileURLToPath(new URL(`inputs/${name}`, FOLDER)));
}

export function goldenPicture(name: "wide" | "tall" | "wide440"): Promise<Picture> {
  return decodePicture(goldenBytes(`inputs/${name}.png`), name);
}
