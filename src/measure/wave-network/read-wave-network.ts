// The weights of the wave network out of their file: every size is read from the shapes of the tensors and held
// against the others, so that networks of other widths and depths are read as they are.
import { FormatError } from "../../ecg/errors.ts";
import type { ConvolutionWeights } from "../../tensor/convolution.ts";
import { readSafetensors } from "../../tensor/safetensors.ts";
import { type Tensor, toFloat32 } from "../../tensor/tensor.ts";

/** `T` is a convolution: as it is stored, or where it lies in the engine's memory. */
export interface WaveNetworkParts<T> {
  readonly stem: T;
  readonly levels: readonly WaveNetworkLevel<T>[];
  readonly head: T;
}

export interface WaveNetworkLevel<T> {
  /** From the level above; null for the first. */
  readonly down: T | null;
  readonly encoder: readonly T[];
  readonly reduce: T;
  readonly expand: T;
  /** From the level below, and what follows; null and empty for the last. */
  readonly up: T | null;
  readonly decoder: readonly T[];
}

export interface StoredWaveNetwork {
  readonly parts: WaveNetworkParts<ConvolutionWeights>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What the shapes do not say. Samples from one row of the first level to the next: */
export const STEM_STRIDE = 4;
/** Rows of a level from one row of the level below to the next: */
export const DOWN_STRIDE = 2;
/** Scores of a class, one after another, that the head gives for each row: */
export const HEAD_PHASES = 2;

/** Throws FormatError where tensors are missing, too many, or do not fit each other. */
export function readWaveNetwork(bytes: Uint8Array, where: string): StoredWaveNetwork {
  const { tensors, metadata } = readSafetensors(bytes, where);
  const unread = new Set(tensors.keys());

  function take(name: string, dimensions: number): Tensor {
    const tensor = tensors.get(name);
    const wanted = `${dimensions} dimensions of floating-point numbers`;
    if (tensor === undefined) throw fault(name, "nothing", wanted);
    const { type, shape } = tensor;
    const floats = type === "F32" || type === "F16" || type === "BF16";
    if (!floats || shape.length !== dimensions || shape.includes(0)) throw shapeFault(name, tensor, wanted);
    unread.delete(name);
    return tensor;
  }

  function convolution(name: string, wanted: Partial<ConvolutionWeights> = {}): ConvolutionWeights {
    const weight = take(`${name}.weight`, 3);
    const bias = take(`${name}.bias`, 1);
    const [outputs, inputs, taps] = weight.shape as [number, number, number];
    const fits = outputs === (wanted.outputs ?? outputs) && inputs === (wanted.inputs ?? inputs);
    if (!fits || taps % 2 === 0 || taps !== (wanted.taps ?? taps)) {
      const { outputs: o = "any", inputs: i = "any", taps: t = "odd" } = wanted;
      throw shapeFault(`${name}.weight`, weight, `${o} x ${i} x ${t}`);
    }
    if (bias.shape[0] !== outputs) throw shapeFault(`${name}.bias`, bias, `${outputs}`);
    return { outputs, inputs, taps, weights: toFloat32(weight), bias: toFloat32(bias) };
  }

  const shapeFault = (name: string, { type, shape }: Tensor, wanted: string) =>
    fault(name, `${type} ${shape.join(" x ")}`, wanted);
  const fault = (field: string, got: string, wanted: string) =>
    new FormatError({ file: where, field, got, wanted });

  function blocks(name: string, channels: number): ConvolutionWeights[] {
    const found: ConvolutionWeights[] = [];
    while (tensors.has(`${name}.${found.length}.weight`)) {
      found.push(convolution(`${name}.${found.length}`, { outputs: channels, inputs: channels }));
    }
    return found;
  }

  const stem = convolution("stem", { inputs: 1 });
  const levels: WaveNetworkLevel<ConvolutionWeights>[] = [];
  let channels = stem.outputs;
  for (let i = 0; i === 0 || tensors.has(`down.${i - 1}.weight`); i++) {
    const down = i === 0 ? null : convolution(`down.${i - 1}`, { inputs: channels });
    channels = down?.outputs ?? channels;
    const reduce = convolution(`mix.${i}.reduce`, { inputs: channels, taps: 1 });
    const pooled = 2 * reduce.outputs;
    const last = !tensors.has(`down.${i}.weight`);
    levels.push({
      down,
      encoder: blocks(`enc.${i}`, channels),
      reduce,
      expand: convolution(`mix.${i}.expand`, { outputs: channels, inputs: pooled, taps: 1 }),
      up: last ? null : convolution(`up.${i}`, { outputs: channels, taps: 1 }),
      decoder: last ? [] : blocks(`dec.${i}`, channels),
    });
  }
  levels.forEach(({ up }, i) => {
    const below = levels[i + 1]?.reduce.inputs;
    if (up !== null && up.inputs !== below) throw fault(`up.${i}.weight`, `${up.inputs} inputs`, `${below}`);
  });
  const head = convolution("head", { inputs: stem.outputs });
  if (head.outputs % HEAD_PHASES !== 0)
    throw fault("head.weight", `${head.outputs} outputs`, "an even number");
  for (const name of unread) throw fault(JSON.stringify(name.slice(0, 40)), "a tensor", "none of that name");
  return { parts: { stem, levels, head }, metadata };
}
