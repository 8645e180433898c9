// A folder of annotated recordings: `index.jsonl`, one JSON object a line, and the recordings that it names.
// What the collection knows of a patient overrides the files, which often know nothing.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FileAccessError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import { readRecording } from "../formats/read-recording.ts";
import { parseRecordIndex, type RecordEntry } from "./record-index.ts";

export interface RecordCollection {
  readonly folder: string;
  readonly entries: readonly RecordEntry[];
}

/**
 * The entries of `folder/index.jsonl`, in its order. Throws FileAccessError where there is no index, and
 * FormatError for a line that is none.
 */
export async function readCollection(folder: string): Promise<RecordCollection> {
  const where = join(folder, "index.jsonl");
  let text: string;
  try {
    text = await readFile(where, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    throw new FileAccessError(`${where} cannot be read (${code}), wanted one JSON object a line`, {
      cause: error,
    });
  }
  return { folder, entries: parseRecordIndex(text, where) };
}

/** Reads one recording of a collection with the age and sex of its entry. Throws what readRecording throws. */
export function readEntry(collection: RecordCollection, entry: RecordEntry): Promise<Recording> {
  return readRecording(entryPath(collection, entry), {
    keepIdentity: true,
    samplingRateHz: entry.samplingRateHz,
    patient: { ageYears: entry.ageYears, sex: entry.sex },
  });
}

/** Path of the recording without extension, as the readers and the command line take it. */
export function entryPath(collection: RecordCollection, entry: RecordEntry): string {
  return join(collection.folder, entry.path);
}
