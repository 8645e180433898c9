// The verdict on the whole recording: ok, limited or unusable, with reasons in words. Signal reasons come
// first (they need no beats); what the beats then show - none, too few, none alike - can still refuse it. What readers
// would probably not accept is limited: only hard facts make a recording unusable, because eleven good leads and a dead
// one are still worth measuring.
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Quality } from "../../ecg/measurements.ts";
import { durationMs, type Recording } from "../../ecg/recording.ts";
import { einthovenFault } from "../../signal/einthoven.ts";
import { type LeadQualityReport, leadQuality } from "../../signal/lead-quality.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import type { Stretch } from "../waves/unseen-stretches.ts";
import { ACCEPTABLE_FROM, type Acceptability, acceptability, recordingConcerns } from "./acceptability.ts";

/** Of a full set of leads at least two thirds must be usable (8 of 12, rule q.refuse). */
const LEAST_USABLE_SHARE = 2 / 3;
const LEAST_BEATS = 3;
/** Impulses and muscle bursts repeat too. */
const LEAST_QRS_MS = 36;
const LEAST_DURATION_MS = 5000;
const LEAST_RATE_HZ = 250;
/** Notes of the readers that inform without limiting anything start with this. */
const NOTE = "note:";

export type LeadReports = ReadonlyMap<string, LeadQualityReport>;

export function leadReports(recording: Recording): LeadReports {
  return new Map(
    recording.leads.map((lead) => [lead.name, leadQuality(lead.samplesMv, recording.samplingRateHz)]),
  );
}

/** `waves` and `leadReversal` are null where nothing could be measured. */
export function qualityVerdict(options: {
  recording: Recording;
  reports: LeadReports;
  waves: MeasuredWaves | null;
  /** Where no usable lead has valid samples. */
  unseen?: readonly Stretch[];
  leadReversal: string | null;
}): Quality {
  const { recording, reports, waves, unseen = [], leadReversal } = options;
  const refusals = [...signalRefusals(reports), ...(waves ? beatRefusals(recording, waves) : [])];
  const judged =
    waves && durationMs(recording) >= LEAST_DURATION_MS
      ? acceptability(recordingConcerns(reports, waves))
      : null;
  const limits = [
    ...recordingLimits(recording, reports),
    ...doubts(judged),
    ...gaps(unseen),
    ...(leadReversal ? [leadReversal] : []),
  ];
  const notes = recording.source.warnings.filter((warning) => warning.startsWith(NOTE));
  return {
    verdict: refusals.length > 0 ? "unusable" : limits.length > 0 ? "limited" : "ok",
    reasons: [...refusals, ...limits, ...notes],
    acceptability: judged?.probability ?? null,
    leads: Object.fromEntries(
      [...reports].map(([name, report]) => [name, { usable: report.usable, reasons: [...report.reasons] }]),
    ),
    leadReversal,
  };
}

function signalRefusals(reports: LeadReports): string[] {
  const usable = [...reports.values()].filter((report) => report.usable).length;
  if (reports.size === 0) return ["no leads"];
  if (usable === 0) return ["no usable lead"];
  if (reports.size >= 8 && usable / reports.size < LEAST_USABLE_SHARE) {
    return [`only ${usable} of ${reports.size} leads are usable`];
  }
  return [];
}

function beatRefusals(recording: Recording, waves: MeasuredWaves): string[] {
  const beats = waves.fiducials.length;
  if (beats === 0) return ["no QRS complexes found"];
  if (durationMs(recording) >= LEAST_DURATION_MS && beats < LEAST_BEATS) {
    return [`only ${beats} QRS complex${beats === 1 ? "" : "es"} found`];
  }
  const dominant = waves.groupOfBeat.filter((group) => group === 0).length;
  // noise triggers the detector too, but never twice with the same shape
  if (beats >= LEAST_BEATS && (dominant < 2 || dominant / beats < 0.25))
    return ["no repeating QRS complex found"];
  const qrs = waves.groups[0]?.marks.qrs;
  if (!qrs) return ["the QRS complexes could not be delineated"];
  const widthMs = (qrs.offset - qrs.onset) * SAMPLE_MS;
  return widthMs < LEAST_QRS_MS ? [`what repeats is too narrow for a QRS complex (${widthMs} ms)`] : [];
}

function doubts(judged: Acceptability | null): string[] {
  if (judged === null || judged.probability >= ACCEPTABLE_FROM) return [];
  const { probability, concerns } = judged;
  return [`probably not acceptable to readers (${probability.toFixed(2)}): ${concerns.join("; ")}`];
}

function gaps(unseen: readonly Stretch[]): string[] {
  if (unseen.length === 0) return [];
  const seconds = unseen.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) / 1000;
  const count = unseen.length === 1 ? "one gap" : `${unseen.length} gaps`;
  return [`no usable lead has a signal for ${seconds.toFixed(1)} s (${count})`];
}

function recordingLimits(recording: Recording, reports: LeadReports): string[] {
  const limits = recording.source.warnings.filter((warning) => !warning.startsWith(NOTE));
  const missing = STANDARD_LEADS.filter((lead) => !reports.has(lead));
  if (missing.length > 0) limits.push(`not recorded: ${missing.join(", ")}`);
  const unusable = [...reports].filter(([, report]) => !report.usable);
  for (const [lead, report] of unusable) limits.push(`lead ${lead} unusable: ${report.reasons.join("; ")}`);
  if (durationMs(recording) < LEAST_DURATION_MS) {
    limits.push(`only ${(durationMs(recording) / 1000).toFixed(1)} s long`);
  }
  if (recording.samplingRateHz < LEAST_RATE_HZ) {
    limits.push(`sampled at ${recording.samplingRateHz} Hz: notches, Q waves and ST levels are limited`);
  }
  const fault = einthovenFault(recording);
  if (fault) limits.push(fault);
  return limits;
}
