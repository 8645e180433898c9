// A folder of ECG pages for training, from a folder of recordings and a recipe: batches shared out over worker threads and,
// as shards, over machines. What is drawn does not depend on how many draw it; what is finished is never drawn again.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { ReadOptions } from "../../formats/read-recording.ts";
import { isInShard, type Shard, WHOLE } from "../../jobs/shard.ts";
import { shareOut } from "../../jobs/share-out.ts";
import { writeFinished } from "../../jobs/write-finished.ts";
import type { PageRecipe } from "../../page/recipe/page-recipe.ts";
import { maskClassName } from "../../page/truth/class-mask.ts";
import { DETECTION_CLASSES } from "../../page/truth/detection-boxes.ts";
import { claimFolder, corpusManifest } from "./corpus-manifest.ts";
import { batchFile, type PlannedBatch, planBatches } from "./corpus-plan.ts";
import type { BatchOutcome, BatchSetup, PictureExtras } from "./page-batch.ts";

export interface PageCorpusOptions {
  readonly recipe: PageRecipe;
  readonly seed: number;
  /** Pictures a recording, from 1. */
  readonly copies: number;
  /** Folders, archives and files as they were named, and the recordings found in them. */
  readonly inputs: readonly string[];
  readonly names: readonly string[];
  /** Must exist. */
  readonly folder: string;
  readonly reading: Omit<ReadOptions, "store">;
  readonly extras: PictureExtras;
  readonly workerCount: number;
  readonly shard?: Shard | undefined;
  readonly signal?: AbortSignal | undefined;
  onBatch?(progress: CorpusProgress): void;
  onFailure(message: string): void;
}

export interface CorpusProgress {
  /** Batches of this shard that were there before. */
  readonly found: number;
  /** Batches drawn in this run. */
  readonly drawn: number;
  /** Batches of this shard. */
  readonly batches: number;
  /** Of this run. */
  readonly pictures: number;
  readonly failures: number;
}

/**
 * Draws what is missing of this shard, and returns what was done. Throws UsageError where the folder holds another corpus
 * or two recordings would share a picture, FileAccessError where it cannot be written to.
 */
export async function drawPageCorpus(options: PageCorpusOptions): Promise<CorpusProgress> {
  const { recipe, seed, copies, folder, reading, extras, shard = WHOLE } = options;
  const batches = planBatches(options.inputs, options.names);
  const { salt: _, ...decisive } = reading;
  await claimFolder(
    folder,
    corpusManifest({ recipe, seed, copies, batches, reading: { ...decisive, extras } }),
  );
  if (extras.yolo) await writeFinished(join(folder, "classes.txt"), `${DETECTION_CLASSES.join("\n")}\n`);
  if (extras.masks) await writeFinished(join(folder, "mask-classes.json"), maskClasses());
  const own = batches.filter(({ index }) => isInShard(shard, index));
  const missing: PlannedBatch[] = [];
  for (const batch of own) if (!(await isFile(join(folder, batchFile(batch.index))))) missing.push(batch);
  let progress: CorpusProgress = {
    found: own.length - missing.length,
    drawn: 0,
    batches: own.length,
    pictures: 0,
    failures: 0,
  };
  const file = import.meta.url.endsWith(".ts") ? "./page-batch.ts" : "./page-batch.js";
  await shareOut<BatchSetup, PlannedBatch, BatchOutcome>({
    tasks: missing,
    workerCount: Math.min(options.workerCount, missing.length),
    module: new URL(file, import.meta.url),
    setup: { recipe, seed, copies, folder, reading, extras },
    signal: options.signal,
    onResult({ pictures, failures }) {
      for (const { message } of failures) options.onFailure(message);
      progress = {
        ...progress,
        drawn: progress.drawn + 1,
        pictures: progress.pictures + pictures,
        failures: progress.failures + failures.length,
      };
      options.onBatch?.(progress);
    },
    // a batch fails as a whole only where the disk does, or this code: going on would hide it
    onFailure(error) {
      throw error;
    },
  });
  return progress;
}

/** {"16": "row I", ...}: what a pixel's value in a mask means. */
function maskClasses(): string {
  const named = Array.from({ length: 256 }, (_, value) => [value, maskClassName(value)] as const);
  return `${JSON.stringify(Object.fromEntries(named.filter(([, name]) => name !== null)), null, 1)}\n`;
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}
