// What every part of the network is placed with: the memory of the kernels, the weights, their precision there, and,
// for a trace, who looks at what lies between the layers.
import type { Arena } from "../../tensor/arena.ts";
import { type Matrix, type Precision, placeMatrix, placeVector } from "../../tensor/transformer/matrix.ts";
import type { TransformerKernels } from "../../tensor/transformer/transformer-kernels.ts";
import { readVector, type WeightSource } from "../weights/weight-source.ts";

export type NetworkArena = Arena<TransformerKernels>;

export interface Placing {
  readonly arena: NetworkArena;
  readonly source: WeightSource;
  /** Of matrices; all else is floats. */
  readonly precision: Precision;
}

/** Looks at rows of activations; `at` is the position of the first. Further rows of one name go on below them. */
export type Observe = (name: string, values: Observed) => void;

export interface Observed {
  readonly at: number;
  readonly rows: number;
  readonly columns: number;
}

/** Several matrices below each other, as they are in one product, with their biases if they have any. */
export async function placeLinear(
  { arena, source, precision }: Placing,
  names: readonly string[],
  { biases }: { readonly biases: readonly string[] | null },
): Promise<Matrix> {
  const weights = [];
  for (const name of names) weights.push(await source.read(name));
  const where = `${source.where}: ${names.join(", ")}`;
  if (biases === null) return placeMatrix(arena, weights, { precision, where });
  const parts: number[] = [];
  for (const name of biases) parts.push(...(await readVector(source, name)));
  return placeMatrix(arena, weights, { precision, where, bias: Float32Array.from(parts) });
}

/** `name` is that of the layer, with `.weight` and `.bias`. */
export function placeNamed(placing: Placing, ...names: readonly string[]): Promise<Matrix> {
  return placeLinear(
    placing,
    names.map((name) => `${name}.weight`),
    { biases: names.map((name) => `${name}.bias`) },
  );
}

export async function placeVectorOf({ arena, source }: Placing, name: string): Promise<number> {
  return placeVector(arena, await readVector(source, name));
}

export interface LayerNorm {
  readonly weightAt: number;
  readonly biasAt: number;
}

export async function placeLayerNorm(placing: Placing, name: string): Promise<LayerNorm> {
  return {
    weightAt: await placeVectorOf(placing, `${name}.weight`),
    biasAt: await placeVectorOf(placing, `${name}.bias`),
  };
}
