// Which weights an import quantises, and to what. The decoder's layers are nine tenths of a model and take 4 bits; its
// table, its head, the projectors and the towers, small and felt in every token, keep 8. Kernels of convolutions,
// positions, norms and biases stay as they are: they are small, and read as floats.
import type { CheckedTensor } from "./check-names.ts";

export type Quantisation = "int8" | "int4";

const LAYER = /^model\.layers\.\d+\.(?:self_attn|mlp)\.\w+_proj\.weight$/;
const OTHER_MATRICES: readonly RegExp[] = [
  /^model\.embed_tokens\.weight$/,
  /^lm_head\.weight$/,
  /^model\.(?:ecg_projector|mm_projector)\.(?:\d\.)?weight$/,
  /^model\.ecg_tower\..*\.(?:attn\.in_proj_weight|attn\.out_proj\.weight|mlp\.c_(?:fc|proj)\.weight)$/,
  /^model\.vision_tower\..*\.(?:self_attn\.\w+_proj|mlp\.fc[12])\.weight$/,
];

/** null: as it is. */
export function quantisedType(
  { name, shape, stored }: CheckedTensor,
  quantisation: Quantisation | null,
): Quantisation | null {
  if (quantisation === null || shape.length !== 2 || stored === "int8" || stored === "int4") return null;
  if (LAYER.test(name)) return quantisation;
  return OTHER_MATRICES.some((pattern) => pattern.test(name)) ? "int8" : null;
}
