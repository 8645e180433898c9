// `gem bench self`: every part of the benchmark, in order, with what it needs. A part whose data are not there says
// what it lacks; the others run.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { entryPath, readCollection } from "../datasets/record-collection.ts";
import { delineationBenchmark, delineationMarkdown } from "./delineation-benchmark.ts";
import { type FindingsRun, findingsBenchmark } from "./findings-benchmark.ts";
import { findingsMarkdown } from "./findings-markdown.ts";
import { FOLD_WEIGHTS, ourMeasurers } from "./measure/our-measurers.ts";
import type { CollectionRun } from "./over-collection.ts";
import { missingPack, PACKS, type Pack, packFolder } from "./packs.ts";
import type { Part } from "./parts.ts";
import { qualityBenchmark, qualityMarkdown } from "./quality-benchmark.ts";
import { speedBenchmark, speedMarkdown } from "./speed-benchmark.ts";
import { transferBenchmark, transferMarkdown } from "./transfer-benchmark.ts";
import { verificationBenchmark, verificationMarkdown } from "./verification-benchmark.ts";

export interface SelfRun {
  /** Folder of the packs. */
  readonly data?: string | undefined;
  readonly limit?: number | undefined;
  readonly details: boolean;
  readonly outOfFold?: FindingsRun["outOfFold"];
  readonly measuring?: CollectionRun["measuring"];
  readonly progress?: CollectionRun["progress"];
}

/** A part as an object for programs and as text for people; `lacks` where it could not run. */
export interface PartResult {
  readonly part: Part;
  readonly result: object;
  readonly markdown: string;
}

export async function runPart(part: Part, run: SelfRun): Promise<PartResult> {
  const { details, outOfFold } = run;
  switch (part) {
    case "findings":
      return onPack(part, PACKS.ptbxl, run, async (collection) => {
        const result = await findingsBenchmark({ ...collection, outOfFold });
        return { result, markdown: findingsMarkdown(result, { details }) };
      });
    case "transfer":
      return onPack(part, PACKS.external, run, async (collection) => {
        const result = await transferBenchmark(collection);
        return { result, markdown: transferMarkdown(result, { details }) };
      });
    case "delineation":
      return onPack(part, PACKS.ludb, run, async (collection) => {
        const measurerOf = await ourMeasurers(FOLD_WEIGHTS);
        const { detections, ...result } = await delineationBenchmark({ ...collection, measurerOf });
        return {
          result: details ? { ...result, detections } : result,
          markdown: delineationMarkdown(result),
        };
      });
    case "quality":
      return onPack(part, PACKS.quality, run, async (collection) => {
        const result = await qualityBenchmark(collection);
        return { result, markdown: qualityMarkdown(result, { details }) };
      });
    case "verification":
      return onPack(part, PACKS.ptbxl, run, async (collection) => {
        const result = await verificationBenchmark(collection);
        return { result, markdown: verificationMarkdown(result, { details }) };
      });
    case "speed":
      return speedPart(run);
  }
}

async function onPack(
  part: Part,
  pack: Pack,
  { data, limit, measuring, progress }: SelfRun,
  measure: (run: CollectionRun) => Promise<Omit<PartResult, "part">>,
): Promise<PartResult> {
  const folder = await packFolder(data, pack);
  return folder === null
    ? lacking(part, missingPack(data, pack))
    : { part, ...(await measure({ folder, limit, measuring, progress })) };
}

function lacking(part: Part, lacks: string): PartResult {
  return { part, result: { lacks }, markdown: `## ${part}: not measured\n\n${lacks}\n` };
}

/** On the shipped examples alone where PTB-XL is not there. */
async function speedPart({ data, progress }: SelfRun): Promise<PartResult> {
  const examples = await exampleRecords();
  const folder = await packFolder(data, PACKS.ptbxl);
  let records = examples;
  if (folder !== null) {
    const collection = await readCollection(folder);
    records = collection.entries.map((entry) => entryPath(collection, entry));
  }
  const example = examples[0] ?? records[0];
  if (example === undefined)
    return lacking("speed", `no record in examples/, and ${missingPack(data, PACKS.ptbxl)}`);
  const result = await speedBenchmark({ example, records, progress });
  return { part: "speed", result, markdown: speedMarkdown(result) };
}

async function exampleRecords(): Promise<string[]> {
  const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(".hea"))
    .sort()
    .map((name) => join(folder, name));
}
