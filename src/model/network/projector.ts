// Linear layers with GELU between two: from a tower's features to the decoder's embeddings.
import { type Matrix, multiplyMatrix } from "../../tensor/transformer/matrix.ts";
import type { ProjectorConfig } from "../config/model-config.ts";
import { type NetworkArena, type Placing, placeNamed } from "./network-arena.ts";

export type Projector = readonly Matrix[];

/** `prefix` ends in a dot, as in `PREFIXES`. */
export async function placeProjector(
  placing: Placing,
  { config, prefix }: { readonly config: ProjectorConfig; readonly prefix: string },
): Promise<Projector> {
  const layers: Matrix[] = [];
  for (let i = 0; i + 1 < config.widths.length; i++) {
    // the odd places of the sequence are the activations
    layers.push(await placeNamed(placing, config.isSequence ? `${prefix}${2 * i}` : prefix.slice(0, -1)));
  }
  return layers;
}

/** Writes rows as wide as the last layer to `yAt`. */
export function runProjector(
  arena: NetworkArena,
  projector: Projector,
  { xAt, rows, yAt }: { readonly xAt: number; readonly rows: number; readonly yAt: number },
): void {
  const top = arena.top;
  let from = xAt;
  for (const [i, layer] of projector.entries()) {
    const isLast = i === projector.length - 1;
    const to = isLast ? yAt : arena.take(rows * layer.outputs);
    multiplyMatrix(arena, layer, { xAt: from, rows, yAt: to });
    if (!isLast) arena.kernels.gelu(to, rows * layer.outputs, to);
    from = to;
  }
  arena.release(top);
}
