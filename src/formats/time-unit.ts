// Units of time as UCUM and as files spell them.

const perSecond = new Map([
  ["s", 1],
  ["sec", 1],
  ["ms", 1e3],
  ["msec", 1e3],
  ["us", 1e6],
  ["usec", 1e6],
  ["ns", 1e9],
  ["min", 1 / 60],
]);

/** How many of `unit` make one second ("ms": 1000), or null where it is no unit of time. */
export function unitsPerSecond(unit: string): number | null {
  const plain = unit.trim().toLowerCase();
  return perSecond.get(plain.replace(/[\u00b5\u03bc]/g, "u")) ?? null;
}
