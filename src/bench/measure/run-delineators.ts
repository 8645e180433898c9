// Every delineator over one set of recordings, one after another and ours first, each on the same files.
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { GemError } from "../../ecg/errors.ts";
import { resample } from "../../signal/resample.ts";
import type { Program } from "../run-program.ts";
import { type DelineatorRun, type JobSource, writeJob } from "./delineator-run.ts";
import { OURS } from "./delineators.ts";
import type { Present } from "./find-delineators.ts";
import { type LudbCase, MARKS_RATE_HZ } from "./ludb-cases.ts";
import { runDelineator } from "./run-delineator.ts";
import { TWO_LEAD_RATE_HZ, TWO_LEADS } from "./two-lead-part.ts";

/** The recordings as they are, or two of their leads at a lower rate. */
export type RecordSet = "twelve" | "two";

export interface RunAllOptions {
  readonly set: RecordSet;
  readonly cases: readonly LudbCase[];
  readonly peers: readonly Present[];
  readonly peerRunner: Program;
  /** A folder for the files, which must exist. */
  readonly scratch: string;
  readonly timeLimitMs: number;
  /** Folder of the weights that measure each record without having seen it. */
  readonly foldWeights: string;
  readonly progress?: ((what: string) => void) | undefined;
}

export interface AllRuns {
  readonly runs: readonly DelineatorRun[];
  /** Peers that gave no answer, a line each. */
  readonly faults: readonly string[];
  /** Delineators that answered but failed on some recordings or leads, a line each. */
  readonly failedInPart: readonly string[];
}

const SET_WORDS: Readonly<Record<RecordSet, string>> = { twelve: "twelve leads", two: "two leads" };
const RUN_OURS = fileURLToPath(new URL(`run-ours${extname(import.meta.filename)}`, import.meta.url));
const OUR_PROGRAM: Program = {
  command: process.execPath,
  args: ["--disable-warning=ExperimentalWarning", RUN_OURS],
};

/** Throws GemError where ours itself fails. */
export async function runDelineators(options: RunAllOptions): Promise<AllRuns> {
  const { set, cases, peers, peerRunner, timeLimitMs, progress } = options;
  const folder = join(options.scratch, set);
  const { job, jobFile } = await writeJob(
    folder,
    set === "twelve" ? MARKS_RATE_HZ : TWO_LEAD_RATE_HZ,
    cases.map((each) => sourceOf(each, set)),
  );
  const start = (name: string, program: Program): Promise<DelineatorRun | string> => {
    progress?.(`${name}, ${SET_WORDS[set]}`);
    return runDelineator({
      name,
      program,
      job,
      jobFile,
      outFile: join(folder, "answer.json"),
      timeLimitMs,
    });
  };
  const { command, args } = OUR_PROGRAM;
  const own = await start(OURS, { command, args: [...args, options.foldWeights] });
  if (typeof own === "string") throw new GemError("child", `our own measuring, in its process: ${own}`);
  const runs = [own];
  const faults: string[] = [];
  for (const { delineator } of peers) {
    const { command, args } = peerRunner;
    const answer = await start(delineator.name, { command, args: [...args, delineator.name] });
    if (typeof answer === "string") faults.push(`${delineator.name}, ${SET_WORDS[set]}: ${answer}`);
    else runs.push(answer);
  }
  return { runs, faults, failedInPart: runs.flatMap((run) => failureText(run, set)) };
}

function failureText({ name, failures }: DelineatorRun, set: RecordSet): string[] {
  const first = failures[0];
  if (first === undefined) return [];
  const where = `${first.record}${first.lead === null ? "" : ` ${first.lead}`}`;
  return [
    `${name}, ${SET_WORDS[set]}: failed ${failures.length} times, where nothing counts as found; first ${where}: ${first.message}`,
  ];
}

function sourceOf({ id, recording }: LudbCase, set: RecordSet): JobSource {
  const leads = recording.leads.map(({ name, samplesMv }) => ({ name: name.toLowerCase(), samplesMv }));
  if (set === "twelve") return { id, leads };
  const { samplingRateHz } = recording;
  return {
    id,
    leads: TWO_LEADS.map((wanted) => {
      const { samplesMv } = leads.find(({ name }) => name === wanted)!;
      return { name: wanted, samplesMv: resample(samplesMv, samplingRateHz, TWO_LEAD_RATE_HZ) };
    }),
  };
}
