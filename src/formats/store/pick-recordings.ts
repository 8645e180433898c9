// Which of many files are recordings: the signal files and segments of a WFDB header belong to it, and what is
// no ECG is left aside, by content. For folders, archives and patterns, where nobody named each file.
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";
import { decodeText, recognise } from "../recognise.ts";
import { type FileStore, readBeginning } from "./file-store.ts";
import { siblingOf } from "./record-path.ts";

export interface PickedRecordings {
  /** Names of recordings, or of containers that hold some, in the order given. */
  readonly recordings: readonly string[];
  /** Files that are no ECG. */
  readonly leftOut: readonly string[];
}

export async function pickRecordings(store: FileStore, names: readonly string[]): Promise<PickedRecordings> {
  const recordings: string[] = [];
  const leftOut: string[] = [];
  const parts = new Set<string>();
  for (const name of names) {
    const beginning = await readBeginning(store, name);
    if (isRecording(beginning)) recordings.push(name);
    else leftOut.push(name);
    for (const part of namedByHeader(beginning)) parts.add(siblingOf(name, part));
  }
  return {
    recordings: recordings.filter((name) => !parts.has(name)),
    leftOut: leftOut.filter((name) => !parts.has(name)),
  };
}

function isRecording(beginning: Uint8Array): boolean {
  const recognised = recognise(beginning);
  if (recognised.kind !== "known") return false;
  if (recognised.format === "csv") return looksLikeEcgTable(decodeText(beginning) ?? "");
  if (recognised.format === "json")
    return /"(?:gem-recording|leads?|signals?|ecg|tracings?)"/i.test(latin(beginning));
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

/** First words of a header's lines: signal files, and segments with their headers. */
function namedByHeader(beginning: Uint8Array): string[] {
  const recognised = recognise(beginning);
  if (recognised.kind !== "known" || recognised.format !== "wfdb-header") return [];
  const lines = latin(beginning).split(/\r\n|\r|\n/);
  const words = lines.flatMap((line) => (/^\s*(#|$)/.test(line) ? [] : line.trim().split(/\s/, 1)));
  return words.slice(1).flatMap((word) => [word, `${word}.hea`]);
}

function latin(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
