// The probability `quality.acceptability` against readers' labels: how often its sides of 0.5 are right, how well it
// ranks, and whether it means what it says. Recordings that the model was fitted on are scored apart: on them the
// numbers flatter, and the model's own out-of-fold record is the one to believe.
import { ACCEPTABLE_FROM } from "../measure/quality/acceptability.ts";
import { acceptabilityModel, HASH_DIGITS } from "../measure/quality/acceptability-model.ts";
import { type Proportion, wilsonInterval } from "../signal/wilson-interval.ts";
import { prepareAuroc } from "./auroc.ts";
import { clusteredBootstrap, type Interval } from "./confidence-intervals.ts";
import { decimal, markdownTable, percentWithInterval, proportionText } from "./markdown-table.ts";

export interface ScoredRecording {
  readonly id: string;
  readonly sha256: string;
  readonly acceptable: boolean;
  /** null where the gate could not judge. */
  readonly acceptability: number | null;
}

export interface AcceptabilityScore {
  readonly recordings: "not in the fit" | "in the fit";
  readonly records: number;
  readonly accuracy: Proportion;
  /** Of the unacceptable, under 0.5. */
  readonly sensitivity: Proportion;
  /** Of the acceptable, 0.5 or more. */
  readonly specificity: Proportion;
  readonly auroc: { readonly value: number | null; readonly interval: Interval | null };
  readonly brier: { readonly value: number; readonly interval: Interval | null };
  readonly reliability: readonly ReliabilityRow[];
  readonly wrong: readonly string[];
}

export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly meanPredicted: number;
  readonly observed: Proportion;
}

const BINS = [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1] as const;

/** One score for each kind of recording that there is. */
export function acceptabilityScores(recordings: readonly ScoredRecording[]): AcceptabilityScore[] {
  const seen = new Set(acceptabilityModel.provenance.recordings.split(" "));
  const inFit = ({ sha256 }: ScoredRecording): boolean => seen.has(sha256.slice(0, HASH_DIGITS));
  const unseen = recordings.filter((recording) => !inFit(recording));
  return [...scoreOf("not in the fit", unseen), ...scoreOf("in the fit", recordings.filter(inFit))];
}

function scoreOf(
  kind: AcceptabilityScore["recordings"],
  recordings: readonly ScoredRecording[],
): AcceptabilityScore[] {
  const judged = recordings.flatMap((recording) =>
    recording.acceptability === null ? [] : [{ ...recording, said: recording.acceptability }],
  );
  if (judged.length === 0) return [];
  type Judged = (typeof judged)[number];
  const right = ({ said, acceptable }: Judged): boolean => said >= ACCEPTABLE_FROM === acceptable;
  const share = (among: readonly Judged[]): Proportion =>
    wilsonInterval(among.filter(right).length, among.length);
  const labels = judged.map(({ acceptable }) => acceptable);
  const auroc = prepareAuroc(
    judged.map(({ said }) => said),
    labels,
  );
  const losses = judged.map(({ said, acceptable }) => (said - Number(acceptable)) ** 2);
  const clusters = judged.map(({ id }) => id);
  return [
    {
      recordings: kind,
      records: judged.length,
      accuracy: share(judged),
      sensitivity: share(judged.filter(({ acceptable }) => !acceptable)),
      specificity: share(judged.filter(({ acceptable }) => acceptable)),
      auroc: { value: auroc(), interval: clusteredBootstrap({ clusters, statistic: auroc }) },
      brier: {
        value: weightedMean(losses, null),
        interval: clusteredBootstrap({ clusters, statistic: (weights) => weightedMean(losses, weights) }),
      },
      reliability: reliabilityRows(judged),
      wrong: judged.filter((one) => !right(one)).map(({ id, said }) => `${id} (${said.toFixed(2)})`),
    },
  ];
}

function reliabilityRows(judged: readonly { said: number; acceptable: boolean }[]): ReliabilityRow[] {
  return BINS.slice(0, -1).flatMap((from, bin) => {
    const to = BINS[bin + 1]!;
    const inside = judged.filter(({ said }) => said >= from && (said < to || to === 1));
    if (inside.length === 0) return [];
    const meanPredicted = inside.reduce((sum, { said }) => sum + said, 0) / inside.length;
    const observed = wilsonInterval(inside.filter(({ acceptable }) => acceptable).length, inside.length);
    return [{ from, to, meanPredicted, observed }];
  });
}

function weightedMean(values: readonly number[], weights: Float64Array | null): number {
  let sum = 0;
  let total = 0;
  for (const [index, value] of values.entries()) {
    const weight = weights?.[index] ?? 1;
    sum += weight * value;
    total += weight;
  }
  return sum / total;
}

export function acceptabilityMarkdown(
  scores: readonly AcceptabilityScore[],
  { details }: { details: boolean },
): string {
  const { outOfFold, provenance } = acceptabilityModel;
  const { accuracy, sensitivity, specificity, auroc, brier } = outOfFold;
  const rows = scores.map((score) => [
    `${score.records} ${score.recordings}`,
    proportionText(score.accuracy),
    proportionText(score.sensitivity),
    proportionText(score.specificity),
    withInterval(score.auroc.value, score.auroc.interval),
    withInterval(score.brier.value, score.brier.interval),
  ]);
  const table = markdownTable(
    ["records", "right %", "unacceptable under 0.5 %", "acceptable from 0.5 %", "AUROC", "Brier"],
    [
      ...rows,
      [
        `${provenance.records} of the fit, out of fold`,
        ...[accuracy, sensitivity, specificity].map((one) => percentWithInterval(one.value, one)),
        ...[auroc, brier].map((one) => withInterval(one.value, one)),
      ],
    ],
  );
  const reliability = scores.map(
    (score) =>
      `\n${markdownTable(
        [`acceptability, ${score.recordings}`, "said %", "acceptable % (95 % CI)"],
        score.reliability.map(({ from, to, meanPredicted, observed }) => [
          `${from}-${to}`,
          (100 * meanPredicted).toFixed(1),
          proportionText(observed),
        ]),
      )}`,
  );
  const wrong = details
    ? scores.map((score) => `\n- ${score.recordings}, wrong: ${score.wrong.join(" ")}`)
    : [];
  return [table, ...reliability, ...wrong].join("\n");
}

function withInterval(value: number | null, interval: Interval | null): string {
  if (value === null || interval === null) return decimal(value, 3);
  return `${decimal(value, 3)} (${decimal(interval.low, 3)}-${decimal(interval.high, 3)})`;
}
