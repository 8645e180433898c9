// Where output files go: one named file for one input, or a folder with one file per input.
import { join } from "node:path";
import { UsageError } from "../ecg/errors.ts";
import { type ParsedArguments, textOption } from "./command.ts";
import { recordName } from "./record-name.ts";
import { makeOutputFolder } from "./write-output.ts";

/**
 * A function from input path to output path, or null where no output was asked for. The folder is made if it
 * is missing. Throws UsageError for a single file and several inputs, or two inputs of one base name, and
 * FileAccessError for a folder that cannot be made.
 */
export async function outputPaths(
  args: ParsedArguments,
  {
    option,
    extension,
    names,
  }: { readonly option: string; readonly extension: string; readonly names: readonly string[] },
): Promise<((path: string) => string) | null> {
  const file = textOption(args, option);
  const folder = textOption(args, "out-dir");
  if (file !== undefined && folder !== undefined)
    throw new UsageError(`--${option} and --out-dir exclude each other`);
  if (file !== undefined) {
    if (names.length > 1) throw new UsageError(`--${option} takes one recording; use --out-dir for several`);
    return () => file;
  }
  if (folder === undefined) return null;
  const outputs = names.map(recordName);
  const twice = outputs.find((name, index) => outputs.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(`two recordings are named ${twice}: their outputs would collide`);
  await makeOutputFolder(folder);
  return (path) => join(folder, `${recordName(path)}${extension}`);
}
