// How far from a threshold a value must lie before a rule is plainly met or not met; nearer is "borderline".
// PR, QRS, QT and amplitude follow the limits of IEC 60601-2-25 as the project's rule book gives them; a
// deflection inside the QRS, the axis and the irregularity of RR are engineering choices without clinical
// authority. Rates, counts, ages and names are exact.
import type { Quantity } from "./measure.ts";

interface Tolerance {
  readonly absolute: number;
  /** Of the threshold's size; the larger of the two counts. */
  readonly share: number;
}

export const TOLERANCES: Readonly<Record<Quantity, Tolerance>> = {
  /** P, PR, QRS: ms. */
  interval: { absolute: 10, share: 0 },
  /** QT, QTc, JT: ms. */
  qt: { absolute: 15, share: 0 },
  /** Durations inside P and QRS (Q, R-peak time, notch distance, slur): ms. */
  deflection: { absolute: 5, share: 0 },
  /** mV. */
  amplitude: { absolute: 0.025, share: 0.05 },
  /** Amplitude times duration: mV*ms. */
  product: { absolute: 0, share: 0.05 },
  /** Amplitude over amplitude. */
  ratio: { absolute: 0, share: 0.05 },
  /** Degrees. */
  axis: { absolute: 5, share: 0 },
  /** Share of the mean RR, and correlations. */
  irregularity: { absolute: 0.02, share: 0 },
  rate: { absolute: 0, share: 0 },
  time: { absolute: 0, share: 0 },
  count: { absolute: 0, share: 0 },
  category: { absolute: 0, share: 0 },
};

/** Half width of the borderline zone about `threshold`, in its unit. */
export function toleranceOf(quantity: Quantity, threshold: number): number {
  const { absolute, share } = TOLERANCES[quantity];
  return Math.max(absolute, Math.abs(threshold) * share);
}
