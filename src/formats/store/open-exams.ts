// An HDF5 file of many exams, opened once for all of them: the file opened last in a store is kept, with its hash.
import { piecesOf } from "../byte-source.ts";
import type { ExamFile } from "../hdf5/exam-file.ts";
import type { FileStore } from "./file-store.ts";
import { type Sha256, sha256 } from "./sha256.ts";

interface OpenedExams {
  readonly name: string;
  readonly examFile: ExamFile;
  sha256: string | null;
}

const lastOpened = new WeakMap<FileStore, OpenedExams>();

async function openExams(store: FileStore, name: string): Promise<OpenedExams> {
  const last = lastOpened.get(store);
  if (last?.name === name) return last;
  const { openExamFile } = await import("../hdf5/exam-file.ts");
  const examFile = await openExamFile(await store.open(name), store.where(name));
  const opened = { name, examFile, sha256: null };
  lastOpened.set(store, opened);
  return opened;
}

/** Ids of the exams in a file, in its order. Throws FormatError or UnsupportedError for what is no file of exams. */
export async function listExams(store: FileStore, name: string): Promise<string[]> {
  const { examFile } = await openExams(store, name);
  return examFile.exams.map((exam) => exam.id);
}

/** The file, and the SHA-256 of all of it, which is computed once. */
export async function examsWithHash(
  store: FileStore,
  name: string,
  hash: Sha256 = sha256,
): Promise<{ readonly examFile: ExamFile; readonly sha256: string }> {
  const opened = await openExams(store, name);
  opened.sha256 ??= await hash(piecesOf(await store.open(name)));
  return { examFile: opened.examFile, sha256: opened.sha256 };
}
