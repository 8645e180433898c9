// Do findings hold outside PTB-XL? Classes that other collections label too, in whatever vocabulary they use. A
// recording takes part in a class only if its labelling system records that class at all.
import { SHARED_CLASSES, statesClass } from "../datasets/shared-classes.ts";
import { type ClassScore, scoreClass } from "./class-score.ts";
import { classTable, confusions } from "./findings-markdown.ts";
import { judgeRecordings } from "./judge-recordings.ts";
import { failureLines } from "./markdown-table.ts";
import type { CollectionRun, Failure } from "./over-collection.ts";

export interface TransferBenchmark {
  readonly records: number;
  /** Recordings whose labelling system is not known here; they take part in no class. */
  readonly unlabelled: readonly string[];
  readonly failures: readonly Failure[];
  readonly classes: readonly ClassScore[];
}

export async function transferBenchmark(run: CollectionRun): Promise<TransferBenchmark> {
  const { results, failures } = await judgeRecordings(run);
  const classes = SHARED_CLASSES.map((shared) => {
    const judgements = results.flatMap(({ entry, patient, found }) => {
      const stated = statesClass(shared, entry);
      if (stated === null) return [];
      return [{ id: entry.id, patient, stated, found: found.some(({ code }) => shared.scp.includes(code)) }];
    });
    return scoreClass(shared.name, judgements);
  });
  return {
    records: results.length,
    unlabelled: results
      .filter(({ entry }) => SHARED_CLASSES.every((shared) => statesClass(shared, entry) === null))
      .map(({ entry }) => entry.id),
    failures,
    classes: classes.filter((score) => score.truePositives + score.falsePositives + score.falseNegatives > 0),
  };
}

export function transferMarkdown(result: TransferBenchmark, { details }: { details: boolean }): string {
  const { records, unlabelled, failures, classes } = result;
  return `## Transfer: ${records - unlabelled.length} recordings of other collections

Labels are not complete there: what a collection did not look for counts as absent. ${unlabelled.length} more recordings
have labels that do not map to these classes.

${classTable(classes)}
${details ? `\n${confusions(classes)}\n` : ""}${failureLines(failures)}
`;
}
