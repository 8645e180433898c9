// One signal specification line of a WFDB header, by the WFDB Applications Guide, header(5):
// FILE FORMAT[xSAMPLES_PER_FRAME][:SKEW][+OFFSET] [GAIN[(BASELINE)][/UNITS] [RESOLUTION [ZERO [INITIAL [CHECKSUM [BLOCK [DESCRIPTION]]]]]]]
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { MAX_SAMPLES_PER_FRAME } from "../limits.ts";
import { quote } from "../quote.ts";
import { isWfdbFormat, type WfdbFormat } from "./samples.ts";

export interface WfdbSignal {
  /** "~" where the signal has no samples. */
  readonly fileName: string;
  readonly format: WfdbFormat;
  readonly samplesPerFrame: number;
  /** Frames by which this signal's samples lie behind the others in the file. */
  readonly skewFrames: number;
  /** Bytes before the first sample; samples in the FLAC formats. */
  readonly byteOffset: number;
  /** ADC units per physical unit; 200 where the header gives none (`gainStated` false). */
  readonly gain: number;
  readonly gainStated: boolean;
  /** ADC value of 0 physical units. */
  readonly baseline: number;
  readonly unit: string;
  readonly adcResolutionBits: number | null;
  readonly adcZero: number;
  readonly initialValue: number;
  /** Sum of all samples modulo 65536, or null where the header gives none. */
  readonly checksum: number | null;
  readonly blockSize: number | null;
  readonly description: string;
}

const DEFAULT_GAIN = 200;
const MIN_GAIN = 1e-15;
const MAX_GAIN = 1e15;
const NULL_FORMAT = 0;

/** Where a line stands, for messages. */
interface Place {
  readonly file: string;
  /** "signal 3". */
  readonly line: string;
}

/**
 * Parses one signal line. `place` names the header and the line in messages.
 * Throws FormatError for what breaks header(5), UnsupportedError for formats that are not read.
 */
export function parseWfdbSignalLine(text: string, place: Place): WfdbSignal {
  const [fileName = "", formatField = "", ...fields] = splitFields(text);
  checkFileName(fileName, place);
  const layout = /^(\d{1,6})(?:x(\d{1,9}))?(?::(\d{1,9}))?(?:\+(\d{1,12}))?$/.exec(formatField);
  if (layout === null)
    throw fault(place, "signal format", quote(formatField), "a number such as 16 or 16x1+24");
  const samplesPerFrame = Number(layout[2] ?? 1);
  if (samplesPerFrame < 1 || samplesPerFrame > MAX_SAMPLES_PER_FRAME)
    throw fault(place, "samples a frame", samplesPerFrame, `1 to ${MAX_SAMPLES_PER_FRAME}`);
  const gain = parseGain(fields[0], place);
  const adcZero = parseInteger(fields[2], "ADC zero", place) ?? 0;
  return {
    fileName,
    format: fileName === "~" ? NULL_FORMAT : supportedFormat(Number(layout[1]), place),
    samplesPerFrame,
    skewFrames: Number(layout[3] ?? 0),
    byteOffset: Number(layout[4] ?? 0),
    gain: gain.value === 0 ? DEFAULT_GAIN : gain.value,
    gainStated: gain.value !== 0,
    baseline: gain.baseline ?? adcZero,
    unit: gain.unit,
    adcResolutionBits: parseInteger(fields[1], "ADC resolution", place),
    adcZero,
    initialValue: parseInteger(fields[3], "initial value", place) ?? adcZero,
    checksum: parseInteger(fields[4], "checksum", place),
    blockSize: parseInteger(fields[5], "block size", place),
    description: fields[6] ?? "",
  };
}

function fault(place: Place, what: string, got: string | number, wanted: string): FormatError {
  return new FormatError({ file: place.file, field: `${place.line}, ${what}`, got, wanted });
}

/** The first eight fields, and what follows them in one piece. */
function splitFields(line: string): string[] {
  const fields: string[] = [];
  const word = /\S+/g;
  while (fields.length < 8) {
    const match = word.exec(line);
    if (match === null) return fields;
    fields.push(match[0]);
  }
  const rest = line.slice(word.lastIndex).trim();
  return rest === "" ? fields : [...fields, rest];
}

/** A header may only name files in its own folder: "../../etc/passwd" is not a signal. */
function checkFileName(fileName: string, place: Place): void {
  if (fileName === "-") {
    throw new UnsupportedError(
      `${place.file}, ${place.line}: its samples are on standard input (-); a signal file is wanted`,
    );
  }
  if (!isPlainFileName(fileName))
    throw fault(place, "signal file", quote(fileName), "a plain file name in the header's own folder");
}

/** Names no other folder, drive or stream, and holds no control characters. */
export function isPlainFileName(fileName: string): boolean {
  return fileName !== "" && !/[/\\:]|^\.+$|\p{Cc}/u.test(fileName);
}

function supportedFormat(format: number, place: Place): WfdbFormat {
  if (isWfdbFormat(format)) return format;
  throw new UnsupportedError(
    `${place.file}, ${place.line}: signal format ${format} is not read; 8, 16, 24, 32, 61, 80, 160, 212, 310, 311, 508, 516, 524 are`,
  );
}

function parseGain(
  field: string | undefined,
  place: Place,
): { value: number; baseline: number | null; unit: string } {
  if (field === undefined) return { value: 0, baseline: null, unit: "mV" };
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:\(([+-]?\d{1,15})\))?(?:\/(\S*))?$/i.exec(
    field,
  );
  const value = Number(match?.[1]);
  // a stated 0 means "not calibrated"; beyond the bounds samples would leave the range of numbers
  if (match === null || (value !== 0 && !(Math.abs(value) >= MIN_GAIN && Math.abs(value) <= MAX_GAIN)))
    throw fault(place, "gain", quote(field), "a number with baseline and unit such as 1000(0)/mV");
  return { value, baseline: match[2] === undefined ? null : Number(match[2]), unit: match[3] || "mV" };
}

function parseInteger(field: string | undefined, what: string, place: Place): number | null {
  if (field === undefined) return null;
  if (!/^[+-]?\d{1,15}$/.test(field)) throw fault(place, what, quote(field), "a whole number");
  return Number(field);
}
