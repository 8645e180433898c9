// R peaks of a long recording against the true ones, within 150 ms and one to one (ANSI/AAMI EC57), and its pauses.
import type { Span } from "./long-disturbances.ts";

export interface TrueBeats {
  readonly rPeaksMs: readonly number[];
  readonly unseen: readonly Span[];
}

export interface RPeakScore {
  /** Beats that can be seen. */
  readonly beats: number;
  readonly missed: number;
  readonly extra: number;
  /** Found minus true. */
  readonly errorsMs: readonly number[];
}

export interface PauseScore {
  readonly pauses: number;
  readonly missed: number;
  readonly extra: number;
}

export const WITHIN_MS = 150;

/** Beats out of sight, or next to it, may be found or not. */
export function scoreRPeaks({ rPeaksMs, unseen }: TrueBeats, foundMs: readonly number[]): RPeakScore {
  const partners = partnersOf(rPeaksMs, foundMs);
  const wanted = rPeaksMs.map((ms) => !unseen.some((span) => touches(span, ms, ms)));
  const errorsMs = partners.flatMap((partner, beat) =>
    partner !== null && wanted[beat] ? [foundMs[partner]! - rPeaksMs[beat]!] : [],
  );
  const beats = wanted.filter(Boolean).length;
  const taken = partners.filter((partner) => partner !== null).length;
  return { beats, missed: beats - errorsMs.length, extra: foundMs.length - taken, errorsMs };
}

/** Intervals of at least `fromMs` with nothing unseen in them; a found one is right where it begins with a true one. */
export function scorePauses(
  { rPeaksMs, unseen }: TrueBeats,
  { foundMs, fromMs }: { readonly foundMs: readonly number[]; readonly fromMs: number },
): PauseScore {
  const trueMs = rPeaksMs.filter((ms, beat) => {
    const next = rPeaksMs[beat + 1];
    return next !== undefined && next - ms >= fromMs && !unseen.some((span) => touches(span, ms, next));
  });
  const found = partnersOf(trueMs, foundMs).filter((partner) => partner !== null).length;
  return { pauses: trueMs.length, missed: trueMs.length - found, extra: foundMs.length - found };
}

function touches({ fromMs, toMs }: Span, startMs: number, endMs: number): boolean {
  return fromMs - WITHIN_MS < endMs && toMs + WITHIN_MS > startMs;
}

/** For each true time the index of the found one that is its own, the nearest pairs first; both lists rise. */
function partnersOf(trueMs: readonly number[], foundMs: readonly number[]): (number | null)[] {
  const pairs: { beat: number; found: number; apartMs: number }[] = [];
  let start = 0;
  for (const [beat, ms] of trueMs.entries()) {
    while (start < foundMs.length && foundMs[start]! < ms - WITHIN_MS) start++;
    for (let found = start; found < foundMs.length && foundMs[found]! <= ms + WITHIN_MS; found++) {
      pairs.push({ beat, found, apartMs: Math.abs(foundMs[found]! - ms) });
    }
  }
  const partners: (number | null)[] = trueMs.map(() => null);
  const taken = new Set<number>();
  for (const { beat, found } of pairs.sort((a, b) => a.apartMs - b.apartMs)) {
    if (partners[beat] !== null || taken.has(found)) continue;
    partners[beat] = found;
    taken.add(found);
  }
  return partners;
}
