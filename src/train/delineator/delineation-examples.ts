// What the delineation network learns from: LUDB's manually marked recordings, recordings known to be in atrial
// fibrillation (nothing there is a P), and synthetic ones whose rhythms LUDB hardly has. All are prepared as
// measuring prepares them, so that the network meets the same signals in use.
import { readLudbAnnotations } from "../../datasets/read-ludb-annotations.ts";
import { entryPath, readCollection, readEntry } from "../../datasets/record-collection.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { prepareSignals } from "../../measure/prepare-signals.ts";
import { syntheticExample } from "./synthetic-example.ts";
import { NOT_P, waveLabels } from "./wave-labels.ts";

export interface DelineationExample {
  readonly id: string;
  readonly kind: "marked" | "fibrillation" | "synthetic";
  /** Twelve standard leads at 500 Hz, millivolts, and the class of each sample (wave-labels.ts). */
  readonly signals: readonly Float64Array[];
  readonly labels: readonly Uint8Array[];
}

/** Statements of PTB-XL after which no sample can be part of a P wave. */
const WITHOUT_P = ["AFIB", "AFLT"];

/** All 12-lead recordings of `ludb-dev`. Throws what reading throws. */
export async function markedExamples(folder: string): Promise<DelineationExample[]> {
  const collection = await readCollection(folder);
  const examples: DelineationExample[] = [];
  for (const entry of collection.entries) {
    const signals = standardSignals(await readEntry(collection, entry));
    const marks = await readLudbAnnotations(entryPath(collection, entry));
    const perLead = Object.values(marks);
    examples.push({
      id: entry.id,
      kind: "marked",
      signals,
      labels: signals.map((samples, lead) => waveLabels(perLead[lead]!, samples.length)),
    });
  }
  return examples;
}

/** The training part (folds 1-8) of PTB-XL's recordings in atrial fibrillation or flutter. */
export async function fibrillationExamples(folder: string): Promise<DelineationExample[]> {
  const collection = await readCollection(folder);
  const examples: DelineationExample[] = [];
  for (const entry of collection.entries) {
    if (entry.subset !== "train" || !WITHOUT_P.some((code) => entry.labels.includes(code))) continue;
    const signals = standardSignals(await readEntry(collection, entry));
    examples.push({
      id: entry.id,
      kind: "fibrillation",
      signals,
      labels: signals.map((samples) => new Uint8Array(samples.length).fill(NOT_P)),
    });
  }
  return examples;
}

export function syntheticExamples(count: number, seed: number): DelineationExample[] {
  return Array.from({ length: count }, (_, index) => {
    const { recording, labels } = syntheticExample(seed * 100_000 + index);
    return { id: `synthetic-${index}`, kind: "synthetic", signals: standardSignals(recording), labels };
  });
}

function standardSignals(recording: Recording): Float64Array[] {
  const { leads } = prepareSignals(recording, () => true);
  return STANDARD_LEADS.map((name) => {
    const lead = leads.find((candidate) => candidate.name === name);
    if (lead === undefined) throw new Error(`${recording.name}: lead ${name} is missing`);
    return lead.raw;
  });
}
