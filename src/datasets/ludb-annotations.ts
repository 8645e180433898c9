// LUDB's manual wave marks (Kalyakulina et al. 2020): one WFDB annotation file a lead, `1.i` ... `1.v6`. The MIT
// format: 16-bit little-endian words, 6 bits of code above 10 bits of samples since the last mark. LUDB writes
// "(", the peak, ")" for each wave and leaves a bracket out where the reader could not place that end.
import { FormatError } from "../ecg/errors.ts";

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

// Codes of the MIT annotation format, by the tables of the WFDB library (ecgcodes.h).
const NORMAL = 1;
const P_WAVE = 24;
const T_WAVE = 27;
const WAVE_ON = 39;
const WAVE_OFF = 40;
const SKIP = 59;
const NUM = 60;
const SUB = 61;
const CHANNEL = 62;
const AUX = 63;

const KINDS: ReadonlyMap<number, "p" | "qrs" | "t"> = new Map([
  [P_WAVE, "p"],
  [NORMAL, "qrs"],
  [T_WAVE, "t"],
] as const);

interface Mark {
  readonly code: number;
  readonly sample: number;
}

/** The waves in the bytes of one annotation file. Throws FormatError; `where` names the file in the message. */
export function decodeLudbAnnotations(bytes: Uint8Array, where: string): LeadWaveMarks {
  const marks = decodeMarks(bytes, where);
  const waves: Record<"p" | "qrs" | "t", WaveMarks[]> = { p: [], qrs: [], t: [] };
  for (const [index, { code, sample }] of marks.entries()) {
    const kind = KINDS.get(code);
    if (kind === undefined) {
      if (code !== WAVE_ON && code !== WAVE_OFF) {
        throw new FormatError(`${where}: annotation code ${code}, wanted LUDB's "(", "p", "N", "t" or ")"`);
      }
      continue;
    }
    const before = marks[index - 1];
    const after = marks[index + 1];
    const onset = before?.code === WAVE_ON ? before.sample : null;
    const offset = after?.code === WAVE_OFF ? after.sample : null;
    waves[kind].push([onset, sample, offset]);
  }
  return waves;
}

function decodeMarks(bytes: Uint8Array, where: string): Mark[] {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marks: Mark[] = [];
  let sample = 0;
  for (let at = 0; ; at += 2) {
    if (at + 2 > bytes.length) throw new FormatError(`${where} ends without its closing zero word`);
    const word = words.getUint16(at, true);
    if (word === 0) return marks;
    const code = word >> 10;
    const interval = word & 0x3ff;
    if (code === SKIP) {
      if (at + 6 > bytes.length) throw new FormatError(`${where} ends within a SKIP`);
      // a 32-bit interval, high half first, each half little-endian
      sample += (words.getInt16(at + 2, true) << 16) | words.getUint16(at + 4, true);
      at += 4;
    } else if (code === AUX) {
      at += interval + (interval & 1);
    } else if (code !== NUM && code !== SUB && code !== CHANNEL) {
      sample += interval;
      marks.push({ code, sample });
    }
  }
}
