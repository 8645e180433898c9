// A delineator that does what its name says, in place of Python and `run_peer.py` in tests:
// `node fake-peer.fixture.ts MARKS.json --versions PACKAGE...` and `node fake-peer.fixture.ts MARKS.json VARIANT JOB OUT`,
// where MARKS.json has the waves of each record. The package "scipy" is not there. It claims a millisecond of CPU for every
// hundred samples of a lead, so that a test sees what it was given.
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { LeadWaves, Wave } from "../delineation-score.ts";
import type { DelineatorJob } from "./delineator-run.ts";

export const FAKE_PEER = import.meta.filename;

const LATE_MS = 60_000;

/** The same marks, that many samples later. */
function later({ p, qrs, t }: LeadWaves, samples: number): LeadWaves {
  const shift = (waves: readonly Wave[]): Wave[] =>
    waves.map(([on, peak, off]) => [on! + samples, peak! + samples, off! + samples]);
  return { p: shift(p), qrs: shift(qrs), t: shift(t) };
}

async function answer(marksFile: string, rest: readonly string[]): Promise<void> {
  if (rest[0] === "--versions") {
    const versions = rest.slice(1).map((name) => [name, name === "scipy" ? null : "1.2.3"]);
    process.stdout.write(JSON.stringify(Object.fromEntries(versions)));
    return;
  }
  const [variant, jobFile, outFile] = rest as [string, string, string];
  const job = JSON.parse(readFileSync(jobFile, "utf8")) as DelineatorJob;
  const marks = JSON.parse(readFileSync(marksFile, "utf8")) as Record<string, LeadWaves>;
  const found = (samples: number): Record<string, Record<string, LeadWaves>> =>
    Object.fromEntries(
      job.records.map(({ id }) => [
        id,
        Object.fromEntries(job.leads.map((lead) => [lead, later(marks[id]!, samples)])),
      ]),
    );
  const whole = {
    records: found(2),
    cpuMs: Object.fromEntries(
      job.records.map(({ id, file }) => [id, statSync(file).size / 8 / job.leads.length / 100]),
    ),
    failures: [],
  };
  const first = job.records[0]!.id;
  switch (variant) {
    case "nk-prominence": // two samples late
      return writeFileSync(outFile, JSON.stringify(whole));
    case "nk-dwt": // fails on one lead
      return writeFileSync(
        outFile,
        JSON.stringify({ ...whole, failures: [{ record: first, lead: "v1", message: "ValueError: none" }] }),
      );
    case "prominence":
      throw new TypeError("no such wave");
    case "prominence-ml":
      await setTimeout(LATE_MS);
      return;
    case "ecgdeli":
      return writeFileSync(outFile, JSON.stringify(whole).slice(0, -20));
    case "ecgdeli-fixed":
      return writeFileSync(outFile, JSON.stringify({ ...whole, cpuMs: "little" }));
    case "forgetful":
      return writeFileSync(outFile, JSON.stringify({ ...whole, records: { [first]: whole.records[first] } }));
    case "silent":
      return;
    default:
      throw new Error(`no part for ${variant}`);
  }
}

if (process.argv[1] === import.meta.filename) await answer(process.argv[2]!, process.argv.slice(3));
