// The text header (.hea) of a WFDB record, by the WFDB Applications Guide, header(5). Only single-segment
// records; base time and date are not kept, since nothing needs them and they help to identify a person.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { MAX_SAMPLING_RATE_HZ, MAX_SIGNALS, MAX_TOTAL_SAMPLES, MIN_SAMPLING_RATE_HZ } from "../limits.ts";
import { quote } from "../quote.ts";
import { parseWfdbSignalLine, type WfdbSignal } from "./signal-line.ts";

export interface WfdbHeader {
  readonly recordName: string;
  /** Frames per second; a signal has `samplesPerFrame` samples in each. */
  readonly frameRateHz: number;
  /** null where the header leaves it to the length of the signal files. */
  readonly frameCount: number | null;
  readonly signals: readonly WfdbSignal[];
  /** Comment lines without their "#", in file order. */
  readonly comments: readonly string[];
  readonly warnings: readonly string[];
}

/** What header(5) says a missing sampling frequency means. */
const DEFAULT_FRAME_RATE_HZ = 250;

/**
 * Parses a header. `where` names it in messages. Throws FormatError for anything header(5) does not allow
 * or a limit forbids, UnsupportedError for multi-segment records and for signal formats that are not read.
 */
export function parseWfdbHeader(text: string, where: string): WfdbHeader {
  const comments: string[] = [];
  const lines: string[] = [];
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (trimmed.startsWith("#")) comments.push(trimmed.slice(1).trim());
    else if (trimmed !== "") lines.push(trimmed);
  }
  const [recordLine, ...signalLines] = lines;
  if (recordLine === undefined) throw new FormatError(`${where} is empty, wanted a WFDB header`);
  const record = parseRecordLine(recordLine, where);
  if (signalLines.length !== record.signalCount) {
    throw new FormatError(
      `${where} promises ${record.signalCount} signals and describes ${signalLines.length}`,
    );
  }
  const signals = signalLines.map((line, index) =>
    parseWfdbSignalLine(line, `${where}, signal ${index + 1}`),
  );
  const frameSize = signals.reduce((sum, signal) => sum + signal.samplesPerFrame, 0);
  if (frameSize * (record.frameCount ?? 0) > MAX_TOTAL_SAMPLES) {
    throw new FormatError(
      `${where}: ${record.frameCount} frames of ${frameSize} samples, at most ${MAX_TOTAL_SAMPLES} samples are read`,
    );
  }
  const { recordName, frameRateHz, frameCount, warnings } = record;
  return { recordName, frameRateHz, frameCount, signals, comments, warnings };
}

/** Whether a text's first line that is no comment could be the record line of a header. */
export function looksLikeWfdbHeader(text: string): boolean {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  return first !== undefined && /^\s*[^\s,;]+\s+\d+(\s+[\d.]\S*(\s+\d+(\s.*)?)?)?\s*$/.test(first);
}

interface RecordLine {
  readonly recordName: string;
  readonly signalCount: number;
  readonly frameRateHz: number;
  readonly frameCount: number | null;
  readonly warnings: readonly string[];
}

function parseRecordLine(line: string, where: string): RecordLine {
  const [nameField = "", signalField, rateField, countField] = line.split(/\s+/, 4);
  const [recordName = "", segments] = nameField.split("/", 2);
  if (signalField === undefined || !/^[+-]?\d{1,15}$/.test(signalField)) {
    throw new FormatError(
      `${where} is not a WFDB header: first line ${quote(line)}, wanted RECORD SIGNALS RATE SAMPLES`,
    );
  }
  if (segments !== undefined) {
    throw new UnsupportedError(
      `${where} is a multi-segment record (${quote(segments)} segments); name one of its segments instead`,
    );
  }
  const signalCount = Number(signalField);
  if (signalCount === 0) throw new FormatError(`${where} has no signals (annotations only?)`);
  if (signalCount < 1 || signalCount > MAX_SIGNALS) {
    throw new FormatError(`${where}: ${signalField} signals, wanted 1 to ${MAX_SIGNALS}`);
  }
  const warnings =
    rateField === undefined
      ? [`the header gives no sampling rate; ${DEFAULT_FRAME_RATE_HZ} Hz is assumed`]
      : [];
  return {
    recordName,
    signalCount,
    frameRateHz: rateField === undefined ? DEFAULT_FRAME_RATE_HZ : parseRate(rateField, where),
    frameCount: countField === undefined ? null : parseCount(countField, where),
    warnings,
  };
}

/** "500", "360/360(0)": the counter frequency and base counter only number the samples for display. */
function parseRate(field: string, where: string): number {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:\/[^\s/]+)?$/i.exec(field);
  const rate = Number(match?.[1]);
  if (match === null || !(rate >= MIN_SAMPLING_RATE_HZ && rate <= MAX_SAMPLING_RATE_HZ)) {
    throw new FormatError(
      `${where}: sampling rate ${quote(field)}, wanted ${MIN_SAMPLING_RATE_HZ} to ${MAX_SAMPLING_RATE_HZ} Hz`,
    );
  }
  return rate;
}

function parseCount(field: string, where: string): number | null {
  if (!/^\d{1,15}$/.test(field) || Number(field) > MAX_TOTAL_SAMPLES) {
    throw new FormatError(
      `${where}: ${quote(field)} samples a signal, wanted a whole number up to ${MAX_TOTAL_SAMPLES}`,
    );
  }
  return Number(field) === 0 ? null : Number(field);
}
