// Where ours errs most: the worst leads of all, the worst lead of each of the worst records as a picture, and for each
// boundary the leads that are worst in it alone.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PointName } from "../delineation-score.ts";
import { decimal, markdownTable } from "../markdown-table.ts";
import { OURS } from "./delineators.ts";
import { leadPictureSvg } from "./lead-picture.ts";
import { type LudbCase, MARKS_RATE_HZ } from "./ludb-cases.ts";
import { type MeasuredCases, type PartOutcome, wavesIn } from "./part-outcome.ts";
import { type LeadDistance, leadDistances, worstLeadOfEachRecord } from "./worst-leads.ts";

const PICTURES = 20;
const LISTED = 100;
const LISTED_BY_POINT = 5;
const BOUNDARIES = ["P_on", "P_off", "QRS_on", "QRS_off", "T_on", "T_off"] as const satisfies PointName[];

/** Writes the pictures into the folder where one is given, which must exist. */
export async function worstPart(
  { cases, runs }: MeasuredCases,
  { pictureFolder }: { pictureFolder: string | null },
): Promise<PartOutcome> {
  const run = runs.find(({ name }) => name === OURS)!;
  const distances = leadDistances(cases, run);
  const worst = worstLeadOfEachRecord(distances).slice(0, PICTURES);
  const caseOf = new Map(cases.map((each) => [each.id, each]));
  const pictures: string[] = [];
  if (pictureFolder !== null) {
    for (const [place, distance] of worst.entries()) {
      const name = `worst-${String(place + 1).padStart(2, "0")}-${distance.record}-${distance.lead}.svg`;
      await writeFile(
        join(pictureFolder, name),
        pictureOf(caseOf.get(distance.record)!, distance, wavesIn(run, distance.record, distance.lead)),
      );
      pictures.push(name);
    }
  }
  const byPoint = Object.fromEntries(
    BOUNDARIES.map((point) => [
      point,
      distances
        .flatMap(({ record, lead, byPoint: { [point]: meanMs } }) =>
          meanMs === undefined ? [] : [{ record, lead, meanMs }],
        )
        .toSorted((a, b) => b.meanMs - a.meanMs)
        .slice(0, LISTED_BY_POINT),
    ]),
  );
  const rows = worst.map(({ record, lead, distanceMs, points, missed, falsePositives }) => [
    `${record} ${lead}`,
    decimal(distanceMs),
    String(points),
    String(missed),
    String(falsePositives),
    rhythmOf(caseOf.get(record)!),
  ]);
  const pointLines = Object.entries(byPoint).map(
    ([point, list]) =>
      `- ${point}: ${list.map(({ record, lead, meanMs }) => `${record} ${lead} ${decimal(meanMs, 0)}`).join(", ")}`,
  );
  const where =
    pictureFolder === null
      ? "--out-dir DIR draws them."
      : `Drawn in ${pictures.length} files worst-*.svg of the output folder.`;
  return {
    result: { leads: distances.slice(0, LISTED), byPoint, pictures },
    markdown: `## Where ours errs most: the worst lead of each of the worst ${worst.length} records

${markdownTable(["record, lead", "mean distance ms", "points", "missed", "false", "rhythm"], rows)}

Missed and false points count 150 ms. ${where} Worst in one boundary alone, mean ms:

${pointLines.join("\n")}
`,
  };
}

function pictureOf(
  { id, recording, reference, diagnoses }: LudbCase,
  { lead, distanceMs, missed, falsePositives }: LeadDistance,
  detected: ReturnType<typeof wavesIn>,
): string {
  const samplesMv = recording.leads.find(({ name }) => name.toLowerCase() === lead)!.samplesMv;
  return leadPictureSvg({
    title: `LUDB ${id}, lead ${lead}: mean ${decimal(distanceMs)} ms, ${missed} missed, ${falsePositives} false`,
    subtitle: diagnoses.join("; "),
    samplesMv,
    samplingRateHz: MARKS_RATE_HZ,
    reference: reference[lead as keyof typeof reference],
    detected,
  });
}

function rhythmOf({ diagnoses, trap }: LudbCase): string {
  const rhythm = diagnoses.find((text) => text.startsWith("Rhythm: "))?.slice("Rhythm: ".length);
  return rhythm ?? trap ?? "-";
}
