// Which of many files are recordings: the signal files, segments and annotations of a WFDB header belong to it, and
// what is no ECG is left aside, by content. For folders, archives and patterns, where nobody named each file.
import { GemError } from "../../ecg/errors.ts";
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";
import { decodeText, type FileFormat, recognise } from "../recognise.ts";
import { type FileStore, readBeginning } from "./file-store.ts";
import { extensionOf, siblingOf } from "./record-path.ts";

export interface PickedRecordings {
  /** Names of recordings, or of containers that hold some, in the order given; damaged ones among them. */
  readonly recordings: readonly string[];
  /** Those of `recordings` that are archives or HDF5 files, and may hold several. */
  readonly containers: ReadonlySet<string>;
  /** Files that are no ECG and belong to none. */
  readonly leftOut: readonly string[];
}

/** Files that are open at the same time. */
const AT_ONCE = 16;

interface LookedAt {
  /** null where the file is no ECG, "unreadable" where it cannot be opened: reading it says why. */
  readonly format: FileFormat | "unreadable" | null;
  /** Files that a header names. */
  readonly parts: readonly string[];
}

export async function pickRecordings(store: FileStore, names: readonly string[]): Promise<PickedRecordings> {
  const seen = new Map<string, LookedAt>();
  const parts = new Set<string>();
  const lookAtAll = (chosen: readonly string[]) =>
    inParallel(chosen, async (name) => {
      const lookedAt = await lookAt(store, name);
      seen.set(name, lookedAt);
      for (const part of lookedAt.parts) parts.add(part);
    });
  // headers first: the files that they name, half of most folders, need no look
  await lookAtAll(names.filter((name) => extensionOf(name) === ".hea"));
  await lookAtAll(names.filter((name) => !seen.has(name) && !parts.has(name)));

  const others = names.filter((name) => !parts.has(name));
  const formatOf = (name: string) => seen.get(name)?.format ?? null;
  const recordings = others.filter((name) => formatOf(name) !== null);
  const withHeader = new Set(recordings.filter((name) => formatOf(name) === "wfdb-header").map(stem));
  return {
    recordings,
    containers: new Set(recordings.filter((name) => ["zip", "hdf5"].includes(formatOf(name) ?? ""))),
    // "100.atr" annotates the record of "100.hea"
    leftOut: others.filter((name) => formatOf(name) === null && !withHeader.has(stem(name))),
  };
}

async function lookAt(store: FileStore, name: string): Promise<LookedAt> {
  try {
    const beginning = await readBeginning(store, name);
    const recognised = recognise(beginning);
    if (recognised.kind !== "known" || !isRecording(recognised.format, beginning)) {
      return { format: null, parts: [] };
    }
    const { format } = recognised;
    const named = format === "wfdb-header" ? namedByHeader(beginning) : [];
    return { format, parts: named.map((part) => siblingOf(name, part)) };
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    return { format: "unreadable", parts: [] };
  }
}

function isRecording(format: FileFormat, beginning: Uint8Array): boolean {
  if (format === "csv") return looksLikeEcgTable(decodeText(beginning) ?? "");
  if (format === "json") return looksLikeEcgDocument(latin(beginning));
  return true;
}

/** A table of anything else has no column that is a lead. */
function looksLikeEcgTable(text: string): boolean {
  const row = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== "" && !line.startsWith("#")) ?? "";
  return row.split(/[,;\t]/).some((cell) => {
    const name = cell.replace(/["']|[([].*$|_?[mu]V$/g, "");
    return /[a-z]/i.test(name) && isStandardLead(normaliseLeadName(name));
  });
}

/** What this project says of a record, and where the leads lie on a picture, have leads and no samples. */
function looksLikeEcgDocument(text: string): boolean {
  if (/^\s*\[?\s*\{\s*"record"\s*:\s*\{|"(?:plotted_pixels|lead_bounding_box)"/.test(text)) return false;
  return /"(?:gem-recording|leads?|signals?|ecg|tracings?)"/i.test(text);
}

/** First words of a header's lines: signal files, and segments with their headers. */
function namedByHeader(beginning: Uint8Array): string[] {
  const lines = latin(beginning).split(/\r\n|\r|\n/);
  const words = lines.flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : line.trim().split(/\s/, 1)));
  return words.slice(1).flatMap((word) => [word, `${word}.hea`]);
}

function stem(name: string): string {
  return name.slice(0, name.length - extensionOf(name).length);
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** A folder of thousands is waited for by turns, not file by file. */
async function inParallel(names: readonly string[], act: (name: string) => Promise<void>): Promise<void> {
  const queue = names.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const name of queue) await act(name);
    }),
  );
}
