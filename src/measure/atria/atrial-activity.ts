// What the atria do over the whole recording: organised P waves and their PR, P waves that no QRS follows
// (found after subtracting the QRST, so that what is left between the beats is atrial, or noise), P shapes.
import type { GlobalMeasurements } from "../../ecg/measurements.ts";
import { correlation, standardDeviation } from "../../signal/statistics.ts";
import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import { placeWave, waveTemplate } from "../beats/place-waves.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { samplesOf } from "../waves/wave-boundaries.ts";

type Atrial = GlobalMeasurements["atrial"];

const SAME_SHAPE_FROM = 0.6;
/** Correlation from which what stands alone is a P wave of the usual shape. */
const LIKE_THE_USUAL_P = 0.85;

/** `nonConductedPMs` as `findNonConductedP` has them. */
export function atrialActivity(waves: MeasuredWaves, nonConductedPMs: readonly number[]): Atrial {
  const organised = waves.organisedP;
  const flutter = waves.flutter;
  return {
    organisedP: organised.present,
    pTemplateCorrelation: organised.correlation,
    pShare: organised.share,
    prSdMs: organised.present ? prDeviationMs(waves) : null,
    flutterRatePerMin: flutter?.ratePerMin ?? null,
    flutterStrength: flutter?.strength ?? null,
    nonConductedPMs: [...nonConductedPMs],
    pShapes: organised.present && !waves.freeP ? countPShapes(waves) : null,
  };
}

function prDeviationMs(waves: MeasuredWaves): number | null {
  const reference = waves.leads.find((lead) => lead.usable && lead.beats.some((beat) => beat.p !== null));
  if (!reference) return null;
  const intervals = reference.beats
    .filter((_, beat) => waves.groupOfBeat[beat] === 0)
    .flatMap((beat) => (beat.p && beat.qrs ? [(beat.qrs.onset - beat.p.onset) * SAMPLE_MS] : []));
  return standardDeviation(intervals);
}

/** Peaks of P waves that no QRS follows, ms; of free P waves those between the first and last QRS that are no beat's P. */
export function findNonConductedP(waves: MeasuredWaves): number[] {
  if (!waves.organisedP.present) return [];
  if (waves.freeP === null) return nonConductedP(waves);
  const taken = [
    ...new Set(waves.leads.flatMap((lead) => lead.beats.flatMap((beat) => (beat.p ? [beat.p.peak] : [])))),
  ].sort((a, b) => a - b);
  const first = waves.fiducials[0] ?? 0;
  const last = waves.fiducials.at(-1) ?? 0;
  const near = (at: number): boolean =>
    (firstAbove(taken, at - samplesOf(60)) ?? Number.POSITIVE_INFINITY) < at + samplesOf(60);
  return waves.freeP.peaks.filter((at) => at > first && at < last && !near(at)).map((at) => at * SAMPLE_MS);
}

/** P waves of the usual shape and size where no QRS follows within 400 ms. */
function nonConductedP(waves: MeasuredWaves): number[] {
  const group = waves.groups[0];
  const marks = group?.marks.p;
  if (!group || !marks) return [];
  const usable = waves.leads.filter((lead) => lead.usable);
  const templates = group.leads.filter((lead) => lead.usable).map((lead) => lead.smooth);
  const residuals = usable.map((lead, index) => withoutQrst(waves, lead.smooth, templates[index]!));
  const window = { onset: Math.max(0, marks.onset - samplesOf(16)), offset: marks.offset + samplesOf(16) };
  const template = waveTemplate(templates, window);
  const length = residuals[0]?.length ?? 0;
  const found: { at: number; correlation: number }[] = [];
  // before the first and after the last QRS a P may belong to a beat that the recording cuts off
  const first = waves.fiducials[0] ?? 0;
  const last = Math.min(waves.fiducials.at(-1) ?? 0, length);
  for (let at = first; at < last; at += samplesOf(8)) {
    if (nearQrs(waves, at)) continue;
    const placed = placeWave({
      signals: residuals,
      template,
      origin: at - marks.peak,
      largestShift: 0,
      least: LIKE_THE_USUAL_P,
    });
    if (placed && placed.correlation >= LIKE_THE_USUAL_P && placed.gain > 0.6 && placed.gain < 1.7) {
      found.push({ at, correlation: placed.correlation });
    }
  }
  found.sort((a, b) => b.correlation - a.correlation);
  const kept: number[] = [];
  for (const { at } of found) if (kept.every((other) => Math.abs(other - at) > samplesOf(250))) kept.push(at);
  return kept.sort((a, b) => a - b).map((at) => at * SAMPLE_MS);
}

/** Inside a QRS or T, or so close before a QRS that it is that beat's own P. */
function nearQrs(waves: MeasuredWaves, at: number): boolean {
  const next = firstAbove(waves.fiducials, at - samplesOf(160));
  return next !== null && next < at + samplesOf(420);
}

/** The first of some sorted samples beyond a place; a recording of minutes is looked over every 8 ms. */
function firstAbove(sorted: readonly number[], place: number): number | null {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > place) high = middle;
    else low = middle + 1;
  }
  return sorted[low] ?? null;
}

function withoutQrst(waves: MeasuredWaves, samples: Float64Array, template: Float64Array): Float64Array {
  const result = samples.slice();
  waves.fiducials.forEach((fiducial, beat) => {
    const marks = waves.groups[0]?.marks;
    if (!marks || waves.groupOfBeat[beat] !== 0) return;
    const end = marks.t?.offset ?? marks.qrs.offset;
    for (let i = marks.qrs.onset; i <= end; i++) {
      const at = fiducial - MEDIAN_BEFORE + i;
      if (at >= 0 && at < result.length) result[at]! -= template[i]!;
    }
  });
  return result;
}

/** Groups of at least two beats whose P waves look alike. */
function countPShapes(waves: MeasuredWaves): number | null {
  const group = waves.groups[0];
  const marks = group?.marks.p;
  if (!group || !marks) return null;
  const usable = waves.leads.filter((lead) => lead.usable).map((lead) => lead.smooth);
  const length = marks.offset - marks.onset + 1;
  const shapes: { shape: Float64Array; count: number }[] = [];
  for (const beat of group.beats) {
    const start = waves.fiducials[beat]! - MEDIAN_BEFORE + marks.onset;
    if (start < 0 || start + length > (usable[0]?.length ?? 0)) continue;
    const shape = new Float64Array(length * usable.length);
    usable.forEach((lead, index) => {
      shape.set(lead.subarray(start, start + length), index * length);
    });
    const alike = shapes.find(
      (s) => correlation(s.shape, shape, { length: shape.length }) >= SAME_SHAPE_FROM,
    );
    if (alike) alike.count++;
    else shapes.push({ shape, count: 1 });
  }
  return shapes.filter((shape) => shape.count >= 2).length;
}
