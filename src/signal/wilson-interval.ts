// The 95 % interval of a proportion by Wilson's score method (J Am Stat Assoc 1927;22:209): sound for rates near
// 0 and 1 and for small counts, where the usual normal interval is not.

export interface Proportion {
  readonly hits: number;
  readonly total: number;
  /** hits / total; null where nothing was counted. */
  readonly rate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** 0.975 quantile of the standard normal distribution. */
const Z = 1.959964;

/** A proportion with its 95 % Wilson interval, all between 0 and 1. */
export function wilsonInterval(hits: number, total: number): Proportion {
  if (total === 0) return { hits, total, rate: null, low: null, high: null };
  const rate = hits / total;
  const scale = 1 + (Z * Z) / total;
  const centre = (rate + (Z * Z) / (2 * total)) / scale;
  const half = (Z / scale) * Math.sqrt((rate * (1 - rate)) / total + (Z * Z) / (4 * total * total));
  // Exact at the ends, where rounding would leave 0.9999999.
  return { hits, total, rate, low: hits === 0 ? 0 : centre - half, high: hits === total ? 1 : centre + half };
}
