// Seeded choices for wording sentences: the same seed and key give the same choices on every machine.
// Xorshift on 32 bits (Marsaglia, J Stat Softw 2003;8(14)), started from a hash of seed and key (FNV-1a), so that
// adding a pattern does not change the sentences of all the others.

export interface Chooser {
  /** Uniform on [0, 1). */
  uniform(): number;
  /** One of the items; throws on an empty list. */
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** Whole number from low to high, both included. */
  integer(low: number, high: number): number;
  /** `count` different items in their own order (all of them where there are fewer). */
  sample<T>(items: readonly T[], count: number): T[];
}

function hashKey(seed: number, key: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A chooser for one purpose: `key` names it ("axis.3"), `seed` is the caller's. */
export function createChooser(seed: number, key: string): Chooser {
  // Zero is the one state that xorshift never leaves.
  let state = hashKey(seed, key) || 1;

  function uniform(): number {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x100000000;
  }

  // Keys that differ in their last letter start close together; a few steps part them.
  for (let step = 0; step < 8; step++) uniform();

  function pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError("nothing to choose from: the list is empty");
    return items[Math.floor(uniform() * items.length)]!;
  }

  function sample<T>(items: readonly T[], count: number): T[] {
    const ranked = items.map((item, index) => ({ item, index, rank: uniform() }));
    ranked.sort((a, b) => a.rank - b.rank);
    return ranked
      .slice(0, count)
      .sort((a, b) => a.index - b.index)
      .map((entry) => entry.item);
  }

  return {
    uniform,
    pick,
    chance: (probability) => uniform() < probability,
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    sample,
  };
}
