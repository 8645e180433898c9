// Axes: normal from -30 to +90 degrees; "leftward" and "rightward" may mean less than a deviation.
import { LIMITS } from "../thresholds.ts";
import { evidence } from "./evidence.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { above, below } from "./limits.ts";
import { borderline, missing, type QualityContext, readingOf } from "./quality-context.ts";

export function checkAxis(context: QualityContext): Judgement {
  const { claim, assertion, measurements } = context;
  const reading = readingOf(context, claim.subject);
  if (reading === null)
    return assertion.word === "indeterminate"
      ? open("the axis was not measured, which may be what the text means")
      : missing(claim.subject);
  const limits =
    claim.subject === "p axis"
      ? {
          left: { ...LIMITS.axisLeft, value: 0, source: "P axis 0 to 75 degrees" },
          right: { ...LIMITS.axisRight, value: 75 },
        }
      : { left: LIMITS.axisLeft, right: LIMITS.axisRight };
  const value = reading.value;
  const leftOf = below(reading, limits.left);
  const rightOf = above(reading, limits.right);
  const extreme = { ...LIMITS.axisLeft, value: -90 };
  const belowNinety = below(reading, extreme);
  const left = allOf([leftOf, opposite(belowNinety)]);
  switch (assertion.word) {
    case "normal":
      return allOf([opposite(leftOf), opposite(rightOf)]);
    case "left deviation":
      return left;
    case "right deviation":
      return value < -150
        ? open(
            `${reading.measure} measured ${value.toFixed(0)}°, extreme to the right or left`,
            rightOf.evidence,
          )
        : rightOf;
    case "leftward":
      return value < 0 && value > -30
        ? soft(
            "open",
            `${reading.measure} measured ${value.toFixed(0)}°: leftward but not deviated`,
            leftOf.evidence,
          )
        : left;
    case "rightward":
      return value > 75 && value <= 90
        ? soft(
            "open",
            `${reading.measure} measured ${value.toFixed(0)}°: rightward but not deviated`,
            rightOf.evidence,
          )
        : rightOf;
    case "extreme deviation":
      return value > 175 ? open(rightOf.reason, rightOf.evidence) : belowNinety;
    case "deviated":
    case "abnormal":
      return anyOf([leftOf, rightOf]);
    case "borderline":
      return borderline([leftOf, rightOf]);
    case "indeterminate":
      return judge("false", `${reading.measure} measured ${value.toFixed(0)}°`, [
        evidence({ ...reading, measurements }),
      ]);
    default:
      return open("an axis has no such quality");
  }
}
