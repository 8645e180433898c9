// The QRS complex as a whole: width, direction, notches, likeness of its beats.
import type { MedianBeat } from "../../../ecg/measurements.ts";
import { judgeNotched } from "./check-deflection.ts";
import { checkBeatsAlike, checkQrsDuration } from "./check-interval.ts";
import type { Judgement } from "./judgement.ts";
import { overLeads } from "./over-leads.ts";
import { judgeDirection } from "./qrs-direction.ts";
import type { QualityContext } from "./quality-context.ts";

/** Judges a quality of the QRS complex: width, direction, notches, likeness of beats. */
export function checkQrs(context: QualityContext): Judgement {
  const { measurements, claim, assertion } = context;
  const over = (judgeLead: (median: MedianBeat, lead: string) => Judgement): Judgement =>
    overLeads({ measurements, claim, judgeLead });
  switch (assertion.word) {
    case "positive":
    case "negative":
    case "biphasic":
      return over((median, lead) => judgeDirection(context, median, lead));
    case "notched":
      return over((median, lead) => judgeNotched(context, median, lead));
    case "constant":
    case "variable":
      return checkBeatsAlike(context);
    default:
      return checkQrsDuration({ ...context, claim: { ...claim, leads: [] } });
  }
}
