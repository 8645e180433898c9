// Every file of a folder, broken in every way that breaks files: cut off, bits flipped, lengths made absurd,
// stretches zeroed, doubled or taken from another file. Each must give a sound recording or one line of refusal, soon.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GemError } from "../../ecg/errors.ts";
import type { Recording } from "../../ecg/recording.ts";
import { memoryStore } from "../../formats/store/file-store.ts";
import { readStoredRecording } from "../../formats/store/read-stored-recording.ts";

export interface HostileResult {
  readonly path: string;
  readonly runs: number;
  readonly read: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** What should not happen: errors of another kind, several lines, unsound recordings. */
  readonly faults: readonly string[];
}

/** mulberry32 (T. Ettinger, public domain): the same breakages in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const ABSURD = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff];

function broken(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = () => Math.floor(random() * (random() < 0.5 ? Math.min(bytes.length, 1024) : bytes.length));
  if (random() < 0.15) return bytes.slice(0, at());
  const copy = bytes.slice();
  for (let edits = 1 + Math.floor(random() * 6); edits > 0; edits--) {
    const place = at();
    const kind = random();
    if (kind < 0.4) copy[place]! ^= 1 << Math.floor(random() * 8);
    else if (kind < 0.7 && place + 4 <= copy.length) {
      const value = ABSURD[Math.floor(random() * ABSURD.length)]!;
      new DataView(copy.buffer).setUint32(place, value, random() < 0.7);
    } else if (kind < 0.85) copy.fill(random() < 0.5 ? 0 : 0xff, place, place + Math.floor(random() * 64));
    else copy.copyWithin(place, at(), at());
  }
  return copy;
}

/** Breaks one file of a record `runs` times; the other files of the record stay as they are. */
export async function breakFile(
  folder: string,
  { path, beside, runs, seed }: { path: string; beside: readonly string[]; runs: number; seed: number },
): Promise<HostileResult> {
  const files = new Map<string, Uint8Array>();
  for (const name of [path, ...beside]) files.set(name, new Uint8Array(await readFile(join(folder, name))));
  const original = files.get(path)!;
  const random = randomNumbers(seed);
  const faults: string[] = [];
  let read = 0;
  let refused = 0;
  let slowestMs = 0;
  for (let run = 0; run < runs; run++) {
    files.set(path, broken(original, random));
    const started = performance.now();
    try {
      const recording = await readStoredRecording(memoryStore(files), path, {
        samplingRateHz: 500,
        hash: async () => "",
      });
      const unsound = unsoundness(recording);
      if (unsound === null) read++;
      else faults.push(`run ${run}: ${unsound}`);
    } catch (error) {
      if (!(error instanceof GemError))
        faults.push(`run ${run}: ${error instanceof Error ? error.stack : error}`);
      else if (/[\n\r]/.test(error.message)) faults.push(`run ${run}: a message of several lines`);
      else refused++;
    }
    slowestMs = Math.max(slowestMs, performance.now() - started);
  }
  return { path, runs, read, refused, slowestMs, faults };
}

function unsoundness({ leads, samplingRateHz, otherSignals = [] }: Recording): string | null {
  if (leads.length === 0) return "no leads";
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
