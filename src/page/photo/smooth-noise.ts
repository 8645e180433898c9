// Smooth random fields for paper, tables and wrinkles: random values on a square lattice with a cubic blend between
// (value noise, K. Perlin, Siggraph 1985 notes). A lattice value is a hash of its place, so a field needs no memory,
// has no edge and costs the same wherever it is asked.

/** MurmurHash3's finaliser over a place and a seed: 0 to 2^32 - 1. */
export function hashOfPlace(column: number, row: number, seed: number): number {
  let mixed = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca77) ^ seed;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Uniform on [-1, 1) at a place of the lattice. */
function latticeValue(column: number, row: number, seed: number): number {
  return hashOfPlace(column, row, seed) / 0x80000000 - 1;
}

/** A smooth value in [-1, 1); x and y count lattice steps. */
export function smoothNoise(x: number, y: number, seed: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const right = x - column;
  const below = y - row;
  const u = right * right * (3 - 2 * right);
  const v = below * below * (3 - 2 * below);
  const above = latticeValue(column, row, seed) * (1 - u) + latticeValue(column + 1, row, seed) * u;
  const under = latticeValue(column, row + 1, seed) * (1 - u) + latticeValue(column + 1, row + 1, seed) * u;
  return above * (1 - v) + under * v;
}

/** Several sizes of smooth noise on each other, each half as strong and half as wide as the one before: about [-1, 1]. */
export function cloudyNoise(x: number, y: number, seed: number, sizes: number): number {
  let sum = 0;
  let strength = 0.5;
  let scale = 1;
  for (let size = 0; size < sizes; size++) {
    sum += smoothNoise(x * scale, y * scale, (seed + size * 0x51ed270b) | 0) * strength;
    strength /= 2;
    scale *= 2;
  }
  return sum * 1.6;
}

/** A seed for a smooth field, from a random source. */
export function fieldSeed(random: { uniform(): number }): number {
  return Math.floor(random.uniform() * 0x100000000) | 0;
}
