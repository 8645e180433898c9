// Q waves, lead by lead, by the Universal Definition where they matter.
import type { MedianBeat } from "../../../ecg/measurements.ts";
import { LIMITS } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { evidence } from "./evidence.ts";
import { type Judgement, judge, open, opposite, soft } from "./judgement.ts";
import { overLeads } from "./over-leads.ts";
import type { QualityContext } from "./quality-context.ts";

const isQs = (median: MedianBeat): boolean => /^qs$/i.test(median.qrsForm);

/** A Q wave that counts by the Universal Definition: 20 ms in V2-V3, elsewhere 30 ms and 0.1 mV, or QS. */
export function judgePathologicalQ(
  context: Pick<QualityContext, "measurements" | "claim">,
  median: MedianBeat,
  lead: string,
): Judgement {
  const width = median.q?.durationMs ?? 0;
  const depth = Math.abs(median.q?.amplitudeMv ?? 0);
  const seen = [
    evidence({
      measurements: context.measurements,
      lead,
      span: "qrs",
      beat: context.claim.beat,
      measure: "Q",
      value: median.q === null ? null : -depth,
      unit: "mV",
      operator: ">=",
      threshold: LIMITS.qDeep.value,
    }),
  ];
  if (isQs(median))
    return lead === "V1" || lead === "aVR" || lead === "III"
      ? soft("true", `QS in ${lead}, which may be normal there`, seen)
      : judge("true", `QS in ${lead}`, seen);
  if (median.q === null) return judge("false", `no Q in ${lead}`, seen);
  const said = `Q in ${lead} measured ${spoken(depth, "mV")} and ${width.toFixed(0)} ms`;
  if (lead === "aVR") return open(`${said}; a Q is normal in aVR`, seen);
  const wide = lead === "V2" || lead === "V3" ? LIMITS.qWideV2V3 : LIMITS.qWide;
  const needsDepth = wide === LIMITS.qWide;
  const plainly =
    width >= wide.value + wide.edge && (!needsDepth || depth >= LIMITS.qDeep.value + LIMITS.qDeep.edge);
  if (plainly) return judge("true", said, seen);
  const plainlyNot =
    width < wide.value - wide.edge || (needsDepth && depth < LIMITS.qDeep.value - LIMITS.qDeep.edge);
  return plainlyNot ? judge("false", said, seen) : open(`${said}, at the limits of a pathological Q`, seen);
}

function judgeQ(context: QualityContext, median: MedianBeat, lead: string): Judgement {
  const pathological = judgePathologicalQ(context, median, lead);
  const there = median.q !== null || isQs(median);
  switch (context.assertion.word) {
    case "pathological":
      return pathological;
    case "small": {
      if (!there) return judge("false", `no Q in ${lead}`, pathological.evidence);
      return opposite(pathological);
    }
    case "absent":
    case "present": {
      if (context.assertion.degree === "significant")
        return context.assertion.word === "present" ? pathological : opposite(pathological);
      const depth = Math.abs(median.q?.amplitudeMv ?? 0);
      const visible = isQs(median) || depth >= LIMITS.waveVisible.value;
      const plain = depth >= LIMITS.qDeep.value && (median.q?.durationMs ?? 0) >= LIMITS.qPlainMs.value;
      const named = context.claim.leads.length > 0;
      const { reason, evidence: seen } = pathological;
      const present = !visible
        ? judge("false", reason, seen)
        : pathological.outcome === "true" || (named && plain)
          ? judge("true", plain ? `Q in ${lead} measured ${spoken(depth, "mV")}` : reason, seen)
          : soft("true", reason, seen);
      // "No Q waves" of the whole ECG means none that matter; said of a lead, a small one leaves it open.
      const settled =
        context.claim.negated && present.soft && pathological.outcome === "false"
          ? named
            ? open(`${reason}: small`, seen)
            : soft("false", reason, seen)
          : present;
      return context.assertion.word === "present" ? settled : opposite(settled);
    }
    default:
      return open("a Q wave has no such measured quality");
  }
}

export function checkQ(context: QualityContext): Judgement {
  const { measurements, claim } = context;
  // Without leads: aVR always has a Q, III and V1 often do.
  const unnamed = ["I", "II", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"];
  return overLeads({
    measurements,
    claim,
    judgeLead: (median, lead) => judgeQ(context, median, lead),
    unnamed,
  });
}
