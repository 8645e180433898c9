// Groups beats by the shape of their QRS over all usable leads at once, and aligns each beat with its group
// to one sample. The correlation is over the concatenated leads, so it sees axis and amplitude relations,
// not single-lead shape alone.
import { type PreparedSignals, WORKING_RATE_HZ } from "./prepare-signals.ts";

/** Beats at least this alike share a group (PVC < 0.8 against sinus in the rule book; noise needs room). */
const SAME_GROUP_CORRELATION = 0.88;
const BEFORE_SAMPLES = 0.09 * WORKING_RATE_HZ;
const AFTER_SAMPLES = 0.13 * WORKING_RATE_HZ;
const STEP = 2;
const LARGEST_SHIFT = 16;

export interface BeatGroup {
  /** Indices into the beats, in time order. */
  readonly beats: readonly number[];
}

export interface ClusteredBeats {
  /** Aligned fiducial sample of each beat (may lie a few samples beside the detector's). */
  readonly fiducials: readonly number[];
  /** Largest first. */
  readonly groups: readonly BeatGroup[];
  /** Group of each beat, and its correlation with the largest group's template. */
  readonly groupOfBeat: readonly number[];
  readonly correlationWithDominant: readonly number[];
}

export function clusterBeats(signals: PreparedSignals, qrsSamples: readonly number[]): ClusteredBeats {
  const usable = signals.leads.filter((lead) => lead.usable).map((lead) => lead.detection);
  const templates: { sum: Float64Array; members: { beat: number; shift: number }[] }[] = [];
  qrsSamples.forEach((sample, beat) => {
    let best = { template: -1, shift: 0, correlation: SAME_GROUP_CORRELATION };
    templates.forEach((template, index) => {
      const match = bestShift(usable, sample, template.sum);
      if (match.correlation > best.correlation) best = { template: index, ...match };
    });
    const shape = shapeAt(usable, sample + best.shift);
    const chosen = templates[best.template];
    if (chosen === undefined) {
      templates.push({ sum: shape, members: [{ beat, shift: 0 }] });
    } else {
      for (let i = 0; i < shape.length; i++) chosen.sum[i]! += shape[i]!;
      chosen.members.push({ beat, shift: best.shift });
    }
  });
  templates.sort((a, b) => b.members.length - a.members.length);

  const fiducials = [...qrsSamples];
  const groupOfBeat = qrsSamples.map(() => 0);
  const correlationWithDominant = qrsSamples.map(() => 0);
  const dominant = templates[0];
  templates.forEach((template, group) => {
    for (const { beat, shift } of template.members) {
      fiducials[beat]! += shift;
      groupOfBeat[beat] = group;
      if (dominant) {
        correlationWithDominant[beat] = bestShift(usable, fiducials[beat]!, dominant.sum).correlation;
      }
    }
  });
  return {
    fiducials,
    groups: templates.map((template) => ({
      beats: template.members.map((m) => m.beat).sort((a, b) => a - b),
    })),
    groupOfBeat,
    correlationWithDominant,
  };
}

/** The QRS window of every lead, end to end, each with its mean removed. */
function shapeAt(leads: readonly Float64Array[], centre: number): Float64Array {
  const length = Math.floor((BEFORE_SAMPLES + AFTER_SAMPLES) / STEP);
  const shape = new Float64Array(length * leads.length);
  leads.forEach((lead, index) => {
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const value = lead[centre - BEFORE_SAMPLES + i * STEP] ?? 0;
      shape[index * length + i] = value;
      sum += value;
    }
    for (let i = 0; i < length; i++) shape[index * length + i]! -= sum / length;
  });
  return shape;
}

function bestShift(
  leads: readonly Float64Array[],
  centre: number,
  template: Float64Array,
): { shift: number; correlation: number } {
  let best = { shift: 0, correlation: -1 };
  for (let shift = -LARGEST_SHIFT; shift <= LARGEST_SHIFT; shift += 2) {
    const value = cosine(shapeAt(leads, centre + shift), template);
    if (value > best.correlation) best = { shift, correlation: value };
  }
  for (const shift of [best.shift - 1, best.shift + 1]) {
    const value = cosine(shapeAt(leads, centre + shift), template);
    if (value > best.correlation) best = { shift, correlation: value };
  }
  return best;
}

function cosine(a: Float64Array, b: Float64Array): number {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
