// Infarction, injury and ischaemia by territory: pathological Q waves and ST elevation for infarcts, ST-T deviation
// for ischaemia. Signs can be checked, causes cannot: where the signs of ischaemia are there, the diagnosis stays open.

import { judgePathologicalQ } from "./check-q.ts";
import { checkSt } from "./check-st.ts";
import { checkT } from "./check-wave.ts";
import { leadMedian } from "./evidence.ts";
import type { Judgement } from "./judgement.ts";
import { anyOf, judge, open } from "./judgement.ts";
import type { QualityContext } from "./quality-context.ts";
import { judgeRule } from "./rule-judgement.ts";

/** Are there two leads or more of a territory with the sign? */
function inTwo(judgements: readonly Judgement[]): Judgement {
  const met = judgements.filter((judgement) => judgement.outcome === "true" && !judgement.soft);
  const possible = judgements.filter((judgement) => judgement.outcome !== "false");
  const reason = (from: readonly Judgement[]): string =>
    [...new Set(from.map((judgement) => judgement.reason))].join("; ");
  const proof = (from: readonly Judgement[]) => from.flatMap((judgement) => judgement.evidence);
  if (met.length >= 2) return judge("true", reason(met), proof(met));
  return possible.length >= 2
    ? open(reason(possible), proof(possible))
    : judge("false", reason(judgements), proof(judgements));
}

function qualityOf(
  context: QualityContext,
  word: "elevated" | "depressed" | "inverted",
  leads: readonly string[],
): Judgement[] {
  return leads.map((lead) => {
    const one: QualityContext = {
      ...context,
      claim: {
        ...context.claim,
        subject: word === "inverted" ? "t" : "st",
        leads: [lead],
        leadScope: "listed",
        negated: false,
      },
      assertion: { kind: "quality", word, degree: null },
    };
    return word === "inverted" ? checkT(one) : checkSt(one);
  });
}

function pathologicalQ(context: QualityContext, leads: readonly string[]): Judgement {
  const judgements = leads.map((lead) => {
    const { median, trouble } = leadMedian(context.measurements, lead);
    return trouble === null ? judgePathologicalQ(context, median, lead) : open(trouble);
  });
  return inTwo(judgements);
}

function suppressed({ results }: QualityContext): Judgement | null {
  const rule = results.get("q");
  const reason = rule?.outcome === "not assessable" ? (rule.reason ?? "") : "";
  return /suppressed/.test(reason) ? open(`infarct signs are not judged here (${reason})`) : null;
}

/** "Inferior infarct", "anteroseptal MI", "STEMI". `acute`: ST elevation is what is meant. */
export function checkInfarct(context: QualityContext, acute: boolean): Judgement {
  const blocked = suppressed(context);
  if (blocked !== null) return blocked;
  const { claim, results } = context;
  const leads = claim.leads;
  const general = leads.length === 0 || claim.leadScope === "all";
  const elevation = general ? judgeRule(results, "ste") : inTwo(qualityOf(context, "elevated", leads));
  if (acute) return elevation;
  const q = general ? judgeRule(results, "q") : pathologicalQ(context, leads);
  const signs = anyOf([q, elevation]);
  // Loss of R in front is a sign of anterior infarction too, but a weak one.
  const frontal = general || leads.some((lead) => /^V[1-4]$/.test(lead));
  if (signs.outcome === "false" && frontal && results.get("prwp")?.outcome === "met")
    return open(
      `${signs.reason}; but R progression is poor, which a reader may take for an old infarct`,
      signs.evidence,
    );
  return signs;
}

/** "Ischaemia": false where no ST or T deviation is found; otherwise its signs are there and its cause is open. */
export function checkIschemia(context: QualityContext): Judgement {
  const { claim, results } = context;
  const blocked = suppressed(context);
  if (blocked !== null) return blocked;
  const signs =
    claim.leads.length === 0 || claim.leadScope === "all"
      ? anyOf(
          ["ste", "std", "twi", "t.class@inverted"]
            .filter((id) => results.has(id))
            .map((id) => judgeRule(results, id)),
        )
      : anyOf(
          (["elevated", "depressed", "inverted"] as const).flatMap((word) =>
            qualityOf(
              context,
              word,
              claim.leads.filter((lead) => word !== "inverted" || !/^(?:aVR|III|V1)$/.test(lead)),
            ),
          ),
        );
  if (signs.outcome === "false")
    return judge(
      "false",
      `no ST deviation or T inversion that could stand for it (${signs.reason})`,
      signs.evidence,
    );
  return open(
    `ST-T signs are there or cannot be excluded, but their cause cannot be read from the measurements (${signs.reason})`,
    signs.evidence,
  );
}

/** Secondary ST-T change, strain: any ST deviation or T change. */
export function checkStrain(context: QualityContext, either: Judgement): Judgement {
  return context.claim.negated && either.outcome === "true"
    ? open(`${either.reason}; whether it is secondary is open`, either.evidence)
    : either;
}
