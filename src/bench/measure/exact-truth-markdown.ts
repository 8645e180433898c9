// The exact-truth benchmark as tables. Amplitudes in microvolts, so that the tolerance of 25 uV can be seen.
import { decimal, markdownTable, percent } from "../markdown-table.ts";
import type { Unit } from "./exact-comparison.ts";
import type { ConditionScore } from "./exact-condition.ts";
import type { NoiseShifts } from "./exact-noise-shifts.ts";
import type { RhythmCount } from "./exact-rhythms.ts";
import type { ExactScore, FormScore } from "./exact-score.ts";
import type { ExactTruthBenchmark } from "./exact-truth-benchmark.ts";

const AMPLITUDES = [
  "P amplitude",
  "Q amplitude",
  "R amplitude",
  "S amplitude",
  "R' amplitude",
  "T amplitude",
];
const ST = ["ST at J", "ST at J+20", "ST at J+40", "ST at J+60", "ST at J+80"];
const SHOWN_SHIFTS = [
  "P duration",
  "PR",
  "QRS duration",
  "QT",
  "P amplitude",
  "R amplitude",
  "S amplitude",
  "ST at J+60",
  "T amplitude",
];

export function exactTruthMarkdown(result: ExactTruthBenchmark): string {
  const { calibration, analytic, readings, noise, series, rhythms } = result;
  return `## Exact truth

Synthetic signals in the spirit of the test ECGs of IEC 60601-2-25 and 60601-2-51, not those signals themselves: no
conformity follows. Within: amplitudes 25 uV or 5 %; P, PR and QRS 10 ms, QT 25 ms, deflections 10 ms; rate 1 bpm;
axes 5 degrees. Of smooth feet any reading between what can be seen (20 uV) and the true end is right.

${conditionTable(calibration)}

${conditionTable(analytic)}

### Amplitudes with the wave marks given

Inside the tolerance, %, with marks that lie so many milliseconds outwards (- inwards) of the true ones:

${readingTable(readings)}

### Shift by noise, measured with minus without

Mean ± SD (largest), uV or ms:

${noiseTable(noise)}

### Other recordings

${seriesTable([...series.samplingRates, ...series.lengths, ...series.leadSets, ...series.heartRates])}

### Rhythms

${rhythmTable(rhythms)}
`;
}

function shown(value: number | null, unit: Unit): string {
  return decimal(value === null ? null : unit === "mV" ? 1000 * value : value);
}

function conditionTable({ condition, ecgs, refused, beats, scores, forms, zeros }: ConditionScore): string {
  const rows = scores
    .filter(({ count, absent }) => count + absent > 0)
    .map(({ measure, unit, count, found, falseValues, absent, meanError, sdError, worst, within }) => [
      measure,
      unit === "mV" ? "uV" : unit,
      `${found}/${count}`,
      absent > 0 ? `${falseValues}/${absent}` : "-",
      shown(meanError, unit),
      shown(sdError, unit),
      worst ? `${shown(worst.error, unit)} (${worst.where})` : "-",
      percent(within),
    ]);
  const refusals = refused.length > 0 ? ` Refused as unusable: ${refused.join(", ")}.` : "";
  return `### ${condition}: ${ecgs} recordings

Beats ${beats.beats}, missed ${beats.missed}, extra ${beats.extra}; zeros where null belongs: ${zeros}.${refusals}

${markdownTable(["measurement", "unit", "found", "false", "mean", "SD", "worst", "within %"], rows)}

${forms.map(formLine).join("\n")}`;
}

function formLine({ wave, count, right, confusions }: FormScore): string {
  const wrong = confusions.length > 0 ? ` (${confusions.slice(0, 6).join("; ")})` : "";
  return `- form of ${wave}: ${right}/${count} right${wrong}`;
}

function readingTable(readings: ExactTruthBenchmark["readings"]): string {
  const measures = readings[0]?.scores.map(({ measure }) => measure) ?? [];
  const rows = measures.map((measure) => [
    measure,
    ...readings.map(({ scores }) => percent(find(scores, measure)?.within ?? null)),
  ]);
  return markdownTable(["measurement", ...readings.map(({ outwardsMs }) => `${outwardsMs} ms`)], rows);
}

function noiseTable(noise: readonly NoiseShifts[]): string {
  const rows = noise.map(({ noise: name, scores, refused }) => [
    refused > 0 ? `${name} (${refused} refused)` : name,
    ...SHOWN_SHIFTS.map((measure) => {
      const score = scores.find((one) => one.measure === measure);
      if (!score) return "-";
      const { meanShift, sdShift, largest, unit } = score;
      return `${shown(meanShift, unit)}±${shown(sdShift, unit)} (${shown(largest?.shift ?? null, unit)})`;
    }),
    String(scores.reduce((sum, { lost }) => sum + lost, 0)),
    String(scores.reduce((sum, { gained }) => sum + gained, 0)),
  ]);
  return markdownTable(["noise", ...SHOWN_SHIFTS, "lost", "gained"], rows);
}

function seriesTable(conditions: readonly ConditionScore[]): string {
  const rows = conditions.map(({ condition, refused, beats, scores, zeros }) => {
    const error = (measure: string): string => {
      const score = find(scores, measure);
      if (!score || score.found === 0) return "-";
      return `${shown(score.meanError, score.unit)}±${shown(score.sdError ?? 0, score.unit)}`;
    };
    const falseValues = scores.reduce((sum, score) => sum + score.falseValues, 0);
    return [
      refused.length > 0 ? `${condition} (${refused.length} refused)` : condition,
      `${beats.missed}/${beats.extra}`,
      error("P duration"),
      error("PR"),
      error("QRS duration"),
      error("QT"),
      error("R amplitude"),
      error("T amplitude"),
      percent(withinOf(scores, AMPLITUDES)),
      percent(withinOf(scores, ST)),
      String(falseValues),
      String(zeros),
    ];
  });
  const head = ["recording", "beats missed/extra", "P ms", "PR ms", "QRS ms", "QT ms", "R uV", "T uV"];
  return markdownTable([...head, "amplitudes within %", "ST within %", "false", "zeros"], rows);
}

function withinOf(scores: readonly ExactScore[], measures: readonly string[]): number | null {
  const chosen = scores.filter((score) => measures.includes(score.measure));
  const count = chosen.reduce((sum, score) => sum + score.count, 0);
  if (count === 0) return null;
  return chosen.reduce((sum, score) => sum + (score.within ?? 0) * score.count, 0) / count;
}

function find(scores: readonly ExactScore[], measure: string): ExactScore | undefined {
  return scores.find((score) => score.measure === measure);
}

function rhythmTable(rhythms: readonly RhythmCount[]): string {
  const rows = rhythms.map(
    ({ rhythm, refused, beats, p, blockedP, misclassified, falseIntervals, zeros }) => [
      refused > 0 ? `${rhythm} (${refused} refused)` : rhythm,
      `${beats.missed}/${beats.extra} of ${beats.beats}`,
      String(misclassified),
      `${p.missed}/${p.false} of ${p.waves}`,
      `${blockedP.missed}/${blockedP.false} of ${blockedP.waves}`,
      String(falseIntervals),
      String(zeros),
    ],
  );
  const counts = ["beats missed/extra", "wrong class", "P missed/false", "blocked P missed/false"];
  return markdownTable(["rhythm", ...counts, "PR or P without P", "zeros"], rows);
}
