/** From 0 up to 1. */
export type RandomNumbers = () => number;

/** mulberry32 (T. Ettinger, public domain): the same numbers in every run. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function oneOf<T>(values: readonly T[], random: RandomNumbers): T {
  return values[Math.floor(random() * values.length)]!;
}
