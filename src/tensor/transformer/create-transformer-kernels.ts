// Which build of the transformer's kernels a machine gets. Relaxed SIMD is in V8 since 2023 and elsewhere later; plain
// SIMD is in every browser since 2023.
import type { KernelBuild } from "../kernels/kernels.ts";
import { RELAXED_SIMD_BASE64, SIMD_BASE64 } from "./transformer-binaries.ts";
import type { TransformerKernels } from "./transformer-kernels.ts";
import { typescriptTransformerKernels } from "./typescript-transformer-kernels.ts";
import { wasmTransformerKernels } from "./wasm-transformer-kernels.ts";

/** The fastest build that runs here, or at most the one asked for; each call has a memory of its own. */
export async function createTransformerKernels(
  build: KernelBuild = "relaxed-simd",
): Promise<TransformerKernels> {
  if (build === "typescript") return typescriptTransformerKernels();
  const relaxed = build === "relaxed-simd" ? wasmTransformerKernels(build, RELAXED_SIMD_BASE64) : null;
  return (
    (await relaxed) ?? (await wasmTransformerKernels("simd", SIMD_BASE64)) ?? typescriptTransformerKernels()
  );
}
