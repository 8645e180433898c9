// What reading a record costs once the code is warm: CPU time from path to Recording, in a process that does nothing
// else, since what other parts of a benchmark leave in memory makes every allocation dearer.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readRecording } from "../../formats/read-recording.ts";

const WARM_UP_READS = 200;
const STRETCHES = 10;
const READS_A_STRETCH = 50;

/** Milliseconds of CPU, all threads, a read; the median of ten stretches. */
export async function readCpuMs(path: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, path]);
  return Number(stdout);
}

async function measure(path: string): Promise<number> {
  for (let round = 0; round < WARM_UP_READS; round++) await readRecording(path);
  const stretches: number[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const started = process.cpuUsage();
    for (let round = 0; round < READS_A_STRETCH; round++) await readRecording(path);
    const { user, system } = process.cpuUsage(started);
    stretches.push((user + system) / 1000 / READS_A_STRETCH);
  }
  return stretches.sort((a, b) => a - b)[STRETCHES / 2]!;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(String(await measure(process.argv[2]!)));
