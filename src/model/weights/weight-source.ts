// Where a network's weights come from: a folder of safetensors, memory, a download. Names and shapes are known before
// any weight is read, so that a wrong checkpoint is refused before memory is taken.
import { FormatError } from "../../ecg/errors.ts";
import { type Tensor, toFloat32 } from "../../tensor/tensor.ts";
import { checkFinite, type WeightTensor } from "../../tensor/transformer/weight-tensor.ts";

export interface WeightSource {
  /** What it is called in messages. */
  readonly where: string;
  /** Of the weights themselves, also where they are stored quantised. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  /** Of a name in `shapes`. */
  read(name: string): Promise<WeightTensor>;
}

/** Weights that are in memory already. */
export function weightsInMemory(tensors: ReadonlyMap<string, Tensor>, where: string): WeightSource {
  return {
    where,
    shapes: new Map([...tensors].map(([name, { shape }]) => [name, shape])),
    async read(name) {
      const tensor = tensors.get(name);
      if (tensor === undefined) throw missing(name, where);
      return tensor;
    },
  };
}

/** A bias, the weights of a norm, positions: always floats. */
export async function readVector(source: WeightSource, name: string): Promise<Float32Array> {
  const tensor = await source.read(name);
  if ("scales" in tensor) {
    throw new FormatError({
      file: source.where,
      field: `tensor ${name}`,
      got: tensor.type,
      wanted: "floating-point numbers",
    });
  }
  const values = toFloat32(tensor);
  checkFinite(values, `${source.where}: ${name}`);
  return values;
}

export function missing(name: string, where: string): FormatError {
  return new FormatError({ file: where, field: `tensor ${name}`, got: "none", wanted: "one of that name" });
}
