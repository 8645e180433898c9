// Paced rhythm. Spikes of half a millisecond may be lost in a file: their absence alone excludes nothing.
import { LIMITS } from "../thresholds.ts";
import { judgeSinus } from "./check-rhythm.ts";
import { evidence } from "./evidence.ts";
import { anyOf, type Judgement, judge, open, soft } from "./judgement.ts";
import type { PatternContext } from "./quality-context.ts";
import { judgeRule } from "./rule-judgement.ts";

export function paced(context: PatternContext, rules: readonly string[]): Judgement {
  const { measurements, results } = context;
  const { spikesMs, pacedBeats } = measurements.global.pacing;
  const seen = [
    evidence({
      measurements,
      measure: "pace spikes",
      value: spikesMs.length,
      unit: "count",
      operator: ">=",
      threshold: 1,
    }),
  ];
  const judgement = anyOf(rules.filter((id) => results.has(id)).map((id) => judgeRule(results, id)));
  if (judgement.outcome === "true") return judgement;
  if (spikesMs.length > 0 || pacedBeats > 0) return open(`${spikesMs.length} pace spikes were found`, seen);
  const sinus = judgeSinus(measurements, results);
  const narrow = (measurements.global.qrsDurationMs ?? Number.POSITIVE_INFINITY) < LIMITS.qrsWide.value;
  if (sinus.outcome === "true" && narrow)
    return judge("false", "no pace spikes, sinus P waves and a narrow QRS were found", [
      ...seen,
      ...sinus.evidence,
    ]);
  // Spikes of half a millisecond may be lost in a 500 Hz file.
  return soft("false", "no pace spikes were found, which does not exclude pacing", seen);
}
