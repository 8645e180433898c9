// LUDB's manual wave marks (Kalyakulina et al. 2020): one WFDB annotation file a lead, `1.i` ... `1.v6`. LUDB writes
// "(", the peak, ")" for each wave and leaves a bracket out where the reader could not place that end.
import { FormatError } from "../ecg/errors.ts";
import { decodeWfdbAnnotations } from "../formats/wfdb/annotations/decode-annotations.ts";

/** Samples from the start; an end that was not marked is null. The peak always is. */
export type WaveMarks = readonly [onset: number | null, peak: number, offset: number | null];

/** All waves of one lead, in time order. */
export interface LeadWaveMarks {
  readonly p: readonly WaveMarks[];
  readonly qrs: readonly WaveMarks[];
  readonly t: readonly WaveMarks[];
}

/** LUDB's names of its leads, in its order; also the extensions of the annotation files. */
export const LUDB_LEADS = [
  "i",
  "ii",
  "iii",
  "avr",
  "avl",
  "avf",
  "v1",
  "v2",
  "v3",
  "v4",
  "v5",
  "v6",
] as const;

const KINDS: ReadonlyMap<string, keyof LeadWaveMarks> = new Map([
  ["p", "p"],
  ["N", "qrs"],
  ["t", "t"],
] as const);

/** The waves in the bytes of one annotation file. Throws FormatError; `where` names the file in the message. */
export function decodeLudbAnnotations(bytes: Uint8Array, where: string): LeadWaveMarks {
  const { annotations } = decodeWfdbAnnotations(bytes, where);
  const waves: Record<keyof LeadWaveMarks, WaveMarks[]> = { p: [], qrs: [], t: [] };
  for (const [index, { code, mnemonic, sample }] of annotations.entries()) {
    const kind = KINDS.get(mnemonic);
    if (kind === undefined) {
      if (mnemonic === "(" || mnemonic === ")") continue;
      throw new FormatError({
        file: where,
        field: `mark ${index + 1}`,
        got: `annotation code ${code}`,
        wanted: `LUDB's "(", "p", "N", "t" or ")"`,
      });
    }
    const before = annotations[index - 1];
    const after = annotations[index + 1];
    const onset = before?.mnemonic === "(" ? before.sample : null;
    const offset = after?.mnemonic === ")" ? after.sample : null;
    waves[kind].push([onset, sample, offset]);
  }
  return waves;
}
