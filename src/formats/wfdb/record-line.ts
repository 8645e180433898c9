// The first line of a WFDB header that is no comment, by the WFDB Applications Guide, header(5):
// NAME[/SEGMENTS] SIGNALS [RATE[/COUNTER[(BASE)]] [SAMPLES [TIME [DATE]]]]
import { FormatError } from "../../ecg/errors.ts";
import { MAX_SAMPLING_RATE_HZ, MAX_SIGNALS, MIN_SAMPLING_RATE_HZ } from "../limits.ts";
import { quote } from "../quote.ts";

export interface WfdbRecordLine {
  readonly recordName: string;
  /** null for a record that is not made of segments. */
  readonly segmentCount: number | null;
  readonly signalCount: number;
  readonly frameRateHz: number;
  readonly frameCount: number | null;
  /** As the file spells it. */
  readonly baseTime: string | null;
  readonly baseDate: string | null;
  readonly warnings: readonly string[];
}

/** 49 days at 1000 Hz: lets days pass through a stream, and every index stay exact. */
const MAX_FRAMES = 2 ** 32;
/** A bedside monitor's week has some thousand segments. */
const MAX_SEGMENTS = 10_000;
/** What header(5) says a missing sampling frequency means. */
const DEFAULT_FRAME_RATE_HZ = 250;

/** Throws FormatError; `where` names the header in its message. */
export function parseWfdbRecordLine(line: string, where: string): WfdbRecordLine {
  const [nameField = "", signalField, rateField, countField, timeField, dateField] = line.split(/\s+/, 6);
  const [recordName = "", segmentField] = nameField.split("/", 2);
  if (signalField === undefined || !/^[+-]?\d{1,15}$/.test(signalField)) {
    // what the line holds instead may be anything, a person's name among it
    throw new FormatError(
      `${where} is not a WFDB header: wanted RECORD SIGNALS RATE SAMPLES in its first line`,
    );
  }
  const signalCount = Number(signalField);
  if (signalCount === 0) throw fault(where, "signals", 0, "1 or more (a header of annotations only?)");
  if (signalCount < 1 || signalCount > MAX_SIGNALS)
    throw fault(where, "signals", signalField, `1 to ${MAX_SIGNALS}`);
  const warnings =
    rateField === undefined
      ? [`the header gives no sampling rate; ${DEFAULT_FRAME_RATE_HZ} Hz is assumed`]
      : [];
  return {
    recordName,
    segmentCount: segmentField === undefined ? null : parseSegmentCount(segmentField, where),
    signalCount,
    frameRateHz: rateField === undefined ? DEFAULT_FRAME_RATE_HZ : parseRate(rateField, where),
    frameCount: countField === undefined ? null : parseFrameCount(countField, "samples a signal", where),
    baseTime: timeField ?? null,
    baseDate: dateField ?? null,
    warnings,
  };
}

function fault(where: string, field: string, got: string | number, wanted: string): FormatError {
  return new FormatError({ file: where, field, got, wanted });
}

function parseSegmentCount(field: string, where: string): number {
  const count = /^\d{1,9}$/.test(field) ? Number(field) : 0;
  if (count < 1 || count > MAX_SEGMENTS) throw fault(where, "segments", quote(field), `1 to ${MAX_SEGMENTS}`);
  return count;
}

/** "500", "360/360(0)": the counter frequency and base counter only number the samples for display. */
function parseRate(field: string, where: string): number {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:\/[^\s/]+)?$/i.exec(field);
  const rate = Number(match?.[1]);
  if (match === null || !(rate >= MIN_SAMPLING_RATE_HZ && rate <= MAX_SAMPLING_RATE_HZ)) {
    const wanted = `${MIN_SAMPLING_RATE_HZ} to ${MAX_SAMPLING_RATE_HZ} Hz`;
    throw fault(where, "sampling rate", quote(field), wanted);
  }
  return rate;
}

/** Frames of a record or a segment; null for 0, which leaves them to the signal files or to the layout. */
export function parseFrameCount(field: string, what: string, where: string): number | null {
  if (!/^\d{1,15}$/.test(field) || Number(field) > MAX_FRAMES)
    throw fault(where, what, quote(field), `a whole number up to ${MAX_FRAMES}`);
  return Number(field) === 0 ? null : Number(field);
}
