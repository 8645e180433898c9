// QT and QTc in words, by sex and by two formulas that have to agree.
import { LIMITS } from "../thresholds.ts";
import { allOf, type Judgement, open, opposite, soft } from "./judgement.ts";
import { atLeast, pastBand, type Reading } from "./limits.ts";
import { byLimits, missing, type QualityContext } from "./quality-context.ts";

/** QT and QTc: long and short are meant of the corrected interval; a verdict needs the formulas to agree. */
export function checkQt(context: QualityContext): Judgement {
  const { measurements, assertion } = context;
  const { qtcMs } = measurements.global;
  const sex = measurements.patient.sex;
  const formulas = (["bazett", "framingham"] as const).filter((formula) => qtcMs[formula] !== null);
  if (formulas.length === 0) return missing("qtc");
  const readings = formulas.map(
    (formula): Reading => ({
      measurements,
      measure: `QTc (${formula === "bazett" ? "Bazett" : "Framingham"})`,
      value: qtcMs[formula] ?? 0,
      unit: "ms",
      span: "qt",
    }),
  );
  const limits =
    sex === "male"
      ? [LIMITS.qtcLongMale]
      : sex === "female"
        ? [LIMITS.qtcLongFemale]
        : [LIMITS.qtcLongMale, LIMITS.qtcLongFemale];
  const long = agreeing(readings.flatMap((reading) => limits.map((one) => atLeast(reading, one))));
  const short = agreeing(readings.map((reading) => pastBand(reading, LIMITS.qtcVeryShort, LIMITS.qtcShort)));
  const { word } = assertion;
  if (word === "normal") {
    // A QTc between 360 and 390 ms is short to one source and normal to the rest: it may be called normal.
    const notShort = short.outcome === "open" ? soft("true", short.reason, short.evidence) : opposite(short);
    return allOf([opposite(long), notShort]);
  }
  if (word === "constant" || word === "variable") return open("the variation of QT over beats is not judged");
  return byLimits(word, long, short);
}

/** The outcome that several readings of one quantity agree on, those at an edge aside; open where they differ. */
function agreeing(judgements: readonly Judgement[]): Judgement {
  const first = judgements.find((judgement) => judgement.outcome !== "open") ?? judgements[0];
  if (first === undefined) return open("QTc was not measured");
  const same = judgements.every(
    (judgement) => judgement.outcome === first.outcome || judgement.outcome === "open",
  );
  const reasons = [...new Set(judgements.map((judgement) => judgement.reason))].join("; ");
  return {
    ...first,
    outcome: same ? first.outcome : "open",
    reason: reasons,
    evidence: judgements.slice(0, 2).flatMap((judgement) => judgement.evidence),
  };
}
