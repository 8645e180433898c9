// Sine, cosine, logarithm and powers from + - * / alone. Engines may differ in the last bit of Math.sin or
// Math.exp, and one bit can decide a pixel; these are the same to the bit wherever doubles are IEEE 754.

const RADIANS_PER_DEGREE = 0.017453292519943295;
const LN2 = Math.LN2;
const SQRT_HALF = Math.SQRT1_2;

/** Sine and cosine of an angle within 45 degrees of 0, by Taylor's series (error below 1e-16). */
function nearZero(radians: number): readonly [sine: number, cosine: number] {
  const square = radians * radians;
  let sine = 1;
  let cosine = 1;
  for (let order = 18; order >= 2; order -= 2) {
    sine = 1 - (sine * square) / (order * (order + 1));
    cosine = 1 - (cosine * square) / (order * (order - 1));
  }
  return [radians * sine, cosine];
}

/** Sine and cosine of an angle in degrees; exact at multiples of 90. */
export function sinCosDegrees(degrees: number): readonly [sine: number, cosine: number] {
  const quarter = Math.round(degrees / 90);
  const [sine, cosine] = nearZero((degrees - quarter * 90) * RADIANS_PER_DEGREE);
  switch (((quarter % 4) + 4) % 4) {
    case 0:
      return [sine, cosine];
    case 1:
      return [cosine, -sine];
    case 2:
      return [-sine, -cosine];
    default:
      return [-cosine, sine];
  }
}

/** Natural logarithm of a positive number, to about 1e-15. */
export function naturalLog(value: number): number {
  let exponent = 0;
  let mantissa = value;
  for (; mantissa > 2 * SQRT_HALF; exponent++) mantissa /= 2;
  for (; mantissa < SQRT_HALF; exponent--) mantissa *= 2;
  const ratio = (mantissa - 1) / (mantissa + 1); // ln m = 2 artanh of it
  const square = ratio * ratio;
  let sum = 0;
  for (let order = 21; order >= 1; order -= 2) sum = sum * square + 1 / order;
  return exponent * LN2 + 2 * ratio * sum;
}

/** e to a power, to about 1e-15 of it. */
export function exponential(power: number): number {
  const doublings = Math.round(power / LN2);
  const rest = power - doublings * LN2;
  let sum = 1;
  for (let order = 16; order >= 1; order--) sum = 1 + (sum * rest) / order;
  for (let step = 0; step < doublings; step++) sum *= 2;
  for (let step = 0; step > doublings; step--) sum /= 2;
  return sum;
}

/** A number that is not negative to a power. */
export function powerOf(base: number, power: number): number {
  return base <= 0 ? 0 : exponential(power * naturalLog(base));
}
