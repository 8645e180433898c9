// What one lead alone claims to show is doubted: a wave stays only if enough other leads have one of its kind
// at the same time. (Dropping such waves lifts every delineator's P on LUDB at the cost of hardly any T.)
import { type FoundWave, type FoundWaves, WAVE_KINDS } from "./found-waves.ts";

/** Middles at most this far apart belong to the same wave: 80 ms, less than half of any RR. */
const LARGEST_DISTANCE_SAMPLES = 40;
/** A quarter of the other leads must agree; with fewer than four others nobody can outvote a lead. */
const LEAST_SHARE = 0.25;

/** `usable` leads vote; the others may only lose waves. */
export function agreedWaves(leads: readonly FoundWaves[], usable: readonly boolean[]): FoundWaves[] {
  const middles = leads.map((lead) => ({
    p: lead.p.map(middleOf),
    qrs: lead.qrs.map(middleOf),
    t: lead.t.map(middleOf),
  }));
  return leads.map((lead, index) => {
    const voters = middles.filter((_, other) => other !== index && usable[other]);
    const needed = Math.floor(LEAST_SHARE * voters.length + 0.5);
    const kept = WAVE_KINDS.map((kind) =>
      lead[kind].filter((wave) => {
        const middle = middleOf(wave);
        const votes = voters.filter((voter) =>
          voter[kind].some((other) => Math.abs(other - middle) < LARGEST_DISTANCE_SAMPLES),
        );
        return votes.length >= needed;
      }),
    );
    return { p: kept[0]!, qrs: kept[1]!, t: kept[2]! };
  });
}

function middleOf({ onset, offset }: FoundWave): number {
  return (onset + offset) / 2;
}
