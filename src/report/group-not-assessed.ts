// What was not assessed, with one entry a reason: a flat lead silences many findings at once.
import type { NotAssessed } from "../ecg/interpretation.ts";

export interface NotAssessedGroup {
  readonly why: string;
  readonly what: readonly string[];
}

/** In order of first appearance, each thing once. */
export function groupNotAssessed(notAssessed: readonly NotAssessed[]): NotAssessedGroup[] {
  const groups = new Map<string, Set<string>>();
  for (const { what, why } of notAssessed) {
    const group = groups.get(why) ?? new Set<string>();
    group.add(what);
    groups.set(why, group);
  }
  return [...groups].map(([why, what]) => ({ why, what: [...what] }));
}
