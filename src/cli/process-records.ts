// One or many recordings through one function: results to stdout as they are wanted (one JSON object for one
// record, an array for several, a line each with --jsonl), failures named on stderr, progress for people. Messages
// in JSON name no file.
import { UsageError } from "../ecg/errors.ts";
import { plainText } from "../report/plain-text.ts";
import { errorText } from "./error-text.ts";
import { jsonPieces } from "./json-text.ts";
import { recordName } from "./record-name.ts";
import { withoutPaths } from "./without-paths.ts";

export interface ProcessOptions<Result> {
  readonly records: readonly string[];
  readonly format: "text" | "json" | "jsonl";
  /** Called with the path given on the command line. */
  handle(path: string): Promise<Result>;
  /** For format "text". */
  print(result: Result, path: string): string;
  /** What JSON calls a recording that failed; its base name where it is left out. */
  failedName?(path: string): string;
}

/** A line goes out as one write unless it is long. */
const LARGE_WRITE = 1_000_000;

/** The exit code: 0 all done, 1 the only one (or all) failed, 3 some of several failed. */
export async function processRecords<Result>(options: ProcessOptions<Result>): Promise<number> {
  const { records, format, handle, print } = options;
  if (records.length === 0) throw new UsageError("no recording given");
  const several = records.length > 1;
  const progress = several && process.stderr.isTTY;
  const eraseLine = progress ? "\r\u001b[K" : "";
  let failed = 0;
  let written = 0;
  for (const [index, path] of records.entries()) {
    if (progress) {
      const line = `${index + 1}/${records.length} ${plainText(recordName(path))}`;
      // a line that wraps could not be erased again
      process.stderr.write(eraseLine + line.slice(0, (process.stderr.columns || 80) - 1));
    }
    let result: object;
    try {
      const value = await handle(path);
      if (format === "text") {
        const text = print(value, path);
        process.stderr.write(eraseLine);
        process.stdout.write(text);
        continue;
      }
      result = value as object;
    } catch (error) {
      // of one record what is missing can be given (--fs); of several the others go on
      if ((error instanceof UsageError && !several) || process.env.GEM_DEBUG) throw error;
      failed++;
      const { code, message } = errorText(error);
      process.stderr.write(`${eraseLine}gem: ${message}\n`);
      if (format === "text" || (format === "json" && !several)) continue;
      const name = options.failedName?.(path) ?? recordName(path);
      result = { record: { name }, error: { code, message: withoutPaths(message, path, records) } };
    }
    process.stderr.write(eraseLine);
    let text = "";
    for (const piece of separated(format, several, written++, result)) {
      text += piece;
      if (text.length < LARGE_WRITE) continue;
      process.stdout.write(text);
      text = "";
    }
    process.stdout.write(text);
  }
  process.stderr.write(eraseLine);
  if (format === "json" && several) process.stdout.write(written === 0 ? "[]\n" : "\n]\n");
  if (failed === 0) return 0;
  return failed === records.length ? 1 : 3;
}

/** An array is streamed too, so that a thousand records never wait in memory. */
function* separated(
  format: "json" | "jsonl" | "text",
  several: boolean,
  written: number,
  result: object,
): Generator<string> {
  const inList = format === "json" && several;
  if (inList) yield written === 0 ? "[\n" : ",\n";
  yield* jsonPieces(result, format === "json" && !several ? 1 : 0);
  if (!inList) yield "\n";
}
