// Where a value of the median beat can be looked at: the first beat of the dominant class in which the wave
// in question was found.
import type { BeatWaves, Measurements } from "../../ecg/measurements.ts";
import type { Part, Place } from "./measure.ts";

/** Drawn length of an ST segment, and of a U wave behind its T: engineering choices for display. */
const ST_SPAN_MS = 80;
const U_SPAN_MS = 160;
/** Leads tried in turn for the waves that all leads share. */
const RHYTHM_LEADS = ["II", "V5", "I", "V2"];

/** The span of one part of the heartbeat in one lead; no span where no beat shows it. */
export function leadPlace(measurements: Measurements, lead: string, part: Part): Place {
  const { beats, global } = measurements;
  for (const waves of measurements.leads[lead]?.waves ?? []) {
    const beat = beats.find((candidate) => candidate.index === waves.beat);
    const dominant = global.dominantClass === null || beat?.class === global.dominantClass;
    const span = dominant ? spanOf(waves, part) : null;
    if (span !== null) return { lead, beat: waves.beat, ...span };
  }
  return { lead, beat: null, startMs: null, endMs: null };
}

/** The same over all leads: QRS boundaries are the global ones of the beat. */
export function recordPlace(measurements: Measurements, part: Part): Place {
  const nowhere: Place = { lead: null, beat: null, startMs: null, endMs: null };
  if (part === "record") return nowhere;
  const leads = [...RHYTHM_LEADS, ...measurements.record.leads];
  const seen = leads.map((lead) => leadPlace(measurements, lead, part)).find((place) => place.beat !== null);
  const beat = measurements.beats.find((candidate) => candidate.index === seen?.beat);
  if (seen === undefined || beat === undefined) return nowhere;
  const startMs = part === "qrs" || part === "qt" ? (beat.qrsOnsetMs ?? seen.startMs) : seen.startMs;
  const endMs =
    part === "qrs"
      ? (beat.qrsOffsetMs ?? seen.endMs)
      : part === "pr"
        ? (beat.qrsOnsetMs ?? seen.endMs)
        : seen.endMs;
  return { lead: null, beat: seen.beat, startMs, endMs };
}

function spanOf({ p, qrs, t }: BeatWaves, part: Part): { startMs: number; endMs: number } | null {
  switch (part) {
    case "p":
      return p && { startMs: p.onsetMs, endMs: p.offsetMs };
    case "pr":
      return p && qrs && { startMs: p.onsetMs, endMs: qrs.onsetMs };
    case "qrs":
      return qrs && { startMs: qrs.onsetMs, endMs: qrs.offsetMs };
    case "st":
      return qrs && { startMs: qrs.offsetMs, endMs: qrs.offsetMs + ST_SPAN_MS };
    case "t":
      return t && { startMs: t.onsetMs, endMs: t.offsetMs };
    case "qt":
      return qrs && t && { startMs: qrs.onsetMs, endMs: t.offsetMs };
    case "u":
      return t && { startMs: t.offsetMs, endMs: t.offsetMs + U_SPAN_MS };
    case "record":
      return null;
  }
}
