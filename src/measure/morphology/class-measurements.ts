// The beats of every class and shape: how many, how wide, in which direction, and their median beat in every usable
// lead. A class that shares its shape with another (premature atrial beats with sinus beats) gets a median of its own.
import type {
  Beat,
  BeatClass,
  ClassLead,
  ClassMeasurements,
  GlobalMeasurements,
  MedianBeat,
} from "../../ecg/measurements.ts";
import { median, quantile } from "../../signal/statistics.ts";
import { MEDIAN_BEFORE, medianBeat } from "../beats/median-beat.ts";
import {
  asConfidence,
  axisErrorDeg,
  errorOverBeats,
  quadrature,
  withinProbability,
} from "../confidence/confidence.ts";
import {
  BEAT_SCATTER_MS,
  GLOBAL_ERRORS,
  LEVEL_ERROR_MV,
  TOLERANCES,
} from "../confidence/measurement-errors.ts";
import type { MeasuredGroup, MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { delineateGroup } from "../waves/delineate-group.ts";
import { frontalAxes, frontalVectors } from "./axes.ts";
import { globalQtMs, pIntervalsOf } from "./global-intervals.ts";
import { noSpread } from "./lead-spread.ts";
import { summariseLead } from "./summarise-lead.ts";

const AXIS_LEADS: ReadonlySet<string> = new Set(["I", "II", "aVF"]);
/** A recording of many shapes is noise, or very long: more medians would only be more data. */
const MOST_MEDIANS = 6;
/** Classes whose beats may have a P in front. */
const WITH_P: ReadonlySet<BeatClass> = new Set(["normal", "pac"]);

/** `global`: the values of the dominant class and shape, which need not be measured again. */
export function classMeasurements(
  waves: MeasuredWaves,
  beats: readonly Beat[],
  global: GlobalMeasurements,
): ClassMeasurements[] {
  const kinds = new Map<string, { kind: BeatClass; shape: number; members: number[] }>();
  for (const { index, class: kind } of beats) {
    const shape = waves.groupOfBeat[index]!;
    const key = `${kind} ${shape}`;
    const known = kinds.get(key);
    if (known) known.members.push(index);
    else kinds.set(key, { kind, shape, members: [index] });
  }
  const sorted = [...kinds.values()].sort((a, b) => b.members.length - a.members.length || a.shape - b.shape);
  const dominant = sorted.find(({ shape }) => shape === 0);
  let medians = 0;
  return sorted.map((entry) => {
    const several = entry.members.length >= 2;
    const withMedian = several && entry !== dominant && medians++ < MOST_MEDIANS;
    const group = groupOf(waves, entry.shape, entry.members, withMedian);
    const rr = intervalsAround(waves, entry.members);
    return {
      class: entry.kind,
      shape: entry.shape,
      beats: entry.members,
      share: Math.round((entry.members.length / beats.length) * 1000) / 1000,
      rrBeforeMs: rr.beforeMs === null ? null : Math.round(rr.beforeMs),
      ...(entry === dominant
        ? dominantValues(global)
        : valuesOf({ waves, group, ...entry, rrAfterMs: rr.afterMs, withMedian })),
    };
  });
}

/** The shape's own group, or one made of these members where they are only a part of it. */
function groupOf(
  waves: MeasuredWaves,
  shape: number,
  members: readonly number[],
  withMedian: boolean,
): MeasuredGroup | null {
  const group = waves.groups[shape] ?? null;
  if (group === null || !withMedian || group.beats.length === members.length) return group;
  const at = members.map((beat) => waves.fiducials[beat]!);
  const leads = waves.leads.map(({ name, usable, raw, smooth }) => ({
    name,
    usable,
    raw: usable ? medianBeat(raw, at) : raw,
    smooth: usable ? medianBeat(smooth, at) : smooth,
  }));
  const usable = leads.filter((lead) => lead.usable);
  const rr = intervalsAround(waves, members);
  const marks = delineateGroup(usable, { beforeMs: rr.beforeMs ?? 1000, afterMs: rr.afterMs ?? 1000 });
  return marks && { beats: members, leads: usable, marks };
}

type Values = Pick<ClassMeasurements, "prMs" | "qrsDurationMs" | "qtMs" | "axisDeg" | "confidence" | "leads">;

function dominantValues({ prMs, qrsDurationMs, qtMs, axisDeg, confidence }: GlobalMeasurements): Values {
  return {
    prMs,
    qrsDurationMs,
    qtMs,
    axisDeg: { qrs: axisDeg.qrs, t: axisDeg.t },
    confidence: { qrsDurationMs: confidence.qrsDurationMs, qrsAxisDeg: confidence.axisDeg.qrs },
    leads: {},
  };
}

function valuesOf(options: {
  waves: MeasuredWaves;
  group: MeasuredGroup | null;
  kind: BeatClass;
  members: readonly number[];
  rrAfterMs: number | null;
  withMedian: boolean;
}): Values {
  const { waves, group, kind, members, rrAfterMs, withMedian } = options;
  if (group === null) {
    return {
      prMs: null,
      qrsDurationMs: null,
      qtMs: null,
      axisDeg: { qrs: null, t: null },
      confidence: { qrsDurationMs: null, qrsAxisDeg: null },
      leads: {},
    };
  }
  const withP = WITH_P.has(kind) && waves.organisedP.present !== false && waves.freeP === null;
  const medians = new Map<string, MedianBeat>();
  group.leads.forEach((lead, index) => {
    if (!lead.usable || !(withMedian || AXIS_LEADS.has(lead.name))) return;
    const summary = summariseLead({
      lead,
      marks: group.marks.leads[index]!,
      group: group.marks,
      withP,
      freeP: null,
      fiducialAt: MEDIAN_BEFORE,
      spread: noSpread(members.length),
      pPresence: 1,
      rrAfterMs,
    });
    medians.set(lead.name, summary);
  });
  const { qrs } = group.marks;
  const qrsDurationMs = (qrs.offset - qrs.onset) * SAMPLE_MS;
  const axes = frontalAxes(medians);
  return {
    prMs: withP ? pIntervalsOf(group).prMs : null,
    qrsDurationMs,
    qtMs: globalQtMs(group),
    axisDeg: { qrs: axes.qrs, t: axes.t },
    confidence: confidenceOf(medians, { qrsDurationMs, axisDeg: axes.qrs, beats: members.length }),
    leads: withMedian ? Object.fromEntries([...medians].map(([lead, m]) => [lead, keyValues(m)])) : {},
  };
}

function confidenceOf(
  medians: ReadonlyMap<string, MedianBeat>,
  known: { qrsDurationMs: number; axisDeg: number | null; beats: number },
): ClassMeasurements["confidence"] {
  const error = quadrature(GLOBAL_ERRORS.qrs.ownMs, errorOverBeats(BEAT_SCATTER_MS.qrs, known.beats));
  const vector = frontalVectors(medians).qrs;
  const area = vector ? Math.hypot(...vector) : 0;
  const axisError = axisErrorDeg({
    area,
    durationMs: known.qrsDurationMs,
    levelErrorMv: LEVEL_ERROR_MV,
  });
  return {
    qrsDurationMs: asConfidence(withinProbability(TOLERANCES.intervalMs, error)),
    qrsAxisDeg:
      known.axisDeg === null ? null : asConfidence(withinProbability(TOLERANCES.axisDeg, axisError)),
  };
}

function keyValues(median: MedianBeat): ClassLead {
  return {
    qrsForm: median.qrsForm,
    qMv: median.q?.amplitudeMv ?? null,
    rMv: median.r?.amplitudeMv ?? null,
    sMv: median.s?.amplitudeMv ?? null,
    rPrimeMv: median.rPrime?.amplitudeMv ?? null,
    sPrimeMv: median.sPrime?.amplitudeMv ?? null,
    qrsPeakToPeakMv: median.qrsPeakToPeakMv,
    stJMv: median.stJMv,
    pMv: median.p?.amplitudeMv ?? null,
    tMv: median.t?.amplitudeMv ?? null,
    samplesMv: median.samplesMv,
  };
}

/** Median interval to the beat before, and a short one of those to the beat after: T must end within it. */
function intervalsAround(
  { fiducials }: MeasuredWaves,
  members: readonly number[],
): { beforeMs: number | null; afterMs: number | null } {
  const interval = (beat: number): number[] => {
    const [from, to] = [fiducials[beat - 1], fiducials[beat]];
    return from === undefined || to === undefined ? [] : [(to - from) * SAMPLE_MS];
  };
  return {
    beforeMs: median(members.flatMap((beat) => interval(beat))),
    afterMs: quantile(
      members.flatMap((beat) => interval(beat + 1)),
      0.25,
    ),
  };
}
