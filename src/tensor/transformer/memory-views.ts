// Linear memory under each type that the plain TypeScript kernels read it as.

/** The same memory under its types. */
export interface MemoryViews {
  readonly floats: Float32Array;
  readonly bytes: Int8Array;
  readonly halves: Uint16Array;
  readonly words: Int32Array;
}

export function viewsOf({ buffer }: Float32Array): MemoryViews {
  return {
    floats: new Float32Array(buffer),
    bytes: new Int8Array(buffer),
    halves: new Uint16Array(buffer),
    words: new Int32Array(buffer),
  };
}
