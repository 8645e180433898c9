// The ruling of one square of a picture, from its spectrum: equally spaced lines are a comb of peaks on a ray, two
// families of lines two rays at about a right angle. Works for any colour of grid, at any angle, among traces and text.

import type { FourierTransform } from "./fourier-transform.ts";

/** Cycles a pixel along x and y. */
export type Frequency = readonly [number, number];

export interface TileLattice {
  /** Of the family that counts along x (upright lines), and of the one that counts along y. */
  readonly across: Frequency;
  readonly down: Frequency;
  /** Sum of the log10 of the peaks' heights above the floor. */
  readonly score: number;
  /** How much each fifth harmonic stands out against the others (log10): millimetres within heavy lines. */
  readonly fifthExcess: number | null;
}

interface Peak {
  readonly u: number;
  readonly v: number;
  /** log10 above the floor of that radius. */
  readonly weight: number;
}

const PEAK_OVER_FLOOR = 30;
const MOST_PEAKS = 120;
/** Between 0.25, where lines drawn on whole pixels pass for a coarser ruling, and 0.5, where chance pairs of teeth win. */
const TEETH_POWER = 0.35;
/** log10: peaks of text and traces rise hardly higher above the floor. */
const CHANCE_WEIGHT = 1.3;
/** Lines closer than 2.2 px cannot be told apart, and fewer than four periods in a tile are no ruling. */
const LEAST_BINS = 4;
const ANGLE_STEP_DEG = 0.5;
/** A page seen aslant: its lines cross at up to this much from a right angle. */
const MOST_SKEW_DEG = 12;

/** Spectra of two real tiles from one complex transform; power of the half plane v >= 0, u from -size/2. */
export function tilePowers(
  first: Float64Array,
  second: Float64Array,
  transform: FourierTransform,
): [Float64Array, Float64Array] {
  const { size } = transform;
  transform.forward(first, second);
  const half = size / 2;
  const powers: [Float64Array, Float64Array] = [new Float64Array(size * half), new Float64Array(size * half)];
  for (let v = 0; v < half; v++) {
    for (let column = 0; column < size; column++) {
      const u = (column + half) % size;
      const at = v * size + u;
      const mirror = ((size - v) % size) * size + ((size - u) % size);
      const [a, b, c, d] = [first[at]!, second[at]!, first[mirror]!, second[mirror]!];
      powers[0][v * size + column] = ((a + c) ** 2 + (b - d) ** 2) / 4;
      powers[1][v * size + column] = ((b + d) ** 2 + (a - c) ** 2) / 4;
    }
  }
  return powers;
}

/** The ruling of a tile with that half-plane power, or null where there is none. */
export function tileLattice(power: Float64Array, size: number): TileLattice | null {
  const peaks = findPeaks(power, size);
  const angles = familyAngles(peaks);
  if (angles === null) return null;
  const [across, down] = angles.map((angle) => comb(peaks, angle, size / 2));
  if (across == null || down == null) return null;
  const joined = sameSpacing(across, down);
  if (joined === null) return null;
  const [f, g] = joined;
  const vector = (angle: number, bins: number): Frequency => [
    (Math.cos(angle) * bins) / size,
    (Math.sin(angle) * bins) / size,
  ];
  // where one family shows the heavy lines and the other the fine ones, both are counted by the fine ones now
  const isOneUnit = f === across.bins && g === down.bins;
  const excesses = [across, down].flatMap(({ fifthExcess }) => (fifthExcess === null ? [] : [fifthExcess]));
  return {
    across: vector(across.angle, f),
    down: vector(down.angle, g),
    score: across.score + down.score,
    fifthExcess: isOneUnit && excesses.length > 0 ? Math.max(...excesses) : null,
  };
}

function findPeaks(power: Float64Array, size: number): Peak[] {
  const half = size / 2;
  const floor = radialFloor(power, size);
  const peaks: Peak[] = [];
  const at = (u: number, v: number): number => {
    // beyond the half plane the spectrum is that of the opposite point
    const [x, y] = v < 0 ? [-u, -v] : [u, v];
    return x < -half || x >= half || y >= half ? 0 : power[y * size + x + half]!;
  };
  for (let v = 0; v < half - 1; v++) {
    for (let u = v === 0 ? 1 : -half + 1; u < half - 1; u++) {
      const radius = Math.hypot(u, v);
      if (radius < LEAST_BINS - 0.7 || radius >= half - 1) continue;
      const value = power[v * size + u + half]!;
      const ratio = value / floor[Math.round(radius)]!;
      if (ratio < PEAK_OVER_FLOOR) continue;
      let isPeak = true;
      for (let dv = -1; dv <= 1 && isPeak; dv++) {
        for (let du = -1; du <= 1; du++) if (at(u + du, v + dv) > value) isPeak = false;
      }
      if (!isPeak) continue;
      peaks.push({
        u: u + vertex(at(u - 1, v), value, at(u + 1, v)),
        v: v + vertex(at(u, v - 1), value, at(u, v + 1)),
        weight: Math.log10(ratio),
      });
    }
  }
  return peaks.sort((a, b) => b.weight - a.weight).slice(0, MOST_PEAKS);
}

/** Offset of a peak's top from its middle bin: a parabola through the logarithms, right for a Hann window to 0.03. */
function vertex(before: number, value: number, after: number): number {
  const [a, b, c] = [before, value, after].map((power) => Math.log(power + 1e-12)) as [
    number,
    number,
    number,
  ];
  const bend = a - 2 * b + c;
  return bend >= -1e-9 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (a - c)) / bend));
}

/** Median power at each distance from zero frequency: what noise, traces and text give. */
function radialFloor(power: Float64Array, size: number): Float64Array {
  const half = size / 2;
  const rings: number[][] = Array.from({ length: half + 2 }, () => []);
  for (let v = 0; v < half; v++) {
    for (let u = -half; u < half; u++) {
      const radius = Math.round(Math.hypot(u, v));
      if (radius <= half) rings[radius]!.push(power[v * size + u + half]!);
    }
  }
  const medians = rings.map((ring) => {
    const sorted = Float64Array.from(ring).sort();
    return sorted.length === 0 ? 0 : sorted[sorted.length >> 1]!;
  });
  // a floor of rounding errors would make peaks of nothing
  const least = 1e-7 * size * size;
  return Float64Array.from(medians, (value) => Math.max(value, least));
}

/** Directions (radians) of the two rays with the most peaks, the one nearer to x first. */
function familyAngles(peaks: readonly Peak[]): [number, number] | null {
  const bins = 180 / ANGLE_STEP_DEG;
  const votes = new Float64Array(bins);
  for (const { u, v, weight } of peaks) {
    const degrees = (Math.atan2(v, u) * 180) / Math.PI;
    const reach = Math.max(0.8, (Math.atan(0.8 / Math.hypot(u, v)) * 180) / Math.PI);
    for (let offset = -reach; offset <= reach; offset += ANGLE_STEP_DEG) {
      const bin = Math.round((degrees + offset + 360) / ANGLE_STEP_DEG) % bins;
      votes[bin] = votes[bin]! + weight * (1 - Math.abs(offset) / (reach + ANGLE_STEP_DEG));
    }
  }
  let best: [number, number] | null = null;
  let most = 0;
  const skew = MOST_SKEW_DEG / ANGLE_STEP_DEG;
  for (let bin = -bins / 4; bin < bins / 4; bin++) {
    const one = votes[(bin + bins) % bins]!;
    if (one === 0) continue;
    for (let offset = -skew; offset <= skew; offset++) {
      const other = votes[(bin + bins / 2 + offset + bins) % bins]!;
      // both families must be there; a small leaning to right angles breaks ties
      const score = Math.sqrt(one * other) * (1 - 0.01 * Math.abs(offset));
      if (score > most) {
        most = score;
        best = [bin, bin + bins / 2 + offset];
      }
    }
  }
  if (best === null) return null;
  const [one, other] = best.map((bin) => (bin * ANGLE_STEP_DEG * Math.PI) / 180) as [number, number];
  return [refineAngle(peaks, one), refineAngle(peaks, other)];
}

/** Least squares line through zero and the peaks near the ray. */
function refineAngle(peaks: readonly Peak[], angle: number): number {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  let [along2, alongAside] = [0, 0];
  for (const { u, v, weight } of peaks) {
    const along = u * c + v * s;
    const aside = v * c - u * s;
    if (Math.abs(aside) > Math.max(1, 0.02 * Math.abs(along))) continue;
    along2 += weight * along * along;
    alongAside += weight * along * aside;
  }
  return along2 === 0 ? angle : angle + Math.atan2(alongAside, along2);
}

interface Comb {
  readonly angle: number;
  /** Spacing of its teeth, in bins. */
  readonly bins: number;
  readonly score: number;
  readonly fifthExcess: number | null;
}

/** The comb whose teeth take up the most of the peaks on a ray and leave the fewest teeth empty. */
function comb(peaks: readonly Peak[], angle: number, half: number): Comb | null {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const teeth = peaks
    .map(({ u, v, weight }) => ({ along: Math.abs(u * c + v * s), aside: Math.abs(v * c - u * s), weight }))
    .filter(({ along, aside }) => along > LEAST_BINS - 1 && aside <= Math.max(1, 0.015 * along))
    .sort((a, b) => a.along - b.along);
  if (teeth.length === 0) return null;
  let best: { bins: number; score: number } | null = null;
  for (const { along } of teeth) {
    for (let order = 1; order <= 6; order++) {
      const bins = along / order;
      if (bins < LEAST_BINS) break;
      const fit = fitComb(teeth, bins, half);
      // a comb with more teeth finds more peaks, by chance and where lines were drawn on whole pixels
      const score = (fit.weight * (1 + fit.firstTeeth)) / Math.max(1, fit.expected) ** TEETH_POWER;
      if (best === null || score > best.score) best = { bins: fit.bins, score };
    }
  }
  if (best === null || best.score <= 0) return null;
  return { angle, ...best, fifthExcess: fifthExcess(teeth, best.bins, half) };
}

type Tooth = { readonly along: number; readonly weight: number };

const isNear = (along: number, bins: number) =>
  Math.abs(along - bins * Math.round(along / bins)) <= 0.3 + 0.004 * along && along > 0.5 * bins;

function fitComb(teeth: readonly Tooth[], bins: number, half: number) {
  let [weight, products, squares, last] = [0, 0, 0, 0];
  const orders = new Set<number>();
  for (const tooth of teeth) {
    if (!isNear(tooth.along, bins)) continue;
    const order = Math.round(tooth.along / bins);
    if (!orders.has(order)) weight += Math.max(0, tooth.weight - CHANCE_WEIGHT) ** 2;
    orders.add(order);
    products += tooth.weight * order * tooth.along;
    squares += tooth.weight * order * order;
    last = Math.max(last, order);
  }
  const expected = Math.min(last, Math.floor(half / bins));
  return {
    weight,
    expected,
    // a comb of chance is there in its high orders only
    firstTeeth: [1, 2, 3].filter((order) => orders.has(order)).length / Math.max(1, Math.min(3, expected)),
    bins: squares === 0 ? bins : products / squares,
  };
}

/** null where there are too few teeth to say. */
function fifthExcess(teeth: readonly Tooth[], bins: number, half: number): number | null {
  const orders = Math.min(Math.floor(half / bins), 12);
  if (orders < 6) return null;
  const heights = new Float64Array(orders + 1);
  for (const { along, weight } of teeth) {
    const order = Math.round(along / bins);
    if (order <= orders && isNear(along, bins)) heights[order] = Math.max(heights[order]!, weight);
  }
  const mean = (wanted: readonly number[]) => {
    const known = wanted.filter((order) => order <= orders);
    return known.reduce((sum, order) => sum + heights[order]!, 0) / known.length;
  };
  return mean([5, 10]) - mean([3, 4, 6, 7, 8, 9]);
}

/** Both families with the same unit, where one shows millimetres and the other heavy lines; null where they differ. */
function sameSpacing(across: Comb, down: Comb): [number, number] | null {
  const ratio = across.bins / down.bins;
  const within = (wanted: number) => ratio > wanted * 0.72 && ratio < wanted * 1.4;
  if (within(1)) return [across.bins, down.bins];
  // the finer ruling is what both have
  if (within(5)) return [across.bins, down.bins * 5];
  if (within(0.2)) return [across.bins * 5, down.bins];
  return null;
}
