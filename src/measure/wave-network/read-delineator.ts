import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { FileAccessError } from "../../ecg/errors.ts";
import { createDelineator, type Delineator } from "./delineator.ts";

/** The weights that come with the package. */
const WEIGHTS_FILE = fileURLToPath(new URL("delineator.safetensors", import.meta.url));

/**
 * The delineator of a weight file, by default of the package's own. For Node; in a browser fetch the file and call
 * createDelineator. Throws FileAccessError and FormatError.
 */
export async function readDelineator(path: string = WEIGHTS_FILE): Promise<Delineator> {
  const weights = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new FileAccessError(`${path} cannot be read (${error.code}), wanted the delineator's weights`, {
      cause: error,
    });
  });
  return createDelineator(weights, path);
}
