// The recordings in a file that holds several: a ZIP archive or an HDF5 file of exams.
import { GemError, UnsupportedError } from "../../ecg/errors.ts";
import { recognise } from "../recognise.ts";
import { type FileStore, readBeginning } from "./file-store.ts";
import { listExams } from "./open-exams.ts";
import { pickRecordings } from "./pick-recordings.ts";

export interface ContainedRecordings {
  /** As `readStoredRecording` takes them: "x.zip/a.xml", "x.hdf5/1169160". */
  readonly names: readonly string[];
  /** Files that are no ECG. An archive in the archive is not opened: it stands in `names`, and reading it says so. */
  readonly leftOut: readonly string[];
}

/** null where the file is a recording itself, or nothing that is known. Throws what the container's reader throws. */
export async function listContainer(store: FileStore, name: string): Promise<ContainedRecordings | null> {
  const recognised = recognise(await readBeginning(store, name));
  const format = recognised.kind === "known" ? recognised.format : null;
  if (format === "hdf5") {
    const exams = await listExams(store, name);
    return { names: exams.map((exam) => `${name}/${exam}`), leftOut: [] };
  }
  if (format !== "zip") return null;
  const files = await store.list(name);
  if (files === null) {
    throw new UnsupportedError(
      `${store.where(name)} is an archive within an archive, which is not opened; unpack the outer one first`,
    );
  }
  return listFiles(store, files);
}

/** The recordings among files, those inside containers too. One that is damaged is named, so that reading it says why. */
export async function listFiles(store: FileStore, files: readonly string[]): Promise<ContainedRecordings> {
  const { recordings, containers, leftOut } = await pickRecordings(store, files);
  const expanded: ContainedRecordings[] = [];
  for (const name of recordings) {
    const inner = containers.has(name) ? await listUnlessDamaged(store, name) : null;
    if (inner === null) expanded.push({ names: [name], leftOut: [] });
    else expanded.push(inner.names.length === 0 ? { names: [], leftOut: [name] } : inner);
  }
  return {
    names: expanded.flatMap((inner) => inner.names),
    leftOut: [...leftOut, ...expanded.flatMap((inner) => inner.leftOut)],
  };
}

async function listUnlessDamaged(store: FileStore, name: string): Promise<ContainedRecordings | null> {
  try {
    return await listContainer(store, name);
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    return null;
  }
}
