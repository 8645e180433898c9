// The picture's encoder (CLIP: Radford et al., "Learning Transferable Visual Models From Natural Language
// Supervision", 2021). The model takes the rows of the block before the last, without the class token; blocks that
// nothing is taken from run only for a trace.
import { gatherPatches } from "../../tensor/transformer/gather-patches.ts";
import { type Matrix, multiplyMatrix } from "../../tensor/transformer/matrix.ts";
import type { VisionTowerConfig } from "../config/model-config.ts";
import { PREFIXES } from "../weights/model-tensors.ts";
import { type EncoderBlock, placeClipBlock, runEncoderBlocks } from "./encoder-blocks.ts";
import {
  type LayerNorm,
  type NetworkArena,
  type Observe,
  type Placing,
  placeLayerNorm,
  placeLinear,
  placeVectorOf,
} from "./network-arena.ts";

export interface VisionTower {
  readonly config: VisionTowerConfig;
  readonly patches: Matrix;
  readonly classAt: number;
  readonly positionsAt: number;
  readonly normBefore: LayerNorm;
  readonly blocks: readonly EncoderBlock[];
}

/** `layers` is how many blocks are placed, those in use if not said. */
export async function placeVisionTower(
  placing: Placing,
  config: VisionTowerConfig,
  layers: number = config.layersUsed,
): Promise<VisionTower> {
  const prefix = PREFIXES.vision;
  const blocks: EncoderBlock[] = [];
  for (let layer = 0; layer < layers; layer++) {
    blocks.push(await placeClipBlock(placing, `${prefix}encoder.layers.${layer}`));
  }
  return {
    config,
    patches: await placeLinear(placing, [`${prefix}embeddings.patch_embedding.weight`], { biases: null }),
    classAt: await placeVectorOf(placing, `${prefix}embeddings.class_embedding`),
    positionsAt: await placeVectorOf(placing, `${prefix}embeddings.position_embedding.weight`),
    normBefore: await placeLayerNorm(placing, `${prefix}pre_layrnorm`),
    blocks,
  };
}

/** Patches along an edge. */
export function patchesAcross({ image, patchPx }: VisionTowerConfig): number {
  return Math.floor(image.sizePx / patchPx);
}

/** Tokens that the model gets of one tile. */
export function tileTokens(config: VisionTowerConfig): number {
  return patchesAcross(config) ** 2 + (config.keepsClassToken ? 1 : 0);
}

interface VisionRun {
  /** [channel][row][column] */
  readonly tile: Float32Array;
  /** Room for a row for each patch and the class token. */
  readonly xAt: number;
  readonly observe?: Observe;
}

/** Returns where the first of `tileTokens` rows is. */
export function runVisionTower(
  arena: NetworkArena,
  { config, patches, classAt, positionsAt, normBefore, blocks }: VisionTower,
  { tile, xAt, observe }: VisionRun,
): number {
  const { width, patchPx, image, normEpsilon, layersUsed } = config;
  const count = patchesAcross(config) ** 2;
  const rows = count + 1;
  const observeHidden = (layer: number) =>
    observe?.(`clip.hidden${layer}`, { at: xAt, rows, columns: width });
  const top = arena.top;
  const patchesAt = arena.take(count * patches.inputs);
  gatherPatches(
    {
      values: tile,
      channels: 3,
      height: image.sizePx,
      width: image.sizePx,
      patchHeight: patchPx,
      patchWidth: patchPx,
    },
    arena.floats().subarray(patchesAt, patchesAt + count * patches.inputs),
  );
  multiplyMatrix(arena, patches, { xAt: patchesAt, rows: count, yAt: xAt + width });
  arena.release(top);
  arena.floats().copyWithin(xAt, classAt, classAt + width);
  arena.kernels.add(positionsAt, rows * width, xAt);
  arena.kernels.layerNorm(xAt, rows, width, normBefore.weightAt, normBefore.biasAt, normEpsilon, xAt);
  observeHidden(0);
  const run = (from: number, to: number) =>
    runEncoderBlocks(arena, blocks.slice(from, to), {
      config,
      xAt,
      rows,
      after: (block) => observeHidden(from + block + 1),
    });
  run(0, layersUsed);
  if (observe !== undefined && blocks.length > layersUsed) {
    // the rows in use stay as they are
    const before = arena.floats().slice(xAt, xAt + rows * width);
    run(layersUsed, blocks.length);
    arena.floats().set(before, xAt);
  }
  return config.keepsClassToken ? xAt : xAt + width;
}
