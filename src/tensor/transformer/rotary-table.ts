// Cosines and sines of rotary positions (Su et al., "RoFormer", 2021): a row for each position, half a head of
// cosines, then half a head of sines. Angles are rounded to single precision, as in the references, where far
// positions would otherwise turn visibly further.
import type { Arena } from "../arena.ts";
import { placeVector } from "./matrix.ts";
import type { TransformerKernels } from "./transformer-kernels.ts";

export interface RotaryTable {
  readonly headSize: number;
  readonly positions: number;
  readonly at: number;
}

/** Radians that the pairs of a head turn by from one position to the next: theta^(-2i / headSize). */
export function rotaryFrequencies(headSize: number, theta: number): number[] {
  return Array.from({ length: headSize / 2 }, (_, i) => Math.fround(theta ** ((-2 * i) / headSize)));
}

export function placeRotaryTable(
  arena: Arena<TransformerKernels>,
  frequencies: readonly number[],
  positions: number,
): RotaryTable {
  const half = frequencies.length;
  const table = new Float32Array(positions * 2 * half);
  for (let position = 0; position < positions; position++) {
    frequencies.forEach((frequency, i) => {
      const angle = Math.fround(position * frequency);
      table[position * 2 * half + i] = Math.cos(angle);
      table[position * 2 * half + half + i] = Math.sin(angle);
    });
  }
  return { headSize: 2 * half, positions, at: placeVector(arena, table) };
}

/** Where the table's row of a position is. */
export function rotaryRow({ at, headSize }: RotaryTable, position: number): number {
  return at + position * headSize;
}
