// A model in numbers: how many parameters its parts have, how they are stored, what it can see.
import { ARRAYS } from "../../tensor/safetensors-header.ts";
import { valueCount } from "../../tensor/tensor.ts";
import { blocksOf, storedInt4Bytes } from "../../tensor/transformer/weight-tensor.ts";
import type { ModelConfig } from "../config/model-config.ts";
import { PREFIXES } from "../weights/model-tensors.ts";
import type { CheckedTensor } from "./check-names.ts";

export interface ModelPart {
  readonly part: "decoder" | "ecg tower" | "vision tower" | "projectors";
  readonly parameters: number;
  readonly byteLength: number;
  /** Number of parameters stored in each way. */
  readonly storedAs: Readonly<Record<string, number>>;
}

export interface ModelDescription {
  readonly tensors: number;
  readonly parameters: number;
  readonly byteLength: number;
  readonly parts: readonly ModelPart[];
  readonly decoder: string;
  /** null where the model sees no signal. */
  readonly ecgTower: string | null;
  /** null where it sees no picture. */
  readonly visionTower: string | null;
  readonly template: string;
  readonly maxLength: number;
}

export function describeModel(tensors: readonly CheckedTensor[], config: ModelConfig): ModelDescription {
  const parts = Map.groupBy(tensors, ({ name }) => partOf(name));
  const described = [...parts].map(([part, own]) => describePart(part, own));
  const { decoder, ecg, vision } = config;
  return {
    tensors: tensors.length,
    parameters: described.reduce((sum, { parameters }) => sum + parameters, 0),
    byteLength: described.reduce((sum, { byteLength }) => sum + byteLength, 0),
    parts: described,
    decoder: `${decoder.layers} layers of width ${decoder.width}, ${decoder.heads} heads, vocabulary ${decoder.vocabulary}`,
    ecgTower:
      ecg === null
        ? null
        : `${ecg.layers} layers of width ${ecg.width}, ${ecg.leads} leads of ${ecg.samples} samples, ${Math.floor(ecg.samples / ecg.patchSamples) + 1} tokens`,
    visionTower:
      vision === null
        ? null
        : `${vision.layersUsed} of ${vision.layers} layers of width ${vision.width}, pictures of ${vision.image.sizePx} pixels, aspect ${vision.image.aspect}`,
    template: config.template,
    maxLength: config.maxLength,
  };
}

function partOf(name: string): ModelPart["part"] {
  if (name.startsWith(PREFIXES.ecg)) return "ecg tower";
  if (name.startsWith(PREFIXES.vision)) return "vision tower";
  return [PREFIXES.ecgProjector, PREFIXES.projector, PREFIXES.newline].some((prefix) =>
    name.startsWith(prefix),
  )
    ? "projectors"
    : "decoder";
}

function describePart(part: ModelPart["part"], tensors: readonly CheckedTensor[]): ModelPart {
  const storedAs: Record<string, number> = {};
  let [parameters, byteLength] = [0, 0];
  for (const tensor of tensors) {
    const count = valueCount(tensor.shape);
    parameters += count;
    byteLength += storedBytes(tensor);
    storedAs[tensor.stored] = (storedAs[tensor.stored] ?? 0) + count;
  }
  return { part, parameters, byteLength, storedAs };
}

function storedBytes({ shape, stored }: CheckedTensor): number {
  if (stored !== "int8" && stored !== "int4") return valueCount(shape) * ARRAYS[stored].BYTES_PER_ELEMENT;
  const [rows = 0, ...rest] = shape;
  const inputs = valueCount(rest);
  return rows * ((stored === "int8" ? inputs : storedInt4Bytes(inputs)) + 2 * blocksOf(inputs));
}
