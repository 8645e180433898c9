// The compiled kernels, bound to a linear memory of their own. The binary is small enough (under 4 KB) that browsers
// compile it at once on the main thread; it is compiled the first time that it is asked for and then kept.
import type { KernelBuild, Kernels } from "./kernels.ts";

const PAGE_BYTES = 65_536;

/** What we use of WebAssembly: its types come with a browser's, which this project does not assume. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
type Exports = Omit<Kernels, "build" | "reserve"> & { readonly memory: WasmMemory };
interface Wasm {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
}

/** By their Base64. */
const modules = new Map<string, object | null>();

/** null where this machine cannot run that build. */
export function wasmKernels(build: KernelBuild, base64: string): Kernels | null {
  const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly?: Wasm };
  if (wasm === undefined) return null;
  let module = modules.get(base64);
  if (module === undefined) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    module = wasm.validate(bytes) ? new wasm.Module(bytes) : null;
    modules.set(base64, module);
  }
  if (module === null) return null;
  const { memory, ...kernels } = new wasm.Instance(module).exports;
  let floats = new Float32Array(memory.buffer);
  return {
    ...kernels,
    build,
    reserve(count) {
      if (count > floats.length) {
        memory.grow(Math.ceil((count - floats.length) / (PAGE_BYTES / 4)));
        floats = new Float32Array(memory.buffer);
      }
      return floats;
    },
  };
}
