// Where models are: in a folder of theirs, `--models`, $GEM_MODELS or ./models; a model is given by its path or by its
// name in there.
import { statSync } from "node:fs";
import { join } from "node:path";
import { FileAccessError } from "../ecg/errors.ts";
import { type ParsedArguments, textOption } from "./command.ts";

export function modelsFolder(args: ParsedArguments): string {
  return textOption(args, "models") ?? (process.env["GEM_MODELS"] || "models");
}

/** The folder of a model that is there. Throws FileAccessError. */
export function modelFolderOf(args: ParsedArguments, name: string): string {
  const models = modelsFolder(args);
  // a path first: it is what was written
  for (const path of [name, join(models, name), join(models, name.replaceAll("/", "--"))]) {
    if (isFolder(path)) return path;
  }
  throw new FileAccessError(
    `${JSON.stringify(name)}: no such folder, nor one of that name in ${JSON.stringify(models)}`,
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
