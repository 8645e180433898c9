// The files of a folder that are worth breaking, each with the others of its record.

import { relative } from "node:path";
import { diskStore } from "../../formats/store/disk-store.ts";
import { pickRecordings } from "../../formats/store/pick-recordings.ts";
import { siblingOf } from "../../formats/store/record-path.ts";

export interface HostileTarget {
  /** Relative to the folder. */
  readonly path: string;
  readonly beside: readonly string[];
}

/** Large files take long to break and break no other way than small ones. */
const LARGEST_BYTES = 3_000_000;

export async function hostileTargets(folder: string): Promise<HostileTarget[]> {
  const store = diskStore();
  const { recordings } = await pickRecordings(store, (await store.list(folder)) ?? []);
  const targets: HostileTarget[] = [];
  for (const recording of recordings) {
    if ((await store.byteLength(recording))! > LARGEST_BYTES) continue;
    const parts = recording.endsWith(".hea") ? await signalFiles(store, recording) : [];
    const files = [recording, ...parts].map((path) => relative(folder, path));
    for (const path of files.slice(0, 2)) {
      targets.push({ path, beside: files.filter((other) => other !== path) });
    }
  }
  return targets;
}

async function signalFiles(store: ReturnType<typeof diskStore>, header: string): Promise<string[]> {
  const text = new TextDecoder("latin1").decode(await store.read(header, LARGEST_BYTES));
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  const names = new Set(lines.slice(1).map((line) => siblingOf(header, line.trim().split(/\s/, 1)[0]!)));
  const existing: string[] = [];
  for (const name of names) if ((await store.byteLength(name)) !== null) existing.push(name);
  return existing;
}
