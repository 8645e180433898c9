// The whole rule book in its order of application: by stage, and inside a stage as written. A rule may
// refer only to rules before it.
import { atrialRules } from "./atrial-rules.ts";
import { avConductionRules } from "./av-conduction-rules.ts";
import { axisVoltageRules } from "./axis-voltage-rules.ts";
import { conventionRules } from "./convention-rules.ts";
import { ectopyPacingRules } from "./ectopy-pacing-rules.ts";
import { hypertrophyRules } from "./hypertrophy-rules.ts";
import { infarctQRules } from "./infarct-q-rules.ts";
import { intraventricularRules } from "./intraventricular-rules.ts";
import { leadQualityRules } from "./lead-quality-rules.ts";
import { mimicRules } from "./mimic-rules.ts";
import { normalRangeRules } from "./normal-range-rules.ts";
import { qtRules } from "./qt-rules.ts";
import { rhythmRules } from "./rhythm-rules.ts";
import { type Rule, STAGES } from "./rule-schema.ts";
import { sinusRules } from "./sinus-rules.ts";
import { stSegmentRules } from "./st-segment-rules.ts";
import { tWaveRules } from "./t-wave-rules.ts";

const written: readonly Rule[] = [
  ...conventionRules,
  ...leadQualityRules,
  ...sinusRules,
  ...rhythmRules,
  ...ectopyPacingRules,
  ...avConductionRules,
  ...intraventricularRules,
  ...axisVoltageRules,
  ...atrialRules,
  ...hypertrophyRules,
  ...infarctQRules,
  ...stSegmentRules,
  ...tWaveRules,
  ...qtRules,
  ...mimicRules,
  ...normalRangeRules,
];

/** All rules and their parts, in the order in which they are evaluated. */
export const ruleBook: readonly Rule[] = STAGES.flatMap((stage) =>
  written.filter((rule) => rule.stage === stage),
);

const byId = new Map(ruleBook.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule | undefined {
  return byId.get(id);
}
