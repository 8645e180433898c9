// P waves that the network does not see: on the end of T, at a long PR or in a fast rhythm, which are rare in what it
// learnt from. They are looked for in the median beat, in the pause between the network's own T and QRS, and believed
// where every single beat repeats them.
import { median } from "../../signal/statistics.ts";
import { organisedP } from "../atria/organised-p.ts";
import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import { beatTemplates, placeBeat } from "../beats/place-beat.ts";
import type { MeasuredGroup, MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import type { BeatFound } from "./attach-waves.ts";
import { delineatePBefore } from "./find-p.ts";
import { samplesOf, type WaveMarks } from "./wave-boundaries.ts";

/** The upper limit of a normal PR. */
const LONG_PR_MS = 200;
/** So soon after the end of T, P stands in what the network takes for T. */
const CLOSE_TO_T_MS = 60;
/** Before broad and paced beats LUDB's readers marked no P: what to call one there is not known. */
const WIDE_QRS_MS = 120;
/** Overlooked is what fewer than half of the leads show in fewer than half of the beats. */
const FEW_SHARE = 0.5;
/** Of the beats: as good as each one resembles the others, or all of them very much. */
const ALL_BEATS_SHARE = 0.95;
const SURE_CORRELATION = 0.8;

/** By lead and beat, of the dominant group's beats; null where no P was overlooked. `group` has the network's marks. */
export function overlookedP(
  waves: MeasuredWaves,
  group: MeasuredGroup | null,
  attached: readonly (readonly BeatFound[])[],
): (WaveMarks | null)[][] | null {
  if (group === null || waves.organisedP.present !== true || waves.freeP !== null) return null;
  const { qrs, t } = group.marks;
  if (qrs.offset - qrs.onset >= samplesOf(WIDE_QRS_MS) || t === null) return null;
  if (isShown(group, waves, attached)) return null;
  const rr = typicalRr(waves.fiducials);
  if (rr === null) return null;
  const previousTEnd = t.offset - rr;
  const { p, leads } = delineatePBefore(group.leads, qrs, previousTEnd);
  if (p === null || p.onsetUnknown === true) return null;
  const isLong = qrs.onset - p.onset >= samplesOf(LONG_PR_MS);
  if (!isLong && p.onset - previousTEnd > samplesOf(CLOSE_TO_T_MS)) return null;
  const own = group.marks.leads.map((marks, index) => ({ ...marks, p: leads[index]! }));
  const withP = { ...group, marks: { ...group.marks, p, leads: own } };
  const signals = waves.leads.filter((lead) => lead.usable).map((lead) => lead.smooth);
  const { fiducials } = waves;
  const judged = organisedP({ signals, group: withP, fiducials, rrMs: rr * SAMPLE_MS });
  const isSure = (judged.share ?? 0) >= ALL_BEATS_SHARE || (judged.correlation ?? 0) >= SURE_CORRELATION;
  if (judged.present !== true || !isSure) return null;
  const template = beatTemplates(withP, true);
  const placed = new Map(
    group.beats.map((beat) => [beat, placeBeat(template, signals, fiducials[beat]! - MEDIAN_BEFORE)]),
  );
  return waves.leads.map((_, lead) => fiducials.map((__, beat) => placed.get(beat)?.leads[lead]?.p ?? null));
}

function isShown(
  { beats }: MeasuredGroup,
  { leads }: MeasuredWaves,
  attached: readonly (readonly BeatFound[])[],
): boolean {
  const usable = attached.filter((_, index) => leads[index]!.usable);
  const shown = beats.filter(
    (beat) => usable.filter((lead) => lead[beat]!.p !== null).length >= FEW_SHARE * usable.length,
  );
  return shown.length >= FEW_SHARE * beats.length;
}

function typicalRr(fiducials: readonly number[]): number | null {
  return median(fiducials.slice(1).map((sample, i) => sample - fiducials[i]!));
}
