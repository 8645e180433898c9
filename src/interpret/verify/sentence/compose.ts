// Joins the items of one sentence into larger ones, smallest first, so that readers meet whole subjects, lead lists and
// values. Spans cover what was joined.
import { joinValues } from "./cited-values.ts";
import { joinCorrections } from "./corrections.ts";
import type { Item } from "./items.ts";
import { applyExceptions, joinLeads } from "./lead-lists.ts";
import { dropAsides } from "./measuring-points.ts";
import { restoreDenials } from "./restore-denials.ts";
import { joinSums } from "./voltage-sums.ts";
import { expandLists, joinForms, joinMeasures, shareMeasures } from "./wave-measures.ts";

/** The sentence with its items joined; spans cover what was joined. */
export function compose(items: readonly Item[]): Item[] {
  const plain = joinCorrections(dropAsides(items));
  const subjects = joinForms(shareMeasures(joinMeasures(expandLists(plain))));
  return restoreDenials(joinValues(applyExceptions(joinLeads(joinSums(subjects)))));
}
