// Every file of a folder, broken in every way that breaks files, half of the time where its own structure hurts most.
// Each must give a sound recording, the same whole and in pieces, or one line of refusal that names the file, soon and
// in bounded memory.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { recognise } from "../../formats/recognise.ts";
import { collectStream } from "../../formats/recording-stream.ts";
import { withArchives } from "../../formats/store/archive-store.ts";
import { type FileStore, memoryStore } from "../../formats/store/file-store.ts";
import { openStoredRecording } from "../../formats/store/open-stored-recording.ts";
import { readStoredRecording } from "../../formats/store/read-stored-recording.ts";
import { breakBytes } from "./break-bytes.ts";
import { structureBreak } from "./break-structure.ts";
import type { HostileTarget } from "./hostile-targets.ts";
import { type RandomNumbers, randomNumbers } from "./random-numbers.ts";

export interface HostileResult {
  readonly path: string;
  /** What the file is when it is whole. */
  readonly format: string;
  /** Fewer than were asked for where they took too long together. */
  readonly runs: number;
  readonly read: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** By which the largest memory of the process grew in one run, at most. */
  readonly grownBytes: number;
  /** What should not happen: errors of another kind, several lines, unsound recordings, too long, too much. */
  readonly faults: readonly string[];
}

export const LONGEST_MS = 5000;
/** Samples at their limit are 400 MB; of these small files none comes near. */
const LARGEST_GROWTH_BYTES = 600_000_000;
/** A file's runs end here, so that all of them take minutes. */
const MAX_SECONDS_A_FILE = 30;
/** For what a file does not say. */
const OPTIONS = { samplingRateHz: 500, unit: "mV", hash: async () => "" };
const STREAMED = ["edf", "ishne", "wfdb-header"];

interface BreakOptions extends HostileTarget {
  readonly runs: number;
  readonly seed: number;
}

/** Breaks one file of a record `runs` times; the other files of the record stay as they are. */
export async function breakFile(
  folder: string,
  { path, beside, runs, seed }: BreakOptions,
): Promise<HostileResult> {
  const files = new Map<string, Uint8Array>();
  for (const name of [path, ...beside]) files.set(name, new Uint8Array(await readFile(join(folder, name))));
  const original = files.get(path)!;
  const recognised = recognise(original);
  const format = recognised.kind === "known" ? recognised.format : "signals of WFDB";
  const broken = breaker(original);
  const random = randomNumbers(seed);
  const counts = { read: 0, refused: 0 };
  const faults: string[] = [];
  let slowestMs = 0;
  let grownBytes = 0;
  let done = 0;
  const end = performance.now() + 1000 * MAX_SECONDS_A_FILE;
  for (; done < runs && performance.now() < end; done++) {
    files.set(path, broken(random));
    const largestBefore = process.resourceUsage().maxRSS;
    const started = performance.now();
    const outcome = await attempt(files, path, STREAMED.includes(format));
    slowestMs = Math.max(slowestMs, performance.now() - started);
    grownBytes = Math.max(grownBytes, 1024 * (process.resourceUsage().maxRSS - largestBefore));
    if (outcome === "read" || outcome === "refused") counts[outcome]++;
    else faults.push(`run ${done}: ${outcome}`);
  }
  if (slowestMs > LONGEST_MS) faults.push(`${Math.round(slowestMs)} ms`);
  if (grownBytes > LARGEST_GROWTH_BYTES) faults.push(`${Math.round(grownBytes / 1e6)} MB more memory`);
  return { path, format, runs: done, ...counts, slowestMs, grownBytes, faults };
}

function breaker(original: Uint8Array): (random: RandomNumbers) => Uint8Array {
  const ofStructure = structureBreak(original);
  return (random) =>
    ofStructure !== null && random() < 0.5 ? ofStructure(original, random) : breakBytes(original, random);
}

/** "read", "refused", or what was wrong. */
async function attempt(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  isStreamed: boolean,
): Promise<string> {
  const store = withArchives(memoryStore(files));
  try {
    const recording = await readStoredRecording(store, path, OPTIONS);
    const fault = unsoundness(recording) ?? (isStreamed ? await streamFault(store, path, recording) : null);
    return fault ?? "read";
  } catch (error) {
    return refusalFault(error, files) ?? "refused";
  }
}

function refusalFault(error: unknown, files: ReadonlyMap<string, Uint8Array>): string | null {
  if (!(error instanceof GemError)) return String(error instanceof Error ? error.stack : error);
  if (/[\n\r]/.test(error.message)) return "a message of several lines";
  const isNamed = [...files.keys()].some((name) => error.message.includes(name));
  return isNamed ? null : `a message that names no file: ${error.message}`;
}

function unsoundness({ leads, samplingRateHz, otherSignals = [], source }: Recording): string | null {
  if (leads.length === 0) return "no leads";
  if (source.warnings.some((warning) => /[\n\r]/.test(warning))) return "a warning of several lines";
  for (const group of [{ leads, samplingRateHz }, ...otherSignals]) {
    const length = group.leads[0]?.samplesMv.length ?? 0;
    if (!(group.samplingRateHz > 0 && Number.isFinite(group.samplingRateHz))) return "no sampling rate";
    if (length === 0) return "no samples";
    if (new Set(group.leads.map((lead) => lead.name)).size < group.leads.length)
      return "two leads of one name";
    for (const { samplesMv } of group.leads) {
      if (samplesMv.length !== length) return "leads of different lengths";
      if (samplesMv.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)) return "an infinite value";
    }
  }
  return null;
}

/** In pieces there must be the same leads with the same numbers. */
async function streamFault(store: FileStore, path: string, whole: Recording): Promise<string | null> {
  const { leads } = await collectStream(await openStoredRecording(store, path, OPTIONS));
  const isSame =
    leads.length === whole.leads.length &&
    leads.every(({ name, samplesMv }, index) => {
      const lead = whole.leads[index]!;
      return (
        name === lead.name &&
        samplesMv.length === lead.samplesMv.length &&
        samplesMv.every((value, i) => Object.is(value, lead.samplesMv[i]))
      );
    });
  return isSame ? null : "other samples in pieces than as a whole";
}
