// A small seeded random source, so that every simulated signal can be made again to the bit.
// SplitMix (Steele, Lea and Flood, OOPSLA 2014) with 32 bits of state and MurmurHash3's finaliser as its mixer:
// neighbouring seeds give unrelated sequences, and there is no warm-up.

export interface Random {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** Standard normal. */
  gaussian(): number;
}

/** A random source; the same seed always gives the same sequence. Only the low 32 bits of `seed` count. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  let spare: number | null = null;

  function uniform(): number {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x100000000;
  }

  // Box and Muller (1958) yields two values at a time.
  function gaussian(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  return { uniform, gaussian };
}
