// Which leads of a recording are there at the same time: a page of three rows and four columns shows each lead for a
// quarter of its length, and only those of one column together.
import type { Lead, Recording } from "../../ecg/recording.ts";

export interface LeadStretch {
  readonly startMs: number;
  readonly endMs: number;
  /** Those shown in this stretch only. */
  readonly leads: readonly Lead[];
}

export interface LeadStretches {
  /** Shown nearly all the time. */
  readonly whole: readonly Lead[];
  /** In order of time; empty where every lead is shown whole. */
  readonly parts: readonly LeadStretch[];
  /** Without a valid sample. */
  readonly missing: readonly Lead[];
}

/** As much as the quality gate allows to be missing. */
const WHOLE_SHARE = 0.8;
/** Leads that begin and end within this of each other stand in one column. */
const SAME_MS = 250;

export function leadStretches({ leads, samplingRateHz }: Recording): LeadStretches {
  const whole: Lead[] = [];
  const missing: Lead[] = [];
  const parts: { startMs: number; endMs: number; leads: Lead[] }[] = [];
  for (const lead of leads) {
    const first = lead.samplesMv.findIndex((value) => !Number.isNaN(value));
    const last = lead.samplesMv.findLastIndex((value) => !Number.isNaN(value));
    if (first < 0) {
      missing.push(lead);
      continue;
    }
    if (last + 1 - first >= WHOLE_SHARE * lead.samplesMv.length) {
      whole.push(lead);
      continue;
    }
    const [startMs, endMs] = [(first / samplingRateHz) * 1000, ((last + 1) / samplingRateHz) * 1000];
    const known = parts.find(
      (part) => Math.abs(part.startMs - startMs) < SAME_MS && Math.abs(part.endMs - endMs) < SAME_MS,
    );
    if (known === undefined) parts.push({ startMs, endMs, leads: [lead] });
    else {
      known.startMs = Math.min(known.startMs, startMs);
      known.endMs = Math.max(known.endMs, endMs);
      known.leads.push(lead);
    }
  }
  return { whole, missing, parts: parts.sort((a, b) => a.startMs - b.startMs) };
}
