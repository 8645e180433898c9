// The ECG's encoder (ECG-CoCa: Zhao et al., "ECG-Chat", 2024): stretches of all leads become tokens, a class token in
// front. The model takes the last block's rows as they are, the class token among them; the norm and the pooling
// behind it were for the encoder's own training, and only a trace shows them.
import { gatherPatches } from "../../tensor/transformer/gather-patches.ts";
import { type Matrix, multiplyMatrix } from "../../tensor/transformer/matrix.ts";
import type { EcgTowerConfig } from "../config/model-config.ts";
import type { PreparedEcg } from "../prepare/prepare-ecg.ts";
import { PREFIXES } from "../weights/model-tensors.ts";
import { readVector } from "../weights/weight-source.ts";
import { type EncoderBlock, placeOpenClipBlock, runEncoderBlocks } from "./encoder-blocks.ts";
import {
  type LayerNorm,
  type NetworkArena,
  type Observe,
  type Placing,
  placeLayerNorm,
  placeLinear,
  placeVectorOf,
} from "./network-arena.ts";

export interface EcgTower {
  readonly config: EcgTowerConfig;
  readonly patches: Matrix;
  /** The class token and the positions as rows. */
  readonly classAt: number;
  readonly positionsAt: number;
  readonly normBefore: LayerNorm;
  readonly blocks: readonly EncoderBlock[];
}

export async function placeEcgTower(placing: Placing, config: EcgTowerConfig): Promise<EcgTower> {
  const prefix = PREFIXES.ecg;
  const blocks: EncoderBlock[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    blocks.push(await placeOpenClipBlock(placing, `${prefix}transformer.resblocks.${layer}`));
  }
  return {
    config,
    patches: await placeLinear(placing, [`${prefix}conv1.weight`], { biases: null }),
    classAt: await placeVectorOf(placing, `${prefix}class_embedding`),
    positionsAt: await placeVectorOf(placing, `${prefix}positional_embedding`),
    normBefore: await placeLayerNorm(placing, `${prefix}ln_pre`),
    blocks,
  };
}

export function ecgTokens({ samples, patchSamples }: EcgTowerConfig): number {
  return Math.floor(samples / patchSamples) + 1;
}

/** Writes `ecgTokens` rows to `xAt`. */
export function runEcgTower(
  arena: NetworkArena,
  tower: EcgTower,
  { ecg, xAt, observe }: { readonly ecg: PreparedEcg; readonly xAt: number; readonly observe?: Observe },
): void {
  const { config, patches, classAt, positionsAt, normBefore, blocks } = tower;
  const { width, patchSamples, normEpsilon } = config;
  const rows = ecgTokens(config);
  const top = arena.top;
  const patchesAt = arena.take((rows - 1) * patches.inputs);
  gatherPatches(
    {
      values: ecg.values,
      channels: ecg.leads,
      height: 1,
      width: ecg.samples,
      patchHeight: 1,
      patchWidth: patchSamples,
    },
    arena.floats().subarray(patchesAt, patchesAt + (rows - 1) * patches.inputs),
  );
  multiplyMatrix(arena, patches, { xAt: patchesAt, rows: rows - 1, yAt: xAt + width });
  arena.release(top);
  observe?.("ecg.conv1", { at: xAt + width, rows: rows - 1, columns: width });
  arena.floats().copyWithin(xAt, classAt, classAt + width);
  arena.kernels.add(positionsAt, rows * width, xAt);
  arena.kernels.layerNorm(xAt, rows, width, normBefore.weightAt, normBefore.biasAt, normEpsilon, xAt);
  observe?.("ecg.ln_pre", { at: xAt, rows, columns: width });
  runEncoderBlocks(arena, blocks, {
    config,
    xAt,
    rows,
    after: (block) => observe?.(`ecg.block${block}`, { at: xAt, rows, columns: width }),
  });
}

/** What the encoder was trained with and the model leaves out: rows behind the last norm, and the pooled vector. */
export async function observeEcgPooling(
  { arena, source }: Placing,
  {
    config,
    features,
    observe,
  }: { readonly config: EcgTowerConfig; readonly features: Float32Array; readonly observe: Observe },
): Promise<void> {
  const { width, embedWidth, normEpsilon } = config;
  const rows = ecgTokens(config);
  const norm = {
    weight: await readVector(source, `${PREFIXES.ecg}ln_post.weight`),
    bias: await readVector(source, `${PREFIXES.ecg}ln_post.bias`),
  };
  const projection = await readVector(source, `${PREFIXES.ecg}proj`);
  const top = arena.top;
  const [weightAt, biasAt, normAt] = [arena.take(width), arena.take(width), arena.take(rows * width)];
  const pooledAt = arena.take(embedWidth);
  const memory = arena.floats();
  memory.set(norm.weight, weightAt);
  memory.set(norm.bias, biasAt);
  memory.set(features, normAt);
  arena.kernels.layerNorm(normAt, rows, width, weightAt, biasAt, normEpsilon, normAt);
  // the projection is stored with the inputs as rows
  for (let output = 0; output < embedWidth; output++) {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += memory[normAt + i]! * projection[i * embedWidth + output]!;
    memory[pooledAt + output] = sum;
  }
  observe("ecg.unused.pooled", { at: pooledAt, rows: 1, columns: embedWidth });
  observe("ecg.unused.tokens_after_ln_post", { at: normAt + width, rows: rows - 1, columns: width });
  arena.release(top);
}
