// The quality gate against the readers' judgement of the PhysioNet/CinC Challenge 2011 (set a): does it hold back
// the recordings that they called unacceptable, and let the others through? And is the probability that it gives right?
import { measureRecording } from "../measure/measure-recording.ts";
import { type Proportion, wilsonInterval } from "../signal/wilson-interval.ts";
import {
  type AcceptabilityScore,
  acceptabilityMarkdown,
  acceptabilityScores,
  type ScoredRecording,
} from "./acceptability-score.ts";
import { failureLines, markdownTable, proportionText } from "./markdown-table.ts";
import { type CollectionRun, type Failure, overCollection } from "./over-collection.ts";

export interface GateScore {
  /** Which verdicts count as held back. */
  readonly heldBack: "limited or unusable" | "unusable";
  /** Of all, held back if unacceptable and let through if acceptable. */
  readonly accuracy: Proportion;
  /** Of the unacceptable, held back. */
  readonly sensitivity: Proportion;
  /** Of the acceptable, let through. */
  readonly specificity: Proportion;
  readonly unacceptableLetThrough: readonly string[];
  readonly acceptableHeldBack: readonly string[];
}

export interface QualityBenchmark {
  readonly records: number;
  readonly failures: readonly Failure[];
  readonly gates: readonly GateScore[];
  readonly acceptability: readonly AcceptabilityScore[];
}

interface Judged extends ScoredRecording {
  readonly verdict: "ok" | "limited" | "unusable";
}

/** Measures every record of the collection whose labels are "acceptable" or "unacceptable". */
export async function qualityBenchmark(run: CollectionRun): Promise<QualityBenchmark> {
  const { results, failures } = await overCollection(run, ({ recording, entry }): Judged[] => {
    const acceptable = entry.labels.includes("acceptable");
    if (!acceptable && !entry.labels.includes("unacceptable")) return [];
    const { verdict, acceptability } = measureRecording(recording, run.measuring).quality;
    return [{ id: entry.id, sha256: recording.source.sha256, acceptable, verdict, acceptability }];
  });
  const judged = results.flat();
  return {
    records: judged.length,
    failures,
    gates: [gateScore(judged, "limited or unusable"), gateScore(judged, "unusable")],
    acceptability: acceptabilityScores(judged),
  };
}

function gateScore(judged: readonly Judged[], heldBack: GateScore["heldBack"]): GateScore {
  const holds = ({ verdict }: Judged): boolean =>
    verdict === "unusable" || (heldBack === "limited or unusable" && verdict === "limited");
  const acceptable = judged.filter((record) => record.acceptable);
  const unacceptable = judged.filter((record) => !record.acceptable);
  const passed = unacceptable.filter((record) => !holds(record));
  const refused = acceptable.filter(holds);
  return {
    heldBack,
    accuracy: wilsonInterval(judged.length - passed.length - refused.length, judged.length),
    sensitivity: wilsonInterval(unacceptable.length - passed.length, unacceptable.length),
    specificity: wilsonInterval(acceptable.length - refused.length, acceptable.length),
    unacceptableLetThrough: passed.map(({ id }) => id),
    acceptableHeldBack: refused.map(({ id }) => id),
  };
}

export function qualityMarkdown(
  { records, failures, gates, acceptability }: QualityBenchmark,
  { details }: { details: boolean },
): string {
  const table = markdownTable(
    [
      "held back when",
      "right % (95 % CI)",
      "unacceptable held back % (95 % CI)",
      "acceptable let through % (95 % CI)",
    ],
    gates.map((gate) => [
      gate.heldBack,
      proportionText(gate.accuracy),
      proportionText(gate.sensitivity),
      proportionText(gate.specificity),
    ]),
  );
  const lists = gates.map(
    (gate) =>
      `\n- ${gate.heldBack}: let through ${gate.unacceptableLetThrough.join(" ")}; held back ${gate.acceptableHeldBack.join(" ")}`,
  );
  return `## Quality gate: ${records} records of the CinC Challenge 2011\n\n${table}\n${details ? `${lists.join("")}\n` : ""}\n${acceptabilityMarkdown(acceptability, { details })}${failureLines(failures)}\n`;
}
