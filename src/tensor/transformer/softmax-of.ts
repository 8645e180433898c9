// Sums in double precision, for the plain TypeScript kernels.

export function sumOf(count: number, value: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += value(i);
  return sum;
}

/** In double precision, less the largest so that none overflows. */
export function softmaxOf(count: number, value: (i: number) => number): Float64Array {
  const shares = Float64Array.from({ length: count }, (_, i) => value(i));
  const largest = shares.reduce((most, x) => Math.max(most, x), Number.NEGATIVE_INFINITY);
  for (let i = 0; i < count; i++) shares[i] = Math.exp(shares[i]! - largest);
  const sum = sumOf(count, (i) => shares[i]!);
  return shares.map((share) => share / sum);
}
