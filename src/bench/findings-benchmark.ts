// Findings against the SCP-ECG labels of PTB-XL: every code that a record states counts, whatever its likelihood
// (0 there also means "not said"), and every finding counts, whatever its certainty, unless a row says otherwise.
import { SUPERCLASSES, type Superclass, superclassesOf } from "../datasets/scp-superclasses.ts";
import { type ClassScore, scoreClass } from "./class-score.ts";
import { type JudgedRecording, judgeRecordings } from "./judge-recordings.ts";
import type { CollectionRun, Failure } from "./over-collection.ts";
import {
  type SuperclassAuroc,
  type SuperclassScore,
  scoreSuperclasses,
  superclassAuroc,
  superclassProbabilities,
} from "./superclass-score.ts";

/** Reported even where a smaller collection has none of them. */
const NAMED_CODES = [
  ...["NORM", "AFIB", "AFLT", "SBRAD", "STACH", "PAC", "PVC", "PACE", "1AVB"],
  ...["CLBBB", "CRBBB", "IRBBB", "LAFB", "LVH", "IMI", "ASMI"],
];
const FEWEST_LABELS = 3;

export interface FindingsRun extends CollectionRun {
  /** Probabilities by record id and code, each from a model that saw neither the record nor its patient. */
  readonly outOfFold?: Readonly<Record<string, Readonly<Record<string, number>>>> | undefined;
}

/** "own": the shipped model's, which was fitted on records of this very collection. */
export type ProbabilityKind = "out of fold" | "own";

export interface FindingsBenchmark {
  readonly records: number;
  readonly patients: number;
  readonly unusable: readonly string[];
  readonly failures: readonly Failure[];
  readonly classes: readonly ClassScore[];
  readonly superclasses: {
    readonly findings: SuperclassScore;
    /** Without what is only "possible". */
    readonly surerFindings: SuperclassScore;
    readonly probabilities: {
      readonly kind: ProbabilityKind;
      /** Those that have probabilities: a refused one has none. */
      readonly records: number;
      /** Superclasses of probability 0.5 or more; none for a refused record. */
      readonly atHalf: SuperclassScore;
      readonly auroc: SuperclassAuroc;
    } | null;
  };
}

/** Interprets every record of the collection and scores its findings. */
export async function findingsBenchmark(run: FindingsRun): Promise<FindingsBenchmark> {
  const { results, failures } = await judgeRecordings(run);
  const all = results.map((judged) => superclassJudgement(judged, () => true));
  const surer = results.map((judged) => superclassJudgement(judged, (certainty) => certainty !== "possible"));
  return {
    records: results.length,
    patients: new Set(results.map(({ patient }) => patient)).size,
    unusable: results.filter(({ unusable }) => unusable).map(({ entry }) => entry.id),
    failures,
    classes: reportedCodes(results).map((code) => scoreCode(code, results)),
    superclasses: {
      findings: scoreSuperclasses(all),
      surerFindings: scoreSuperclasses(surer),
      probabilities: scoreProbabilities(results, run.outOfFold),
    },
  };
}

/** The named codes, then every other with enough labels, the most frequent first. */
function reportedCodes(results: readonly JudgedRecording[]): string[] {
  const counts = new Map<string, number>();
  for (const { entry } of results) {
    for (const code of new Set(entry.labels)) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const others = [...counts]
    .filter(([code, count]) => count >= FEWEST_LABELS && !NAMED_CODES.includes(code))
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
  return [...NAMED_CODES, ...others.map(([code]) => code)];
}

function scoreCode(code: string, results: readonly JudgedRecording[]): ClassScore {
  const judgements = results.map(({ entry, patient, found }) => ({
    id: entry.id,
    patient,
    stated: entry.labels.includes(code),
    found: found.some((finding) => finding.code === code),
  }));
  return scoreClass(code, judgements);
}

function superclassJudgement(
  { entry, patient, found }: JudgedRecording,
  counts: (certainty: string) => boolean,
): Parameters<typeof scoreSuperclasses>[0][number] {
  return {
    id: entry.id,
    patient,
    stated: superclassesOf(entry.labels),
    found: superclassesOf(found.filter(({ certainty }) => counts(certainty)).map(({ code }) => code)),
  };
}

function scoreProbabilities(
  results: readonly JudgedRecording[],
  outOfFold: FindingsRun["outOfFold"],
): FindingsBenchmark["superclasses"]["probabilities"] {
  const usable = results.flatMap(({ entry, patient, probabilities, unusable }) => {
    const statements = outOfFold === undefined ? probabilities : (outOfFold[entry.id] ?? null);
    if (unusable || statements === null) return [];
    const stated = superclassesOf(entry.labels);
    return [{ id: entry.id, patient, stated, probabilities: superclassProbabilities(statements) }];
  });
  if (usable.length === 0) return null;
  const likely = (probabilities: Readonly<Record<Superclass, number>>): Set<Superclass> =>
    new Set(SUPERCLASSES.filter((name) => probabilities[name] >= 0.5));
  const refused = results
    .filter(({ unusable }) => unusable)
    .map((judged) => superclassJudgement(judged, () => false));
  return {
    kind: outOfFold === undefined ? "own" : "out of fold",
    records: usable.length,
    atHalf: scoreSuperclasses([
      ...usable.map(({ probabilities, ...record }) => ({ ...record, found: likely(probabilities) })),
      ...refused,
    ]),
    auroc: superclassAuroc(usable),
  };
}
