// Long two-lead recordings as a table. Simulated signals stand in for recordings that people marked: what is found here is
// an upper limit, and what is missed here is a fault.
import type { MeasureOptions } from "../../measure/measure-recording.ts";
import { measureRecording } from "../../measure/measure-recording.ts";
import { decimal, markdownTable, percent } from "../markdown-table.ts";
import { type LongBenchmark, longBenchmark, type RPeakSummary } from "./long-benchmark.ts";
import type { PauseScore } from "./long-score.ts";
import { LONG_SIGNAL_MS, LONG_SIGNALS } from "./long-signals.ts";
import type { PartOutcome } from "./part-outcome.ts";

export interface LongPartOptions extends MeasureOptions {
  /** The first so many signals; all where it is left out. */
  readonly limit?: number | undefined;
  readonly durationMs?: number;
}

/** Takes about a minute of CPU time with a delineator. */
export async function longPart({
  limit,
  durationMs = LONG_SIGNAL_MS,
  ...measuring
}: LongPartOptions): Promise<PartOutcome> {
  const result = await longBenchmark({
    definitions: LONG_SIGNALS.slice(0, limit),
    seeds: [1],
    durationMs,
    measure: (recording) => measureRecording(recording, measuring),
  });
  return { result, markdown: markdown(result, durationMs) };
}

function markdown(
  { signals, all, pauses, hours, cpuSecondsAnHour }: LongBenchmark,
  durationMs: number,
): string {
  const rows = signals.map(({ name, windows, pauses: own, onePiece, against }) => [
    name,
    ...counts(windows),
    `${decimal(windows.meanMs)} ± ${decimal(windows.sdMs)}`,
    pauseText(own),
    `${onePiece.missed} / ${onePiece.extra}`,
    onePiece.beats > 0 && onePiece.missed === onePiece.beats
      ? "refused"
      : `${against.missed} / ${against.extra} (${decimal(against.largestMs, 0)})`,
  ]);
  const total = [
    "all",
    ...counts(all.windows),
    `${decimal(all.windows.meanMs)} ± ${decimal(all.windows.sdMs)}`,
  ];
  const whole = `${all.onePiece.missed} / ${all.onePiece.extra}`;
  return `## Long recordings: ${signals.length} simulated signals of two leads, 250 Hz, ${durationMs / 60_000} minutes each

${markdownTable(
  [
    "",
    "beats",
    "missed",
    "extra",
    "F1 %",
    "error, ms",
    "pauses",
    "in one piece: missed / extra",
    "windows against one piece: missed / extra (largest difference, ms)",
  ],
  [...rows, [...total, pauseText(pauses), whole, "-"]],
)}

R peaks within 150 ms, in windows of a minute; ${decimal(hours, 2)} hours of ECG at ${decimal(cpuSecondsAnHour)} s of CPU time an hour. Pauses: those of two
seconds and more, missed / extra of how many. Beats while both leads are off are not asked for; whatever is found there
is extra. A stretch that is refused as unusable counts as missed. Simulated: no measure of what recordings of people give.
`;
}

function counts({ beats, missed, extra, f1 }: RPeakSummary): string[] {
  return [String(beats), String(missed), String(extra), percent(f1, 2)];
}

function pauseText({ pauses, missed, extra }: PauseScore): string {
  return pauses + extra === 0 ? "-" : `${missed} / ${extra} of ${pauses}`;
}
