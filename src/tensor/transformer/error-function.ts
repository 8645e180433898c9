// The error function in double precision: its Taylor series (Abramowitz and Stegun, 7.1.6) near zero, the continued
// fraction of its complement (7.1.14) beyond.

const SERIES_UNTIL = 2.5;
const FRACTION_TERMS = 60;

export function errorFunction(x: number): number {
  return Math.abs(x) < SERIES_UNTIL ? series(x) : Math.sign(x) * (1 - complement(Math.abs(x)));
}

/** 1 - errorFunction(x) without losing its digits where it is small. */
export function errorFunctionComplement(x: number): number {
  return x < SERIES_UNTIL ? 1 - errorFunction(x) : complement(x);
}

/** 2 / sqrt(pi) * exp(-x^2) * sum of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1)): all terms of one sign. */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

function complement(x: number): number {
  let tail = x;
  for (let n = FRACTION_TERMS; n > 0; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / tail;
}
