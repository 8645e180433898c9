// A recording too long for one set of values, measured in windows as it is read: a line a window with --jsonl, one
// object with --json, a summary for people.
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { LongMeasurements, LongResult, WindowValues } from "../ecg/long-measurements.ts";
import type { Beat, Measurements } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import type { RecordingStream } from "../formats/recording-stream.ts";
import { measureStream } from "../measure/long/measure-stream.ts";
import { plainText } from "../report/plain-text.ts";
import { jsonText } from "./json-text.ts";

const NOTE =
  "measured in windows; the waves of single beats, the sequences and the median beats are in the lines of gem measure --jsonl, one Measurements a window";
/** Between two updates of the progress that a person at a terminal sees. */
const PROGRESS_MS = 500;
const ENDING_SIGNALS = ["SIGINT", "SIGTERM"] as const;

export interface LongOptions {
  readonly measure: (recording: Recording) => Measurements;
  readonly format: "text" | "json" | "jsonl";
  readonly windowMs?: number | undefined;
  /** What the recording is called on the command line. */
  readonly name: string;
}

/** The object that ends the output; with --jsonl the windows have been written by then, a line each. */
export async function measureLong(
  stream: RecordingStream,
  { measure, format, windowMs, name }: LongOptions,
): Promise<(LongResult | LongMeasurements) & { disclaimer: string }> {
  // the heap's young part otherwise grows to 150 MB on what every window leaves behind, and stays there
  setFlagsFromString("--semi-space-growth-factor=1");
  const beats: Beat[] = [];
  const windows: WindowValues[] = [];
  const progress = progressLine(name, (stream.head.sampleCount / stream.head.samplingRateHz) * 1000);
  const options = windowMs === undefined ? { measure } : { measure, windowMs };
  const lines = format === "jsonl" ? wholeLines(progress.erase) : null;
  try {
    for await (const part of measureStream(stream, options)) {
      if (part.kind === "summary") {
        const rest = format === "json" ? { beats, windows, note: NOTE } : {};
        return { ...part.result, ...rest, disclaimer: DISCLAIMER };
      }
      const { measurements } = part;
      await lines?.write({ ...measurements, disclaimer: DISCLAIMER });
      if (format === "json") {
        windows.push(valuesOf(measurements, beats.length));
        for (const beat of measurements.beats) beats.push(beat);
      }
      const { startMs = 0, durationMs } = measurements.record;
      progress.show(startMs + durationMs);
    }
  } finally {
    progress.erase();
    lines?.end();
  }
  throw new Error("a stream ends with its summary");
}

function valuesOf(
  { record, quality, beats, global, notMeasured = [] }: Measurements,
  firstBeat: number,
): WindowValues {
  return {
    startMs: record.startMs ?? 0,
    durationMs: record.durationMs,
    verdict: quality.verdict,
    reasons: quality.reasons,
    firstBeat,
    beatCount: beats.length,
    global,
    notMeasured,
  };
}

/**
 * Lines to standard output that wait for a slow reader: a day of them is more than memory holds. Whoever interrupts
 * gets the line that is being written, and no part of another.
 */
function wholeLines(beforeExit: () => void): { write(value: object): Promise<void>; end(): void } {
  let exitCode: number | null = null;
  const interrupted = (signal: NodeJS.Signals): void => {
    exitCode = signal === "SIGINT" ? 130 : 143;
  };
  // the second time the system ends it at once
  for (const signal of ENDING_SIGNALS) process.once(signal, interrupted);
  return {
    write: async (value) => {
      await new Promise<void>((resolve) => {
        process.stdout.write(`${jsonText(value)}\n`, () => resolve());
      });
      // signals arrive between two turns of the event loop, which measuring alone never takes
      await setImmediate();
      if (exitCode === null) return;
      beforeExit();
      process.exit(exitCode);
    },
    end: () => {
      for (const signal of ENDING_SIGNALS) process.removeListener(signal, interrupted);
    },
  };
}

function progressLine(name: string, lengthMs: number): { show(doneMs: number): void; erase(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, erase: () => undefined };
  let shownAt = Date.now();
  return {
    show: (doneMs) => {
      if (Date.now() - shownAt < PROGRESS_MS) return;
      shownAt = Date.now();
      const percent = Math.floor((100 * doneMs) / lengthMs);
      const line = `${plainText(name)}: ${percent} % of ${(lengthMs / 3_600_000).toFixed(1)} h`;
      stderr.write(`\r\u001b[K${line.slice(0, (stderr.columns || 80) - 1)}`);
    },
    erase: () => stderr.write("\r\u001b[K"),
  };
}
