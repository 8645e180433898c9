// Left ventricular hypertrophy by its voltage criteria.
import { anyOf, type Judgement, open } from "./judgement.ts";
import type { QualityContext } from "./quality-context.ts";
import { judgeRule } from "./rule-judgement.ts";

/** Any voltage criterion met is LVH by voltage; the widest criterion alone (Peguero-Lo Presti) leaves it open. */
export function judgeHypertrophy({ results }: Pick<QualityContext, "results">): Judgement {
  const main = ["lvh.sl", "lvh.cv", "lvh.cp", "lvh.avl"]
    .filter((id) => results.has(id))
    .map((id) => judgeRule(results, id));
  const judgement = anyOf(main);
  const peguero = results.get("lvh.pl");
  return judgement.outcome === "false" && peguero?.outcome === "met"
    ? open(`${judgement.reason}; but ${peguero.name} is met`, [...judgement.evidence, ...peguero.evidence])
    : judgement;
}
