// Which of the open delineators are there to be measured: the Python that the user names is asked for the versions of
// their packages. What is missing is said with the line that installs it.
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type Program, runProgram } from "../run-program.ts";
import { type Delineator, pipInstall } from "./delineators.ts";

const RUN_PEER = fileURLToPath(new URL("peers/run_peer.py", import.meta.url));

/** The delineators' runner in that Python. */
export function peerRunner(python: string): Program {
  return { command: python, args: [RUN_PEER] };
}

export interface Present {
  readonly delineator: Delineator;
  /** "neurokit2 0.2.13". */
  readonly version: string;
}

export interface Absent {
  readonly name: string;
  readonly why: string;
}

export interface FoundDelineators {
  readonly present: readonly Present[];
  readonly absent: readonly Absent[];
}

const VersionsSchema = z.record(z.string(), z.string().nullable());
const QUESTION_LIMIT_MS = 60_000;

/** Never throws: a Python that cannot be asked has none of them. */
export async function findDelineators(
  wanted: readonly Delineator[],
  runner: Program,
): Promise<FoundDelineators> {
  if (wanted.length === 0) return { present: [], absent: [] };
  const packages = new Set(wanted.flatMap((delineator) => Object.keys(delineator.packages)));
  const asked = { command: runner.command, args: [...runner.args, "--versions", ...packages] };
  const { stdout, fault } = await runProgram(asked, { timeLimitMs: QUESTION_LIMIT_MS });
  const versions = fault === null ? parseVersions(stdout) : null;
  if (versions === null) {
    const reason = fault ?? "its answer is not a list of versions";
    const why = `${runner.command} could not be asked for its packages: ${reason}; wanted: a Python (--python FILE) after`;
    return {
      present: [],
      absent: wanted.map((delineator) => ({
        name: delineator.name,
        why: `${why} ${pipInstall(delineator, Object.keys(delineator.packages))}`,
      })),
    };
  }
  const present: Present[] = [];
  const absent: Absent[] = [];
  for (const delineator of wanted) {
    const missing = Object.keys(delineator.packages).filter((name) => (versions[name] ?? null) === null);
    const own = Object.keys(delineator.packages)[0]!;
    if (missing.length === 0) present.push({ delineator, version: `${own} ${versions[own]}` });
    else {
      const install = pipInstall(delineator, missing);
      absent.push({
        name: delineator.name,
        why: `${runner.command} lacks ${missing.join(", ")}; wanted: ${install}`,
      });
    }
  }
  return { present, absent };
}

function parseVersions(text: string): z.infer<typeof VersionsSchema> | null {
  try {
    return VersionsSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
