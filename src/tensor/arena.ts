// The linear memory of the kernels, given out from the front and never taken back piece by piece: weights first,
// then what one input size needs. A new input size starts again behind the weights.
import type { Kernels } from "./kernels/kernels.ts";

/** What an arena needs of kernels, whichever they are. */
export interface LinearMemory {
  /** The memory, grown to hold at least `floats`; views given out before are dead then, what they held stays. */
  reserve(floats: number): Float32Array;
}

export interface Arena<K extends LinearMemory = Kernels> {
  readonly kernels: K;
  /** First float of `floats` new ones, on a cache line of its own; they may hold anything. */
  take(floats: number): number;
  /**
   * Where the next piece will be. What lies behind is free to whoever runs, for as long as it runs; so much of it
   * is there as was asked for by `needScratch`.
   */
  readonly top: number;
  needScratch(floats: number): void;
  /** Gives back all that was taken, or needed as scratch, since `top` was there. */
  release(top: number): void;
  /** The memory; dead after the next call of `take` or `needScratch`. */
  floats(): Float32Array;
}

/** 64 bytes. */
const CACHE_LINE_FLOATS = 16;

export function createArena<K extends LinearMemory>(kernels: K): Arena<K> {
  let top = 0;
  let scratch = 0;
  return {
    kernels,
    take(floats) {
      const at = top;
      top = Math.ceil((at + floats) / CACHE_LINE_FLOATS) * CACHE_LINE_FLOATS;
      kernels.reserve(top + scratch);
      return at;
    },
    get top() {
      return top;
    },
    needScratch(floats) {
      scratch = Math.max(scratch, floats);
      kernels.reserve(top + scratch);
    },
    release(to) {
      top = to;
      scratch = 0;
    },
    floats: () => kernels.reserve(top + scratch),
  };
}
