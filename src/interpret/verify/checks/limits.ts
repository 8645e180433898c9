// A measured value against a limit with its undecided edge, as judgements ready to be combined.
import type { Limit } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { type EvidenceOptions, evidence } from "./evidence.ts";
import { atLimit, type Judgement, judge } from "./judgement.ts";

export interface Reading extends Omit<EvidenceOptions, "operator" | "threshold" | "value"> {
  readonly value: number;
}

const ROUNDING = 1e-9;

/** "PR", or "PR in II" where it is that of one lead. */
function nameOf({ measure, lead }: Reading): string {
  return lead == null ? measure : `${measure} in ${lead}`;
}

function against(reading: Reading, limit: Limit, operator: ">=" | "<=" | ">" | "<"): Judgement {
  const { value } = reading;
  const nearEdge = limit.edge > 0 && Math.abs(value - limit.value) <= limit.edge + ROUNDING;
  const holds =
    operator === ">="
      ? value >= limit.value
      : operator === "<="
        ? value <= limit.value
        : operator === ">"
          ? value > limit.value
          : value < limit.value;
  const unit = reading.unit;
  const seen = evidence({ ...reading, operator, threshold: limit.value });
  const edge = nearEdge
    ? `, at the edge of the limit of ${spoken(limit.value, unit)}`
    : ` (limit ${spoken(limit.value, unit)})`;
  const reason = `${nameOf(reading)} measured ${spoken(value, unit)}${edge}`;
  return nearEdge ? atLimit(reason, [seen]) : judge(holds ? "true" : "false", reason, [seen]);
}

export const above = (reading: Reading, limit: Limit): Judgement => against(reading, limit, ">");
export const atLeast = (reading: Reading, limit: Limit): Judgement => against(reading, limit, ">=");
export const below = (reading: Reading, limit: Limit): Judgement => against(reading, limit, "<");
export const atMost = (reading: Reading, limit: Limit): Judgement => against(reading, limit, "<=");

/** True past one limit, false short of the other, open in the band between them. */
export function pastBand(reading: Reading, trueFrom: Limit, falseTo: Limit): Judgement {
  const rising = trueFrom.value >= falseTo.value;
  const first = rising ? atLeast(reading, trueFrom) : atMost(reading, trueFrom);
  if (first.outcome === "true") return first;
  const bare = { ...falseTo, edge: 0 };
  const second = rising ? atMost(reading, bare) : atLeast(reading, bare);
  if (second.outcome === "true") return { ...second, outcome: "false" };
  return {
    ...first,
    outcome: "open",
    near: true,
    reason: `${nameOf(reading)} measured ${spoken(reading.value, reading.unit)}, between the limits of ${spoken(falseTo.value, reading.unit)} and ${spoken(trueFrom.value, reading.unit)}`,
  };
}
