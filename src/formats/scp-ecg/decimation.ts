// Bimodal compression (EN 1064:2005, annex C): inside the protected areas around each QRS complex every sample
// is kept; between them the mean of every 2 to 4 samples stands for them. The way back joins these means by
// straight lines between the middles of their groups, and holds the first and last one towards the edges. No
// filter follows: what lies in a protected area is exact, what lies outside is smooth to begin with.
import type { SampleRange } from "./qrs-locations.ts";

/** A run of samples that are all kept or all decimated, counted from the start of the lead. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly isKept: boolean;
}

export interface DecimatedLead {
  readonly firstSample: number;
  readonly sampleCount: number;
  /** Samples in a group. */
  readonly factor: number;
  /** Of which every sample is kept; none where the whole lead is decimated. */
  readonly protectedAreas: readonly SampleRange[];
}

/** How many values stand for the lead. */
export function storedSampleCount(lead: DecimatedLead): number {
  return runs(lead).reduce(
    (total, { start, end, isKept }) =>
      total + (isKept ? end - start : Math.ceil((end - start) / lead.factor)),
    0,
  );
}

/** The lead at its full rate; NaN where values are missing. */
export function expandDecimated(stored: ArrayLike<number>, lead: DecimatedLead): Float64Array {
  const { factor } = lead;
  const samples = new Float64Array(lead.sampleCount);
  let next = 0;
  for (const { start, end, isKept } of runs(lead)) {
    if (isKept) {
      for (let i = start; i < end; i++) samples[i] = stored[next++] ?? Number.NaN;
      continue;
    }
    const groups = Math.ceil((end - start) / factor);
    for (let i = start; i < end; i++) {
      const position = Math.min(Math.max((i - start + 0.5) / factor - 0.5, 0), groups - 1);
      const group = Math.floor(position);
      const value = stored[next + group] ?? Number.NaN;
      const fraction = position - group;
      samples[i] =
        fraction === 0 ? value : value + ((stored[next + group + 1] ?? Number.NaN) - value) * fraction;
    }
    next += groups;
  }
  return samples;
}

function runs({ firstSample, sampleCount, protectedAreas }: DecimatedLead): Run[] {
  const result: Run[] = [];
  let at = 0;
  for (const area of protectedAreas) {
    const start = Math.max(0, area.firstSample - firstSample);
    const end = Math.min(sampleCount, area.lastSample + 1 - firstSample);
    if (end <= start) continue;
    if (start > at) result.push({ start: at, end: start, isKept: false });
    result.push({ start, end, isKept: true });
    at = end;
  }
  if (at < sampleCount) result.push({ start: at, end: sampleCount, isKept: false });
  return result;
}
