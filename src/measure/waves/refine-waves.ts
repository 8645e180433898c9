// The classical waves and the network's, made into one. The network says which waves there are and where they
// begin and end; the classical path finds and groups the beats, decides once a recording whether there can be P
// waves at all, and fills in where the network found nothing. A mean of both ends of T (network, and tangent and
// area) was tried on LUDB: no share of the classical one made it steadier.

import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import { qrsPeak } from "../beats/qrs-peak.ts";
import { steadyBeats } from "../beats/steady-beats.ts";
import type { BeatMarks, MeasuredWaves } from "../measure-waves.ts";
import type { FoundWave, FoundWaves } from "../wave-network/found-waves.ts";
import { attachWaves, type BeatFound } from "./attach-waves.ts";
import type { Boundaries } from "./qrs-boundaries.ts";
import { refinedGroup } from "./refined-group.ts";
import { samplesOf, type WaveMarks, wavePeak } from "./wave-boundaries.ts";

/** `found` has one entry for each of `waves.leads`, in their order. */
export function refineWaves(waves: MeasuredWaves, found: readonly FoundWaves[]): MeasuredWaves {
  const { fiducials, groups, groupOfBeat } = waves;
  const withP = waves.organisedP.present !== false;
  const attachedTo = found.map((lead) => attachWaves(lead, fiducials));
  const classicalP = isPOverlooked(waves, attachedTo);
  const leads = waves.leads.map((lead, index) => {
    const attached = attachedTo[index]!;
    const beats = lead.beats.map((classical, beat) =>
      refinedBeat({ classical, found: attached[beat]!, lead, withP, classicalP }),
    );
    const steady = steadyBeats({ beats, groups, fiducials });
    return { ...lead, beats: steady.map((marks) => insideOf(lead.raw.length, marks)) };
  });
  const refined = groups.map(
    (group) => group && refinedGroup({ group, leads, fiducials, keepP: waves.freeP !== null }),
  );
  const qrsOfBeat = fiducials.map((fiducial, beat): Boundaries | null => {
    const qrs = refined[groupOfBeat[beat]!]?.marks.qrs;
    const origin = fiducial - MEDIAN_BEFORE;
    return qrs ? { onset: origin + qrs.onset, offset: origin + qrs.offset } : null;
  });
  return { ...waves, leads, groups: refined, qrsOfBeat };
}

/** Kept near its group's marks, a wave at the end of the recording may reach beyond it: it was not seen whole. */
function insideOf(length: number, { p, qrs, t }: BeatMarks): BeatMarks {
  const inside = (wave: WaveMarks | null): WaveMarks | null =>
    wave !== null && wave.onset >= 0 && wave.offset < length ? wave : null;
  return { p: inside(p), qrs: inside(qrs), t: inside(t) };
}

/** Beats that repeat their P this well have one. */
const SURE_P_CORRELATION = 0.8;
/** The upper limit of a normal PR. */
const LONG_PR_MS = 200;
/** Before broad and paced beats LUDB's readers marked no P: what to call one there is not known. */
const WIDE_QRS_MS = 120;
const FEW_BEATS_SHARE = 0.5;
const FEW_LEADS_SHARE = 0.25;

/**
 * A P on the end of T, far before its QRS, is rare in what the network learnt from. Where all beats repeat such a P
 * and the network sees it in few of them, the classical marks stand.
 */
function isPOverlooked(waves: MeasuredWaves, attached: readonly (readonly BeatFound[])[]): boolean {
  const { present, correlation } = waves.organisedP;
  const marks = waves.groups[0]?.marks;
  if (present !== true || (correlation ?? 0) < SURE_P_CORRELATION || !marks?.p) return false;
  if (marks.qrs.onset - marks.p.onset < samplesOf(LONG_PR_MS)) return false;
  if (marks.qrs.offset - marks.qrs.onset >= samplesOf(WIDE_QRS_MS)) return false;
  const shown = waves.fiducials.filter((_, beat) => {
    const leads = attached.filter((lead) => lead[beat]!.p !== null).length;
    return leads >= FEW_LEADS_SHARE * attached.length;
  });
  return shown.length < FEW_BEATS_SHARE * waves.fiducials.length;
}

function refinedBeat(options: {
  classical: BeatMarks;
  found: BeatFound;
  lead: { readonly raw: Float64Array; readonly smooth: Float64Array };
  withP: boolean;
  /** Whether a P that the network did not find is the classical one. */
  classicalP: boolean;
}): BeatMarks {
  const { classical, found, lead, withP, classicalP } = options;
  const p = found.p && rounded(found.p);
  const qrs = found.qrs && rounded(found.qrs);
  const t = found.t && rounded(found.t);
  return {
    p: withP && p ? { ...p, peak: wavePeak(lead.smooth, p) } : classicalP ? classical.p : null,
    qrs: qrs ? { ...qrs, peak: qrsPeak(lead.raw, qrs) } : classical.qrs,
    t: t ? { ...t, peak: wavePeak(lead.smooth, t) } : classical.t,
  };
}

function rounded({ onset, offset, confidence }: FoundWave): Boundaries & { sureness: number } {
  return { onset: Math.round(onset), offset: Math.round(offset), sureness: confidence };
}
