// Weights out of files, each read when it is asked for. A quantised matrix is two tensors there, and a packed one does
// not say how wide it is: the configuration does.
import { FormatError } from "../../ecg/errors.ts";
import type { WeightFile } from "../../tensor/safetensors-file.ts";
import type { TensorEntry } from "../../tensor/safetensors-header.ts";
import { valueCount } from "../../tensor/tensor.ts";
import { readWeight } from "../../tensor/transformer/read-weight.ts";
import { SCALES_SUFFIX, storedInt4Bytes } from "../../tensor/transformer/weight-tensor.ts";
import type { ModelConfig } from "../config/model-config.ts";
import { modelTensors } from "./model-tensors.ts";
import type { WeightSource } from "./weight-source.ts";

const FLOATS: readonly string[] = ["F32", "F16", "BF16"];
const WHOLE_NUMBERS: readonly string[] = ["I8", "U8"];

/** Throws FormatError for a tensor of a type that weights are not. */
export function weightsInFile(file: WeightFile, config: ModelConfig): WeightSource {
  const { required, optional } = modelTensors(config);
  const shapes = new Map<string, readonly number[]>();
  for (const [name, entry] of file.entries) {
    if (name.endsWith(SCALES_SUFFIX) && file.entries.has(name.slice(0, -SCALES_SUFFIX.length))) continue;
    const isQuantised = file.entries.has(name + SCALES_SUFFIX);
    const wanted = required.get(name) ?? optional.get(name);
    const types = isQuantised ? WHOLE_NUMBERS : FLOATS;
    if (wanted !== undefined && !types.includes(entry.type)) {
      throw new FormatError({
        file: file.where,
        field: `type of tensor ${name}`,
        got: entry.type,
        wanted: types.join(" or "),
      });
    }
    shapes.set(name, isQuantised && wanted ? weightsShape(entry, wanted) : entry.shape);
  }
  return {
    where: file.where,
    shapes,
    read: (name) => readWeight(file, name, valueCount((shapes.get(name) ?? []).slice(1))),
  };
}

/** The shape that is wanted, if the stored one is that of its rows; else the stored one, to be refused. */
function weightsShape({ type, shape }: TensorEntry, wanted: readonly number[]): readonly number[] {
  const [rows, ...rest] = wanted;
  const inputs = valueCount(rest);
  const stored = type === "U8" ? storedInt4Bytes(inputs) : inputs;
  return shape.length === 2 && shape[0] === rows && shape[1] === stored ? wanted : shape;
}
