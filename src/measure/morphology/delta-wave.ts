// A slow start of the QRS after a short PR (AHA 2009 part III: PR under 120 ms, slur of 30 to 40 ms or more). The
// height keeps out leads in which the first part of the QRS merely stands at right angles to the lead.
import type { DeltaWave, MedianBeat } from "../../ecg/measurements.ts";
import { median } from "../../signal/statistics.ts";

const SHORT_PR_BELOW_MS = 120;
const SLOW_FROM_MS = 30;
const LEAST_HEIGHT_MV = 0.05;

export function deltaWave(medians: ReadonlyMap<string, MedianBeat>, prMs: number | null): DeltaWave | null {
  if (prMs === null || prMs >= SHORT_PR_BELOW_MS) return null;
  const slow = [...medians].flatMap(([lead, { slurredOnsetMs, slurredOnsetMv }]) => {
    const heightMv = Math.abs(slurredOnsetMv ?? 0);
    const isDelta = slurredOnsetMs !== null && slurredOnsetMs >= SLOW_FROM_MS && heightMv >= LEAST_HEIGHT_MV;
    return isDelta ? [{ lead, durationMs: slurredOnsetMs, heightMv }] : [];
  });
  if (slow.length === 0) return null;
  return {
    leads: slow.map(({ lead }) => lead),
    durationMs: median(slow.map(({ durationMs }) => durationMs))!,
    heightMv: Math.round(median(slow.map(({ heightMv }) => heightMv))! * 1000) / 1000,
  };
}
