// The numbers in which a peer is better than ours, said under each table: a benchmark that lists only its victories
// measures nothing.
import { OURS, wasTrainedOnLudb } from "./delineators.ts";

export interface ComparedNumber {
  /** "P_on F1 %". */
  readonly what: string;
  readonly better: "higher" | "lower";
  readonly digits: number;
  /** By delineator; one that has no such number is null. */
  readonly values: Readonly<Record<string, number | null>>;
}

export interface PeerAhead {
  readonly what: string;
  readonly peer: string;
  readonly theirs: number;
  /** null where ours has no such number. */
  readonly ours: number | null;
}

/** The best peer of each number in which one of those named is better than ours; without names, of all. */
export function peersAhead(
  numbers: readonly ComparedNumber[],
  isMeant: (peer: string) => boolean = () => true,
): PeerAhead[] {
  return numbers.flatMap(({ what, better, values }) => {
    const sign = better === "higher" ? 1 : -1;
    const ours = values[OURS] ?? null;
    const others = Object.entries(values).flatMap(([peer, theirs]) =>
      peer === OURS || theirs === null || !isMeant(peer) ? [] : [{ peer, theirs }],
    );
    const best = others.toSorted((a, b) => sign * (b.theirs - a.theirs))[0];
    if (best === undefined || (ours !== null && sign * (best.theirs - ours) <= 0)) return [];
    return [{ what, ...best, ours }];
  });
}

/** For under a table: fair peers, and those whose numbers are too good, apart. */
export function peersAheadText(numbers: readonly ComparedNumber[]): string {
  const fair = aheadText(numbers, (peer) => !wasTrainedOnLudb(peer));
  const trained = aheadText(numbers, wasTrainedOnLudb);
  if (fair === null && trained === null) return "No peer was measured.";
  return [
    fair === null ? [] : `A peer is better in ${fair}`,
    trained === null ? [] : `A peer trained on a part of these very records (*) is better in ${trained}`,
  ]
    .flat()
    .join("\n\n");
}

/** null where none of those meant has any of the numbers. */
function aheadText(numbers: readonly ComparedNumber[], isMeant: (peer: string) => boolean): string | null {
  const compared = numbers.filter(({ values }) =>
    Object.entries(values).some(([name, value]) => name !== OURS && value !== null && isMeant(name)),
  ).length;
  if (compared === 0) return null;
  const digitsOf = new Map(numbers.map(({ what, digits }) => [what, digits]));
  const ahead = peersAhead(numbers, isMeant);
  const list = ahead.map(({ what, peer, theirs, ours }) => {
    const text = (value: number | null): string =>
      value === null ? "none" : value.toFixed(digitsOf.get(what));
    return `${what} (${peer} ${text(theirs)}, ${OURS} ${text(ours)})`;
  });
  return `${ahead.length} of ${compared} numbers${list.length === 0 ? "" : `: ${list.join(", ")}`}.`;
}

export function inPercent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}
