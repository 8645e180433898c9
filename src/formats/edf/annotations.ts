// Time-stamped annotation lists (TALs) of EDF+ (section 2.2): onset[0x15 duration]0x14 text 0x14 text 0x14 ... 0x00,
// in the bytes of the signals called "EDF Annotations". The first list of each data record has an empty first
// text and says when the record starts; onsets count from the header's start time, in whole seconds.
import { FormatError } from "../../ecg/errors.ts";
import { type EdfHeader, type EdfSignal, TICKS_PER_SECOND } from "./header.ts";
import { decodeEdfText } from "./header-field.ts";

/** A day of beats has 100 000. */
const MAX_ANNOTATIONS = 1_000_000;
/** Of any kind: those, and one that tells the time in each record. */
const MAX_LISTS = 2_500_000;
/** EDF recommends data records of at most 61 440 bytes, of which a list is a part. */
const MAX_LIST_BYTES = 65_536;
/** 28 years, beyond which 100 ns are no safe integers. */
const MAX_SECONDS = 900_000_000;

const SPACE = 0x20;
const TEXT_END = "\x14";
const DURATION_START = "\x15";

/** One text of a list; numbers as pyedflib's readAnnotations gives them. */
export interface EdfAnnotation {
  /** From the start of the first data record, in units of 100 ns. */
  readonly onsetTicks: number;
  /** null where the file gives none. */
  readonly durationSeconds: number | null;
  readonly text: string;
}

export interface EdfTimeline {
  readonly annotationCount: number;
  /** Made when asked for: a day of beats is a hundred thousand objects. */
  mapAnnotations<T>(make: (annotation: EdfAnnotation) => T): T[];
  /** Start of each data record in units of 100 ns from the header's start time, NaN where it is not told. */
  readonly recordStarts: Float64Array;
  /** Lists that break the grammar; nothing of them is kept. */
  readonly malformedCount: number;
}

export interface TimelineCollector {
  /** To be called for each annotation signal of each data record, in file order. */
  add(bytes: Uint8Array, place: { readonly record: number; readonly isFirstSignal: boolean }): void;
  finish(): EdfTimeline;
}

/** The signals of EDF+ and BDF+ that hold annotation lists. */
export function annotationSignals(header: EdfHeader): EdfSignal[] {
  if (!header.plus) return [];
  return header.signals.filter((signal) => signal.label === `${header.kind} Annotations`);
}

export function collectTimeline(header: EdfHeader, where: string): TimelineCollector {
  // one array a field: numbers in them take 8 bytes, and no object outlives the reading
  const onsets: number[] = [];
  const durations: number[] = [];
  const allTexts: string[] = [];
  const recordStarts = new Float64Array(header.recordCount).fill(Number.NaN);
  let listCount = 0;
  let malformedCount = 0;
  return {
    add(bytes, { record, isFirstSignal }) {
      let keepsTime = isFirstSignal;
      let start = 0;
      while (start < bytes.length) {
        if (bytes[start] === 0) {
          start++;
          continue;
        }
        const nul = bytes.indexOf(0, start);
        const list = bytes.subarray(start, nul === -1 ? bytes.length : nul);
        start += list.length + 1;
        if (++listCount > MAX_LISTS) {
          throw new FormatError(`${where}: more than ${MAX_LISTS} annotation lists; no more are read`);
        }
        if (list.every((byte) => byte === SPACE)) continue;
        const parsed = parseList(list);
        if (parsed === null) malformedCount++;
        else {
          const { onsetTicks, durationSeconds, texts } = parsed;
          const isTimekeeping = keepsTime && (texts[0] ?? "") === "";
          if (isTimekeeping) recordStarts[record] = onsetTicks;
          for (const text of isTimekeeping ? texts.slice(1) : texts) {
            onsets.push(onsetTicks);
            durations.push(durationSeconds ?? Number.NaN);
            allTexts.push(text);
          }
        }
        keepsTime = false;
        if (allTexts.length > MAX_ANNOTATIONS) {
          throw new FormatError(`${where}: more than ${MAX_ANNOTATIONS} annotations; no more are read`);
        }
      }
    },
    finish() {
      const start = Number.isNaN(recordStarts[0]) ? 0 : recordStarts[0]!;
      return {
        annotationCount: allTexts.length,
        recordStarts,
        malformedCount,
        mapAnnotations: (make) =>
          allTexts.map((text, index) =>
            make({
              onsetTicks: onsets[index]! - start,
              durationSeconds: Number.isNaN(durations[index]) ? null : durations[index]!,
              text,
            }),
          ),
      };
    },
  };
}

interface AnnotationList {
  readonly onsetTicks: number;
  readonly durationSeconds: number | null;
  readonly texts: readonly string[];
}

/** null where it is not a list. */
function parseList(bytes: Uint8Array): AnnotationList | null {
  if (bytes.length > MAX_LIST_BYTES) return null;
  const [timing = "", ...texts] = decodeEdfText(bytes).split(TEXT_END);
  const [onset = "", duration = "", ...more] = timing.split(DURATION_START);
  const onsetTicks = ticks(onset);
  const durationSeconds = duration === "" ? null : seconds(duration);
  if (onsetTicks === null || Number.isNaN(durationSeconds) || more.length > 0) return null;
  return texts.pop() === "" ? { onsetTicks, durationSeconds, texts } : null;
}

/** Units of 100 ns; what is finer is cut off, as EDFlib does. */
function ticks(text: string): number | null {
  const match = /^([+-]?)(\d{1,12})(?:\.(\d*))?$/.exec(text);
  if (match === null || Number(match[2]) > MAX_SECONDS) return null;
  const fraction = Number((match[3] ?? "").slice(0, 7).padEnd(7, "0"));
  const value = Number(match[2]) * TICKS_PER_SECOND + fraction;
  return match[1] === "-" ? 0 - value : value;
}

/** NaN where it is no duration. */
function seconds(text: string): number {
  const value = /^\d{1,12}(?:\.\d*)?$/.test(text) ? Number(text) : Number.NaN;
  return value <= MAX_SECONDS ? value : Number.NaN;
}
