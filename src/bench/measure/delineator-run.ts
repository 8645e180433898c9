// What a delineator is given and what it answers. All get the same millivolts: files of float64, written once, that
// each reads outside of what is timed.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Detections } from "../delineation-benchmark.ts";

export interface JobRecord {
  readonly id: string;
  /** Little-endian float64 millivolts, lead after lead. */
  readonly file: string;
}

/** The form of `JOB.json`. */
export interface DelineatorJob {
  readonly samplingRateHz: number;
  /** LUDB's lower-case names. */
  readonly leads: readonly string[];
  readonly records: readonly JobRecord[];
}

const PointSchema = z.number().nullable();
const WavesSchema = z.array(z.tuple([PointSchema, PointSchema, PointSchema]));
const AnswerSchema = z.object({
  records: z.record(
    z.string(),
    z.record(z.string(), z.object({ p: WavesSchema, qrs: WavesSchema, t: WavesSchema })),
  ),
  cpuMs: z.record(z.string(), z.number().nonnegative()),
  failures: z.array(z.object({ record: z.string(), lead: z.string().nullable(), message: z.string() })),
});

/** A record, or a lead of it, on which the delineator raised an error: nothing was found there. */
export interface DelineatorFailure {
  readonly record: string;
  /** null where it takes all leads at once. */
  readonly lead: string | null;
  readonly message: string;
}

/** One delineator over one set of recordings. */
export interface DelineatorRun {
  readonly name: string;
  /** In samples at 500 Hz, whatever it was given. */
  readonly detections: Detections;
  /** User and system time a record, after warm-up, reading the file not counted. */
  readonly cpuMs: Readonly<Record<string, number>>;
  readonly failures: readonly DelineatorFailure[];
}

/** The answer as a run, or in words why it is none. */
export function parseAnswer(text: string, name: string, job: DelineatorJob): DelineatorRun | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `its answer is not JSON (${text.length} characters)`;
  }
  const parsed = AnswerSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `its answer has another form: ${issue?.path.join(".") || "the whole"}: ${issue?.message ?? "unknown"}`;
  }
  const { records, cpuMs, failures } = parsed.data;
  const unanswered = job.records.filter(({ id }) => records[id] === undefined || cpuMs[id] === undefined);
  if (unanswered.length > 0)
    return `its answer lacks ${unanswered.length} of ${job.records.length} records, first ${unanswered[0]!.id}`;
  return { name, detections: records, cpuMs, failures };
}

export interface JobSource {
  readonly id: string;
  /** All of one length. */
  readonly leads: readonly { readonly name: string; readonly samplesMv: Float64Array }[];
}

/** Writes a file a record and `job.json` into a folder of its own; every record must have the leads of the first. */
export async function writeJob(
  folder: string,
  samplingRateHz: number,
  sources: readonly JobSource[],
): Promise<{ job: DelineatorJob; jobFile: string }> {
  await mkdir(folder, { recursive: true });
  const leads = sources[0]?.leads.map(({ name }) => name) ?? [];
  const records: JobRecord[] = [];
  for (const { id, leads: own } of sources) {
    const file = join(folder, `${records.length}.f64`);
    const bytes = own.map(({ samplesMv }) => littleEndian(samplesMv));
    await writeFile(file, Buffer.concat(bytes));
    records.push({ id, file });
  }
  const job = { samplingRateHz, leads, records };
  const jobFile = join(folder, "job.json");
  await writeFile(jobFile, JSON.stringify(job));
  return { job, jobFile };
}

function littleEndian(samples: Float64Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 8);
  for (let i = 0; i < samples.length; i++) bytes.writeDoubleLE(samples[i]!, i * 8);
  return bytes;
}
