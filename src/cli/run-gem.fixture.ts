// Starts `gem` as a person at a shell would, for the tests of this folder, on records made for them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Recording } from "../ecg/recording.ts";
import { writeWfdb } from "../formats/wfdb/write-wfdb.ts";

export const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

export interface GemResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `gem` in a process of its own, in `cwd`, with `input` on its standard input. */
export function runGem(
  args: readonly string[],
  { cwd, input = "" }: { cwd?: string; input?: string } = {},
): Promise<GemResult> {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 1e8, env: { ...process.env, GEM_DEBUG: "" } };
    const child = execFile(process.execPath, [MAIN, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
    child.stdin?.end(input);
  });
}

/** A folder that goes when the tests of the file are done. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "gem-cli-"));
  return { path, remove: () => rmSync(path, { recursive: true }) };
}

/** Writes the recording as a WFDB record and returns its path without extension. */
export function writeRecord(folder: string, name: string, recording: Recording): string {
  const { header, data, dataFileName } = writeWfdb(recording, name);
  writeFileSync(join(folder, `${name}.hea`), header);
  writeFileSync(join(folder, dataFileName), data);
  return join(folder, name);
}

/** A failure as every command owes it: its exit code, one line on stderr without a stack, nothing on stdout. */
export function assertFailure(result: GemResult, code: number, message: RegExp): void {
  assert.match(result.stderr, /^gem[^\n]*\n$/, "one line");
  assert.match(result.stderr, message);
  assert.doesNotMatch(result.stderr, /node:internal|\.ts:\d/);
  assert.equal(result.stdout, "");
  assert.equal(result.code, code, result.stderr);
}
