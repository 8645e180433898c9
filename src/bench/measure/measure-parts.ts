// The names of what `gem bench measure` reports, apart from the code that measures it: a help text must not wait for that.

export const MEASURE_PARTS = [
  "boundaries",
  "intervals",
  "r-peaks",
  "false-p",
  "two-lead",
  "cpu",
  "quality",
  "exact-truth",
  "long",
  "worst",
] as const;
export type MeasurePart = (typeof MEASURE_PARTS)[number];
