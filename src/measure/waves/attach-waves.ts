// Found waves, given to the beats they belong to: the QRS that a beat's R peak lies in, the last P before that
// QRS, the first T after it.

import type { FoundWave, FoundWaves } from "../wave-network/found-waves.ts";
import { samplesOf } from "./wave-boundaries.ts";

export interface BeatFound {
  readonly p: FoundWave | null;
  readonly qrs: FoundWave | null;
  readonly t: FoundWave | null;
}

/** A QRS lies at most this far from its beat's R peak. */
const QRS_REACH_MS = 100;
/** A P farther before its QRS did not conduct to it. */
const LONGEST_PR_MS = 450;

/** One entry a beat; `fiducials` are the R peaks in samples, in time order. */
export function attachWaves(found: FoundWaves, fiducials: readonly number[]): BeatFound[] {
  return fiducials.map((fiducial, beat) => {
    const qrs = nearest(found.qrs, fiducial);
    const start = qrs?.onset ?? fiducial - samplesOf(40);
    const before = fiducials[beat - 1] ?? Number.NEGATIVE_INFINITY;
    const after = fiducials[beat + 1] ?? Number.POSITIVE_INFINITY;
    const earliest = Math.max(before, start - samplesOf(LONGEST_PR_MS));
    const t = found.t.find((wave) => wave.onset > fiducial && wave.onset < after) ?? null;
    const p =
      found.p.findLast((wave) => wave.onset > earliest && (wave.onset + wave.offset) / 2 < start) ?? null;
    return { p, qrs, t };
  });
}

/** Share of the beats before which at least half of the leads show a P. */
export function shownPShare(leads: readonly FoundWaves[], fiducials: readonly number[]): number {
  const attached = leads.map((lead) => attachWaves(lead, fiducials));
  const shown = fiducials.filter(
    (_, beat) => 2 * attached.filter((beats) => beats[beat]!.p !== null).length >= attached.length,
  );
  return shown.length / Math.max(1, fiducials.length);
}

function nearest(waves: readonly FoundWave[], fiducial: number): FoundWave | null {
  let best: FoundWave | null = null;
  let least = samplesOf(QRS_REACH_MS);
  for (const wave of waves) {
    const outside = Math.max(0, wave.onset - fiducial, fiducial - wave.offset);
    if (outside < least) {
      least = outside;
      best = wave;
    }
  }
  return best;
}
