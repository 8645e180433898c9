// The text header (.hea) of a WFDB record, by the WFDB Applications Guide, header(5): a record line, then a line for
// each signal, or for each segment of a record that is made of others; comments anywhere.
import { FormatError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";
import { parseFrameCount, parseWfdbRecordLine } from "./record-line.ts";
import { isPlainFileName, parseWfdbSignalLine, type WfdbSignal } from "./signal-line.ts";

export interface WfdbHeader {
  readonly recordName: string;
  /** Frames per second; a signal has `samplesPerFrame` samples in each. */
  readonly frameRateHz: number;
  /** null where the header leaves it to the length of the signal files or of the segments. */
  readonly frameCount: number | null;
  /** The record's signals; of a multi-segment record, how many they are: its segments describe them. */
  readonly signalCount: number;
  /** Empty in a multi-segment record. */
  readonly signals: readonly WfdbSignal[];
  /** null where the record is one segment itself. */
  readonly segments: readonly WfdbSegment[] | null;
  /** As the file spells it, "12:30:05.5", or null. */
  readonly baseTime: string | null;
  /** As the file spells it, "01/02/1990", or null. */
  readonly baseDate: string | null;
  /** Comment lines without their "#", in file order. */
  readonly comments: readonly string[];
  readonly warnings: readonly string[];
}

export interface WfdbSegment {
  /** Of the record that is this segment; "~" where nothing was recorded. */
  readonly name: string;
  /** 0 only for the first, which then is the layout: a header that lists the signals of all segments. */
  readonly frameCount: number;
}

/** The segment name that stands for a gap. */
export const GAP = "~";

/**
 * Parses a header. `where` names it in messages. Throws FormatError for anything header(5) does not allow
 * or a limit forbids, UnsupportedError for signal formats that are not read.
 */
export function parseWfdbHeader(text: string, where: string): WfdbHeader {
  const comments: string[] = [];
  const lines: string[] = [];
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    const trimmed = line.trim();
    if (trimmed.startsWith("#")) comments.push(trimmed.slice(1).trim());
    else if (trimmed !== "") lines.push(trimmed);
  }
  const [recordLine, ...rest] = lines;
  if (recordLine === undefined) throw new FormatError(`${where} is empty, wanted a WFDB header`);
  const { segmentCount, ...record } = parseWfdbRecordLine(recordLine, where);
  const described = segmentCount === null ? "signal" : "segment";
  const promised = segmentCount ?? record.signalCount;
  if (rest.length !== promised) {
    throw new FormatError({
      file: where,
      field: `${described} lines`,
      got: rest.length,
      wanted: `${promised}, as its first line promises`,
    });
  }
  const place = (index: number) => ({ file: where, line: `${described} ${index + 1}` });
  if (segmentCount === null) {
    const signals = rest.map((line, index) => parseWfdbSignalLine(line, place(index)));
    return { ...record, signals, segments: null, comments };
  }
  const segments = rest.map((line, index) => parseSegmentLine(line, index, where));
  return { ...record, signals: [], segments, comments };
}

/** NAME FRAMES; a name is that of a header in the same folder, never one elsewhere. */
function parseSegmentLine(line: string, index: number, where: string): WfdbSegment {
  const [name = "", lengthField = ""] = line.split(/\s+/, 2);
  const field = `segment ${index + 1}`;
  if (!isPlainFileName(name)) {
    throw new FormatError({
      file: where,
      field,
      got: quote(name),
      wanted: "a name in the header's own folder",
    });
  }
  const frameCount = parseFrameCount(lengthField, `samples of ${field}`, where) ?? 0;
  if (frameCount === 0 && (index > 0 || name === GAP))
    throw new FormatError({ file: where, field: `samples of ${field}`, got: 0, wanted: "1 or more" });
  return { name, frameCount };
}

/** Whether a text's first line that is no comment could be the record line of a header. */
export function looksLikeWfdbHeader(text: string): boolean {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  return first !== undefined && /^\s*[^\s,;]+\s+\d+(\s+[\d.]\S*(\s+\d+(\s.*)?)?)?\s*$/.test(first);
}
