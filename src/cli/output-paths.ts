// Where output files go: one named file for one input, or a folder with one file per input, named after it.
import { join } from "node:path";
import { UsageError } from "../ecg/errors.ts";
import { type ParsedArguments, textOption } from "./command.ts";
import { recordName } from "./record-name.ts";
import { makeOutputFolder } from "./write-output.ts";

export interface OutputNaming {
  /** The option that names a single file. */
  readonly option: string;
  readonly extension: string;
  readonly names: readonly string[];
  /** A base name as the format allows it; unchanged where it is left out. */
  readonly allowedName?: ((name: string) => string) | undefined;
}

/**
 * A function from input path to output path, or null where no output was asked for. The folder is made if it
 * is missing. Throws UsageError for a single file and several inputs, and FileAccessError for a folder that cannot
 * be made. The function throws UsageError for inputs of one base name: whose output it is could not be told.
 */
export async function outputPaths(
  args: ParsedArguments,
  { option, extension, names, allowedName = (name) => name }: OutputNaming,
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
  const outputOf = (path: string) => join(folder, `${allowedName(recordName(path))}${extension}`);
  const inputsOf = Map.groupBy(new Set(names), outputOf);
  await makeOutputFolder(folder);
  return (path) => {
    const output = outputOf(path);
    const other = inputsOf.get(output)?.find((input) => input !== path);
    if (other === undefined) return output;
    throw new UsageError(
      `${path} is not written: ${JSON.stringify(output)} would be the output of ${other} as well; wanted -o, or another folder for one of them`,
    );
  };
}
