// The transformer's compiled kernels, bound to a linear memory: one of their own, or one that threads share. The binary
// is too large for older browsers to compile at once on the main thread, so it is compiled beside, the first time that
// it is asked for.
import { UnsupportedError } from "../../ecg/errors.ts";
import type { KernelBuild } from "../kernels/kernels.ts";
import type { TransformerKernels } from "./transformer-kernels.ts";

const PAGE_BYTES = 65_536;
const MOST_PAGES = 65_536;

/** What we use of WebAssembly: its types come with a browser's, which this project does not assume. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
export type WasmFunctions = Omit<TransformerKernels, "build" | "threads" | "reserve">;
type Exports = WasmFunctions & { readonly memory: WasmMemory };
interface Wasm {
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<object>;
  readonly Memory: new (size: object) => WasmMemory;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: Exports };
}

function webAssembly(): Wasm | null {
  return (globalThis as unknown as { WebAssembly?: Wasm }).WebAssembly ?? null;
}

/** By their Base64. */
const modules = new Map<string, Promise<object> | null>();

/** null where this machine cannot run it. */
export async function compileKernels(base64: string): Promise<object | null> {
  const wasm = webAssembly();
  if (wasm === null) return null;
  let compiled = modules.get(base64);
  if (compiled === undefined) {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    compiled = wasm.validate(bytes) ? wasm.compile(bytes) : null;
    modules.set(base64, compiled);
  }
  return compiled;
}

/** null where this machine cannot run that build. */
export async function wasmTransformerKernels(
  build: KernelBuild,
  base64: string,
): Promise<TransformerKernels | null> {
  const module = await compileKernels(base64);
  if (module === null) return null;
  const { memory, ...functions } = new (webAssembly()!.Instance)(module).exports;
  return { ...functions, build, threads: 1, reserve: reserveIn(memory) };
}

/** Throws where there is none to be had: SharedArrayBuffer needs a page that is isolated from other origins. */
export function createSharedMemory(): WasmMemory {
  return new (webAssembly()!.Memory)({ initial: 1, maximum: MOST_PAGES, shared: true });
}

/** Of a module that takes a memory. */
export function functionsOn(module: object, memory: WasmMemory): WasmFunctions {
  return new (webAssembly()!.Instance)(module, { env: { memory } }).exports;
}

export function reserveIn(memory: WasmMemory): TransformerKernels["reserve"] {
  let floats = new Float32Array(memory.buffer);
  return (count) => {
    if (count > floats.length) {
      try {
        memory.grow(Math.ceil((count - floats.length) / (PAGE_BYTES / 4)));
      } catch (error) {
        const megabytes = Math.ceil((4 * count) / 1e6);
        throw new UnsupportedError(
          `the model and its cache need ${megabytes} MB of WebAssembly memory: more than there is here (4 GB at most)`,
          { cause: error },
        );
      }
      floats = new Float32Array(memory.buffer);
    }
    return floats;
  };
}
