// Recording -> Measurements: the whole measuring path in one place. Quality first; what a recording cannot
// give is null, and an unusable recording gets no beats, waves or values at all.
import type {
  Beat,
  GlobalMeasurements,
  LeadMeasurements,
  Measurements,
  MedianBeat,
} from "../ecg/measurements.ts";
import { durationMs, type Recording } from "../ecg/recording.ts";
import { beatWaves } from "./beat-waves.ts";
import { classifyBeats } from "./classify-beats.ts";
import { globalMeasurements } from "./global-measurements.ts";
import { suspectedReversal } from "./lead-reversal.ts";
import { type MeasuredWaves, measureWaves } from "./measure-waves.ts";
import { MEDIAN_BEFORE } from "./median-beat.ts";
import { findPaceSpikes, withoutSpikes } from "./pace-spikes.ts";
import { prepareSignals, SAMPLE_MS } from "./prepare-signals.ts";
import { leadReports, qualityVerdict } from "./quality-gate.ts";
import { summariseLead } from "./summarise-lead.ts";
import { withoutCalibration } from "./without-calibration.ts";

/** Measures one recording; never throws on a readable one, however bad its signal. */
export function measureRecording(given: Recording): Measurements {
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
  const first = measureWaves(prepareSignals(recording, usable));
  const spikesMs = outsideQrs(findPaceSpikes(recording, usable), first);
  const paced = spikesMs.length > 0;
  const waves = paced ? measureWaves(prepareSignals(withoutSpikes(recording, spikesMs), usable)) : first;
  const medians = medianBeats(waves);
  const quality = qualityVerdict({ recording, reports, waves, leadReversal: suspectedReversal(medians) });
  if (quality.verdict === "unusable") {
    return { record, patient, quality, beats: [], leads: {}, global: nothingMeasured() };
  }
  const beats = listBeats(waves, spikesMs);
  const leads = Object.fromEntries(
    waves.leads.map((lead): [string, LeadMeasurements] => [
      lead.name,
      {
        ...beatWaves(lead, waves),
        median: usable(lead.name) ? (medians.get(lead.name) ?? null) : null,
      },
    ]),
  );
  const usableMedians = new Map([...medians].filter(([lead]) => usable(lead)));
  return {
    record,
    patient,
    quality,
    beats,
    leads,
    global: globalMeasurements({
      waves,
      beats,
      medians: usableMedians,
      spikesMs,
      durationMs: record.durationMs,
    }),
  };
}

function medianBeats(waves: MeasuredWaves): Map<string, MedianBeat> {
  const group = waves.groups[0];
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
      }),
    );
  });
  return result;
}

function listBeats(waves: MeasuredWaves, spikesMs: readonly number[]): Beat[] {
  const classes = classifyBeats(waves, spikesMs);
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

function nothingMeasured(): GlobalMeasurements {
  return {
    heartRateBpm: null,
    rrMs: null,
    prMs: null,
    pDurationMs: null,
    qrsDurationMs: null,
    qtMs: null,
    qtcMs: { bazett: null, fridericia: null, framingham: null, hodges: null },
    jtMs: null,
    tPeakToEndMs: null,
    qtDispersionMs: null,
    axisDeg: { p: null, qrs: null, t: null },
    qrsTAngleDeg: null,
    transitionLead: null,
    voltages: {
      sokolowLyonMv: null,
      cornellMv: null,
      cornellProductMvMs: null,
      pegueroLoPrestiMv: null,
      gubnerMv: null,
      rAvlMv: null,
      maxLimbPeakToPeakMv: null,
      maxPrecordialPeakToPeakMv: null,
    },
    rhythm: {
      rrSdMs: null,
      rmssdMs: null,
      normalisedRmssd: null,
      minRrMs: null,
      maxRrMs: null,
      longestPauseMs: null,
    },
    atrial: {
      organisedP: null,
      pTemplateCorrelation: null,
      pShare: null,
      prSdMs: null,
      flutterRatePerMin: null,
      flutterStrength: null,
      nonConductedPMs: [],
      pShapes: null,
    },
    pacing: { spikesMs: [], pacedBeats: 0, mode: null },
    dominantClass: null,
    medianWindowStartMs: null,
  };
}
