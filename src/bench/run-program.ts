// A program of somebody else's, in a process of its own and with a time limit. Whatever goes wrong there is a line of text
// for the report, never the end of the benchmark.
import { spawn } from "node:child_process";

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
}

export interface Ended {
  readonly stdout: string;
  /** Why it did not end well, in words; null where it did. */
  readonly fault: string | null;
}

const KEPT_CHARACTERS = 100_000;
/** Pipes that a grandchild holds open are not waited for. */
const PIPES_AFTER_EXIT_MS = 500;

export function runProgram(
  { command, args }: Program,
  { timeLimitMs }: { timeLimitMs: number },
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONUTF8: "1" },
    });
    let stdout = "";
    let stderr = "";
    let late = false;
    child.stdout.on("data", (chunk: Buffer) => {
      stdout = (stdout + chunk.toString("utf8")).slice(0, KEPT_CHARACTERS);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString("utf8")).slice(-KEPT_CHARACTERS);
    });
    const limit = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, timeLimitMs);
    let settled = false;
    const settle = (fault: string | null): void => {
      clearTimeout(limit);
      if (settled) return;
      settled = true;
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ stdout, fault });
    };
    const faultOf = (code: number | null, signal: string | null): string | null => {
      if (late) return `not done after ${timeLimitMs / 1000} s, stopped`;
      if (code === 0) return null;
      return `ended with ${code ?? signal}${lastWord(stderr)}`;
    };
    child.on("error", (error: NodeJS.ErrnoException) =>
      settle(`${command} cannot be run (${error.code ?? error.message})`),
    );
    child.on("close", (code, signal) => settle(faultOf(code, signal)));
    child.on("exit", (code, signal) => {
      setTimeout(() => settle(faultOf(code, signal)), PIPES_AFTER_EXIT_MS).unref();
    });
  });
}

/** The error's own line, which Python puts last and Node before its stack; else the last line; "" where there is none. */
function lastWord(stderr: string): string {
  const lines = stderr.split("\n").flatMap((line) => line.trim() || []);
  const said =
    lines.findLast((line) => /^[\w.]*(Error|Exception|Interrupt|Exit)\b/.test(line)) ?? lines.at(-1);
  return said === undefined ? "" : `: ${said.slice(0, 300)}`;
}
