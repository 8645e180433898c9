// A published checkpoint as one folder of ours: checked, quantised if asked, with its hashes. What a reader of the folder
// opens is what is copied, nothing else; the manifest comes last.
import type { FileStore } from "../../formats/store/file-store.ts";
import { checkNames } from "./check-names.ts";
import { describeModel, type ModelDescription } from "./describe-model.ts";
import { createManifest, MANIFEST_NAME } from "./manifest.ts";
import { modelCard, statedLicence } from "./model-card.ts";
import { openCheckpoint } from "./open-checkpoint.ts";
import { type OutputFolder, type WrittenFile, writeWhole } from "./output-folder.ts";
import { planShards, SHARD_BYTES, shardIndex } from "./plan-shards.ts";
import type { Quantisation } from "./quantisation.ts";
import { writeShard } from "./write-shard.ts";

/** Copied where they are there, beside what our reader opens: other programs want them, and the licence goes along. */
const FURTHER_FILES = [
  "special_tokens_map.json",
  "added_tokens.json",
  "generation_config.json",
  "tokenizer.json",
  "LICENSE",
  "LICENSE.txt",
  "LICENSE.md",
  "NOTICE",
];
const CARD_NAME = "README.md";
const MAX_TEXT_BYTES = 67_108_864;

export interface ImportOptions {
  readonly store: FileStore;
  /** The checkpoint's. */
  readonly folder: string;
  readonly output: OutputFolder;
  readonly towerFile?: string | undefined;
  readonly quantisation: Quantisation | null;
  /** Where the weights came from, for card and manifest. */
  readonly source: string;
  /** In the place of what the checkpoint's own card states. */
  readonly licence?: string | undefined;
  readonly shardBytes?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Imported {
  readonly model: ModelDescription;
  readonly files: readonly WrittenFile[];
  readonly licence: string | null;
  readonly usesTowerFile: boolean;
}

/** Throws FileAccessError, FormatError or UnsupportedError; nothing is written before all names and shapes are right. */
export async function importCheckpoint(options: ImportOptions): Promise<Imported> {
  const { store, folder, output, quantisation, source, onProgress = () => {} } = options;
  const checkpoint = await openCheckpoint({ store, folder, towerFile: options.towerFile });
  const { weights, config } = checkpoint;
  const shards = planShards(checkNames(weights, config), {
    quantisation,
    shardBytes: options.shardBytes ?? SHARD_BYTES,
  });
  const total = shards.reduce((sum, { byteLength }) => sum + byteLength, 0);
  await output.reserve?.(total);
  const files: WrittenFile[] = [];
  let done = 0;
  const onWritten = (byteLength: number) => {
    done += byteLength;
    onProgress(done, total);
  };
  for (const shard of shards) files.push(await writeShard(output, shard, { weights, onWritten }));
  if (shards.length > 1) {
    const index = new TextEncoder().encode(`${JSON.stringify(shardIndex(shards), null, 2)}\n`);
    files.push(await writeWhole(output, "model.safetensors.index.json", index));
  }
  const path = (name: string) => (folder === "" ? name : `${folder.replace(/\/+$/, "")}/${name}`);
  for (const name of new Set([...checkpoint.companions, ...FURTHER_FILES])) {
    if ((await store.byteLength(path(name))) === null) continue;
    files.push(await writeWhole(output, name, await store.read(path(name), MAX_TEXT_BYTES)));
  }
  const licence = options.licence ?? (await licenceOf(store, path(CARD_NAME)));
  const planned = shards.flatMap(({ tensors }) =>
    tensors.map((tensor) => ({ ...tensor, stored: tensor.quantise ?? tensor.stored })),
  );
  const model = describeModel(planned, config);
  const card = modelCard({ source, licence, quantisation, model });
  files.push(await writeWhole(output, CARD_NAME, new TextEncoder().encode(card)));
  const manifest = createManifest({ made: "import", source, licence, quantisation, files });
  await writeWhole(output, MANIFEST_NAME, manifest);
  return { model, files, licence, usesTowerFile: checkpoint.usesTowerFile };
}

async function licenceOf(store: FileStore, name: string): Promise<string | null> {
  if ((await store.byteLength(name)) === null) return null;
  return statedLicence(new TextDecoder().decode(await store.read(name, MAX_TEXT_BYTES)));
}
