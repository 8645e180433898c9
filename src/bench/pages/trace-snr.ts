// How near a digitised lead is to the one that was drawn: the signal-to-noise ratio of the PhysioNet Challenge 2024 (Reyna et
// al.), 10 log10 of the drawn signal's power over that of the difference. Each is taken from its own mean, for the height of
// a baseline on paper means nothing; neither is shifted in time or scaled.

export interface DrawnTrace {
  /** From the start of the page's traces. */
  readonly startMs: number;
  readonly samplingRateHz: number;
  readonly samplesMv: Float64Array;
}

/**
 * Of what `found` holds of `drawn`, over all its time: where `found` has no value the drawn signal is noise whole. null
 * where nothing was drawn but a flat line.
 */
export function traceSnrDb(drawn: DrawnTrace, found: DrawnTrace | null): number | null {
  const own = Array.from(drawn.samplesMv, (mv, i) => ({
    mv,
    at: drawn.startMs + (i / drawn.samplingRateHz) * 1000,
  }));
  const valid = own.filter(({ mv }) => Number.isFinite(mv));
  const pairs = valid.map(({ mv, at }) => ({ mv, found: found === null ? null : valueAt(found, at) }));
  const mean = meanOf(pairs.map(({ mv }) => mv));
  const seen = pairs.flatMap(({ found: value }) => (value === null ? [] : [value]));
  const foundMean = meanOf(seen);
  // both means over the time that both show, so that a gap does not tilt the level
  const sharedMean = meanOf(pairs.flatMap(({ mv, found: value }) => (value === null ? [] : [mv])));
  let [signal, noise] = [0, 0];
  for (const { mv, found: value } of pairs) {
    signal += (mv - mean) ** 2;
    noise += value === null ? (mv - mean) ** 2 : (mv - sharedMean - (value - foundMean)) ** 2;
  }
  if (signal === 0) return null;
  return noise === 0 ? Number.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
}

/** Between the two samples next to that time; null where one of them is missing. */
function valueAt({ startMs, samplingRateHz, samplesMv }: DrawnTrace, ms: number): number | null {
  const at = ((ms - startMs) / 1000) * samplingRateHz;
  const before = Math.floor(at + 1e-9);
  const share = Math.max(0, at - before);
  const [left, right] = [samplesMv[before], share < 1e-6 ? samplesMv[before] : samplesMv[before + 1]];
  if (left === undefined || right === undefined || !Number.isFinite(left) || !Number.isFinite(right))
    return null;
  return left + share * (right - left);
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
