// Premature beats and what they form, straight from the classes of the single beats.
import type { BeatClass, Measurements } from "../../../ecg/measurements.ts";
import { LIMITS } from "../thresholds.ts";
import { judgeRegular, judgeSinus } from "./check-rhythm.ts";
import { evidence } from "./evidence.ts";
import { allOf, anyOf, type Judgement, judge, open, opposite } from "./judgement.ts";
import type { PatternContext } from "./quality-context.ts";
import { judgeRule } from "./rule-judgement.ts";

export function ectopic(context: PatternContext, classes: readonly BeatClass[], name: string): Judgement {
  const { measurements, assertion, claim } = context;
  const beat = measurements.beats.find((other) => other.index === claim.beat);
  if (claim.beat !== null) {
    if (beat === undefined) return open(`beat ${claim.beat + 1} was not found`);
    const own = [
      evidence({
        measurements,
        span: "beat",
        beat: beat.index,
        measure: "beat class",
        value: beat.class,
        unit: "",
        operator: "=",
        threshold: classes[0] ?? null,
      }),
    ];
    return judge(
      classes.includes(beat.class) ? "true" : "false",
      `beat ${beat.index + 1} is of class ${beat.class}`,
      own,
    );
  }
  const found = measurements.beats.filter((beat) => classes.includes(beat.class));
  const seen = found
    .slice(0, 6)
    .map((beat) =>
      evidence({ measurements, span: "beat", beat: beat.index, measure: name, value: true, unit: "" }),
    );
  const count = evidence({
    measurements,
    measure: `number of ${name}s`,
    value: found.length,
    unit: "count",
    operator: "=",
    threshold: assertion.count,
  });
  const said = `${found.length} of ${measurements.beats.length} beats are ${name}s`;
  const all = [count, ...seen];
  if (measurements.beats.length === 0) return open("no beats were found");
  if (assertion.count === null) {
    const uncertain = measurements.beats.some((beat) => beat.class === "fusion");
    if (found.length > 0) return judge("true", said, all);
    return uncertain ? open(`${said}, some beats are of unclear class`, all) : judge("false", said, all);
  }
  const off = Math.abs(found.length - assertion.count);
  if (off === 0) return judge("true", said, all);
  return off === 1 && found.length > 0 && assertion.count > 0
    ? open(`${said}, one more or less than said`, all)
    : judge("false", said, all);
}

/** Any rhythm other than regular sinus without ectopic beats. */
export function arrhythmia(context: PatternContext): Judgement {
  const { measurements, results } = context;
  const calm = allOf([judgeSinus(measurements, results), judgeRegular(measurements, results)]);
  const beats = ectopic(
    { ...context, assertion: { ...context.assertion, count: null } },
    ["pvc", "pac"],
    "premature beat",
  );
  return anyOf([opposite(calm), beats]);
}

/** How often ectopic beats stand as the pattern wants: two in a row, or one after every one or two others. */
function countOrdered(beats: Measurements["beats"], pattern: "bigeminy" | "trigeminy" | "couplet"): number {
  const isEctopic = beats.map((beat) => /^(?:pvc|pac|fusion)$/.test(beat.class));
  const distance = pattern === "couplet" ? 1 : pattern === "bigeminy" ? 2 : 3;
  let count = 0;
  for (let at = distance; at < isEctopic.length; at++) {
    const between = isEctopic.slice(at - distance + 1, at).some((ectopic) => ectopic);
    if (isEctopic[at] && isEctopic[at - distance] && !between) count++;
  }
  return count;
}

/** Ectopic beats in a fixed order, straight from the beat classes. */
export function ordered(context: PatternContext, pattern: "bigeminy" | "trigeminy" | "couplet"): Judgement {
  const { measurements, results } = context;
  const rule = judgeRule(results, `rhy.pattern@${pattern}`);
  const found = countOrdered(measurements.beats, pattern);
  if (measurements.beats.length === 0) return open("no beats were found");
  const ectopics = measurements.beats.filter((beat) => beat.class === "pvc" || beat.class === "pac").length;
  const needed = pattern === "couplet" ? 2 : 3;
  if (rule.outcome === "true") return rule;
  if (found === 0 && ectopics >= needed) {
    const none = evidence({
      measurements,
      measure: `${pattern} groups`,
      value: 0,
      unit: "count",
      operator: ">=",
      threshold: 1,
    });
    return judge("false", `${ectopics} ectopic beats were found, none of them in ${pattern}`, [none]);
  }
  if (ectopics >= needed) return rule;
  const seen = [
    evidence({
      measurements,
      measure: "ectopic beats",
      value: ectopics,
      unit: "count",
      operator: ">=",
      threshold: needed,
    }),
  ];
  return judge("false", `${ectopics} ectopic beats were found`, seen);
}

export function ventricularTachycardia(context: PatternContext): Judgement {
  const { measurements, results } = context;
  const rule = judgeRule(results, "rhy.vt");
  let longest = 0;
  let run = 0;
  for (const beat of measurements.beats) {
    run = beat.class === "pvc" ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const wide = (measurements.global.qrsDurationMs ?? Number.POSITIVE_INFINITY) >= LIMITS.qrsNormal.value;
  const fast = (measurements.global.heartRateBpm ?? 0) > LIMITS.rateFast.value;
  if (rule.outcome === "true" || longest >= 3 || (wide && fast))
    return rule.outcome === "false" ? open(rule.reason, rule.evidence) : rule;
  const seen = [
    evidence({
      measurements,
      measure: "longest run of ventricular beats",
      value: longest,
      unit: "count",
      operator: ">=",
      threshold: 3,
    }),
  ];
  return judge("false", `the longest run of ventricular beats is ${longest}`, seen);
}
