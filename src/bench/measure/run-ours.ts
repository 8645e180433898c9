// Ours as one more delineator: `node run-ours.ts FOLD_WEIGHTS JOB.json OUT.json` in a process of its own, the same job
// and answer as `peers/run_peer.py`. What is timed is the whole measuring path, of which wave boundaries are a part.
import { readFile, writeFile } from "node:fs/promises";
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { detectedWaves } from "../delineation-benchmark.ts";
import type { LeadWaves } from "../delineation-score.ts";
import type { DelineatorFailure, DelineatorJob, JobRecord } from "./delineator-run.ts";
import { type MeasurerOf, ourMeasurers } from "./our-measurers.ts";

/** Enough for the compiler to have seen all of the code: V8 needs more than Python, which only has to import. */
const WARM_UP_RECORDS = 20;

export interface OurAnswer {
  readonly records: Record<string, Record<string, LeadWaves>>;
  readonly cpuMs: Record<string, number>;
  readonly failures: readonly DelineatorFailure[];
}

/** Measures every record of the job with the measurer that is its own. */
export async function measureJob(job: DelineatorJob, measurerOf: MeasurerOf): Promise<OurAnswer> {
  const records: Record<string, Record<string, LeadWaves>> = {};
  const cpuMs: Record<string, number> = {};
  for (const record of job.records.slice(0, WARM_UP_RECORDS))
    measurerOf(record.id)(await readJobRecord(job, record));
  for (const record of job.records) {
    const recording = await readJobRecord(job, record);
    const measure = measurerOf(record.id);
    const started = process.cpuUsage();
    const measurements = measure(recording);
    const { user, system } = process.cpuUsage(started);
    cpuMs[record.id] = (user + system) / 1000;
    const waves = detectedWaves(measurements);
    records[record.id] = Object.fromEntries(
      job.leads.map((lead) => [lead, waves[lead] ?? { p: [], qrs: [], t: [] }]),
    );
  }
  return { records, cpuMs, failures: [] };
}

async function readJobRecord(
  { samplingRateHz, leads }: DelineatorJob,
  { id, file }: JobRecord,
): Promise<Recording> {
  const bytes = await readFile(file);
  const samples = new Float64Array(bytes.length / 8);
  for (let i = 0; i < samples.length; i++) samples[i] = bytes.readDoubleLE(i * 8);
  const length = samples.length / leads.length;
  return {
    name: id,
    samplingRateHz,
    leads: leads.map((name, index) => ({
      name: normaliseLeadName(name),
      samplesMv: samples.slice(index * length, (index + 1) * length),
    })),
    patient: UNKNOWN_PATIENT,
    source: { format: "benchmark", sha256: "", warnings: [] },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [, , foldWeights, jobFile, outFile] = process.argv;
  const job = JSON.parse(await readFile(jobFile!, "utf8")) as DelineatorJob;
  await writeFile(outFile!, JSON.stringify(await measureJob(job, await ourMeasurers(foldWeights!))));
}
