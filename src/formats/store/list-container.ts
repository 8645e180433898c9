// The recordings in a file that holds several: a ZIP archive or an HDF5 file of exams.
import { recognise } from "../recognise.ts";
import { type FileStore, readBeginning } from "./file-store.ts";
import { listExams } from "./open-exams.ts";
import { pickRecordings } from "./pick-recordings.ts";

export interface ContainedRecordings {
  /** As `readStoredRecording` takes them: "x.zip/a.xml", "x.hdf5/1169160". */
  readonly names: readonly string[];
  /** Files that are no ECG; archives in archives are not opened and count as such. */
  readonly leftOut: readonly string[];
}

/** null where the file is a recording itself, or nothing that is known. Throws what the container's reader throws. */
export async function listContainer(store: FileStore, name: string): Promise<ContainedRecordings | null> {
  const recognised = recognise(await readBeginning(store, name));
  const format = recognised.kind === "known" ? recognised.format : null;
  if (format === "zip") {
    const { recordings, leftOut } = await pickRecordings(store, (await store.list(name)) ?? []);
    const expanded: ContainedRecordings[] = [];
    for (const recording of recordings) {
      const inner = await listContainer(store, recording);
      if (inner === null) expanded.push({ names: [recording], leftOut: [] });
      else expanded.push(inner.names.length === 0 ? { names: [], leftOut: [recording] } : inner);
    }
    return {
      names: expanded.flatMap((inner) => inner.names),
      leftOut: [...leftOut, ...expanded.flatMap((inner) => inner.leftOut)],
    };
  }
  if (format !== "hdf5") return null;
  const exams = await listExams(store, name);
  return { names: exams.map((exam) => `${name}/${exam}`), leftOut: [] };
}
