// Sizes as people read them: three digits, units of a thousand.
const UNITS = ["bytes", "kB", "MB", "GB", "TB"];

/** 4318000000: "4.32 GB". */
export function byteSize(byteLength: number): string {
  let [value, unit] = [byteLength, 0];
  while (value >= 999.5 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  return `${unit === 0 ? value : value.toPrecision(3)} ${UNITS[unit]}`;
}

/** 6757000000: "6.76 billion". */
export function countInWords(count: number): string {
  for (const [size, word] of [
    [1e9, "billion"],
    [1e6, "million"],
  ] as const) {
    if (count >= size) return `${(count / size).toPrecision(3)} ${word}`;
  }
  return count.toLocaleString("en");
}
