// The segments of a multi-segment WFDB record (header(5) of the WFDB Applications Guide): their headers, where each
// lies in the record, and which of its signals is which of the record's.
import { FileAccessError, FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";
import type { SignalFileBytes } from "./decode-signals.ts";
import { GAP, parseWfdbHeader, type WfdbHeader, type WfdbSegment } from "./header.ts";
import type { WfdbSignal } from "./signal-line.ts";

/** Signal lines of all segments; a week of ten signals has some ten thousand. */
const MAX_SIGNAL_LINES = 200_000;

/** A segment with samples. */
export interface SegmentPart {
  /** Counted from 1, layout and gaps included. */
  readonly number: number;
  readonly startFrame: number;
  readonly frameCount: number;
  readonly header: WfdbHeader;
  readonly where: string;
}

export interface SegmentedRecord {
  readonly frameCount: number;
  readonly parts: readonly SegmentPart[];
  /** Lists the record's signals: the layout segment, or else the first part. */
  readonly layout: WfdbHeader;
  /** Whether a part may lack signals. */
  readonly variable: boolean;
  /** Of the layout and of every segment, each once. */
  readonly headers: readonly WfdbHeader[];
}

/** Name of the header file of a segment. */
export function segmentHeaderName(segment: WfdbSegment): string {
  return `${segment.name}.hea`;
}

/** Parses the header of each segment but gaps, each once. A segment must not have segments itself. */
export function segmentHeaders(record: WfdbHeader, input: SignalFileBytes): Map<string, WfdbHeader> {
  const headers = new Map<string, WfdbHeader>();
  let lines = 0;
  for (const segment of record.segments ?? []) {
    lines += headers.get(segment.name)?.signalCount ?? 0;
    if (lines > MAX_SIGNAL_LINES) {
      const wanted = `at most ${MAX_SIGNAL_LINES}`;
      throw new FormatError({ file: input.where, field: "signals of all segments", got: lines, wanted });
    }
    if (segment.name === GAP || headers.has(segment.name)) continue;
    const where = segmentPlace(segment, input.where);
    const bytes = input.files.get(segmentHeaderName(segment));
    if (bytes === undefined) throw new FileAccessError(`${where}: its header is missing`);
    const header = parseWfdbHeader(new TextDecoder().decode(bytes), where);
    if (header.segments !== null)
      throw new UnsupportedError(`${where} has segments itself, which header(5) does not allow`);
    headers.set(segment.name, header);
    lines += header.signalCount;
  }
  return headers;
}

function segmentPlace(segment: WfdbSegment, where: string): string {
  return `${where}: segment ${quote(segment.name)}`;
}

/** Puts the segments in their places. Throws FormatError where lengths, rates or signals contradict each other. */
export function placeSegments(record: WfdbHeader, input: SignalFileBytes): SegmentedRecord {
  const segments = record.segments ?? [];
  const headers = segmentHeaders(record, input);
  const parts: SegmentPart[] = [];
  let frameCount = 0;
  for (const [index, segment] of segments.entries()) {
    const header = headers.get(segment.name);
    if (header !== undefined && segment.frameCount > 0) {
      const where = segmentPlace(segment, input.where);
      parts.push({
        number: index + 1,
        startFrame: frameCount,
        frameCount: segment.frameCount,
        header,
        where,
      });
    }
    frameCount += segment.frameCount;
  }
  const variable = segments[0]?.frameCount === 0;
  const layout = variable ? headers.get(segments[0]!.name) : parts[0]?.header;
  const fault = (field: string, got: string | number, wanted: string | number) =>
    new FormatError({ file: input.where, field, got, wanted: String(wanted) });
  if (parts.length === 0 || layout === undefined)
    throw fault("segments", "no samples at all", "a segment with samples");
  if (record.frameCount !== null && record.frameCount !== frameCount)
    throw fault("samples of all segments", frameCount, record.frameCount);
  if (layout.signalCount !== record.signalCount)
    throw fault(
      `signals of ${variable ? "the layout" : "the first segment"}`,
      layout.signalCount,
      record.signalCount,
    );
  for (const part of parts) checkPart(part, { record, layout, variable });
  return { frameCount, parts, layout, variable, headers: [...headers.values()] };
}

function checkPart(
  { header, frameCount, where }: SegmentPart,
  { record, layout, variable }: { record: WfdbHeader; layout: WfdbHeader; variable: boolean },
): void {
  const fault = (field: string, got: string | number, wanted: string | number) =>
    new FormatError({ file: where, field, got, wanted: String(wanted) });
  if (header.frameRateHz !== record.frameRateHz)
    throw fault("sampling rate", header.frameRateHz, `${record.frameRateHz} as in the record`);
  if (header.frameCount !== null && header.frameCount < frameCount)
    throw fault("samples a signal", header.frameCount, `${frameCount} as in the record`);
  if (!variable && header.signalCount !== layout.signalCount)
    throw fault("signals", header.signalCount, `${layout.signalCount} as in the first segment`);
  for (const [signal, place] of signalPlaces(header, { layout, variable })) {
    const wanted = layout.signals[place]!.samplesPerFrame;
    if (signal.samplesPerFrame !== wanted)
      throw fault(`samples a frame of ${quote(signal.description)}`, signal.samplesPerFrame, wanted);
  }
}

/**
 * Which signal of the record each of a segment's is: by position in a fixed layout, by name in a variable one, the
 * second of a name being the second there. One that the layout does not list has no place.
 */
export function signalPlaces(
  header: WfdbHeader,
  { layout, variable }: { layout: WfdbHeader; variable: boolean },
): Map<WfdbSignal, number> {
  if (!variable) return new Map(header.signals.map((signal, index) => [signal, index]));
  const free = new Map<string, number[]>();
  layout.signals.forEach(({ description }, index) => {
    free.set(description, [...(free.get(description) ?? []), index]);
  });
  const places = new Map<WfdbSignal, number>();
  for (const signal of header.signals) {
    const place = free.get(signal.description)?.shift();
    if (place !== undefined) places.set(signal, place);
  }
  return places;
}
