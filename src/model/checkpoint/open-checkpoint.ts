// A checkpoint's folder as it was published: weights in safetensors or in files of torch.save, in one or in shards; and
// the ECG tower's own file, where the weights do not hold the tower.
import { FileAccessError, FormatError, UsageError } from "../../ecg/errors.ts";
import type { FileStore } from "../../formats/store/file-store.ts";
import { openSafetensors, openShards, type WeightFile } from "../../tensor/safetensors-file.ts";
import type { ModelConfig } from "../config/model-config.ts";
import { modelConfig } from "../config/read-config.ts";
import { configFiles, type ModelFolder, modelFolder, openTokenizer } from "../read-model.ts";
import { PREFIXES } from "../weights/model-tensors.ts";
import { openTorch } from "./open-torch.ts";

/** Of ECG-CoCa's names; "module." stands before all of them where it was trained on several devices. */
const COCA_TOWER = /^(?:module\.)?ecg\./;

const WEIGHT_FILES = [
  { single: "model.safetensors", format: "safetensors" },
  { single: "pytorch_model.bin", format: "torch" },
] as const;

export type WeightFormat = (typeof WEIGHT_FILES)[number]["format"];

export interface Checkpoint {
  readonly config: ModelConfig;
  readonly weights: WeightFile;
  readonly format: WeightFormat;
  /** Within the folder: configurations and tokenizer, all that a reader needs beside the weights. */
  readonly companions: readonly string[];
  /** False where a file of the tower was given and the checkpoint has the tower itself. */
  readonly usesTowerFile: boolean;
}

export interface OpenCheckpointOptions {
  readonly store: FileStore;
  readonly folder: string;
  /** ECG-CoCa's `.pt`, by its name in the store. */
  readonly towerFile?: string | undefined;
}

/** Throws FileAccessError, FormatError or UnsupportedError naming the file. Names and shapes are still unchecked. */
export async function openCheckpoint({
  store,
  folder,
  towerFile,
}: OpenCheckpointOptions): Promise<Checkpoint> {
  const read = new Set<string>();
  const files = modelFolder(noting(store, read), folder);
  const config = modelConfig(await configFiles(files, (json) => json));
  await openTokenizer(files);
  const companions = [...read].map((path) => path.slice(files.path("").length));
  const { weights, format } = await openWeightFiles(files);
  const hasTower = [...weights.entries.keys()].some((name) => name.startsWith(PREFIXES.ecg));
  const own = { config, format, companions };
  if (towerFile === undefined || hasTower) return { ...own, weights, usesTowerFile: false };
  if (config.ecg === null) {
    const where = store.where(files.path("config.json"));
    throw new UsageError(`${towerFile}: ${where} names no ECG tower (mm_ecg_tower), wanted a model with one`);
  }
  return { ...own, weights: joined(weights, await openTower(store, towerFile)), usesTowerFile: true };
}

/** The same store; the names of what is read whole go into `read`. */
function noting(store: FileStore, read: Set<string>): FileStore {
  return {
    ...store,
    read: (name, maxBytes) => {
      read.add(name);
      return store.read(name, maxBytes);
    },
  };
}

async function openWeightFiles({
  store,
  path,
  has,
  bytes,
}: ModelFolder): Promise<{ readonly weights: WeightFile; readonly format: WeightFormat }> {
  for (const { single, format } of WEIGHT_FILES) {
    const open = (name: string) => openWeightFile(store, path(name), format);
    const index = `${single}.index.json`;
    if (await has(index)) {
      const text = new TextDecoder().decode(await bytes(index));
      return { weights: await openShards(text, { where: store.where(path(index)), open }), format };
    }
    if (await has(single)) return { weights: await open(single), format };
  }
  const names = WEIGHT_FILES.map(({ single }) => single).join(" or ");
  throw new FileAccessError(
    `${store.where(path("config.json"))}: no weights beside it, wanted ${names}, or the index of either's shards`,
  );
}

async function openWeightFile(store: FileStore, name: string, format: WeightFormat): Promise<WeightFile> {
  const [source, where] = [await store.open(name), store.where(name)];
  return format === "torch" ? openTorch(source, { where }) : openSafetensors(source, where);
}

/** Only the encoder of ECG-CoCa, under the names that the model has for it; its text half is not looked at. */
async function openTower(store: FileStore, name: string): Promise<WeightFile> {
  const [source, where] = [await store.open(name), store.where(name)];
  const rename = (own: string) => (COCA_TOWER.test(own) ? own.replace(COCA_TOWER, PREFIXES.ecg) : null);
  const first = await source.read(0, Math.min(2, source.byteLength));
  const isTorch = first[0] === 0x80 || (first[0] === 0x50 && first[1] === 0x4b);
  const tower = isTorch
    ? await openTorch(source, { where, rename })
    : renamed(await openSafetensors(source, where), rename);
  if (tower.entries.size > 0) return tower;
  throw new FormatError({
    file: where,
    field: "tensors",
    got: "none of an ECG tower",
    wanted: "module.ecg.*",
  });
}

function renamed(file: WeightFile, rename: (name: string) => string | null): WeightFile {
  const names = new Map<string, string>();
  for (const own of file.entries.keys()) {
    const name = rename(own);
    if (name !== null) names.set(name, own);
  }
  return {
    ...file,
    entries: new Map([...names].map(([name, own]) => [name, file.entries.get(own)!])),
    read: (name) => file.read(names.get(name) ?? name),
  };
}

function joined(weights: WeightFile, tower: WeightFile): WeightFile {
  return {
    ...weights,
    entries: new Map([...weights.entries, ...tower.entries]),
    read: (name) => (tower.entries.has(name) ? tower.read(name) : weights.read(name)),
  };
}
