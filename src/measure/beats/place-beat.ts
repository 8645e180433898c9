// The waves of one beat in every lead: those of its group, moved to where this beat has them, where it has them at all.
import type { BeatMarks, MeasuredGroup } from "../measure-waves.ts";
import type { Boundaries } from "../waves/qrs-boundaries.ts";
import { samplesOf, type WaveMarks } from "../waves/wave-boundaries.ts";
import { placeWave, type WaveTemplate, waveTemplate } from "./place-waves.ts";
import { qrsPeak } from "./qrs-peak.ts";

/** Correlation from which a beat has the group's P or T wave. */
const LEAST_P_CORRELATION = 0.35;
const LEAST_T_CORRELATION = 0.35;

/** What single beats take from their group: its marks in every lead, and the waves to find them by. */
export interface BeatTemplates {
  readonly leads: readonly BeatMarks[];
  readonly p: WaveTemplate | null;
  readonly t: WaveTemplate | null;
}

/** `withP` is false where no P is to be placed. */
export function beatTemplates({ marks, leads }: MeasuredGroup, withP: boolean): BeatTemplates {
  const medians = leads.filter((lead) => lead.usable).map((lead) => lead.smooth);
  const template = (wave: WaveMarks | null, marginMs: number): WaveTemplate | null =>
    wave && waveTemplate(medians, widened(wave, samplesOf(marginMs), marks.qrs));
  return {
    leads: marks.leads.map(({ p, qrs, t }, index) => ({
      p,
      qrs: qrs && { ...qrs, peak: qrsPeak(leads[index]!.raw, qrs) },
      t,
    })),
    p: withP ? template(marks.p, 16) : null,
    t: template(marks.t, 20),
  };
}

/** `signals` are the usable leads; `origin` is the sample where the group's first one lies for this beat. */
export function placeBeat(
  group: BeatTemplates,
  signals: readonly Float64Array[],
  origin: number,
): { pCorrelation: number | null; leads: BeatMarks[] } {
  const length = signals[0]?.length ?? 0;
  const find = (template: WaveTemplate | null, largestMs: number) =>
    template && placeWave({ signals, template, origin, largestShift: samplesOf(largestMs) });
  const p = find(group.p, 24);
  const t = find(group.t, 30);
  const hasP = p !== null && p.correlation >= LEAST_P_CORRELATION;
  const hasT = t !== null && t.correlation >= LEAST_T_CORRELATION;
  const leads = group.leads.map((lead) => ({
    p: hasP && lead.p ? shifted(lead.p, origin + p.shift, length) : null,
    qrs: lead.qrs && shifted(lead.qrs, origin, length),
    t: hasT && lead.t ? shifted(lead.t, origin + t.shift, length) : null,
  }));
  return { pCorrelation: p?.correlation ?? null, leads };
}

/** The wave with a margin on both sides, but never reaching into the QRS. */
function widened(wave: WaveMarks, margin: number, qrs: Boundaries): Boundaries {
  const isP = wave.peak < qrs.onset;
  return {
    onset: Math.max(0, isP ? wave.onset - margin : Math.max(wave.onset - margin, qrs.offset)),
    offset: isP ? Math.min(wave.offset + margin, qrs.onset) : wave.offset + margin,
  };
}

/** null where the wave does not lie wholly inside the recording. */
function shifted(wave: WaveMarks, by: number, length: number): WaveMarks | null {
  if (wave.onset + by < 0 || wave.offset + by >= length) return null;
  return { ...wave, onset: wave.onset + by, peak: wave.peak + by, offset: wave.offset + by };
}
