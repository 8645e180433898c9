import { SUPERCLASSES } from "../datasets/scp-superclasses.ts";
import type { ClassScore } from "./class-score.ts";
import type { FindingsBenchmark, ProbabilityKind } from "./findings-benchmark.ts";
import {
  failureLines,
  markdownTable,
  percent,
  percentWithInterval,
  proportionText,
} from "./markdown-table.ts";
import type { Estimate, SuperclassScore } from "./superclass-score.ts";

const KIND_WORDS: Readonly<Record<ProbabilityKind, string>> = {
  "out of fold": "out of fold: no model saw the record or its patient",
  own: "by the shipped model, which was fitted on some of these records: too good, and so are the findings that it weighs",
};

/** The tables of the findings benchmark; with details, also the records behind each wrong count. */
export function findingsMarkdown(result: FindingsBenchmark, { details }: { details: boolean }): string {
  const { records, patients, unusable, failures, classes, superclasses } = result;
  const { probabilities } = superclasses;
  const rows: [string, SuperclassScore][] = [
    ["findings", superclasses.findings],
    ["findings, definite or probable", superclasses.surerFindings],
    ...(probabilities === null
      ? []
      : [
          [`probability at least 0.5, ${probabilities.kind}`, probabilities.atHalf] as [
            string,
            SuperclassScore,
          ],
        ]),
  ];
  const refused =
    unusable.length === 0 ? "" : ` ${unusable.length} refused as unusable: ${unusable.join(" ")}.`;
  return `## Findings: ${records} PTB-XL records of ${patients} patients

Every stated SCP code counts. Proportions with 95 % Wilson intervals, F1 with the 95 % interval of 1,000 resamples of
patients, where these vary it.${refused}

${classTable(classes)}
${details ? `\n${confusions(classes)}\n` : ""}
### Five superclasses

${markdownTable(
  ["by", "macro F1 %", "Hamming loss %", ...SUPERCLASSES.map((name) => `F1 ${name} %`)],
  rows.map(([name, score]) => [
    name,
    estimateText(score.macroF1),
    estimateText(score.hammingLoss),
    ...score.classes.map(({ f1 }) => percent(f1)),
  ]),
)}

${classTable(superclasses.findings.classes)}
${details ? `\n${confusions(superclasses.findings.classes)}\n` : ""}
${aurocText(probabilities)}${failureLines(failures)}
`;
}

export function classTable(classes: readonly ClassScore[]): string {
  return markdownTable(
    ["class", "TP", "FP", "FN", "TN", "sensitivity %", "specificity %", "PPV %", "F1 %"],
    classes.map((score) => [
      score.name,
      String(score.truePositives),
      String(score.falsePositives),
      String(score.falseNegatives),
      String(score.trueNegatives),
      intervalText(score.sensitivity),
      intervalText(score.specificity),
      intervalText(score.positivePredictiveValue),
      percentWithInterval(score.f1, score.f1Interval),
    ]),
  );
}

/** The counts stand in their own columns. */
function intervalText(proportion: Parameters<typeof proportionText>[0]): string {
  return proportionText(proportion).replace(/^\S+\/\S+ /, "");
}

function estimateText({ value, interval }: Estimate): string {
  return percentWithInterval(value, interval);
}

/** Which records were found wrongly or missed, class by class. */
export function confusions(classes: readonly ClassScore[]): string {
  return classes
    .filter(({ wronglyFound, missed }) => wronglyFound.length + missed.length > 0)
    .map(({ name, wronglyFound, missed }) => {
      const parts = [
        ...(wronglyFound.length > 0 ? [`wrongly found ${wronglyFound.join(" ")}`] : []),
        ...(missed.length > 0 ? [`missed ${missed.join(" ")}`] : []),
      ];
      return `- ${name}: ${parts.join("; ")}`;
    })
    .join("\n");
}

function aurocText(probabilities: FindingsBenchmark["superclasses"]["probabilities"]): string {
  if (probabilities === null) return "No probabilities: AUROC is not measured.\n";
  const { kind, records, auroc } = probabilities;
  return `AUROC of the probabilities (${KIND_WORDS[kind]}; ${records} records; a superclass by noisy or over its statements):

${markdownTable(
  ["macro", ...SUPERCLASSES],
  [[estimateText(auroc.macro), ...SUPERCLASSES.map((name) => estimateText(auroc.classes[name]))]],
)}
`;
}
