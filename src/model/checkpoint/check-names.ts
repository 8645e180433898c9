// What is wrong with a checkpoint's tensors, all of it at once: a model of a thousand names that lacks one is told apart
// from one that is something else. Weights that are quantised already have their scales beside them.
import { FormatError } from "../../ecg/errors.ts";
import type { WeightFile } from "../../tensor/safetensors-file.ts";
import { quote, type TensorEntry } from "../../tensor/safetensors-header.ts";
import { valueCount } from "../../tensor/tensor.ts";
import { blocksOf, SCALES_SUFFIX, storedInt4Bytes } from "../../tensor/transformer/weight-tensor.ts";
import type { ModelConfig } from "../config/model-config.ts";
import { modelTensors, PREFIXES } from "../weights/model-tensors.ts";

const FLOATS: readonly string[] = ["F32", "F16", "BF16"];
const SHOWN = 3;

export interface CheckedTensor {
  readonly name: string;
  /** Of the weights, whatever the packing. */
  readonly shape: readonly number[];
  /** As they are stored; the scales of quantised ones are named like them. */
  readonly stored: "F32" | "F16" | "BF16" | "int8" | "int4";
}

/** All tensors that the configuration has a place for. Throws FormatError, one line, with the first few of each fault. */
export function checkNames({ entries, where }: WeightFile, config: ModelConfig): CheckedTensor[] {
  const { required, optional } = modelTensors(config);
  const faults = {
    missing: [] as string[],
    shape: [] as string[],
    type: [] as string[],
    unknown: [] as string[],
  };
  const checked: CheckedTensor[] = [];
  for (const [name, shape] of [...required, ...optional]) {
    const entry = entries.get(name);
    if (entry === undefined) {
      if (required.has(name)) faults.missing.push(name);
      continue;
    }
    const stored = storedAs(entry, { scales: entries.get(name + SCALES_SUFFIX), shape });
    if (stored === "type") faults.type.push(`${name} ${entry.type}`);
    else if (stored === "shape") {
      faults.shape.push(`${name} [${entry.shape.join(", ")}] in the place of [${shape.join(", ")}]`);
    } else checked.push({ name, shape, stored });
  }
  const isKnown = (name: string) => required.has(name) || optional.has(name);
  for (const name of entries.keys()) {
    const ofScales = name.endsWith(SCALES_SUFFIX) && isKnown(name.slice(0, -SCALES_SUFFIX.length));
    if (!isKnown(name) && !ofScales && !isBuffer(name)) faults.unknown.push(quote(name));
  }
  const isTowerMissing =
    faults.missing.length > 0 && ![...entries.keys()].some((name) => name.startsWith(PREFIXES.ecg));
  const towerless = isTowerMissing ? faults.missing.filter((name) => name.startsWith(PREFIXES.ecg)) : [];
  if (towerless.length > 0) {
    throw new FormatError(
      `${where}: the ECG tower's ${towerless.length} tensors are not in it, wanted ECG-CoCa's file beside it (--coca FILE.pt)`,
    );
  }
  const lines = [
    summary("missing", faults.missing),
    summary("of another shape", faults.shape),
    summary("of another type than F32, F16 or BF16", faults.type),
    summary("without a place in the configuration", faults.unknown),
  ].filter((line) => line !== null);
  if (lines.length > 0) throw new FormatError(`${where}: tensors ${lines.join("; ")}`);
  return checked;
}

/** Buffers that old exports of CLIP and Llama hold; they follow from the sizes. */
export function isBuffer(name: string): boolean {
  return name.endsWith(".position_ids") || name.endsWith(".rotary_emb.inv_freq");
}

interface Wanted {
  readonly scales: TensorEntry | undefined;
  readonly shape: readonly number[];
}

function storedAs(
  { type, shape: got }: TensorEntry,
  { scales, shape }: Wanted,
): CheckedTensor["stored"] | "shape" | "type" {
  if (scales === undefined) {
    if (!FLOATS.includes(type)) return "type";
    return sameShape(got, shape) ? (type as "F32" | "F16" | "BF16") : "shape";
  }
  const [rows = 0, ...rest] = shape;
  const inputs = valueCount(rest);
  if ((type !== "I8" && type !== "U8") || scales.type !== "F16") return "type";
  const stored = type === "I8" ? inputs : storedInt4Bytes(inputs);
  if (!sameShape(got, [rows, stored]) || !sameShape(scales.shape, [rows, blocksOf(inputs)])) return "shape";
  return type === "I8" ? "int8" : "int4";
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

function summary(what: string, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `${what}: ${names.slice(0, SHOWN).join(", ")}${more}`;
}
