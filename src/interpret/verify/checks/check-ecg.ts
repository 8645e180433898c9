// "Normal ECG", "abnormal ECG": what the verified rules found, taken together.
import { checkAxis } from "./check-axis.ts";
import { type Judgement, judge, open, opposite } from "./judgement.ts";
import { ABNORMAL_RULES, DISPUTED_RULES } from "./pattern-rules.ts";
import type { QualityContext } from "./quality-context.ts";

/** Judges a statement about the ECG as a whole. */
export function checkEcg(context: QualityContext): Judgement {
  const { results, assertion } = context;
  if (assertion.word === "borderline") return open("no criteria of a borderline ECG are in use");
  const abnormal = judgeAbnormal(context);
  switch (assertion.word) {
    case "abnormal":
      return abnormal;
    case "normal":
      return opposite(abnormal);
    case "otherwise normal":
      return abnormal.outcome === "false"
        ? opposite(abnormal)
        : open(`what "otherwise" leaves aside is not decided; found: ${abnormal.reason}`, abnormal.evidence);
    default:
      return open(`an ECG has no such quality (${results.size} rules were evaluated)`);
  }
}

function judgeAbnormal(context: QualityContext): Judgement {
  const { results } = context;
  const rulesOf = (ids: readonly string[], outcome: string) =>
    ids.map((id) => results.get(id)).filter((rule) => rule?.outcome === outcome);
  const met = rulesOf(ABNORMAL_RULES, "met");
  if (met.length > 0)
    return judge(
      "true",
      `found: ${met.map((rule) => rule?.name).join(", ")}`,
      met.flatMap((rule) => rule?.evidence ?? []).slice(0, 8),
    );
  const axis = checkAxis({
    ...context,
    claim: { ...context.claim, subject: "axis", leads: [] },
    assertion: { kind: "quality", word: "deviated", degree: null },
  });
  if (axis.outcome === "true") return judge("true", axis.reason, axis.evidence);
  const disputed = [...rulesOf(DISPUTED_RULES, "met"), ...rulesOf(ABNORMAL_RULES, "borderline")];
  if (disputed.length > 0 || axis.outcome === "open")
    return open(
      `found or borderline: ${[...disputed.map((rule) => rule?.name), ...(axis.outcome === "open" ? ["axis"] : [])].join(", ")}`,
      disputed.flatMap((rule) => rule?.evidence ?? []).slice(0, 8),
    );
  const assessed = rulesOf(ABNORMAL_RULES, "not met");
  if (assessed.length < ABNORMAL_RULES.length / 2) return open("too few rules could be assessed");
  return judge(
    "false",
    `none of ${assessed.length} criteria of abnormality is met`,
    assessed.flatMap((rule) => rule?.evidence ?? []).slice(0, 6),
  );
}
