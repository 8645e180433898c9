// Measurements of a page's columns put together. What needs many beats comes from the strips, or without any from all
// columns in a row; an interval is the middle one of the columns', each measured over its leads together; voltages, axes
// and forms are read from the leads' median beats, whenever they were taken. What needs all leads at once stays null.
import type {
  Beat,
  GlobalMeasurements,
  LeadMeasurements,
  Measurements,
  MedianBeat,
  Quality,
} from "../../ecg/measurements.ts";
import { durationMs, type Recording } from "../../ecg/recording.ts";
import { pMorphology } from "../atria/p-morphology.ts";
import { ectopyOf } from "../beats/ectopy.ts";
import { rrStatistics } from "../beats/rr-statistics.ts";
import { angleBetween, frontalAxes } from "../morphology/axes.ts";
import { deltaWave } from "../morphology/delta-wave.ts";
import { fragmentation } from "../morphology/fragmentation.ts";
import { corrected } from "../morphology/global-measurements.ts";
import { rProgression, transitionLead, transitionPosition } from "../morphology/precordial.ts";
import { romhiltEstes } from "../morphology/romhilt-estes.ts";
import { voltages } from "../morphology/voltages.ts";
import { nothingBecause } from "../not-measured.ts";
import { nothingMeasured } from "../nothing-measured.ts";

export interface MeasuredColumn {
  readonly startMs: number;
  readonly leads: readonly string[];
  /** Of the column's leads and the strips beside them; times count from `startMs`. */
  readonly measurements: Measurements;
}

export interface MergeColumnsOptions {
  readonly recording: Recording;
  readonly columns: readonly MeasuredColumn[];
  /** Of the leads that are shown all the time. */
  readonly strips: Measurements | null;
  /** Leads that could not be traced. */
  readonly missing: readonly string[];
}

/** R peaks of a strip and a column this near are one beat. */
const SAME_BEAT_MS = 80;

export function mergeColumns(options: MergeColumnsOptions): Measurements {
  const { recording, columns, strips } = options;
  const record = {
    name: recording.name,
    samplingRateHz: recording.samplingRateHz,
    durationMs: durationMs(recording),
    leads: recording.leads.map((lead) => lead.name),
    sha256: recording.source.sha256,
  };
  const patient = { ...recording.patient };
  const quality = mergedQuality(options);
  const known = columns.filter(({ measurements }) => measurements.quality.verdict !== "unusable");
  const rhythm = strips !== null && strips.quality.verdict !== "unusable" ? strips : longest(known);
  if (quality.verdict === "unusable" || rhythm === null) {
    const nothing = { beats: [], leads: {}, global: nothingMeasured(), classes: [] };
    return { record, patient, quality, ...nothing, notMeasured: nothingBecause(quality) };
  }
  const beats = rhythm === strips ? strips.beats : beatsInARow(known);
  const leads = mergedLeads({ ...options, columns: known }, beats);
  const global = mergedGlobal({
    beats,
    leads,
    rhythm,
    columns: known,
    durationMs: record.durationMs,
    isStrip: rhythm === strips,
  });
  const notMeasured = (rhythm.notMeasured ?? []).filter(({ what }) => valueAt(global, what) === null);
  const unread = Object.entries(quality.leads)
    .filter(([, lead]) => !lead.usable)
    .map(([name, lead]) => ({ what: `leads.${name}.median`, why: `unusable: ${lead.reasons.join("; ")}` }));
  return {
    record,
    patient,
    quality,
    beats,
    leads,
    global,
    classes: rhythm === strips ? rhythm.classes : [],
    notMeasured: [...notMeasured, ...unread],
  };
}

function mergedQuality({ recording, columns, strips, missing }: MergeColumnsOptions): Quality {
  const leads: Quality["leads"] = {};
  for (const { leads: names, measurements } of columns) {
    for (const name of names) {
      const own = measurements.quality.leads[name];
      if (own !== undefined) leads[name] = withVerdict(own, measurements.quality);
    }
  }
  for (const [name, lead] of Object.entries(strips?.quality.leads ?? {})) leads[name] = lead;
  for (const name of missing) leads[name] = { usable: false, reasons: ["could not be traced"] };
  const usable = Object.values(leads).filter((lead) => lead.usable).length;
  const total = Object.keys(leads).length;
  const sources = [...columns.map((column) => column.measurements), ...(strips === null ? [] : [strips])];
  const allRefused = sources.every(({ quality }) => quality.verdict === "unusable");
  // as for any recording: two thirds of the leads, or there is no reading
  const tooFew = usable < (2 / 3) * total;
  const refusals = allRefused
    ? [...new Set(sources.flatMap(({ quality }) => quality.reasons.slice(0, 1)))]
    : tooFew
      ? [`only ${usable} of ${total} leads are usable`]
      : [];
  const seconds = columns.map(({ measurements }) => (measurements.record.durationMs / 1000).toFixed(1));
  const but = strips === null ? "" : " but the rhythm strips";
  const shown = `each lead${but} is shown for ${[...new Set(seconds)].join(" or ")} s only`;
  const reversal = sources.map(({ quality }) => quality.leadReversal).find((text) => text !== null) ?? null;
  const notes = recording.source.warnings;
  return {
    verdict: refusals.length > 0 ? "unusable" : "limited",
    reasons: [
      ...refusals,
      ...notes.filter((warning) => !warning.startsWith("note:")),
      shown,
      ...Object.entries(leads)
        .filter(([, lead]) => !lead.usable)
        .map(([name, lead]) => `lead ${name} unusable: ${lead.reasons.join("; ")}`),
      ...(reversal === null ? [] : [reversal]),
      ...notes.filter((warning) => warning.startsWith("note:")),
    ],
    // calibrated on ten seconds of twelve leads at once
    acceptability: null,
    leads,
    leadReversal: reversal,
  };
}

/** A column that cannot be read takes its leads with it. */
function withVerdict(
  lead: Quality["leads"][string],
  { verdict, reasons }: Quality,
): Quality["leads"][string] {
  return verdict === "unusable"
    ? { usable: false, reasons: [...lead.reasons, ...reasons.slice(0, 1)] }
    : lead;
}

function longest(columns: readonly MeasuredColumn[]): Measurements | null {
  const most = columns.reduce<MeasuredColumn | null>(
    (best, column) =>
      best === null || column.measurements.beats.length > best.measurements.beats.length ? column : best,
    null,
  );
  return most?.measurements ?? null;
}

function beatsInARow(columns: readonly MeasuredColumn[]): Beat[] {
  return columns
    .flatMap(({ measurements, startMs }) => measurements.beats.map((beat) => shiftedBeat(beat, startMs)))
    .map((beat, index) => ({ ...beat, index }));
}

function shiftedBeat(beat: Beat, byMs: number): Beat {
  const later = (ms: number | null) => (ms === null ? null : ms + byMs);
  return {
    ...beat,
    rPeakMs: beat.rPeakMs + byMs,
    qrsOnsetMs: later(beat.qrsOnsetMs),
    qrsOffsetMs: later(beat.qrsOffsetMs),
  };
}

function mergedLeads(
  { recording, columns, strips }: MergeColumnsOptions,
  beats: readonly Beat[],
): Measurements["leads"] {
  const merged: Record<string, LeadMeasurements> = {};
  for (const { name } of recording.leads) {
    const whole = strips?.leads[name];
    if (whole !== undefined) {
      merged[name] = whole;
      continue;
    }
    const column = columns.find(({ leads }) => leads.includes(name));
    const lead = column?.measurements.leads[name];
    if (column !== undefined && lead !== undefined) merged[name] = placedLead(lead, column, beats);
  }
  return merged;
}

/** A column's lead in the page's time, its values under the page's beats. */
function placedLead(
  lead: LeadMeasurements,
  { measurements, startMs }: MeasuredColumn,
  beats: readonly Beat[],
): LeadMeasurements {
  const placeOf = measurements.beats.map(({ rPeakMs }) => {
    const at = beats.findIndex((beat) => Math.abs(beat.rPeakMs - rPeakMs - startMs) < SAME_BEAT_MS);
    return at < 0 ? null : at;
  });
  type Marks = { onsetMs: number; peakMs: number; offsetMs: number };
  const shifted = <Wave extends Marks>(wave: Wave | null): Wave | null =>
    wave && {
      ...wave,
      onsetMs: wave.onsetMs + startMs,
      peakMs: wave.peakMs + startMs,
      offsetMs: wave.offsetMs + startMs,
    };
  const waves = lead.waves.flatMap(({ beat, p, qrs, t }) => {
    const place = placeOf[beat] ?? null;
    return place === null ? [] : [{ beat: place, p: shifted(p), qrs: shifted(qrs), t: shifted(t) }];
  });
  const sequences = Object.fromEntries(
    Object.entries(lead.sequences).map(([name, values]) => {
      const all: unknown[] = beats.map(() => null);
      placeOf.forEach((place, beat) => {
        if (place !== null) all[place] = values[beat] ?? null;
      });
      return [name, all];
    }),
  ) as LeadMeasurements["sequences"];
  return { waves, sequences, median: lead.median };
}

interface MergedGlobalOptions {
  readonly beats: readonly Beat[];
  readonly leads: Measurements["leads"];
  readonly rhythm: Measurements;
  readonly isStrip: boolean;
  readonly columns: readonly MeasuredColumn[];
  readonly durationMs: number;
}

function mergedGlobal({
  beats,
  leads,
  rhythm,
  isStrip,
  columns,
  durationMs: lengthMs,
}: MergedGlobalOptions): GlobalMeasurements {
  const base = rhythm.global;
  const medians = new Map<string, MedianBeat>();
  for (const [name, lead] of Object.entries(leads)) if (lead.median !== null) medians.set(name, lead.median);
  // a beat on the seam between two columns may be cut: no interval leads over it
  const seams = columns.map((column) => column.startMs);
  const intervals = beats.slice(1).map((beat, i) => {
    const before = beats[i]!.rPeakMs;
    return !isStrip && seams.some((seam) => before < seam && beat.rPeakMs >= seam)
      ? null
      : beat.rPeakMs - before;
  });
  const rr = intervals.filter((interval) => interval !== null);
  const rrMs = isStrip
    ? base.rrMs
    : rr.length === 0
      ? null
      : Math.round(rr.reduce((sum, ms) => sum + ms, 0) / rr.length);
  const middle = (name: "prMs" | "pDurationMs" | "qrsDurationMs" | "qtMs" | "tPeakToEndMs") => {
    const values = columns.flatMap(({ measurements: { global } }) => {
      const value = global[name];
      return value === null ? [] : [{ value, confidence: global.confidence[name] }];
    });
    return (
      values.sort((a, b) => a.value - b.value)[(values.length - 1) >> 1] ?? { value: null, confidence: null }
    );
  };
  const noP = base.atrial.organisedP === false;
  const none = { value: null, confidence: null };
  const [pr, p] = noP ? [none, none] : [middle("prMs"), middle("pDurationMs")];
  const [qrs, qt, tail] = [middle("qrsDurationMs"), middle("qtMs"), middle("tPeakToEndMs")];
  const qtcMs = corrected(qt.value, rrMs);
  const less = (value: number | null) => (value === null || qrs.value === null ? null : value - qrs.value);
  const axisDeg = frontalAxes(medians);
  const limb = columns.find((column) => column.leads.includes("I"))?.measurements.global.confidence ?? null;
  return {
    ...base,
    heartRateBpm: rrMs === null ? null : Math.round(60_000 / rrMs),
    rrMs,
    prMs: pr.value,
    pDurationMs: p.value,
    qrsDurationMs: qrs.value,
    qtMs: qt.value,
    qtcMs,
    jtMs: less(qt.value),
    jtcMs: {
      bazett: less(qtcMs.bazett),
      fridericia: less(qtcMs.fridericia),
      framingham: less(qtcMs.framingham),
      hodges: less(qtcMs.hodges),
    },
    tPeakToEndMs: tail.value,
    tPeakToEndOverQt:
      tail.value === null || qt.value === null ? null : Math.round((1000 * tail.value) / qt.value) / 1000,
    qtDispersionMs: null,
    qtDispersionSdMs: null,
    pDispersionMs: null,
    pDispersionSdMs: null,
    axisDeg,
    qrsTAngleDeg: angleBetween(axisDeg.qrs, axisDeg.t),
    spatialQrsTAngleDeg: null,
    spatialPeakQrsTAngleDeg: null,
    transitionLead: transitionLead(medians),
    transitionPosition: transitionPosition(medians),
    rProgression: rProgression(medians),
    fragmentation: fragmentation(medians),
    deltaWave: deltaWave(medians, pr.value),
    voltages: voltages(medians, qrs.value),
    romhiltEstes: romhiltEstes({ medians, qrsDurationMs: qrs.value, qrsAxisDeg: axisDeg.qrs }),
    pMorphology: pMorphology(medians),
    rhythm: isStrip ? base.rhythm : rrStatistics(beats, intervals, lengthMs),
    ectopy: isStrip
      ? base.ectopy
      : { pvc: ectopyOf(beats, "pvc", intervals), pac: ectopyOf(beats, "pac", intervals) },
    confidence: {
      ...nothingMeasured().confidence,
      heartRateBpm: isStrip ? base.confidence.heartRateBpm : null,
      rrMs: isStrip ? base.confidence.rrMs : null,
      prMs: pr.confidence,
      pDurationMs: p.confidence,
      qrsDurationMs: qrs.confidence,
      qtMs: qt.confidence,
      tPeakToEndMs: tail.confidence,
      axisDeg: limb?.axisDeg ?? nothingMeasured().confidence.axisDeg,
    },
  };
}

/** The value at a path such as "axisDeg.qrs"; undefined where there is none. */
function valueAt(global: GlobalMeasurements, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], global);
}
