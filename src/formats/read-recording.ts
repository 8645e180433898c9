// Recordings from the disk: what Node adds to the readers, which run anywhere. Identity is taken out on the
// way in, unless the caller keeps it.
import { createHash, randomBytes } from "node:crypto";
import type { Patient, Recording } from "../ecg/recording.ts";
import type { DecodeOptions } from "./decode-input.ts";
import { withDoubts } from "./doubtful-amplitudes.ts";
import { removeIdentity } from "./identity/remove-identity.ts";
import { withoutFileText } from "./identity/without-file-text.ts";
import { collectStream, type RecordingStream } from "./recording-stream.ts";
import { withArchives } from "./store/archive-store.ts";
import { diskStore } from "./store/disk-store.ts";
import type { FileStore } from "./store/file-store.ts";
import { openStoredRecording } from "./store/open-stored-recording.ts";
import { readStoredRecording } from "./store/read-stored-recording.ts";
import type { Sha256 } from "./store/sha256.ts";
import { type TimeWindow, windowOf } from "./time-window.ts";

export interface ReadOptions extends DecodeOptions {
  /** What the caller knows of the patient; overrides the file where it is not null. */
  readonly patient?: Partial<Patient> | undefined;
  /** Names, numbers, dates and free text stay in the Recording; off by default. */
  readonly keepIdentity?: boolean | undefined;
  /** Secret behind pseudonyms and shifted dates; drawn anew for every process where it is left out. */
  readonly salt?: string | undefined;
  /** Only this part of it: the way to read ten seconds of a day. */
  readonly window?: TimeWindow | undefined;
  /** Where files come from; the disk by default. Pass one store for many recordings of one archive. */
  readonly store?: FileStore | undefined;
}

let processSalt: string | null = null;

/**
 * Reads one recording. `path` names it with or without extension (REC, REC.hea, REC.dat, x.csv, x.dcm, ...), inside
 * an archive as "x.zip/REC", in an HDF5 file as "x.hdf5/EXAM", and "-" is standard input.
 * Throws FileAccessError (missing, a folder, unreadable), FormatError (not what it promises), UnsupportedError
 * (recognised, but not read) or UsageError (the caller must say more); each message is one line, and repeats words of
 * the file only where identity is kept.
 */
export async function readRecording(path: string, options: ReadOptions = {}): Promise<Recording> {
  if (options.window !== undefined)
    return withDoubts(await collectStream(await openRecording(path, options)));
  const { store, storedOptions } = settings(options);
  const failure = failureOf(path, store, options);
  const stored = await readStoredRecording(store, path, storedOptions).catch(failure);
  return finish(stored, options);
}

/** The same recording in pieces, so that a day of it passes through little memory; same errors. */
export async function openRecording(path: string, options: ReadOptions = {}): Promise<RecordingStream> {
  const { store, storedOptions } = settings(options);
  const failure = failureOf(path, store, options);
  const stream = await openStoredRecording(store, path, storedOptions).catch(failure);
  const part = options.window === undefined ? stream : windowOf(stream, options.window);
  return {
    head: await finish(part.head, options),
    async *chunks(range) {
      try {
        yield* part.chunks(range);
      } catch (error) {
        failure(error);
      }
    },
  };
}

/** The disk, in which archives are folders; one that was opened is kept for the next recording. */
export function localStore(): FileStore {
  return withArchives(diskStore());
}

function failureOf(path: string, store: FileStore, { keepIdentity, unit, leadNames = [] }: ReadOptions) {
  const words = { where: store.where(path), options: [...leadNames, ...(unit === undefined ? [] : [unit])] };
  return (error: unknown): never => {
    throw keepIdentity === true ? error : withoutFileText(error, words);
  };
}

function settings({ store = localStore(), samplingRateHz, unit, leadNames }: ReadOptions) {
  return { store, storedOptions: { samplingRateHz, unit, leadNames, hash: sha256 } };
}

async function finish<T extends Omit<Recording, "leads">>(stored: T, options: ReadOptions): Promise<T> {
  const { patient, keepIdentity = false, salt = saltOfThisProcess() } = options;
  const merged = { ...stored, patient: mergePatient(stored.patient, patient) };
  return keepIdentity ? merged : removeIdentity(merged, { salt });
}

function mergePatient(known: Patient, given: Partial<Patient> = {}): Patient {
  return {
    ageYears: given.ageYears ?? known.ageYears,
    sex: given.sex ?? known.sex,
    context: given.context ?? known.context,
  };
}

function saltOfThisProcess(): string {
  processSalt ??= randomBytes(32).toString("hex");
  return processSalt;
}

const sha256: Sha256 = async (parts) => {
  const hash = createHash("sha256");
  for await (const part of parts) hash.update(part);
  return hash.digest("hex");
};
