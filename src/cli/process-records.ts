// One or many recordings through one function: results to stdout as they are wanted (one JSON object for one
// record, an array for several, a line each with --jsonl), failures named on stderr, progress for people.
import { GemError, UsageError } from "../ecg/errors.ts";
import { recordName } from "./record-name.ts";

export interface ProcessOptions<Result> {
  readonly records: readonly string[];
  readonly format: "text" | "json" | "jsonl";
  /** Called with the path given on the command line. */
  handle(path: string): Promise<Result>;
  /** For format "text". */
  print(result: Result, path: string): string;
}

/** The exit code: 0 all done, 1 the only one (or all) failed, 3 some of several failed. */
export async function processRecords<Result>(options: ProcessOptions<Result>): Promise<number> {
  const { records, format, handle, print } = options;
  if (records.length === 0) throw new UsageError("no recording given");
  const several = records.length > 1;
  const progress = several && process.stderr.isTTY;
  let failed = 0;
  let written = 0;
  for (const [index, path] of records.entries()) {
    if (progress) process.stderr.write(`\r\u001b[K${index + 1}/${records.length} ${recordName(path)}`);
    let result: unknown;
    try {
      const value = await handle(path);
      if (format === "text") {
        if (progress) process.stderr.write("\r\u001b[K");
        process.stdout.write(print(value, path));
        continue;
      }
      result = value;
    } catch (error) {
      if (!(error instanceof GemError) || error instanceof UsageError || process.env.GEM_DEBUG) throw error;
      failed++;
      process.stderr.write(`${progress ? "\r\u001b[K" : ""}gem: ${error.message}\n`);
      if (format === "text" || !several) continue;
      result = { record: { name: recordName(path) }, error: { code: error.code, message: error.message } };
    }
    process.stdout.write(separated(format, several, written++, result));
  }
  if (progress) process.stderr.write("\r\u001b[K");
  if (format === "json" && several) process.stdout.write(written === 0 ? "[]\n" : "\n]\n");
  if (failed === 0) return 0;
  return failed === records.length ? 1 : 3;
}

/** An array is streamed too, so that a thousand records never wait in memory. */
function separated(
  format: "json" | "jsonl" | "text",
  several: boolean,
  written: number,
  result: unknown,
): string {
  if (format === "jsonl") return `${JSON.stringify(result)}\n`;
  if (!several) return `${JSON.stringify(result, null, 1)}\n`;
  return `${written === 0 ? "[\n" : ",\n"}${JSON.stringify(result)}`;
}
