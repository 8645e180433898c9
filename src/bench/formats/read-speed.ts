// What reading a record costs once the code is warm: CPU time of this process from path to Recording, beside the
// same record read by wfdb-python in read-truth.py.
import { readRecording } from "../../formats/read-recording.ts";

const WARM_UP_READS = 200;
const MEASURED_READS = 500;

/** Milliseconds of CPU, all threads, a read; the median of ten stretches. */
export async function readCpuMs(path: string): Promise<number> {
  for (let round = 0; round < WARM_UP_READS; round++) await readRecording(path);
  const stretches: number[] = [];
  for (let stretch = 0; stretch < 10; stretch++) {
    const started = process.cpuUsage();
    for (let round = 0; round < MEASURED_READS / 10; round++) await readRecording(path);
    const { user, system } = process.cpuUsage(started);
    stretches.push((user + system) / 1000 / (MEASURED_READS / 10));
  }
  return stretches.sort((a, b) => a - b)[5]!;
}
