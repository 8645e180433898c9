// How a model's tensors are spread over safetensors files: in the order of the network, a new file before one grows
// beyond the bound. A matrix and its scales stay together. The same tensors always give the same files.
import { ARRAYS, layOutSafetensors, type TensorDescription } from "../../tensor/safetensors-header.ts";
import { valueCount } from "../../tensor/tensor.ts";
import { blocksOf, SCALES_SUFFIX, storedInt4Bytes } from "../../tensor/transformer/weight-tensor.ts";
import type { CheckedTensor } from "./check-names.ts";
import { type Quantisation, quantisedType } from "./quantisation.ts";

/** Fits file systems and browsers that have no larger files. */
export const SHARD_BYTES = 2_000_000_000;

export interface PlannedTensor extends CheckedTensor {
  /** What it becomes on the way; null: as it is. */
  readonly quantise: Quantisation | null;
  /** Itself, and its scales if it has any. */
  readonly parts: readonly TensorDescription[];
}

export interface Shard {
  readonly fileName: string;
  readonly header: Uint8Array;
  readonly byteLength: number;
  readonly tensors: readonly PlannedTensor[];
  /** Where the values of each part begin in the file. */
  readonly offsets: ReadonlyMap<string, number>;
}

interface PlanOptions {
  readonly quantisation: Quantisation | null;
  readonly shardBytes: number;
}

export function planShards(
  tensors: readonly CheckedTensor[],
  { quantisation, shardBytes }: PlanOptions,
): readonly Shard[] {
  const groups: PlannedTensor[][] = [[]];
  let size = 0;
  for (const tensor of tensors) {
    const planned = plan(tensor, quantisation);
    const bytes = planned.parts.reduce((sum, part) => sum + byteLengthOf(part), 0);
    if (size > 0 && size + bytes > shardBytes) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)!.push(planned);
    size += bytes;
  }
  return groups.map((group, i) => shardOf(group, shardName(i, groups.length)));
}

function plan(tensor: CheckedTensor, quantisation: Quantisation | null): PlannedTensor {
  const { name, shape, stored } = tensor;
  const quantise = quantisedType(tensor, quantisation);
  const type = quantise ?? stored;
  if (type !== "int8" && type !== "int4") return { ...tensor, quantise, parts: [{ name, type, shape }] };
  const [rows = 0, ...rest] = shape;
  const inputs = valueCount(rest);
  const numbers: TensorDescription =
    type === "int8"
      ? { name, type: "I8", shape: [rows, inputs] }
      : { name, type: "U8", shape: [rows, storedInt4Bytes(inputs)] };
  const scales = { name: name + SCALES_SUFFIX, type: "F16", shape: [rows, blocksOf(inputs)] } as const;
  return { ...tensor, quantise, parts: [numbers, scales] };
}

function shardName(i: number, count: number): string {
  const number = (value: number) => String(value).padStart(5, "0");
  return count === 1 ? "model.safetensors" : `model-${number(i + 1)}-of-${number(count)}.safetensors`;
}

function shardOf(tensors: readonly PlannedTensor[], fileName: string): Shard {
  const parts = new Map(tensors.flatMap((tensor) => tensor.parts.map((part) => [part.name, part])));
  const { header, names } = layOutSafetensors([...parts.values()], { format: "pt" });
  const offsets = new Map<string, number>();
  let at = header.length;
  for (const name of names) {
    offsets.set(name, at);
    at += byteLengthOf(parts.get(name)!);
  }
  return { fileName, header, byteLength: at, tensors, offsets };
}

function byteLengthOf({ type, shape }: TensorDescription): number {
  return valueCount(shape) * ARRAYS[type].BYTES_PER_ELEMENT;
}

/** `model.safetensors.index.json`, as the reference's library has it. */
export function shardIndex(shards: readonly Shard[]): object {
  const places = shards.flatMap(({ fileName, offsets }) =>
    [...offsets.keys()].map((name) => [name, fileName]),
  );
  const total = shards.reduce((sum, { byteLength, header }) => sum + byteLength - header.length, 0);
  return { metadata: { total_size: total }, weight_map: Object.fromEntries(places) };
}
