// What a command line names: recordings, folders, patterns, archives, HDF5 files of many exams. Each becomes
// the names of the recordings in it; a name that stands for one recording stays as it was given.
import { glob } from "node:fs/promises";
import { GemError } from "../ecg/errors.ts";
import type { FileStore } from "./store/file-store.ts";
import { listContainer } from "./store/list-container.ts";
import { pickRecordings } from "./store/pick-recordings.ts";

const PATTERN = /[*?[{]/;

export interface FoundRecordings {
  readonly names: readonly string[];
  /** Files in folders, archives or patterns that are no ECG. */
  readonly leftOut: readonly string[];
}

/**
 * Recordings behind each name, in order; a name given twice is read twice. A name behind which there is none is kept, so that reading it
 * says why.
 */
export async function findRecordings(store: FileStore, inputs: readonly string[]): Promise<FoundRecordings> {
  const names: string[] = [];
  const leftOut: string[] = [];
  for (const input of inputs) {
    const found = await expand(store, input);
    names.push(...(found.names.length === 0 ? [input] : found.names));
    leftOut.push(...found.leftOut);
  }
  return { names, leftOut };
}

async function expand(store: FileStore, input: string): Promise<FoundRecordings> {
  try {
    if ((await store.byteLength(input)) !== null) return await expandContainer(store, input);
    const files = (await store.list(input)) ?? (PATTERN.test(input) ? await matchingFiles(store, input) : []);
    return await expandFiles(store, files);
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    return { names: [input], leftOut: [] };
  }
}

async function matchingFiles(store: FileStore, pattern: string): Promise<string[]> {
  const files: string[] = [];
  for await (const match of glob(pattern)) {
    const inFolder = (await store.byteLength(match)) === null ? await store.list(match) : null;
    files.push(...(inFolder ?? [match]));
  }
  return files.sort();
}

async function expandFiles(store: FileStore, files: readonly string[]): Promise<FoundRecordings> {
  const { recordings, leftOut } = await pickRecordings(store, files);
  const expanded: FoundRecordings[] = [];
  for (const recording of recordings) expanded.push(await expandContainer(store, recording));
  return {
    names: expanded.flatMap((found) => found.names),
    leftOut: [...leftOut, ...expanded.flatMap((found) => found.leftOut)],
  };
}

async function expandContainer(store: FileStore, name: string): Promise<FoundRecordings> {
  const recordings = await listContainer(store, name);
  if (recordings === null) return { names: [name], leftOut: [] };
  return recordings.names.length === 0 ? { ...recordings, leftOut: [name] } : recordings;
}
