// The logic of four outcomes. They are ordered
//     not met < not assessable < borderline < met
// and a tree of conditions combines them so:
//     all      the worst of its members: one plain "not met" decides, however much else is unknown; an
//              unknown member withholds judgement; a borderline one leaves the whole borderline
//     any      the best of its members: one plain "met" decides, whatever else is unknown
//     atLeast  the n-th best (with points: the best outcome whose holders together reach the points), so
//              that `any` is 1 of n and `all` is n of n
//     not      exchanges met and not met; borderline and not assessable stay what they are
// This is Kleene's logic with "unknown" split into "too near to say" and "could not be measured"; `not`
// therefore does not turn the order of those two round (De Morgan's laws fail for that pair alone).
import type { Outcome } from "../../ecg/interpretation.ts";

const ORDER: readonly Outcome[] = ["not met", "not assessable", "borderline", "met"];

/** Position in the order above, 0..3. */
export function rank(outcome: Outcome): number {
  return ORDER.indexOf(outcome);
}

/** The worst of the members; "met" where there are none. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  return ORDER[Math.min(3, ...outcomes.map(rank))]!;
}

/** The best of the members; "not met" where there are none. */
export function anyOf(outcomes: readonly Outcome[]): Outcome {
  return ORDER[Math.max(0, ...outcomes.map(rank))]!;
}

export interface Scored {
  readonly outcome: Outcome;
  readonly points: number;
}

/** The best outcome that holders of at least `wanted` points reach between them. */
export function atLeast(wanted: number, members: readonly Scored[]): Outcome {
  for (const candidate of [...ORDER].reverse()) {
    const held = members
      .filter(({ outcome }) => rank(outcome) >= rank(candidate))
      .reduce((sum, { points }) => sum + points, 0);
    if (held >= wanted) return candidate;
  }
  return "not met";
}

export function negate(outcome: Outcome): Outcome {
  if (outcome === "met") return "not met";
  return outcome === "not met" ? "met" : outcome;
}
