// What a record of twelve leads costs: CPU time, user and system, of all threads.
import { mean, median } from "../../signal/statistics.ts";
import { decimal, markdownTable } from "../markdown-table.ts";
import { OURS, shownName } from "./delineators.ts";
import type { MeasuredCases, PartOutcome } from "./part-outcome.ts";

export interface DelineatorCpu {
  readonly name: string;
  readonly meanMs: number | null;
  readonly medianMs: number | null;
  /** Of its mean to ours; null where either is unknown. */
  readonly timesOurs: number | null;
}

export function cpuOf({ runs }: Pick<MeasuredCases, "runs">): DelineatorCpu[] {
  const means = new Map(runs.map(({ name, cpuMs }) => [name, mean(Object.values(cpuMs))]));
  const ours = means.get(OURS) ?? null;
  return runs.map(({ name, cpuMs }) => {
    const meanMs = means.get(name) ?? null;
    return {
      name,
      meanMs,
      medianMs: median(Object.values(cpuMs)),
      timesOurs: meanMs === null || ours === null || ours === 0 ? null : meanMs / ours,
    };
  });
}

export function cpuPart(measured: MeasuredCases): PartOutcome {
  const result = cpuOf(measured);
  const rows = result.map(({ name, meanMs, medianMs, timesOurs }) => [
    shownName(name),
    decimal(meanMs),
    decimal(medianMs),
    timesOurs === null ? "-" : `${decimal(timesOurs)} ×`,
  ]);
  return {
    result,
    markdown: `## CPU time a record: ${measured.cases.length} LUDB records of 12 leads, 10 s, 500 Hz

${markdownTable(["", "mean ms", "median ms", "of ours"], rows)}

One thread, warmed up, reading files not counted. Ours is the whole measuring: quality, beats, waves, amplitudes, intervals, rhythm.
`,
  };
}
