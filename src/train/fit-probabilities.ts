// Fits src/interpret/probability/model.json on the training part of an annotated collection (PTB-XL folds 1-8)
// and writes out-of-fold probabilities of the whole collection for the benchmark.
import { readCollection, readEntry } from "../datasets/record-collection.ts";
import { superclassesOf } from "../datasets/scp-superclasses.ts";
import { findingCodes } from "../interpret/codes.ts";
import { deriveFindings } from "../interpret/derive-findings.ts";
import { evaluateRules } from "../interpret/evaluate-rules.ts";
import { findingsTable } from "../interpret/findings-table.ts";
import { probabilityFeatures } from "../interpret/probability/probability-features.ts";
import { type StatementModel, statedStrengths } from "../interpret/probability/statement-model.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import { fitCore, type LabelledRecord, outOfFold, reliability } from "./probability/fit-statement-model.ts";

export interface FitOptions {
  readonly folder: string;
  readonly seed: number;
  readonly command: string;
  onRecord?(done: number, total: number): void;
}

export interface FitResult {
  readonly model: StatementModel;
  /** Record id -> SCP code -> probability, over all records of the collection. */
  readonly outOfFold: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Throws what reading the collection throws; records of unusable quality are left out. */
export async function fitProbabilities(options: FitOptions): Promise<FitResult> {
  const { folder, seed, command, onRecord } = options;
  const collection = await readCollection(folder);
  const delineator = await readDelineator();
  const records: (LabelledRecord & { readonly subset: string | null })[] = [];
  let features: readonly string[] = [];
  for (const [index, entry] of collection.entries.entries()) {
    onRecord?.(index + 1, collection.entries.length);
    const measurements = measureRecording(await readEntry(collection, entry), { delineator });
    if (measurements.quality.verdict === "unusable") continue;
    const results = evaluateRules({ measurements });
    const named = probabilityFeatures(measurements, results);
    features = named.map(({ name }) => name);
    records.push({
      id: entry.id,
      patient: entry.patient ?? entry.id,
      features: named.map(({ value }) => value),
      labels: entry.labels,
      stated: statedStrengths(deriveFindings({ measurements, results }).findings),
      superclasses: [...superclassesOf(entry.labels)],
      subset: entry.subset,
    });
  }
  const training = records.filter((record) => record.subset === "train");
  const statements = knownStatements(training);
  const core = fitCore(training, statements, seed);
  // the calibration record is the training part's own; the rest of the collection stays for the benchmark
  const trainingFolds = outOfFold(training, statements, seed);
  const allFolds = outOfFold(records, statements, seed);
  return {
    model: {
      version: `ptbxl-forest-1 (seed ${seed})`,
      features,
      ...core,
      reliability: reliability(training, trainingFolds),
      provenance: {
        data: "PTB-XL 1.0.3, folds 1-8 of the development selection (CC BY 4.0)",
        records: training.length,
        patients: new Set(training.map((record) => record.patient)).size,
        command,
        seed,
      },
    },
    outOfFold: Object.fromEntries(allFolds),
  };
}

/** Every code that the training records carry or that a finding can state; frequent ones first. */
function knownStatements(records: readonly LabelledRecord[]): string[] {
  const counts = new Map<string, number>(
    findingsTable.flatMap(({ id }) => {
      const scp = findingCodes[id]?.scp ?? null;
      return scp === null ? [] : [[scp, 0] as const];
    }),
  );
  for (const record of records) {
    for (const label of new Set(record.labels)) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([label]) => label);
}
