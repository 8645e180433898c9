// All that sentences are built from, computed once per record.
import type { Measurements } from "../../ecg/measurements.ts";
import { type Reading, TOLERANCES } from "./clear-number.ts";
import { type LeadNumber, type LeadState, leadReading, leadStates, speakableLeads } from "./lead-readings.ts";
import { countEctopics, type RecordState, recordStates } from "./record-states.ts";
import type { Ternary } from "./ternary.ts";

export type GlobalNumber =
  | "heartRate"
  | "pr"
  | "qrs"
  | "qt"
  | "qtc"
  | "bazett"
  | "fridericia"
  | "framingham"
  | "hodges"
  | "pDuration"
  | "qrsAxis"
  | "pAxis"
  | "tAxis"
  | "sokolowLyon"
  | "cornell";

export interface RecordFacts {
  readonly measurements: Measurements;
  readonly leads: readonly string[];
  readonly ectopics: { pvc: number; pac: number } | null;
  state(name: RecordState): Ternary;
  /** Leads in which the state is clearly true (or clearly false). */
  leadsWhere(name: LeadState, holds: boolean): string[];
  number(name: GlobalNumber): Reading | null;
  leadNumber(lead: string, which: LeadNumber): Reading | null;
}

function reading(
  value: number | null,
  others: (number | null)[],
  rest: Omit<Reading, "values">,
): Reading | null {
  if (value === null) return null;
  return { values: [value, ...others.filter((other) => other !== null)], ...rest };
}

function globalReading(measurements: Measurements, name: GlobalNumber): Reading | null {
  const { global } = measurements;
  // Without an organised P wave a PR interval or P axis is a measuring accident.
  if (global.atrial.organisedP === false && (name === "pr" || name === "pDuration" || name === "pAxis"))
    return null;
  const { bazett, fridericia, framingham, hodges } = global.qtcMs;
  const short = { tolerance: TOLERANCES.shortIntervalMs };
  const long = { tolerance: TOLERANCES.longIntervalMs };
  const angle = { tolerance: TOLERANCES.axisDeg, range: [-180, 180] as const, circular: true };
  const voltage = { tolerance: TOLERANCES.amplitudeMv, range: [0.3, 8] as const };
  switch (name) {
    case "heartRate":
      return reading(global.heartRateBpm, [global.rrMs === null ? null : 60000 / global.rrMs], {
        tolerance: TOLERANCES.rateBpm,
        range: [28, 240],
      });
    case "pr":
      return reading(global.prMs, [], { ...short, range: [80, 420] });
    case "qrs":
      return reading(global.qrsDurationMs, [], { ...short, range: [50, 230] });
    case "pDuration":
      return reading(global.pDurationMs, [], { ...short, range: [40, 220] });
    case "qt":
      return reading(global.qtMs, [], { ...long, range: [220, 640] });
    case "qtc":
      return reading(bazett, [fridericia, framingham, hodges], { ...long, range: [260, 640] });
    case "bazett":
      return reading(bazett, [], { ...long, range: [260, 640] });
    case "fridericia":
      return reading(fridericia, [], { ...long, range: [260, 640] });
    case "framingham":
      return reading(framingham, [], { ...long, range: [260, 640] });
    case "hodges":
      return reading(hodges, [], { ...long, range: [260, 640] });
    case "qrsAxis":
      return reading(global.axisDeg.qrs, [], angle);
    case "pAxis":
      return reading(global.axisDeg.p, [], angle);
    case "tAxis":
      return reading(global.axisDeg.t, [], angle);
    case "sokolowLyon":
      return reading(global.voltages.sokolowLyonMv, [], voltage);
    case "cornell":
      return reading(global.voltages.cornellMv, [], voltage);
  }
}

/**
 * The facts of one record, or null where nothing may be said about it: its quality is unusable, or its leads may be
 * under wrong names (a suspected reversal), so that no statement about a lead or an axis is clear.
 */
export function recordFacts(measurements: Measurements): RecordFacts | null {
  const { verdict, leadReversal } = measurements.quality;
  if (verdict === "unusable" || leadReversal !== null) return null;
  const leads = speakableLeads(measurements);
  const states = recordStates(measurements);
  const byLead = new Map(leads.map((lead) => [lead, leadStates(measurements, lead)]));
  const readings = new Map<string, Reading | null>();
  const leadNumber = (lead: string, which: LeadNumber): Reading | null => {
    const key = `${lead}/${which}`;
    const known = readings.get(key);
    if (known !== undefined) return known;
    const found = leadReading(measurements, lead, which);
    readings.set(key, found);
    return found;
  };
  return {
    measurements,
    leads,
    ectopics: countEctopics(measurements),
    state: (name) => states[name],
    leadsWhere: (name, holds) => leads.filter((lead) => byLead.get(lead)?.[name] === holds),
    number: (name) => globalReading(measurements, name),
    leadNumber,
  };
}
