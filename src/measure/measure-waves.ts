// From prepared signals to beats and waves: joint QRS detection, groups by shape, median beats, their
// delineation, and the placement of every wave in every beat. The median beat is delineated first because it
// has a third of a single beat's noise; single beats only move its marks.
import { median, quantile } from "../signal/statistics.ts";
import { FLUTTER_FROM, type FlutterActivity, flutterActivity } from "./atria/flutter.ts";
import { type FreeP, findFreeP } from "./atria/free-p.ts";
import { type OrganisedP, organisedP } from "./atria/organised-p.ts";
import { type BeatGroup, clusterBeats } from "./beats/cluster-beats.ts";
import { confirmedBeats } from "./beats/confirmed-beats.ts";
import { detectQrs } from "./beats/detect-qrs.ts";
import { MEDIAN_BEFORE, medianBeat } from "./beats/median-beat.ts";
import { beatTemplates, placeBeat } from "./beats/place-beat.ts";
import { type PreparedSignals, SAMPLE_MS } from "./prepare-signals.ts";
import type { FoundWaves } from "./wave-network/found-waves.ts";
import { shownPShare } from "./waves/attach-waves.ts";
import { removeBaseline } from "./waves/baseline.ts";
import { delineateGroup, type GroupMarks, type MedianLead } from "./waves/delineate-group.ts";
import { delineateP } from "./waves/find-p.ts";
import { type Boundaries, FARTHEST_READ, jointSlope, qrsBoundaries } from "./waves/qrs-boundaries.ts";
import { samplesOf, type WaveMarks } from "./waves/wave-boundaries.ts";

/** Marks of one beat in one lead, in samples from the start of the recording. */
export interface BeatMarks {
  readonly p: WaveMarks | null;
  readonly qrs: WaveMarks | null;
  readonly t: WaveMarks | null;
}

export interface MeasuredGroup {
  readonly beats: readonly number[];
  readonly leads: readonly MedianLead[];
  readonly marks: GroupMarks;
}

export interface MeasuredWaves {
  readonly fiducials: readonly number[];
  readonly groupOfBeat: readonly number[];
  /** Global QRS of each beat, in samples; null where its group could not be delineated. */
  readonly qrsOfBeat: readonly (Boundaries | null)[];
  readonly correlationWithDominant: readonly number[];
  /** null where the group could not be delineated. Index 0 is the dominant group. */
  readonly groups: readonly (MeasuredGroup | null)[];
  readonly organisedP: OrganisedP;
  readonly flutter: FlutterActivity | null;
  /** P waves at no fixed distance to the QRS; null where P is at its usual place, or nowhere. */
  readonly freeP: { readonly peaks: readonly number[]; readonly leads: readonly FreePLead[] } | null;
  /** How well each beat's P window matches the group's P, -1..1; null where there is none to compare. */
  readonly pCorrelations: readonly (number | null)[];
  readonly leads: readonly {
    readonly name: string;
    readonly usable: boolean;
    /** Isoelectric line removed. */
    readonly raw: Float64Array;
    readonly smooth: Float64Array;
    readonly beats: readonly BeatMarks[];
  }[];
}

/** `found`: the network's waves of each lead, which confirm the beats; null where there is no network. */
export function measureWaves(
  signals: PreparedSignals,
  found: readonly FoundWaves[] | null = null,
): MeasuredWaves {
  const detected = detectQrs(signals);
  const clusters = clusterBeats(signals, found ? confirmedBeats(detected, signals, found) : detected);
  const { fiducials, groupOfBeat } = clusters;
  const rrMs = typicalRrMs(fiducials);
  const onsets = roughOnsets(signals, clusters.groups, fiducials, groupOfBeat);
  const leads = signals.leads.map((lead) => ({
    name: lead.name,
    usable: lead.usable,
    raw: removeBaseline(lead.raw, onsets),
    smooth: removeBaseline(lead.smooth, onsets),
  }));
  const groups = clusters.groups.map((group): MeasuredGroup | null => {
    const at = group.beats.map((beat) => fiducials[beat]!);
    const medians = leads.map((lead) => ({
      name: lead.name,
      usable: lead.usable,
      raw: medianBeat(lead.raw, at),
      smooth: medianBeat(lead.smooth, at),
    }));
    const marks = delineateGroup(medians, intervalsAround(group.beats, fiducials, rrMs));
    return marks && { beats: group.beats, leads: medians, marks };
  });
  const usable = leads.filter((lead) => lead.usable).map((lead) => lead.smooth);
  const qrsOfBeat = globalQrs(fiducials, groupOfBeat, groups);
  const flutter = flutterActivity({ leads, qrs: qrsOfBeat.filter((qrs) => qrs !== null), rrMs });
  const fluttering = flutter !== null && flutter.strength >= FLUTTER_FROM;
  const seenShare =
    found &&
    shownPShare(
      found.filter((_, lead) => leads[lead]!.usable),
      fiducials,
    );
  const judged = organisedP({ signals: usable, group: groups[0] ?? null, fiducials, rrMs, seenShare });
  const freeP =
    judged.present === false && !fluttering && fiducials.length >= 3
      ? findFreeP({ leads: usable, fiducials, groupOfBeat, groups, qrsOfBeat })
      : null;
  const freeMarks = freeP && freePMarks(leads, freeP);
  const organised = organisedVerdict(judged, fluttering, freeP);
  const withP = organised.present !== false && freeMarks === null;
  const templates = groups.map((group) => group && beatTemplates(group, withP));
  const beatMarks = fiducials.map((fiducial, beat) => {
    const template = templates[groupOfBeat[beat]!] ?? null;
    if (!template) return null;
    const placed = placeBeat(template, usable, fiducial - MEDIAN_BEFORE);
    return freeP && freeMarks ? withFreeP(placed, qrsOfBeat[beat] ?? null, freeP, freeMarks) : placed;
  });
  return {
    fiducials,
    groupOfBeat,
    qrsOfBeat,
    correlationWithDominant: clusters.correlationWithDominant,
    groups,
    organisedP: organised,
    freeP: freeP && freeMarks && { peaks: freeP.peaks, leads: freeMarks },
    flutter,
    pCorrelations: beatMarks.map((placed) => placed?.pCorrelation ?? null),
    leads: leads.map((lead, index) => ({
      ...lead,
      beats: beatMarks.map((placed) => placed?.leads[index] ?? { p: null, qrs: null, t: null }),
    })),
  };
}

/** The median free P of one lead: peak at MEDIAN_BEFORE. Marks are null where the lead does not show it. */
export interface FreePLead {
  readonly beat: Float64Array;
  readonly marks: WaveMarks | null;
}

/** A P conducts at most this long before its QRS. */
const LONGEST_PR_MS = 480;
const SHORTEST_PR_MS = 80;

/** The medians of the usable leads; unusable ones show nothing. */
function freePMarks(leads: readonly { usable: boolean }[], freeP: FreeP): FreePLead[] {
  const marks = delineateP(freeP.medians);
  let next = 0;
  return leads.map((lead) => {
    if (!lead.usable) return { beat: new Float64Array(0), marks: null };
    const index = next++;
    return { beat: freeP.medians[index]!, marks: marks[index] ?? null };
  });
}

function organisedVerdict(judged: OrganisedP, fluttering: boolean, freeP: FreeP | null): OrganisedP {
  if (fluttering) return { ...judged, present: false };
  if (freeP === null) return judged;
  return { present: true, correlation: Math.round(freeP.correlation * 1000) / 1000, share: judged.share };
}

/** The last free P that can have conducted to this beat becomes its P. */
function withFreeP(
  placed: { pCorrelation: number | null; leads: BeatMarks[] },
  qrs: Boundaries | null,
  freeP: FreeP,
  marks: readonly FreePLead[],
): { pCorrelation: number | null; leads: BeatMarks[] } {
  const peak = freeP.peaks.findLast((at) => {
    const before = qrs === null ? 0 : qrs.onset - at;
    return before > samplesOf(SHORTEST_PR_MS / 2) && before < samplesOf(LONGEST_PR_MS);
  });
  const leads = placed.leads.map((beat, index) => {
    const p = marks[index]?.marks ?? null;
    if (peak === undefined || p === null) return beat;
    const by = peak - MEDIAN_BEFORE;
    return {
      ...beat,
      p: p.onset + by < 0 ? null : { onset: p.onset + by, peak: p.peak + by, offset: p.offset + by },
    };
  });
  return { ...placed, leads };
}

/** Median RR; a second where there are not two beats. */
function typicalRrMs(fiducials: readonly number[]): number {
  return (
    (median(fiducials.slice(1).map((sample, i) => sample - fiducials[i]!)) ?? samplesOf(1000)) * SAMPLE_MS
  );
}

/**
 * The intervals before and after the group's own beats: after a normal beat of a bigeminy comes a short one,
 * and T must end within it.
 */
function intervalsAround(
  beats: readonly number[],
  fiducials: readonly number[],
  rrMs: number,
): { beforeMs: number; afterMs: number } {
  const interval = (beat: number): number[] => {
    const [from, to] = [fiducials[beat - 1], fiducials[beat]];
    return from === undefined || to === undefined ? [] : [(to - from) * SAMPLE_MS];
  };
  return {
    beforeMs: median(beats.flatMap((beat) => interval(beat))) ?? rrMs,
    afterMs:
      quantile(
        beats.flatMap((beat) => interval(beat + 1)),
        0.25,
      ) ?? rrMs,
  };
}

/** QRS onsets good enough to take the PR level from; slopes do not mind the wander still in the signal. */
function roughOnsets(
  signals: PreparedSignals,
  groups: readonly BeatGroup[],
  fiducials: readonly number[],
  groupOfBeat: readonly number[],
): number[] {
  const usable = signals.leads.filter((lead) => lead.usable);
  const aroundQrs = { onset: MEDIAN_BEFORE - FARTHEST_READ, offset: MEDIAN_BEFORE + FARTHEST_READ };
  const before = groups.map((group) => {
    const at = group.beats.map((beat) => fiducials[beat]!);
    const beats = usable.map((lead) => medianBeat(lead.raw, at, aroundQrs));
    const marks = qrsBoundaries(jointSlope(beats), MEDIAN_BEFORE);
    return marks ? MEDIAN_BEFORE - marks.onset : samplesOf(50);
  });
  return fiducials.map((fiducial, beat) => fiducial - before[groupOfBeat[beat]!]!);
}

/** Where the QRS complexes are, in samples of the recording. */
function globalQrs(
  fiducials: readonly number[],
  groupOfBeat: readonly number[],
  groups: readonly (MeasuredGroup | null)[],
): (Boundaries | null)[] {
  return fiducials.map((fiducial, beat) => {
    const qrs = groups[groupOfBeat[beat]!]?.marks.qrs;
    const origin = fiducial - MEDIAN_BEFORE;
    return qrs ? { onset: origin + qrs.onset, offset: origin + qrs.offset } : null;
  });
}
