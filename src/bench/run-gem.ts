// Starts GEM as its users do, in a process of its own, and reads what it took. Peak memory and CPU time come from
// the process itself as it ends: a module loaded before `main` writes them to a fourth file descriptor.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { GemError } from "../ecg/errors.ts";

export interface GemProcess {
  readonly wallMs: number;
  /** User and system time of all its threads; null unless asked for. */
  readonly cpuMs: number | null;
  readonly peakBytes: number | null;
}

const MAIN = fileURLToPath(new URL(`../cli/main${extname(import.meta.filename)}`, import.meta.url));
const LAUNCHER = fileURLToPath(new URL("../../gem", import.meta.url));
const USAGE_FD = 3;
const USAGE_MODULE = `import { writeSync } from "node:fs";
process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(${USAGE_FD}, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakBytes: maxRSS * 1024 }) + "\\n");
});`;

/** Is there a launcher (a clone has one, an installed package has not)? */
export const hasLauncher = existsSync(LAUNCHER);

export interface GemRun {
  readonly args: readonly string[];
  /** Through the launcher `./gem`, which first looks for a Node, or straight by the Node that runs this. */
  readonly through: "launcher" | "node";
  /** Also CPU time and memory; costs a few milliseconds, so wall times are taken without. */
  readonly usage?: boolean;
}

/** Runs to the end with its output thrown away. Throws GemError where it fails. */
export function runGem({ args, through, usage = false }: GemRun): Promise<GemProcess> {
  const hook = usage ? ["--import", `data:text/javascript,${encodeURIComponent(USAGE_MODULE)}`] : [];
  const [command, before] =
    through === "launcher"
      ? [LAUNCHER, []]
      : [process.execPath, ["--disable-warning=ExperimentalWarning", ...hook, MAIN]];
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, [...before, ...args], { stdio: ["ignore", "ignore", "pipe", "pipe"] });
    const errors: Buffer[] = [];
    const reports: Buffer[] = [];
    child.stdio[2]?.on("data", (chunk: Buffer) => errors.push(chunk));
    child.stdio[USAGE_FD]?.on("data", (chunk: Buffer) => reports.push(chunk));
    let wallMs = 0;
    child.on("exit", () => {
      wallMs = performance.now() - start;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0) {
        const said = Buffer.concat(errors).toString("utf8").trim().split("\n").at(-1) ?? "";
        reject(new GemError("child", `gem ${args.join(" ").slice(0, 80)} ended with ${code}: ${said}`));
        return;
      }
      const report = Buffer.concat(reports).toString("utf8").trim();
      const taken =
        report === "" ? { cpuMs: null, peakBytes: null } : (JSON.parse(report) as Omit<GemProcess, "wallMs">);
      resolve({ wallMs, ...taken });
    });
  });
}
