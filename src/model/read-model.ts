// A model's folder, in the layout that checkpoints are published in: configuration, weights in one safetensors file or
// in shards with an index, tokenizer. From a disk or from files dropped on a page; weights are read when they are
// placed, all else is checked first.
import { FileAccessError, FormatError } from "../ecg/errors.ts";
import type { FileStore } from "../formats/store/file-store.ts";
import { openSafetensors, openShards, type WeightFile } from "../tensor/safetensors-file.ts";
import { configFields, type Json, type ModelConfig } from "./config/model-config.ts";
import { type ConfigFile, type ConfigFiles, modelConfig } from "./config/read-config.ts";
import { createJsonTokenizer, createSentencePieceTokenizer } from "./tokens/create-tokenizer.ts";
import type { Tokenizer } from "./tokens/tokenizer.ts";
import { weightsInFile } from "./weights/file-weights.ts";
import { checkTensors } from "./weights/model-tensors.ts";
import type { WeightSource } from "./weights/weight-source.ts";

export interface ModelFiles {
  readonly config: ModelConfig;
  readonly source: WeightSource;
  readonly tokenizer: Tokenizer;
}

/** Of configurations; tokenizers have a million tokens and less than that many bytes each. */
const MAX_TEXT_BYTES = 67_108_864;

export interface ReadModelOptions {
  readonly store: FileStore;
  /** The folder's name in the store; "" for its root. */
  readonly folder: string;
  /** `config.json` with what is to be taken otherwise. */
  readonly change?: (config: Json) => Json;
}

/** Throws FileAccessError, FormatError or UnsupportedError naming the file. */
export async function readModel(options: ReadModelOptions): Promise<ModelFiles> {
  const { store, folder, change = (config) => config } = options;
  const files = modelFolder(store, folder);
  const config = modelConfig(await configFiles(files, change));
  const source = weightsInFile(await openWeights(files), config);
  checkTensors(source, config);
  return { config, source, tokenizer: await openTokenizer(files) };
}

export interface ModelFolder {
  readonly store: FileStore;
  /** A file's name in the store. */
  path(name: string): string;
  has(name: string): Promise<boolean>;
  bytes(name: string): Promise<Uint8Array>;
  json(name: string): Promise<ConfigFile>;
}

export function modelFolder(store: FileStore, folder: string): ModelFolder {
  const path = (name: string) => (folder === "" ? name : `${folder.replace(/\/+$/, "")}/${name}`);
  const bytes = (name: string) => store.read(path(name), MAX_TEXT_BYTES);
  return {
    store,
    path,
    has: async (name) => (await store.byteLength(path(name))) !== null,
    bytes,
    async json(name) {
      const where = store.where(path(name));
      return { json: parsedObject(await bytes(name), where), where };
    },
  };
}

function parsedObject(bytes: Uint8Array, where: string): Json {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const fault = { file: where, field: "content", got: "text that is none", wanted: "a JSON object" };
    throw new FormatError(fault, { cause: error });
  }
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Json;
  throw new FormatError({ file: where, field: "content", got: "another value", wanted: "a JSON object" });
}

/** The towers' own configurations, where the folder has them: at the path or by the name that the model gives. */
export async function configFiles(files: ModelFolder, change: (config: Json) => Json): Promise<ConfigFiles> {
  const { json, where } = await files.json("config.json");
  const model = { json: change(json), where };
  const fields = configFields(model.json, where);
  const visionFolder = folderWithin(fields.text("mm_vision_tower", ""));
  const ecgFolder = folderWithin(fields.text("mm_ecg_tower", "")).split("/").slice(0, -1).join("/");
  const ecgName = folderWithin(fields.text("open_clip_config", ""));
  const vision = await firstOf(files, [`${visionFolder}/config.json`]);
  const preprocessor = await firstOf(files, [`${visionFolder}/preprocessor_config.json`]);
  const ecg = await firstOf(files, [`${ecgFolder}/${ecgName}.json`, `${ecgName}.json`]);
  return {
    model,
    ...(vision !== null && { vision }),
    ...(preprocessor !== null && { preprocessor }),
    ...(ecg !== null && { ecg }),
  };
}

/** A name of a file that cannot leave the folder; "." for paths on the machine where the model was made. */
function folderWithin(path: string): string {
  const isWithin = /^(?!\/)[\w./-]{1,255}$/.test(path) && !path.split("/").includes("..");
  return isWithin ? path : ".";
}

async function firstOf(files: ModelFolder, names: readonly string[]): Promise<ConfigFile | null> {
  for (const name of names) {
    const isOwn = name !== "./config.json" && !name.startsWith("/") && !name.endsWith("/.json");
    if (isOwn && (await files.has(name))) return files.json(name);
  }
  return null;
}

async function openWeights(files: ModelFolder): Promise<WeightFile> {
  const { store, path } = files;
  const open = async (name: string) => openSafetensors(await store.open(path(name)), store.where(path(name)));
  const index = "model.safetensors.index.json";
  if (await files.has(index)) {
    const text = new TextDecoder().decode(await files.bytes(index));
    return openShards(text, { where: store.where(path(index)), open });
  }
  if (await files.has("model.safetensors")) return open("model.safetensors");
  throw new FileAccessError(
    `${store.where(path("model.safetensors"))}: no such file, wanted the weights, or ${index} beside its shards`,
  );
}

export async function openTokenizer(files: ModelFolder): Promise<Tokenizer> {
  const { store, path } = files;
  const config = (await files.has("tokenizer_config.json"))
    ? (await files.json("tokenizer_config.json")).json
    : {};
  if (await files.has("tokenizer.model")) {
    const where = store.where(path("tokenizer.model"));
    return createSentencePieceTokenizer(await files.bytes("tokenizer.model"), { config, where });
  }
  if (await files.has("tokenizer.json")) {
    const { json, where } = await files.json("tokenizer.json");
    return createJsonTokenizer(json, { config, where });
  }
  throw new FileAccessError(
    `${store.where(path("tokenizer.model"))}: no such file, wanted the tokenizer, or tokenizer.json`,
  );
}
