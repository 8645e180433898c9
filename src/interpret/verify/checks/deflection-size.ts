// "High" and "low" of R, S or the whole QRS in one lead. Few limits are accepted for single leads: what lies between a
// limit and well away from it is left undecided.
import { LIMITS, type Limit } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { allOf, anyOf, type Judgement, judge, opposite, soft } from "./judgement.ts";
import { qrsEvidence } from "./qrs-evidence.ts";
import type { QualityContext } from "./quality-context.ts";

function highLimit(name: "r" | "s" | "qrs", lead: string): Limit {
  if (name === "r" && lead === "aVL") return LIMITS.highRAvl;
  if (name === "r" && lead === "I") return LIMITS.highRI;
  if (name === "r" && lead === "V1") return LIMITS.highRV1;
  if (!lead.startsWith("V")) return LIMITS.highLimb;
  return /^V[1-3]$/.test(lead) ? LIMITS.highRightChest : LIMITS.highLeftChest;
}

export function judgeSize(
  context: QualityContext,
  lead: string,
  name: "r" | "s" | "qrs",
  value: number,
): Judgement {
  const high = highLimit(name, lead);
  const low = lead.startsWith("V") ? LIMITS.lowChest : LIMITS.lowLimb;
  const label = name === "qrs" ? "QRS amplitude" : `${name.toUpperCase()} amplitude`;
  const seen = [qrsEvidence(context, lead, label, value, "mV", ">=", high.value)];
  const said = `${label} in ${lead} measured ${spoken(value, "mV")}`;
  const isHigh =
    value >= high.value + high.edge
      ? judge("true", said, seen)
      : value < high.value * 0.5
        ? judge("false", `${said} (high from ${spoken(high.value, "mV")})`, seen)
        : soft("false", `${said}, below the limit of ${spoken(high.value, "mV")}`, seen);
  const isLow =
    value < low.value - low.edge
      ? judge("true", said, seen)
      : value > low.value * 1.5
        ? judge("false", `${said} (low under ${spoken(low.value, "mV")})`, seen)
        : soft("false", `${said}, above the limit of ${spoken(low.value, "mV")}`, seen);
  switch (context.assertion.word) {
    case "high":
      return isHigh;
    case "low":
      return name === "r" || name === "s" ? (value < low.value ? soft("true", said, seen) : isLow) : isLow;
    case "normal":
      return allOf([opposite(isHigh), opposite(isLow)]);
    default:
      return anyOf([isHigh, isLow]);
  }
}
