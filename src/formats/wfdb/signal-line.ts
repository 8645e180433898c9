// One signal specification line of a WFDB header, by the WFDB Applications Guide, header(5):
// FILE FORMAT[xSAMPLES_PER_FRAME][:SKEW][+OFFSET] [GAIN[(BASELINE)][/UNITS] [RESOLUTION [ZERO [INITIAL [CHECKSUM [BLOCK [DESCRIPTION]]]]]]]
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { MAX_SAMPLES_PER_FRAME } from "../limits.ts";
import { quote } from "../quote.ts";
import { isWfdbFormat, type WfdbFormat } from "./samples.ts";

export interface WfdbSignal {
  readonly fileName: string;
  readonly format: WfdbFormat;
  readonly samplesPerFrame: number;
  /** Frames by which this signal's samples lie behind the others in the file. */
  readonly skewFrames: number;
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
const MIN_GAIN = 1e-9;
const MAX_GAIN = 1e15;
const FLAC_FORMATS = new Set([508, 516, 524]);

/**
 * Parses one signal line. `where` names the header and the signal in messages.
 * Throws FormatError for what breaks header(5), UnsupportedError for formats that are not read.
 */
export function parseWfdbSignalLine(line: string, where: string): WfdbSignal {
  const [fileName = "", formatField = "", ...fields] = splitFields(line);
  checkFileName(fileName, where);
  const layout = /^(\d{1,6})(?:x(\d{1,9}))?(?::(\d{1,9}))?(?:\+(\d{1,12}))?$/.exec(formatField);
  if (layout === null) {
    throw new FormatError(
      `${where}: signal format ${quote(formatField)}, wanted a number such as 16 or 16x1+24`,
    );
  }
  const samplesPerFrame = Number(layout[2] ?? 1);
  if (samplesPerFrame < 1 || samplesPerFrame > MAX_SAMPLES_PER_FRAME) {
    throw new FormatError(
      `${where}: ${samplesPerFrame} samples a frame, wanted 1 to ${MAX_SAMPLES_PER_FRAME}`,
    );
  }
  const gain = parseGain(fields[0], where);
  const adcZero = parseInteger(fields[2], "ADC zero", where) ?? 0;
  return {
    fileName,
    format: supportedFormat(Number(layout[1]), where),
    samplesPerFrame,
    skewFrames: Number(layout[3] ?? 0),
    byteOffset: Number(layout[4] ?? 0),
    gain: gain.value === 0 ? DEFAULT_GAIN : gain.value,
    gainStated: gain.value !== 0,
    baseline: gain.baseline ?? adcZero,
    unit: gain.unit,
    adcResolutionBits: parseInteger(fields[1], "ADC resolution", where),
    adcZero,
    initialValue: parseInteger(fields[3], "initial value", where) ?? adcZero,
    checksum: parseInteger(fields[4], "checksum", where),
    blockSize: parseInteger(fields[5], "block size", where),
    description: fields[6] ?? "",
  };
}

/** The first eight fields, and what follows them in one piece. */
function splitFields(line: string): string[] {
  const fields: string[] = [];
  const word = /\S+/y;
  let position = 0;
  while (fields.length < 8) {
    while (position < line.length && /\s/.test(line[position]!)) position++;
    word.lastIndex = position;
    const match = word.exec(line);
    if (match === null) return fields;
    fields.push(match[0]);
    position = word.lastIndex;
  }
  const rest = line.slice(position).trim();
  return rest === "" ? fields : [...fields, rest];
}

/** A header may only name files in its own folder: "../../etc/passwd" is not a signal. */
function checkFileName(fileName: string, where: string): void {
  if (fileName === "-" || fileName === "~") {
    throw new UnsupportedError(
      `${where}: its samples are ${fileName === "-" ? "on standard input" : "missing (~)"}; a signal file is wanted`,
    );
  }
  if (/[/\\:]/.test(fileName) || /^\.+$/.test(fileName) || /\p{Cc}/u.test(fileName)) {
    throw new FormatError(
      `${where}: signal file ${quote(fileName)}, wanted a plain file name in the header's own folder`,
    );
  }
}

function supportedFormat(format: number, where: string): WfdbFormat {
  if (isWfdbFormat(format)) return format;
  const kind = FLAC_FORMATS.has(format) ? `${format} (FLAC compression)` : String(format);
  throw new UnsupportedError(
    `${where}: signal format ${kind} is not read; 8, 16, 24, 32, 61, 80, 160, 212, 310, 311 are`,
  );
}

function parseGain(
  field: string | undefined,
  where: string,
): { value: number; baseline: number | null; unit: string } {
  if (field === undefined) return { value: 0, baseline: null, unit: "mV" };
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:\(([+-]?\d{1,15})\))?(?:\/(\S*))?$/i.exec(
    field,
  );
  const value = Number(match?.[1]);
  // a stated 0 means "not calibrated"; beyond the bounds samples would leave the range of numbers
  if (match === null || (value !== 0 && !(Math.abs(value) >= MIN_GAIN && Math.abs(value) <= MAX_GAIN))) {
    throw new FormatError(
      `${where}: gain ${quote(field)}, wanted a number with baseline and unit such as 1000(0)/mV`,
    );
  }
  return { value, baseline: match[2] === undefined ? null : Number(match[2]), unit: match[3] || "mV" };
}

function parseInteger(field: string | undefined, what: string, where: string): number | null {
  if (field === undefined) return null;
  if (!/^[+-]?\d{1,15}$/.test(field))
    throw new FormatError(`${where}: ${what} ${quote(field)}, wanted a whole number`);
  return Number(field);
}
