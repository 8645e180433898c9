// Fits src/measure/quality/acceptability-model.json on recordings that readers called acceptable or unacceptable (PhysioNet/CinC
// Challenge 2011, set a) and measures what the procedure reaches on recordings that took no part in it.
import { createHash } from "node:crypto";
import { readCollection, readEntry } from "../datasets/record-collection.ts";
import { FormatError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import { withoutCalibration } from "../measure/beats/without-calibration.ts";
import { measureWaves } from "../measure/measure-waves.ts";
import { prepareSignals } from "../measure/prepare-signals.ts";
import { type NamedConcerns, recordingConcerns } from "../measure/quality/acceptability.ts";
import { type AcceptabilityModel, HASH_DIGITS } from "../measure/quality/acceptability-model.ts";
import type { Concern } from "../measure/quality/lead-concerns.ts";
import { leadReports } from "../measure/quality/quality-gate.ts";
import { createRandom } from "../signal/random.ts";
import { choosePenalty, FOLDS, outOfFold, REPEATS } from "./quality/cross-validate.ts";
import { fitRefusal, type QualityCase } from "./quality/fit-refusal.ts";
import { outOfFoldRecord } from "./quality/out-of-fold-record.ts";

export interface FitQualityOptions {
  readonly folder: string;
  readonly seed: number;
  readonly command: string;
  /** Of the cross-validation; default 10. */
  readonly repeats?: number;
  onStep?(text: string): void;
}

export interface FitQualityResult {
  readonly model: AcceptabilityModel;
  /** Record id -> mean out-of-fold probability of being acceptable. */
  readonly outOfFold: Readonly<Record<string, number>>;
}

/** Throws what reading the collection throws, and FormatError where it has not both kinds of recordings. */
export async function fitQuality(options: FitQualityOptions): Promise<FitQualityResult> {
  const { folder, seed, command, repeats = REPEATS, onStep } = options;
  const collection = await readCollection(folder);
  const cases: QualityCase[] = [];
  const hashes: string[] = [];
  for (const [index, entry] of collection.entries.entries()) {
    onStep?.(`measuring ${index + 1}/${collection.entries.length}`);
    const acceptable = entry.labels.includes("acceptable");
    if (!acceptable && !entry.labels.includes("unacceptable")) continue;
    const recording = await readEntry(collection, entry);
    const leads = concernsOf(recording).map(({ concerns }) => concerns);
    cases.push({ id: entry.id, acceptable, leads });
    hashes.push(recording.source.sha256);
  }
  const acceptable = cases.filter((one) => one.acceptable).length;
  if (acceptable < FOLDS || cases.length - acceptable < FOLDS) {
    throw new FormatError(
      `${folder}: got ${acceptable} acceptable and ${cases.length - acceptable} unacceptable recordings, wanted at least ${FOLDS} of each`,
    );
  }
  const held = outOfFold(cases, {
    seed,
    repeats,
    onRepeat: (repeat) => onStep?.(`cross-validation ${repeat + 1}/${repeats}`),
  });
  const penalty = choosePenalty(cases, createRandom(seed));
  const { intercept, weights } = fitRefusal(cases, penalty);
  const entries = Object.entries(weights).map(([concern, weight]) => [concern, rounded(weight)]);
  return {
    model: {
      version: `cinc2011-noisy-or-1 (seed ${seed})`,
      intercept: rounded(intercept),
      weights: Object.fromEntries(entries) as Record<Concern, number>,
      outOfFold: {
        procedure: `${repeats} times ${FOLDS}-fold, stratified, the penalty chosen inside each fold`,
        ...outOfFoldRecord(cases, held),
      },
      provenance: {
        data: "PhysioNet/CinC Challenge 2011, set a, development selection (ODC-By 1.0)",
        records: cases.length,
        acceptable,
        penalty,
        seed,
        command,
        dataSha256: createHash("sha256").update(dataLines(cases, hashes)).digest("hex"),
        recordings: hashes
          .map((hash) => hash.slice(0, HASH_DIGITS))
          .sort()
          .join(" "),
      },
    },
    outOfFold: Object.fromEntries(
      cases.map(({ id }, index) => [
        id,
        rounded(held.reduce((sum, repeat) => sum + repeat[index]!, 0) / held.length),
      ]),
    ),
  };
}

/** As measureRecording sees them without a network; the blanking of pacing spikes is left out. */
function concernsOf(given: Recording): NamedConcerns[] {
  const recording = withoutCalibration(given);
  const reports = leadReports(recording);
  const waves = measureWaves(prepareSignals(recording, (lead) => reports.get(lead)?.usable ?? false));
  return recordingConcerns(reports, waves);
}

/** Which recordings with which labels, in an order of their own. */
function dataLines(cases: readonly QualityCase[], hashes: readonly string[]): string {
  return cases
    .map(({ acceptable }, index) => `${hashes[index]} ${acceptable ? "acceptable" : "unacceptable"}\n`)
    .sort()
    .join("");
}

function rounded(value: number): number {
  return Number(value.toPrecision(5));
}
