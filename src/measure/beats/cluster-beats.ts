// Groups beats by the shape of their QRS over all usable leads at once, and aligns each beat with its group
// to one sample. The correlation is over the concatenated leads, so it sees axis and amplitude relations,
// not single-lead shape alone.
import { type PreparedSignals, WORKING_RATE_HZ } from "../prepare-signals.ts";

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
    const surroundings = surroundingsOf(usable, sample);
    let best = { template: -1, shift: 0, correlation: SAME_GROUP_CORRELATION };
    templates.forEach((template, index) => {
      const match = bestShift(surroundings, template.sum);
      if (match.correlation > best.correlation) best = { template: index, ...match };
    });
    const shape = shapeAt(surroundings, best.shift);
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
        const surroundings = surroundingsOf(usable, fiducials[beat]!);
        // its own beats stand in line with it already
        correlationWithDominant[beat] =
          template === dominant
            ? likeness(surroundings, 0, dominant.sum, powerOf(dominant.sum))
            : bestShift(surroundings, dominant.sum).correlation;
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

/** A shape holds this many samples of each lead. */
const LENGTH = Math.floor((BEFORE_SAMPLES + AFTER_SAMPLES) / STEP);
/** The refined shift may go one beyond the largest coarse one. */
const MARGIN = LARGEST_SHIFT + 1;

/** What shapes at all shifts about `centre` are read from, one piece a lead; zero outside the recording. */
function surroundingsOf(leads: readonly Float64Array[], centre: number): Float64Array[] {
  const from = centre - BEFORE_SAMPLES - MARGIN;
  const length = BEFORE_SAMPLES + AFTER_SAMPLES + 2 * MARGIN;
  return leads.map((lead) => {
    const piece = new Float64Array(length);
    const start = Math.max(0, from);
    piece.set(lead.subarray(start, Math.max(start, from + length)), start - from);
    return piece;
  });
}

/** The QRS window of every lead, end to end, each with its mean removed. */
function shapeAt(surroundings: readonly Float64Array[], shift: number): Float64Array {
  const shape = new Float64Array(LENGTH * surroundings.length);
  surroundings.forEach((piece, lead) => {
    const start = MARGIN + shift;
    let sum = 0;
    for (let i = 0; i < LENGTH; i++) sum += piece[start + i * STEP]!;
    const level = sum / LENGTH;
    for (let i = 0; i < LENGTH; i++) shape[lead * LENGTH + i] = piece[start + i * STEP]! - level;
  });
  return shape;
}

function bestShift(
  surroundings: readonly Float64Array[],
  template: Float64Array,
): { shift: number; correlation: number } {
  const templatePower = powerOf(template);
  let best = { shift: 0, correlation: -1 };
  const consider = (shift: number): void => {
    const correlation = likeness(surroundings, shift, template, templatePower);
    if (correlation > best.correlation) best = { shift, correlation };
  };
  for (let shift = -LARGEST_SHIFT; shift <= LARGEST_SHIFT; shift += 2) consider(shift);
  const coarse = best.shift;
  consider(coarse - 1);
  consider(coarse + 1);
  return best;
}

/** Cosine of the angle between the shape at that shift and the template, which has no mean to be multiplied with. */
function likeness(
  surroundings: readonly Float64Array[],
  shift: number,
  template: Float64Array,
  templatePower: number,
): number {
  const start = MARGIN + shift;
  let product = 0;
  let power = 0;
  for (let lead = 0; lead < surroundings.length; lead++) {
    const piece = surroundings[lead]!;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < LENGTH; i++) {
      const value = piece[start + i * STEP]!;
      sum += value;
      squares += value * value;
      product += value * template[lead * LENGTH + i]!;
    }
    power += squares - (sum * sum) / LENGTH;
  }
  return power > 0 && templatePower > 0 ? product / Math.sqrt(power * templatePower) : 0;
}

function powerOf(template: Float64Array): number {
  let power = 0;
  for (let i = 0; i < template.length; i++) power += template[i]! * template[i]!;
  return power;
}
