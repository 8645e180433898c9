// The blocks of both towers: attention over all rows and a feed-forward layer, each on normalised rows and added to
// what came in (Dosovitskiy et al., "An Image Is Worth 16x16 Words", 2021; the norms come first).
import { attendFully } from "../../tensor/transformer/attention.ts";
import { type Matrix, multiplyMatrix } from "../../tensor/transformer/matrix.ts";
import type { EncoderConfig } from "../config/model-config.ts";
import {
  type LayerNorm,
  type NetworkArena,
  type Placing,
  placeLayerNorm,
  placeLinear,
  placeNamed,
} from "./network-arena.ts";

export interface EncoderBlock {
  readonly attentionNorm: LayerNorm;
  /** Query, key and value in one. */
  readonly attentionIn: Matrix;
  readonly attentionOut: Matrix;
  readonly feedForwardNorm: LayerNorm;
  readonly up: Matrix;
  readonly down: Matrix;
}

/** Names of torch.nn.MultiheadAttention, as in open_clip. */
export async function placeOpenClipBlock(placing: Placing, name: string): Promise<EncoderBlock> {
  return {
    attentionNorm: await placeLayerNorm(placing, `${name}.ln_1`),
    attentionIn: await placeLinear(placing, [`${name}.attn.in_proj_weight`], {
      biases: [`${name}.attn.in_proj_bias`],
    }),
    attentionOut: await placeNamed(placing, `${name}.attn.out_proj`),
    feedForwardNorm: await placeLayerNorm(placing, `${name}.ln_2`),
    up: await placeNamed(placing, `${name}.mlp.c_fc`),
    down: await placeNamed(placing, `${name}.mlp.c_proj`),
  };
}

/** Names of Hugging Face's CLIP. */
export async function placeClipBlock(placing: Placing, name: string): Promise<EncoderBlock> {
  const attention = `${name}.self_attn`;
  return {
    attentionNorm: await placeLayerNorm(placing, `${name}.layer_norm1`),
    attentionIn: await placeNamed(
      placing,
      `${attention}.q_proj`,
      `${attention}.k_proj`,
      `${attention}.v_proj`,
    ),
    attentionOut: await placeNamed(placing, `${attention}.out_proj`),
    feedForwardNorm: await placeLayerNorm(placing, `${name}.layer_norm2`),
    up: await placeNamed(placing, `${name}.mlp.fc1`),
    down: await placeNamed(placing, `${name}.mlp.fc2`),
  };
}

export interface EncoderRun {
  readonly config: EncoderConfig & { readonly activation: "gelu" | "quick_gelu" };
  /** The rows that go through all blocks, in place. */
  readonly xAt: number;
  readonly rows: number;
  /** Called after each block. */
  readonly after?: (block: number) => void;
}

export function runEncoderBlocks(
  arena: NetworkArena,
  blocks: readonly EncoderBlock[],
  { config, xAt, rows, after }: EncoderRun,
): void {
  const { kernels } = arena;
  const { width, heads, feedForwardWidth, normEpsilon, activation } = config;
  const top = arena.top;
  const normAt = arena.take(rows * width);
  const wideAt = arena.take(rows * Math.max(3 * width, feedForwardWidth));
  const shape = { heads, headSize: width / heads };
  const normalise = ({ weightAt, biasAt }: LayerNorm) =>
    kernels.layerNorm(xAt, rows, width, weightAt, biasAt, normEpsilon, normAt);
  for (const [i, block] of blocks.entries()) {
    normalise(block.attentionNorm);
    multiplyMatrix(arena, block.attentionIn, { xAt: normAt, rows, yAt: wideAt });
    attendFully(arena, {
      shape,
      queriesAt: wideAt,
      keysAt: wideAt + width,
      valuesAt: wideAt + 2 * width,
      stride: 3 * width,
      rows,
      yAt: normAt,
    });
    multiplyMatrix(arena, block.attentionOut, { xAt: normAt, rows, yAt: xAt, adds: true });
    normalise(block.feedForwardNorm);
    multiplyMatrix(arena, block.up, { xAt: normAt, rows, yAt: wideAt });
    if (activation === "gelu") kernels.gelu(wideAt, rows * feedForwardWidth, wideAt);
    else kernels.quickGelu(wideAt, rows * feedForwardWidth, wideAt);
    multiplyMatrix(arena, block.down, { xAt: wideAt, rows, yAt: xAt, adds: true });
    after?.(i);
  }
  arena.release(top);
}
