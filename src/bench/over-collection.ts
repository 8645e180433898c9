// One benchmark's way through a collection: recordings one after another, so that memory stays flat; what cannot be
// read is a named failure of the benchmark's result, never the end of the run.

import { entryPath, readCollection, readEntry } from "../datasets/record-collection.ts";
import type { RecordEntry } from "../datasets/record-index.ts";
import { GemError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import type { MeasureOptions } from "../measure/measure-recording.ts";

export interface CollectionRun {
  /** The collection: `index.jsonl` and the recordings. */
  readonly folder: string;
  /** Only the first so many entries. */
  readonly limit?: number | undefined;
  /** How to measure; the classical path alone where nothing is said. */
  readonly measuring?: MeasureOptions | undefined;
  /** Called before each recording. */
  readonly progress?: ((done: number, total: number, id: string) => void) | undefined;
}

export interface Failure {
  readonly id: string;
  readonly message: string;
}

export interface CollectionResults<Result> {
  readonly results: readonly Result[];
  readonly failures: readonly Failure[];
}

export interface CollectionItem {
  readonly recording: Recording;
  readonly entry: RecordEntry;
  /** Without extension. */
  readonly path: string;
}

/** The results of `handle` in the collection's order. Throws FileAccessError or FormatError for the index alone. */
export async function overCollection<Result>(
  { folder, limit, progress }: CollectionRun,
  handle: (item: CollectionItem) => Result | Promise<Result>,
): Promise<CollectionResults<Result>> {
  const collection = await readCollection(folder);
  const entries = collection.entries.slice(0, limit);
  const results: Result[] = [];
  const failures: Failure[] = [];
  for (const [done, entry] of entries.entries()) {
    progress?.(done, entries.length, entry.id);
    try {
      const recording = await readEntry(collection, entry);
      results.push(await handle({ recording, entry, path: entryPath(collection, entry) }));
    } catch (error) {
      if (!(error instanceof GemError)) throw error;
      failures.push({ id: entry.id, message: error.message });
    }
  }
  return { results, failures };
}
