// What a command line names: recordings, folders, patterns, archives, HDF5 files of many exams. Each becomes
// the names of the recordings in it; a name that stands for one recording stays as it was given.
import { glob } from "node:fs/promises";
import { GemError } from "../ecg/errors.ts";
import type { FileStore } from "./store/file-store.ts";
import { type ContainedRecordings, listContainer, listFiles } from "./store/list-container.ts";
import { pickRecordings } from "./store/pick-recordings.ts";
import { resolveRecording } from "./store/resolve-recording.ts";

const PATTERN = /[*?[{]/;

export interface FoundRecordings {
  readonly names: readonly string[];
  /** Files in folders, archives or patterns that are no ECG. */
  readonly leftOut: readonly string[];
}

/**
 * Recordings behind each name, in order; a name given twice is read twice. A name behind which there is none is kept, so that reading it
 * says why. A file that belongs to a header which is named as well, as when a shell expands REC.*, is no recording of its own.
 */
export async function findRecordings(store: FileStore, inputs: readonly string[]): Promise<FoundRecordings> {
  const files = new Set<string>();
  for (const input of inputs) if (await isFile(store, input)) files.add(input);
  const belonging = await filesOfOtherHeaders(store, [...files]);
  const names: string[] = [];
  const leftOut: string[] = [];
  for (const input of inputs) {
    if (belonging.has(input)) continue;
    const found = await expand(store, input, files.has(input));
    // a container without an ECG is an error of its own where it was named
    for (const name of found.names.length === 0 ? [input] : found.names) names.push(name);
    for (const name of found.leftOut) leftOut.push(name);
  }
  return { names, leftOut };
}

async function isFile(store: FileStore, input: string): Promise<boolean> {
  try {
    return (await store.byteLength(input)) !== null;
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    return false;
  }
}

async function filesOfOtherHeaders(store: FileStore, files: readonly string[]): Promise<Set<string>> {
  if (files.length < 2) return new Set();
  const { recordings, leftOut } = await pickRecordings(store, files);
  const standAlone = new Set([...recordings, ...leftOut]);
  return new Set(files.filter((file) => !standAlone.has(file)));
}

async function expand(store: FileStore, input: string, isOneFile: boolean): Promise<ContainedRecordings> {
  try {
    if (isOneFile) return (await listContainer(store, input)) ?? { names: [input], leftOut: [] };
    const files = await store.list(input);
    if (files !== null) return await listFiles(store, files);
    return PATTERN.test(input) ? await listPattern(store, input) : { names: [], leftOut: [] };
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    return { names: [input], leftOut: [] };
  }
}

/** "records/*.dat" means the records whose signals these are. */
async function listPattern(store: FileStore, pattern: string): Promise<ContainedRecordings> {
  const { names, leftOut } = await listFiles(store, await matchingFiles(store, pattern));
  const signals = new Set<string>();
  for (const name of leftOut) if (await isSignalFile(store, name)) signals.add(name);
  return {
    names: signals.size === 0 ? names : [...names, ...signals].sort(),
    leftOut: leftOut.filter((name) => !signals.has(name)),
  };
}

async function isSignalFile(store: FileStore, name: string): Promise<boolean> {
  try {
    return (await resolveRecording(store, name)).kind === "wfdb";
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    return false;
  }
}

async function matchingFiles(store: FileStore, pattern: string): Promise<string[]> {
  const files = new Set<string>();
  for await (const match of glob(pattern)) {
    const inFolder = (await isFile(store, match)) ? null : await store.list(match);
    for (const file of inFolder ?? [match]) files.add(file);
  }
  return [...files].sort();
}
