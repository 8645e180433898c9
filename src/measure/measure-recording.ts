// Recording -> Measurements: the whole measuring path in one place. Quality first; what a recording cannot
// give is null, and an unusable recording gets no beats, waves or values at all.
import type { Beat, BeatClass, LeadMeasurements, Measurements, MedianBeat } from "../ecg/measurements.ts";
import { durationMs, type Recording } from "../ecg/recording.ts";
import { quantile } from "../signal/statistics.ts";
import { findNonConductedP } from "./atria/atrial-activity.ts";
import { classifyBeats } from "./beats/classify-beats.ts";
import { MEDIAN_BEFORE } from "./beats/median-beat.ts";
import { findPaceSpikes, withoutSpikes } from "./beats/pace-spikes.ts";
import { withoutCalibration } from "./beats/without-calibration.ts";
import { recordPPresence, withWaveConfidence } from "./confidence/wave-confidence.ts";
import { type MeasuredWaves, measureWaves } from "./measure-waves.ts";
import { classMeasurements } from "./morphology/class-measurements.ts";
import { globalMeasurements } from "./morphology/global-measurements.ts";
import { type LeadSpread, leadSpread } from "./morphology/lead-spread.ts";
import { summariseLead } from "./morphology/summarise-lead.ts";
import { nothingBecause, notMeasured } from "./not-measured.ts";
import { nothingMeasured } from "./nothing-measured.ts";
import { prepareSignals, SAMPLE_MS } from "./prepare-signals.ts";
import { suspectedReversal } from "./quality/lead-reversal.ts";
import { leadReports, qualityVerdict } from "./quality/quality-gate.ts";
import type { Delineator } from "./wave-network/delineator.ts";
import { beatWaves } from "./waves/beat-waves.ts";
import { withoutBridgedWaves } from "./waves/bridged-waves.ts";
import { refineWaves } from "./waves/refine-waves.ts";
import { unseenStretches } from "./waves/unseen-stretches.ts";

export interface MeasureOptions {
  /** Places the waves (wave-network/); without it the classical path alone does, less exactly. */
  readonly delineator?: Delineator | null;
}

/** Measures one recording; never throws on a readable one, however bad its signal. */
export function measureRecording(given: Recording, { delineator }: MeasureOptions = {}): Measurements {
  const recording = withoutCalibration(given);
  const reports = leadReports(recording);
  const usable = (lead: string): boolean => reports.get(lead)?.usable ?? false;
  const record = {
    name: recording.name,
    samplingRateHz: recording.samplingRateHz,
    durationMs: durationMs(recording),
    leads: recording.leads.map((lead) => lead.name),
    sha256: recording.source.sha256,
  };
  const patient = { ...recording.patient };
  const wavesOf = (shown: Recording): MeasuredWaves => {
    const signals = prepareSignals(shown, usable);
    const found = delineator ? delineator.find(signals) : null;
    const classical = measureWaves(signals, found);
    return found ? refineWaves(classical, found) : classical;
  };
  const first = wavesOf(recording);
  const spikesMs = outsideQrs(findPaceSpikes(recording, usable), first);
  const paced = spikesMs.length > 0;
  const waves = withoutBridgedWaves(paced ? wavesOf(withoutSpikes(recording, spikesMs)) : first, recording);
  const unseen = unseenStretches(recording, usable);
  const single = waves.leads.map((lead) => beatWaves(lead, { ...waves, unseen }));
  const spreads = leadSpreads(waves, single);
  const medians = medianBeats(waves, spreads);
  const leadReversal = suspectedReversal(medians);
  const quality = qualityVerdict({ recording, reports, waves, unseen, leadReversal });
  if (quality.verdict === "unusable") {
    const nothing = { beats: [], leads: {}, global: nothingMeasured(), classes: [] };
    return { record, patient, quality, ...nothing, notMeasured: nothingBecause(quality) };
  }
  const nonConductedPMs = findNonConductedP(waves);
  const beats = listBeats(waves, classifyBeats(waves, { spikesMs, nonConductedPMs }));
  const leads = Object.fromEntries(
    waves.leads.map((lead, index): [string, LeadMeasurements] => [
      lead.name,
      {
        ...single[index]!,
        waves: withWaveConfidence({
          waves: single[index]!.waves,
          marks: lead.beats,
          spread: spreads.get(lead.name) ?? null,
          pCorrelations: waves.pCorrelations,
        }),
        median: usable(lead.name) ? (medians.get(lead.name) ?? null) : null,
      },
    ]),
  );
  const usableMedians = new Map([...medians].filter(([lead]) => usable(lead)));
  const global = globalMeasurements({
    waves,
    beats,
    medians: usableMedians,
    spreads,
    spikesMs,
    nonConductedPMs,
    durationMs: record.durationMs,
    unseen,
  });
  const classes = classMeasurements(waves, beats, global);
  const missing = notMeasured({ global, waves, medians: usableMedians, quality });
  return { record, patient, quality, beats, leads, global, classes, notMeasured: missing };
}

/** How the beats of the dominant group scatter in every lead. */
function leadSpreads(
  waves: MeasuredWaves,
  single: readonly Pick<LeadMeasurements, "waves">[],
): Map<string, LeadSpread> {
  const group = waves.groups[0];
  if (!group) return new Map();
  return new Map(
    waves.leads.map((lead, index) => {
      const options = { lead, median: group.leads[index]!, group, fiducials: waves.fiducials };
      return [lead.name, leadSpread({ ...options, waves: single[index]!.waves })];
    }),
  );
}

function medianBeats(
  waves: MeasuredWaves,
  spreads: ReadonlyMap<string, LeadSpread>,
): Map<string, MedianBeat> {
  const group = waves.groups[0];
  const rrAfterMs = group ? typicalRrAfterMs(waves, group.beats) : null;
  const result = new Map<string, MedianBeat>();
  group?.leads.forEach((lead, index) => {
    result.set(
      lead.name,
      summariseLead({
        lead,
        marks: group.marks.leads[index]!,
        group: group.marks,
        withP: waves.organisedP.present !== false,
        freeP: waves.freeP?.leads[index] ?? null,
        fiducialAt: MEDIAN_BEFORE,
        spread: spreads.get(lead.name)!,
        pPresence: recordPPresence(waves.organisedP.correlation),
        rrAfterMs,
      }),
    );
  });
  return result;
}

/** A short one of the intervals after these beats: what comes after T must fit into it. */
function typicalRrAfterMs({ fiducials }: MeasuredWaves, beats: readonly number[]): number | null {
  const intervals = beats.flatMap((beat) => {
    const next = fiducials[beat + 1];
    return next === undefined ? [] : [(next - fiducials[beat]!) * SAMPLE_MS];
  });
  return quantile(intervals, 0.25);
}

function listBeats(waves: MeasuredWaves, classes: readonly BeatClass[]): Beat[] {
  return waves.fiducials.map((fiducial, index): Beat => {
    const qrs = waves.groups[waves.groupOfBeat[index]!]?.marks.qrs;
    const at = (sample: number): number => (fiducial - MEDIAN_BEFORE + sample) * SAMPLE_MS;
    return {
      index,
      rPeakMs: fiducial * SAMPLE_MS,
      class: classes[index]!,
      qrsOnsetMs: qrs ? at(qrs.onset) : null,
      qrsOffsetMs: qrs ? at(qrs.offset) : null,
    };
  });
}

/** A narrow R is as sharp as a spike: only what comes before, or with, the start of a QRS can have paced it. */
function outsideQrs(spikesMs: readonly number[], waves: MeasuredWaves): number[] {
  const inside = (spike: number): boolean =>
    waves.fiducials.some((fiducial, beat) => {
      const qrs = waves.groups[waves.groupOfBeat[beat]!]?.marks.qrs;
      if (!qrs) return false;
      const origin = fiducial - MEDIAN_BEFORE;
      return spike > (origin + qrs.onset) * SAMPLE_MS + 26 && spike < (origin + qrs.offset) * SAMPLE_MS;
    });
  const outside = spikesMs.filter((spike) => !inside(spike));
  return outside.length >= 3 ? outside : [];
}
