// Qualities of R, R' and S waves.
import type { Deflection, MedianBeat } from "../../../ecg/measurements.ts";
import { LIMITS } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { judgeSize } from "./deflection-size.ts";
import { type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { overLeads } from "./over-leads.ts";
import { judgeDirection } from "./qrs-direction.ts";
import { qrsEvidence } from "./qrs-evidence.ts";
import type { QualityContext } from "./quality-context.ts";

type DeflectionName = "q" | "r" | "s" | "r prime";

function deflection(median: MedianBeat, name: DeflectionName): Deflection | null {
  if (name === "q") return median.q;
  if (name === "r") return median.r;
  return name === "s" ? (median.s ?? median.sPrime) : median.rPrime;
}

/** Judges a quality of R, R' or S. */
export function checkDeflection(context: QualityContext, name: "r" | "s" | "r prime"): Judgement {
  const { measurements, claim, assertion } = context;
  const { word } = assertion;
  const judgeLead = (median: MedianBeat, lead: string): Judgement => {
    const part = deflection(median, name);
    const letter = name === "r prime" ? "R'" : name.toUpperCase();
    const size = Math.abs(part?.amplitudeMv ?? 0);
    const seen = [qrsEvidence(context, lead, letter, part === null ? null : size, "mV")];
    const said =
      part === null
        ? `no ${letter} in ${lead}`
        : `${letter} in ${lead} measured ${spoken(size, "mV")} and ${part.durationMs.toFixed(0)} ms`;
    if (word === "present" || word === "absent") {
      const there =
        part !== null && size >= LIMITS.waveVisible.value
          ? judge("true", said, seen)
          : part === null
            ? judge("false", said, seen)
            : open(said, seen);
      return word === "present" ? there : opposite(there);
    }
    if (word === "dominant")
      return judgeDirection(
        { ...context, assertion: { ...assertion, word: name === "s" ? "negative" : "positive" } },
        median,
        lead,
      );
    if (word === "wide")
      return part === null
        ? judge("false", said, seen)
        : part.durationMs >= LIMITS.rrWideLead.value + LIMITS.rrWideLead.edge
          ? judge("true", said, seen)
          : part.durationMs < LIMITS.rrWideLead.value - LIMITS.rrWideLead.edge
            ? judge("false", said, seen)
            : open(said, seen);
    if (word === "notched") return judgeNotched(context, median, lead);
    if (word === "high" || word === "low" || word === "normal" || word === "abnormal")
      return part === null && word === "high"
        ? judge("false", said, seen)
        : judgeSize(context, lead, name === "s" ? "s" : "r", size);
    return open(`${letter} has no such measured quality`);
  };
  return overLeads({ measurements, claim, judgeLead });
}

export function judgeNotched(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const seen = [qrsEvidence(context, lead, "notches", median.notches, "count", ">=", 1)];
  const said = `${median.notches} notches in the QRS in ${lead}`;
  return median.notches >= 2
    ? judge("true", said, seen)
    : median.notches === 0
      ? judge("false", said, seen)
      : soft("true", said, seen);
}
