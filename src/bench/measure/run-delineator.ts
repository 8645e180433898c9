// Starts a delineator in a process of its own, with a time limit, and takes its answer. Whatever goes wrong there is a
// line of text for the report, never the end of the benchmark.
import { readFile, rm } from "node:fs/promises";
import { type Program, runProgram } from "../run-program.ts";
import { type DelineatorJob, type DelineatorRun, parseAnswer } from "./delineator-run.ts";

export interface DelineatorTask {
  readonly name: string;
  /** Job and answer file are appended to its arguments. */
  readonly program: Program;
  readonly job: DelineatorJob;
  readonly jobFile: string;
  readonly outFile: string;
  readonly timeLimitMs: number;
}

/** The run, or in words why there is none. */
export async function runDelineator(task: DelineatorTask): Promise<DelineatorRun | string> {
  const { command, args } = task.program;
  await rm(task.outFile, { force: true });
  const ended = await runProgram(
    { command, args: [...args, task.jobFile, task.outFile] },
    { timeLimitMs: task.timeLimitMs },
  );
  if (ended.fault !== null) return ended.fault;
  const text = await readFile(task.outFile, "utf8").catch(() => null);
  if (text === null) return "it ended well and wrote no answer";
  return parseAnswer(text, task.name, task.job);
}
