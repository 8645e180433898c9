// A coded statement and the phrases that make it.
import type { Subject } from "../extracted-claim.ts";
import type { LexiconEntry } from "./meaning.ts";

interface PatternOptions {
  readonly takesLeads?: boolean;
  readonly measures?: Subject;
}

/** A coded statement: these phrases assert that the pattern is there. */
export function pattern(id: string, phrases: readonly string[], options: PatternOptions = {}): LexiconEntry {
  return [
    phrases,
    {
      kind: "pattern",
      subject: "pattern",
      assertion: { kind: "presence", pattern: id, count: null },
      takesLeads: options.takesLeads ?? false,
      measures: options.measures ?? null,
    },
  ];
}
