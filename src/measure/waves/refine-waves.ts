// The classical waves and the network's, made into one. The network says which waves there are and where they
// begin and end; the classical path finds and groups the beats, decides once a recording whether there can be P
// waves at all, and fills in where the network found nothing. A mean of both ends of T (network, and tangent and
// area) was tried on LUDB: no share of the classical one made it steadier.

import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import { qrsPeak } from "../beats/qrs-peak.ts";
import { steadyBeats } from "../beats/steady-beats.ts";
import type { BeatMarks, MeasuredGroup, MeasuredWaves } from "../measure-waves.ts";
import type { FoundWave, FoundWaves } from "../wave-network/found-waves.ts";
import { attachWaves, type BeatFound } from "./attach-waves.ts";
import { overlookedP } from "./overlooked-p.ts";
import type { Boundaries } from "./qrs-boundaries.ts";
import { refinedGroup } from "./refined-group.ts";
import { type WaveMarks, wavePeak } from "./wave-boundaries.ts";

type MeasuredLead = MeasuredWaves["leads"][number];

/** `found` has one entry for each of `waves.leads`, in their order. */
export function refineWaves(waves: MeasuredWaves, found: readonly FoundWaves[]): MeasuredWaves {
  const { fiducials, groups, groupOfBeat } = waves;
  const withP = waves.organisedP.present !== false;
  const attachedTo = found.map((lead) => attachWaves(lead, fiducials));
  const placed = waves.leads.map((lead, index): MeasuredLead => {
    const attached = attachedTo[index]!;
    const beats = lead.beats.map((classical, beat) =>
      refinedBeat({ classical, found: attached[beat]!, lead, withP }),
    );
    const steady = steadyBeats({ beats, groups, fiducials });
    return { ...lead, beats: steady.map((marks) => insideOf(lead.raw.length, marks)) };
  });
  const refinedBy = (leads: readonly MeasuredLead[], group: MeasuredGroup | null): MeasuredGroup | null =>
    group && refinedGroup({ group, leads, fiducials, keepP: waves.freeP !== null });
  const rough = groups.map((group) => refinedBy(placed, group));
  const overlooked = overlookedP(waves, rough[0] ?? null, attachedTo);
  const leads = overlooked
    ? placed.map((lead, index) => ({
        ...lead,
        beats: lead.beats.map((marks, beat) => ({ ...marks, p: overlooked[index]![beat] ?? marks.p })),
      }))
    : placed;
  const refined = overlooked ? groups.map((group) => refinedBy(leads, group)) : rough;
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

function refinedBeat(options: {
  classical: BeatMarks;
  found: BeatFound;
  lead: { readonly raw: Float64Array; readonly smooth: Float64Array };
  withP: boolean;
}): BeatMarks {
  const { classical, found, lead, withP } = options;
  const p = found.p && rounded(found.p);
  const qrs = found.qrs && rounded(found.qrs);
  const t = found.t && rounded(found.t);
  return {
    p: withP && p ? { ...p, peak: wavePeak(lead.smooth, p) } : null,
    qrs: qrs ? { ...qrs, peak: qrsPeak(lead.raw, qrs) } : classical.qrs,
    t: t ? { ...t, peak: wavePeak(lead.smooth, t) } : classical.t,
  };
}

function rounded({ onset, offset, confidence }: FoundWave): Boundaries & { sureness: number } {
  return { onset: Math.round(onset), offset: Math.round(offset), sureness: confidence };
}
