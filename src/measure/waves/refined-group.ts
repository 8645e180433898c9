// A group's marks from its beats' refined marks: each lead's are the medians of its beats', the group's own are inner
// quantiles and medians over the leads.
import { median, quantile } from "../../signal/statistics.ts";
import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import type { BeatMarks, MeasuredGroup } from "../measure-waves.ts";
import type { GroupMarks, LeadMarks } from "./delineate-group.ts";
import { medianMarks } from "./median-marks.ts";
import type { Boundaries } from "./qrs-boundaries.ts";
import type { WaveMarks } from "./wave-boundaries.ts";

/**
 * The group's QRS runs over the inner leads only: readers mark single leads generously, and from the earliest mark to
 * the latest a normal QRS would pass 110 ms. Settled on findings in PTB-XL's development records.
 */
const EARLY = 0.35;
/** A wave is the group's if this share of the leads shows it. */
const LEAST_LEAD_SHARE = 0.25;

export function refinedGroup(options: {
  group: MeasuredGroup;
  leads: readonly { readonly usable: boolean; readonly beats: readonly BeatMarks[] }[];
  fiducials: readonly number[];
  /** P keeps no distance to the QRS: the group's marks of it are not made from these beats. */
  keepP: boolean;
}): MeasuredGroup {
  const { group, leads, fiducials, keepP } = options;
  const marks = group.marks.leads.map((classical, index): LeadMarks => {
    const { beats } = leads[index]!;
    const middle = (kind: "p" | "qrs" | "t"): WaveMarks | null =>
      medianMarks(
        group.beats.map((beat) => ({ marks: beats[beat]![kind], origin: fiducials[beat]! - MEDIAN_BEFORE })),
      );
    return {
      qrs: middle("qrs") ?? classical.qrs,
      p: keepP ? classical.p : middle("p"),
      t: middle("t") ?? classical.t,
    };
  });
  const usable = marks.filter((_, index) => leads[index]!.usable);
  return {
    ...group,
    marks: {
      qrs: jointQrs(usable) ?? group.marks.qrs,
      p: keepP ? group.marks.p : jointWave(usable, "p"),
      t: jointWave(usable, "t") ?? group.marks.t,
      leads: marks,
    } satisfies GroupMarks,
  };
}

function jointQrs(leads: readonly LeadMarks[]): Boundaries | null {
  const shown = leads.flatMap(({ qrs }) => (qrs ? [qrs] : []));
  const onset = quantile(
    shown.map((qrs) => qrs.onset),
    EARLY,
  );
  const offset = quantile(
    shown.map((qrs) => qrs.offset),
    1 - EARLY,
  );
  return onset === null || offset === null ? null : { onset: Math.round(onset), offset: Math.round(offset) };
}

function jointWave(leads: readonly LeadMarks[], kind: "p" | "t"): WaveMarks | null {
  const shown = leads.flatMap(({ [kind]: marks }) => (marks ? [marks] : []));
  if (shown.length === 0 || shown.length < LEAST_LEAD_SHARE * leads.length) return null;
  const middle = (point: "onset" | "peak" | "offset"): number =>
    Math.round(median(shown.map((marks) => marks[point]))!);
  return { onset: middle("onset"), peak: middle("peak"), offset: middle("offset") };
}
