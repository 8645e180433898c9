// P on median beats: between the end of the T before and the QRS, or in beats that are aligned at P itself.
import { MEDIAN_BEFORE } from "../beats/median-beat.ts";
import type { MedianLead } from "./delineate-group.ts";
import { jointWave, leadWave } from "./joint-wave.ts";
import type { Boundaries } from "./qrs-boundaries.ts";
import { samplesOf, type WaveMarks } from "./wave-boundaries.ts";

/** Slow waves longer than this are two waves run together. */
const LONGEST_P_MS = 180;
const P_LIMITS = { leastMv: 0.012, apartMs: 45, reachMs: 110 };
/** P is looked for this far before the QRS; farther only when that P is cut off and T leaves room. */
const USUAL_P_REACH_MS = 300;
const FARTHEST_P_REACH_MS = 460;
/** Of the P's size: lower, T has ended before P begins, however soon. */
const REST_SHARE = 0.2;

/** The P of the leads together, and of each lead, between the end of the T before and the QRS. */
export function delineatePBefore(
  leads: readonly MedianLead[],
  qrs: Boundaries,
  previousTEnd: number,
): { p: WaveMarks | null; leads: (WaveMarks | null)[] } {
  const usable = leads.filter((lead) => lead.usable);
  const { p, pWindow } = findP(usable, qrs, previousTEnd);
  return {
    p,
    leads: leads.map(
      ({ smooth }) =>
        p && leadWave({ beat: smooth, window: pWindow, joint: p, limits: P_LIMITS, consensus: p }),
    ),
  };
}

/** P of median beats that are aligned at P itself (index MEDIAN_BEFORE), one result a lead. */
export function delineateP(beats: readonly Float64Array[]): (WaveMarks | null)[] {
  const leads = beats.map((smooth) => ({ name: "", usable: true, raw: smooth, smooth }));
  const window = { onset: MEDIAN_BEFORE - samplesOf(110), offset: MEDIAN_BEFORE + samplesOf(110) };
  const joint = jointWave(leads, window, P_LIMITS);
  return beats.map((beat) => joint && leadWave({ beat, window, joint, limits: P_LIMITS, consensus: joint }));
}

function findP(
  leads: readonly MedianLead[],
  qrs: Boundaries,
  previousTEnd: number,
): { p: WaveMarks | null; pWindow: Boundaries } {
  const windowFrom = (reachMs: number): Boundaries => ({
    onset: Math.max(0, qrs.onset - samplesOf(reachMs), previousTEnd),
    offset: qrs.onset,
  });
  const within = (pWindow: Boundaries): WaveMarks | null => {
    if (pWindow.offset - pWindow.onset <= samplesOf(60)) return null;
    const p = jointWave(leads, pWindow, P_LIMITS);
    return p !== null && p.offset - p.onset <= samplesOf(LONGEST_P_MS) ? p : null;
  };
  const pWindow = windowFrom(USUAL_P_REACH_MS);
  const p = within(pWindow);
  if (p !== null && !isCutOff(p, pWindow)) return { p, pWindow };
  const wider = windowFrom(FARTHEST_P_REACH_MS);
  const found = pWindow.onset > wider.onset ? within(wider) : null;
  if (found !== null && !isCutOff(found, wider)) return { p: found, pWindow: wider };
  const rest = p && pWindow.onset === previousTEnd ? restBefore(leads, p.peak, pWindow.onset) : null;
  const afterRest = rest === null ? null : { onset: rest, offset: qrs.onset };
  const free = afterRest && within(afterRest);
  if (free && afterRest) return { p: free, pWindow: afterRest };
  return { p: p && { ...p, onsetUnknown: true }, pWindow };
}

function isCutOff(p: WaveMarks, window: Boundaries): boolean {
  return p.onset - window.onset < samplesOf(12);
}

/** Where T, after what was taken for its end, comes to rest before P: it may follow at once. */
function restBefore(leads: readonly MedianLead[], peak: number, from: number): number | null {
  const size = (at: number): number => Math.hypot(...leads.map(({ smooth }) => smooth[at]!));
  const rest = REST_SHARE * size(peak);
  for (let at = from; at < peak; at++) if (size(at) <= rest) return at;
  return null;
}
