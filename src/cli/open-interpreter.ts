// The GEM model of a folder as an Interpreter. All of the engine is loaded here and nowhere else, so that a command that
// was not asked for a model does not pay for one.
import { basename, resolve } from "node:path";
import { FileAccessError, UnsupportedError } from "../ecg/errors.ts";
import { diskStore } from "../formats/store/disk-store.ts";
import { gemInterpreter } from "../interpret/interpreters/gem-interpreter.ts";
import type { Interpreter } from "../interpret/interpreters/interpreter.ts";
import { createGemModel } from "../model/gem-model.ts";
import { readModel } from "../model/read-model.ts";
import type { WeightSource } from "../model/weights/weight-source.ts";
import { modelFolderOf } from "./model-folders.ts";
import { modelSha256 } from "./model-identity.ts";
import { HOW_TO_GET_ONE, type ModelChoice } from "./model-options.ts";

type Precision = "f32" | "int8";

/** WebAssembly's 32-bit addresses. */
const KERNEL_BYTES = 2 ** 32;
/** A byte, and for each 32 of them a scale of 4 bytes. */
const WEIGHT_BYTES: Readonly<Record<Precision, number>> = { f32: 4, int8: 1.125 };
/** Single precision of so many weights still fits beside the cache into the 4 GB that kernels have. */
const MOST_SINGLE_PRECISION_WEIGHTS = 7e8;

export async function openInterpreter(choice: ModelChoice): Promise<Interpreter> {
  const { modality, precision } = choice;
  const store = diskStore();
  const folder = folderOf(choice);
  if ((await store.byteLength(`${folder}/config.json`)) === null) {
    throw new FileAccessError(`${folder} is no model's folder (it has no config.json): ${HOW_TO_GET_ONE}`);
  }
  const files = await readModel({ store, folder });
  const chosen = await chosenPrecision(files.source, precision);
  const [model, sha256] = await Promise.all([
    createGemModel({
      ...files,
      precision: chosen,
      cachePrecision: chosen === "int8" ? "f16" : "f32",
    }),
    modelSha256(store, folder),
  ]);
  return gemInterpreter({ model, name: basename(resolve(folder)), sha256, modality });
}

function folderOf({ model, models }: ModelChoice): string {
  try {
    return modelFolderOf({ positionals: [], values: models === null ? {} : { models } }, model);
  } catch (error) {
    if (!(error instanceof FileAccessError)) throw error;
    throw new FileAccessError(`${error.message}; ${HOW_TO_GET_ONE}`, { cause: error });
  }
}

/** Throws UnsupportedError, before anything is read, for a model that has no room in the kernels' memory. */
export async function chosenPrecision(source: WeightSource, wanted: Precision | null): Promise<Precision> {
  const { where, shapes } = source;
  let weights = 0;
  for (const shape of shapes.values()) weights += shape.reduce((product, size) => product * size, 1);
  const precision =
    wanted ?? (weights > MOST_SINGLE_PRECISION_WEIGHTS ? "int8" : await storedPrecision(source));
  const bytes = weights * WEIGHT_BYTES[precision];
  if (bytes <= KERNEL_BYTES) return precision;
  const gigabytes = (bytes / 1e9).toFixed(1);
  throw new UnsupportedError(
    `${where}: ${(weights / 1e9).toFixed(1)} billion weights as ${precision} take ${gigabytes} GB, wanted at most ` +
      `${(KERNEL_BYTES / 1e9).toFixed(1)} GB, what the engine can hold`,
  );
}

/** That of the decoder's largest matrices, if they are quantised. */
async function storedPrecision(source: WeightSource): Promise<Precision> {
  const name = [...source.shapes.keys()].find((each) => /layers\.0\.mlp\.\w+_proj\.weight$/.test(each));
  return name !== undefined && "scales" in (await source.read(name)) ? "int8" : "f32";
}
