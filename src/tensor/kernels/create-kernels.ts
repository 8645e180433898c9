// Which build of the kernels a machine gets. Relaxed SIMD is in V8 since 2023 and elsewhere later; plain SIMD is in
// every browser since 2023.
import { RELAXED_SIMD_BASE64, SIMD_BASE64 } from "./kernel-binaries.ts";
import type { KernelBuild, Kernels } from "./kernels.ts";
import { typescriptKernels } from "./typescript-kernels.ts";
import { wasmKernels } from "./wasm-kernels.ts";

/** The fastest build that runs here, or at most the one asked for; each call has a memory of its own. */
export function createKernels(build: KernelBuild = "relaxed-simd"): Kernels {
  if (build === "typescript") return typescriptKernels();
  const relaxed = build === "relaxed-simd" ? wasmKernels(build, RELAXED_SIMD_BASE64) : null;
  return relaxed ?? wasmKernels("simd", SIMD_BASE64) ?? typescriptKernels();
}
