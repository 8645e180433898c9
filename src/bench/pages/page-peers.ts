// Open ECG renderers in the Python that the user names: who is there, and what a page costs them.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Recording } from "../../ecg/recording.ts";
import { type Program, runProgram } from "../run-program.ts";

const RUNNER = fileURLToPath(new URL("peers/run_page_peer.py", import.meta.url));
const QUESTION_LIMIT_MS = 60_000;

export const PAGE_PEERS = [
  { name: "ecg-plot-svg", shown: "ecg_plot, SVG", package: "ecg-plot", licence: "MIT" },
  { name: "ecg-plot-png", shown: "ecg_plot, PNG", package: "ecg-plot", licence: "MIT" },
  { name: "pmecg", shown: "pmecg, PNG", package: "pmecg", licence: "GPL-3.0, run only" },
] as const;

/** What both draw: a layout that each has. */
export const TIMED_LAYOUTS = ["3x4+1", "12x1"] as const;
export type TimedLayout = (typeof TIMED_LAYOUTS)[number];

const answerSchema = z.object({
  cpuMs: z.record(z.string(), z.array(z.number().nonnegative())),
  bytes: z.record(z.string(), z.array(z.number().nonnegative())),
});

export interface PeerTimes {
  readonly shown: string;
  readonly version: string;
  /** Of each page, by layout. */
  readonly cpuMs: Readonly<Record<string, readonly number[]>>;
  readonly bytes: Readonly<Record<string, readonly number[]>>;
}

export interface PeerRun {
  readonly times: readonly PeerTimes[];
  /** Who gave no times, a line each. */
  readonly absent: readonly string[];
}

/** Never throws for what a peer does; `folder` is for files that pass between. */
export async function timePeers(
  recordings: readonly Recording[],
  { python, folder, dpi, timeLimitMs }: { python: string; folder: string; dpi: number; timeLimitMs: number },
): Promise<PeerRun> {
  const program: Program = { command: python, args: [RUNNER] };
  const asked = { command: python, args: [RUNNER, "--versions", ...PAGE_PEERS.map((peer) => peer.package)] };
  const { stdout, fault } = await runProgram(asked, { timeLimitMs: QUESTION_LIMIT_MS });
  const versions = parse(z.record(z.string(), z.string()), stdout);
  if (fault !== null || versions === null) {
    const why = `${python} could not be asked for its packages: ${fault ?? "its answer is no list of versions"}`;
    return {
      times: [],
      absent: [`${why}; wanted: --python FILE after pip install -r src/bench/pages/peers/requirements.txt`],
    };
  }
  const jobFile = await writeJob(recordings, folder, dpi);
  const times: PeerTimes[] = [];
  const absent: string[] = [];
  for (const peer of PAGE_PEERS) {
    const version = versions[peer.package];
    if (version === undefined) {
      absent.push(`${peer.shown}: ${python} lacks ${peer.package}; wanted: pip install ${peer.package}`);
      continue;
    }
    const answerFile = join(folder, `${peer.name}.json`);
    const ended = await runProgram(
      { command: program.command, args: [...program.args, peer.name, jobFile, answerFile] },
      { timeLimitMs },
    );
    const text = ended.fault === null ? await readFile(answerFile, "utf8").catch(() => "") : "";
    const answer = parse(answerSchema, text);
    if (answer === null) absent.push(`${peer.shown}: ${ended.fault ?? "its answer has another form"}`);
    else times.push({ shown: peer.shown, version, ...answer });
  }
  return { times, absent };
}

async function writeJob(recordings: readonly Recording[], folder: string, dpi: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const records = [];
  for (const [index, { leads }] of recordings.entries()) {
    const file = join(folder, `${index}.f64`);
    const bytes = Buffer.alloc(leads.length * leads[0]!.samplesMv.length * 8);
    leads.forEach(({ samplesMv }, lead) => {
      samplesMv.forEach((mv, i) => void bytes.writeDoubleLE(mv, (lead * samplesMv.length + i) * 8));
    });
    await writeFile(file, bytes);
    records.push({ id: String(index), file });
  }
  const [first] = recordings;
  const jobFile = join(folder, "job.json");
  const job = {
    samplingRateHz: first?.samplingRateHz,
    leads: first?.leads.map(({ name }) => name),
    records,
    layouts: TIMED_LAYOUTS,
    dpi,
  };
  await writeFile(jobFile, JSON.stringify(job));
  return jobFile;
}

function parse<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
