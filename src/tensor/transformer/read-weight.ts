// A weight out of a file, whether it lies there as floats or quantised (the two tensors that ./weight-tensor.ts names).
import { FormatError } from "../../ecg/errors.ts";
import type { WeightFile } from "../safetensors-file.ts";
import type { Tensor } from "../tensor.ts";
import {
  blocksOf,
  type QuantisedMatrix,
  SCALES_SUFFIX,
  storedInt4Bytes,
  type WeightTensor,
} from "./weight-tensor.ts";

/** `inputs` is the width that the matrix must have: 4-bit numbers do not say it themselves. */
export async function readWeight(file: WeightFile, name: string, inputs: number): Promise<WeightTensor> {
  const tensor = await file.read(name);
  if (!file.entries.has(name + SCALES_SUFFIX)) return tensor;
  return joinScales(tensor, await file.read(name + SCALES_SUFFIX), {
    where: `${file.where}: ${name}`,
    inputs,
  });
}

interface JoinOptions {
  readonly where: string;
  readonly inputs: number;
}

/** The two tensors of a quantised matrix as one. */
export function joinScales(tensor: Tensor, scales: Tensor, { where, inputs }: JoinOptions): QuantisedMatrix {
  const rows = tensor.shape[0] ?? 0;
  const refuse = (field: string, { type, shape }: Tensor, wanted: string) =>
    new FormatError({ file: where, field, got: `${type} [${shape.join(", ")}]`, wanted });
  const blocks = blocksOf(inputs);
  if (scales.type !== "F16" || !sameShape(scales.shape, [rows, blocks])) {
    throw refuse("scales", scales, `F16 [${rows}, ${blocks}]`);
  }
  // infinite, or no number
  if (scales.values.some((bits) => (bits & 0x7c00) === 0x7c00)) {
    throw refuse("scales", scales, "finite numbers");
  }
  const shape = [rows, inputs] as const;
  if (tensor.type === "I8" && sameShape(tensor.shape, shape)) {
    return { type: "int8", shape, values: tensor.values, scales: scales.values };
  }
  if (tensor.type === "U8" && sameShape(tensor.shape, [rows, storedInt4Bytes(inputs)])) {
    return { type: "int4", shape, values: tensor.values, scales: scales.values };
  }
  throw refuse(
    "quantised weights",
    tensor,
    `I8 [${rows}, ${inputs}] or U8 [${rows}, ${storedInt4Bytes(inputs)}]`,
  );
}

/** What a quantised matrix is in a file, by their names there. */
export function splitScales(name: string, matrix: QuantisedMatrix): [string, Tensor][] {
  const [rows, columns] = matrix.shape;
  const scales: Tensor = { type: "F16", shape: [rows, blocksOf(columns)], values: matrix.scales };
  const numbers: Tensor =
    matrix.type === "int8"
      ? { type: "I8", shape: [rows, columns], values: matrix.values }
      : { type: "U8", shape: [rows, storedInt4Bytes(columns)], values: matrix.values };
  return [
    [name, numbers],
    [name + SCALES_SUFFIX, scales],
  ];
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
