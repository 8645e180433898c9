// The frontal QRS axis, in degrees and in words (limits of AHA/ACCF/HRS 2009 part III).
import type { Check } from "./check.ts";
import { type Sentence, sentence } from "./claim-text.ts";
import { globalSpan } from "./evidence-span.ts";
import { globalCheck } from "./measured-check.ts";
import type { NarrativeContext } from "./narrative-context.ts";
import { statement } from "./statement.ts";

const LEFT_LIMIT_DEG = -30;
const RIGHT_LIMIT_DEG = 90;
const SUPERIOR_LIMIT_DEG = -90;
/** An axis this near a limit is on neither side of it. */
const LIMIT_TOLERANCE_DEG = 5;

/** "The QRS axis is normal at 48 degrees." */
export function axisSentence(context: NarrativeContext): Sentence {
  const value = context.measurements.global.axisDeg.qrs;
  if (value === null) return [];
  const stated = Math.round(value);
  const check = (operator?: ">" | "<", threshold?: number): Check =>
    globalCheck(globalSpan(context.measurements, "qrs"), {
      measure: "QRS axis",
      value,
      unit: "degrees",
      quantity: "axis",
      stated,
      ...(operator === undefined || threshold === undefined ? {} : { operator, threshold }),
    });
  const say = (text: string, checks: readonly Check[]) => sentence`${statement(text, checks)}.`;
  const name = context.choose("axis", ["the QRS axis", "the frontal QRS axis", "the frontal axis"]);
  const near = (limit: number) => Math.abs(value - limit) <= LIMIT_TOLERANCE_DEG;
  if (context.child || context.suppressedBy !== null || near(180) || near(-180)) {
    return say(`${name} is ${stated} degrees`, [check()]);
  }
  if (value > RIGHT_LIMIT_DEG) {
    const checks = [check(">", RIGHT_LIMIT_DEG)];
    if (near(RIGHT_LIMIT_DEG)) return say(`${name} is borderline rightward at ${stated} degrees`, checks);
    return say(`${name} is deviated to the right at ${stated} degrees`, checks);
  }
  if (value < SUPERIOR_LIMIT_DEG && !near(SUPERIOR_LIMIT_DEG)) {
    return say(`${name} points to the extreme superior quadrant at ${stated} degrees`, [
      check("<", SUPERIOR_LIMIT_DEG),
    ]);
  }
  if (value < LEFT_LIMIT_DEG) {
    const checks = [check("<", LEFT_LIMIT_DEG)];
    if (near(LEFT_LIMIT_DEG)) return say(`${name} is borderline leftward at ${stated} degrees`, checks);
    return say(`${name} is deviated to the left at ${stated} degrees`, checks);
  }
  if (near(LEFT_LIMIT_DEG) || near(RIGHT_LIMIT_DEG)) return say(`${name} is ${stated} degrees`, [check()]);
  return say(`${name} is normal at ${stated} degrees`, [
    check(">", LEFT_LIMIT_DEG),
    check("<", RIGHT_LIMIT_DEG),
  ]);
}
