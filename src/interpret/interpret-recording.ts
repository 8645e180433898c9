// Recording -> Interpretation by the `criteria` interpreter: measure, apply the rules, state the findings,
// write the narrative with its claims. Deterministic: the same file gives the same words.
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { paperReason } from "../ecg/from-paper.ts";
import type { Interpretation } from "../ecg/interpretation.ts";
import type { Measurements } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import type { MeasureOptions } from "../measure/measure-recording.ts";
import { measurePaperRecording } from "../measure/paper/measure-paper-recording.ts";
import { deriveFindings } from "./derive-findings.ts";
import { evaluateRules, type Profile } from "./evaluate-rules.ts";
import { interpreterIdentity } from "./interpreter-identity.ts";
import { writeNarrative } from "./narrative/write-narrative.ts";
import {
  fromProbabilities,
  statementProbabilities,
  withProbabilities,
} from "./probability/statement-probabilities.ts";

export interface InterpretOptions extends MeasureOptions {
  /** Which thresholds where sources differ; `guideline` unless told. */
  readonly profile?: Profile;
  /** In place of the model's own, by SCP code: a benchmark passes those of a model that never saw the patient. */
  readonly probabilities?: Record<string, number> | null;
}

/** Never throws on a recording that could be read: an unusable one is refused in the Interpretation itself. */
export async function interpretRecording(
  recording: Recording,
  { profile = "guideline", probabilities, ...measuring }: InterpretOptions = {},
): Promise<{ interpretation: Interpretation; measurements: Measurements }> {
  const measurements = measurePaperRecording(recording, measuring);
  const results = evaluateRules({ measurements, profile });
  // the model reads what the rules alone state; what it thinks of that then weighs the weak findings
  const byRules = deriveFindings({ measurements, results });
  const estimates =
    probabilities === undefined
      ? // the model was fitted on signals: what it would say of traces read from paper is not calibrated
        paperReason(measurements.quality) !== null
        ? null
        : statementProbabilities({ measurements, results, findings: byRules.findings })
      : probabilities && fromProbabilities(probabilities);
  const derived = deriveFindings({ measurements, results, estimates });
  const findings = withProbabilities(derived.findings, estimates);
  const { notAssessed } = derived;
  const { narrative, claims } = writeNarrative({ measurements, findings, notAssessed, results });
  const interpretation: Interpretation = {
    record: measurements.record,
    quality: measurements.quality,
    interpreter: await interpreterIdentity(profile),
    findings,
    probabilities: estimates?.probabilities ?? null,
    narrative,
    claims,
    notAssessed,
    disclaimer: DISCLAIMER,
  };
  return { interpretation, measurements };
}
