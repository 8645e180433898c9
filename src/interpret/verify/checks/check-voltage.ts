// Low and high voltage, in the leads named or of the limb and chest leads as a whole.
import { LIMITS, type Limit } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { judgeSize } from "./deflection-size.ts";
import { evidence } from "./evidence.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite } from "./judgement.ts";
import { everyLead, overLeads } from "./over-leads.ts";
import type { QualityContext } from "./quality-context.ts";

/** Low and high voltage: in the leads named, or of the limb and chest leads by their limits. */
export function checkVoltage(context: QualityContext, hypertrophy: Judgement): Judgement {
  const { measurements, claim, assertion } = context;
  const { word } = assertion;
  if (claim.leads.length > 0 && claim.leadScope === "listed")
    return overLeads({
      measurements,
      claim,
      judgeLead: (median, lead) => judgeSize(context, lead, "qrs", median.qrsPeakToPeakMv),
    });
  const { maxLimbPeakToPeakMv, maxPrecordialPeakToPeakMv } = measurements.global.voltages;
  const limb = lowIn(context, "limb", maxLimbPeakToPeakMv, LIMITS.lowLimb);
  const chest = lowIn(context, "chest", maxPrecordialPeakToPeakMv, LIMITS.lowChest);
  const speaksOfLimb = claim.leads.some((lead) => !lead.startsWith("V"));
  const speaksOfChest = claim.leads.some((lead) => lead.startsWith("V"));
  const low =
    speaksOfLimb === speaksOfChest
      ? claim.leads.length === 0
        ? anyOf([limb, chest])
        : allOf([limb, chest])
      : speaksOfLimb
        ? limb
        : chest;
  if (word === "low") return low;
  if (word === "high" && !speaksOfLimb) {
    // A voltage is high whatever the age; only its meaning depends on it.
    const { sokolowLyonMv } = measurements.global.voltages;
    if (sokolowLyonMv !== null && sokolowLyonMv >= LIMITS.sokolowLyon.value)
      return judge(
        "true",
        `Sokolow-Lyon voltage measured ${spoken(sokolowLyonMv, "mV")} (limit ${spoken(LIMITS.sokolowLyon.value, "mV")})`,
        [
          evidence({
            measurements,
            span: "qrs",
            measure: "Sokolow-Lyon voltage",
            value: sokolowLyonMv,
            unit: "mV",
            operator: ">=",
            threshold: LIMITS.sokolowLyon.value,
          }),
        ],
      );
  }
  if (word === "high") {
    const perLead =
      claim.leads.length > 0
        ? everyLead({
            measurements,
            claim,
            judgeLead: (median, lead) => judgeSize(context, lead, "qrs", median.qrsPeakToPeakMv),
          })
        : hypertrophy;
    return hypertrophy.outcome === "true" && !speaksOfLimb ? hypertrophy : anyOf([hypertrophy, perLead]);
  }
  if (word === "normal")
    return allOf([
      opposite(anyOf([limb, chest])),
      hypertrophy.outcome === "true"
        ? open(`${hypertrophy.reason}; whether the text means that is open`, hypertrophy.evidence)
        : opposite(hypertrophy),
    ]);
  return anyOf([limb, chest, hypertrophy]);
}

function lowIn(
  context: QualityContext,
  where: "limb" | "chest",
  value: number | null,
  limit: Limit,
): Judgement {
  if (value === null) return open(`the ${where} lead voltage was not measured`);
  const seen = [
    evidence({
      measurements: context.measurements,
      span: "qrs",
      measure: `largest ${where}-lead QRS`,
      value,
      unit: "mV",
      operator: "<",
      threshold: limit.value,
    }),
  ];
  const said = `the largest ${where}-lead QRS measured ${spoken(value, "mV")} (low under ${spoken(limit.value, "mV")})`;
  if (Math.abs(value - limit.value) <= limit.edge) return open(`${said}, at that limit`, seen);
  return judge(value < limit.value ? "true" : "false", said, seen);
}
