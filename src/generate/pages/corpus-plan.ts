// What a corpus of pages will hold, before anything is drawn: every recording with the key that names its pictures and
// seeds its random numbers, in batches whose finished files are the record of progress. Key and batch depend on the
// recordings alone, never on who draws them or where the folder lies.
import { UsageError } from "../../ecg/errors.ts";

export interface PlannedRecording {
  /** As it is read. */
  readonly name: string;
  /** Path below the input that it was found in, without extension; unique in the corpus. */
  readonly key: string;
}

export interface PlannedBatch {
  readonly index: number;
  readonly recordings: readonly PlannedRecording[];
}

/** Recordings a batch: what is drawn twice, at most, by a worker that was stopped in it. */
export const BATCH_SIZE = 32;

/**
 * `inputs` are the folders, archives and files that were named, `names` the recordings found in them. Throws UsageError
 * for two recordings whose pictures would have one name.
 */
export function planBatches(inputs: readonly string[], names: readonly string[]): PlannedBatch[] {
  const recordings = names
    .map((name) => ({ name, key: keyOf(name, inputs) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const twice = recordings.find(({ key }, index) => recordings[index + 1]?.key === key);
  if (twice !== undefined) {
    const others = recordings.filter(({ key }) => key === twice.key).map(({ name }) => JSON.stringify(name));
    throw new UsageError(
      `${others.join(" and ")} would share the pictures "${twice.key}", wanted one of them`,
    );
  }
  const count = Math.ceil(recordings.length / BATCH_SIZE);
  return Array.from({ length: count }, (_, index) => {
    return { index, recordings: recordings.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE) };
  });
}

/** Steps that lead out of the folder, and what some systems forbid in names, have no place in a key. */
function keyOf(name: string, inputs: readonly string[]): string {
  const path = name.replaceAll("\\", "/");
  const input = inputs
    .map((each) => each.replaceAll("\\", "/").replace(/\/+$/, ""))
    .filter((each) => path.startsWith(`${each}/`))
    .reduce((longest, each) => (each.length > longest.length ? each : longest), "");
  const below = input === "" ? (path.split("/").at(-1) ?? path) : path.slice(input.length + 1);
  const steps = below.split("/").filter((step) => step !== "" && step !== "." && step !== "..");
  const last = steps.pop() ?? "recording";
  const base = last.replace(/(?<=.)\.[^.]{1,8}$/, "");
  return [...steps, base].join("/").replace(/[<>:"|?*\p{Cc}]/gu, "_");
}

/** Name of the file that says what a batch holds, one line a picture; it is there when the batch is finished. */
export function batchFile(index: number): string {
  return `pages-${String(index).padStart(5, "0")}.jsonl`;
}

/** The same batch's boxes in COCO's form. */
export function cocoFile(index: number): string {
  return `coco-${String(index).padStart(5, "0")}.json`;
}
