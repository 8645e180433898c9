// What a person waits for and what a run over many records costs, each against its target. Wall times are medians
// of seven after one run that warms the disk cache. A busy machine fails them: they are shown, never asserted.
import { cpus, loadavg } from "node:os";
import { median } from "../signal/statistics.ts";
import { decimal, markdownTable } from "./markdown-table.ts";
import { type GemProcess, hasLauncher, runGem } from "./run-gem.ts";

const ROUNDS = 7;
const MANY = 100;

export interface SpeedRun {
  /** The record to interpret alone. */
  readonly example: string;
  /** Records for the long run; they are repeated up to 100. */
  readonly records: readonly string[];
  readonly progress?: ((done: number, total: number, id: string) => void) | undefined;
}

export interface SpeedRow {
  readonly what: string;
  readonly value: number;
  readonly unit: "ms" | "MB";
  readonly target: number;
}

export interface SpeedBenchmark {
  readonly machine: string;
  readonly rows: readonly SpeedRow[];
}

export async function speedBenchmark({ example, records, progress }: SpeedRun): Promise<SpeedBenchmark> {
  const loadBefore = loadavg()[0] ?? 0;
  const through = hasLauncher ? "launcher" : "node";
  const steps: { name: string; measure: () => Promise<SpeedRow> }[] = [
    {
      name: "interpret",
      measure: async () => {
        const value = await medianWallMs({ args: ["interpret", example], through });
        return { what: "gem interpret, one record, wall", value, unit: "ms", target: 1000 };
      },
    },
    {
      name: "memory",
      measure: async () => {
        const { peakBytes } = await withUsage(["interpret", example]);
        return {
          what: "gem interpret, one record, peak memory",
          value: peakBytes / 1e6,
          unit: "MB",
          target: 250,
        };
      },
    },
    {
      name: "help",
      measure: async () => {
        const value = await medianWallMs({ args: ["--help"], through });
        return { what: "gem --help, wall", value, unit: "ms", target: 150 };
      },
    },
    {
      name: "many",
      measure: async () => {
        const many = Array.from({ length: MANY }, (_, place) => records[place % records.length]!);
        const { cpuMs } = await withUsage(["interpret", ...many, "--jsonl"]);
        return {
          what: `CPU a record, ${MANY} records in one process`,
          value: cpuMs / MANY,
          unit: "ms",
          target: 150,
        };
      },
    },
  ];
  const rows: SpeedRow[] = [];
  for (const [done, { name, measure }] of steps.entries()) {
    progress?.(done, steps.length, name);
    rows.push(await measure());
  }
  return { machine: machineText(loadBefore), rows };
}

/** With the load before the run: what others do on the machine is in the wall times. */
function machineText(load: number): string {
  const model = cpus()[0]?.model.trim() ?? "unknown CPU";
  return `${cpus().length} x ${model}, Node ${process.versions.node}, load ${load.toFixed(1)}`;
}

async function medianWallMs(run: Parameters<typeof runGem>[0]): Promise<number> {
  await runGem(run);
  const walls: number[] = [];
  for (let round = 0; round < ROUNDS; round++) walls.push((await runGem(run)).wallMs);
  return median(walls)!;
}

async function withUsage(args: readonly string[]): Promise<{ cpuMs: number; peakBytes: number }> {
  const { cpuMs, peakBytes }: GemProcess = await runGem({ args, through: "node", usage: true });
  if (cpuMs === null || peakBytes === null) throw new Error("the process reported no usage");
  return { cpuMs, peakBytes };
}

export function speedMarkdown({ machine, rows }: SpeedBenchmark): string {
  return `## Speed: ${machine}

${markdownTable(
  ["", "measured", "target", "reached"],
  rows.map(({ what, value, unit, target }) => [
    what,
    `${decimal(value, 0)} ${unit}`,
    `${target} ${unit}`,
    value <= target ? "yes" : "no",
  ]),
)}
`;
}
