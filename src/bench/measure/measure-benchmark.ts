// `gem bench measure`: our measuring beside open delineators, in the same run, on the same millivolts. A delineator that
// is missing or fails is named, and the others are measured.
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { readDelineator } from "../../measure/wave-network/read-delineator.ts";
import { failureLines, markdownTable } from "../markdown-table.ts";
import type { Failure } from "../over-collection.ts";
import { missingPack, PACKS, packFolder } from "../packs.ts";
import { qualityBenchmark, qualityMarkdown } from "../quality-benchmark.ts";
import type { Program } from "../run-program.ts";
import { boundariesPart } from "./boundaries-part.ts";
import { cpuPart } from "./cpu-part.ts";
import { type Delineator, OURS, shownName } from "./delineators.ts";
import { exactTruthBenchmark } from "./exact-truth-benchmark.ts";
import { exactTruthMarkdown } from "./exact-truth-markdown.ts";
import { falsePPart } from "./false-p-part.ts";
import { type Absent, findDelineators, type Present } from "./find-delineators.ts";
import { intervalsPart } from "./intervals-part.ts";
import { longPart } from "./long-part.ts";
import { readLudbCases } from "./ludb-cases.ts";
import type { MeasurePart } from "./measure-parts.ts";
import type { MeasuredCases, PartOutcome } from "./part-outcome.ts";
import { rPeaksPart } from "./r-peaks-part.ts";
import { type RecordSet, runDelineators } from "./run-delineators.ts";
import { twoLeadPart } from "./two-lead-part.ts";
import { worstPart } from "./worst-part.ts";

export interface MeasureRun {
  /** Folder of the packs. */
  readonly data: string | undefined;
  readonly limit: number | undefined;
  readonly parts: readonly MeasurePart[];
  readonly peers: readonly Delineator[];
  /** Takes `--versions PACKAGE...`, or variant, job and answer file. */
  readonly peerRunner: Program;
  /** Of each delineator on each set of recordings. */
  readonly timeLimitMs: number;
  /** Weights that measure each record of LUDB without having seen it (our-measurers.ts). */
  readonly foldWeights: string;
  /** Where pictures go, which must exist; null draws none. */
  readonly pictureFolder: string | null;
  readonly progress?: ((what: string) => void) | undefined;
}

/** A part on LUDB, scored on what the delineators found there, or on recordings of its own. */
type PartDefinition =
  | {
      readonly on: RecordSet;
      /** False where it is about ours alone. */
      readonly withPeers: boolean;
      readonly measure: (measured: MeasuredCases, run: MeasureRun) => PartOutcome | Promise<PartOutcome>;
    }
  | { readonly on: null; readonly measure: (run: MeasureRun) => Promise<PartOutcome> };

const DEFINITIONS: Readonly<Record<MeasurePart, PartDefinition>> = {
  boundaries: { on: "twelve", withPeers: true, measure: boundariesPart },
  intervals: { on: "twelve", withPeers: true, measure: intervalsPart },
  "r-peaks": { on: "twelve", withPeers: true, measure: rPeaksPart },
  "false-p": { on: "twelve", withPeers: true, measure: falsePPart },
  "two-lead": { on: "two", withPeers: true, measure: twoLeadPart },
  cpu: { on: "twelve", withPeers: true, measure: cpuPart },
  quality: { on: null, measure: qualityPart },
  "exact-truth": { on: null, measure: exactTruthPart },
  // with the shipped weights, as exact truth is
  long: { on: null, measure: async ({ limit }) => longPart({ limit, delineator: await readDelineator() }) },
  worst: { on: "twelve", withPeers: false, measure: worstPart },
};

export interface PartResult extends PartOutcome {
  readonly part: MeasurePart;
}

/** Who took part, and who could not. */
export interface DelineatorsResult {
  readonly present: readonly { readonly name: string; readonly version: string; readonly licence: string }[];
  readonly absent: readonly Absent[];
  /** Delineators that were there and gave no answer, a line each. */
  readonly faults: readonly string[];
  /** Delineators that answered but failed on some recordings or leads, a line each. */
  readonly failedInPart: readonly string[];
}

export interface MeasureReport {
  readonly delineators: { readonly result: DelineatorsResult; readonly markdown: string };
  readonly parts: readonly PartResult[];
}

/** Throws GemError where ours itself fails. A part whose recordings are not there says what it lacks. */
export async function measureBenchmark(run: MeasureRun): Promise<MeasureReport> {
  const definitions = run.parts.map((part) => DEFINITIONS[part]);
  const onLudb = definitions.filter((definition) => definition.on !== null);
  const ludb = onLudb.length === 0 ? NOT_ASKED : await measureLudb(run, onLudb);
  const parts: PartResult[] = [];
  for (const part of run.parts) {
    const definition = DEFINITIONS[part];
    if (definition.on === null) parts.push({ part, ...(await definition.measure(run)) });
    else if (ludb.lacks !== null) parts.push({ part, ...lacking(part, ludb.lacks) });
    else parts.push({ part, ...(await definition.measure(ludb.bySet.get(definition.on)!, run)) });
  }
  return { delineators: ludb.delineators, parts };
}

interface MeasuredLudb {
  /** Why nothing was measured, or null. */
  readonly lacks: string | null;
  readonly bySet: ReadonlyMap<RecordSet, MeasuredCases>;
  readonly delineators: MeasureReport["delineators"];
}

const NOT_ASKED: MeasuredLudb = {
  lacks: null,
  bySet: new Map(),
  delineators: { result: { present: [], absent: [], faults: [], failedInPart: [] }, markdown: "" },
};

async function measureLudb(
  { data, limit, peers: wanted, peerRunner, timeLimitMs, foldWeights, progress }: MeasureRun,
  definitions: readonly Exclude<PartDefinition, { on: null }>[],
): Promise<MeasuredLudb> {
  const folder = await packFolder(data, PACKS.ludb);
  if (folder === null) return { ...NOT_ASKED, lacks: missingPack(data, PACKS.ludb) };
  const { cases, failures } = await readLudbCases({
    folder,
    limit,
    progress: (done, total) => progress?.(`reading ${done + 1}/${total}`),
  });
  if (cases.length === 0) return { ...NOT_ASKED, lacks: `${folder} has no record that can be read` };
  const comparing = definitions.some(({ withPeers }) => withPeers);
  const { present, absent } = await findDelineators(comparing ? wanted : [], peerRunner);
  const faults: string[] = [];
  const failedInPart: string[] = [];
  const bySet = new Map<RecordSet, MeasuredCases>();
  const scratch = await mkdtemp(join(tmpdir(), "gem-measure-"));
  try {
    for (const set of new Set(definitions.map(({ on }) => on))) {
      const peers = definitions.some(({ on, withPeers }) => on === set && withPeers) ? present : [];
      const all = await runDelineators({
        set,
        cases,
        peers,
        peerRunner,
        scratch,
        timeLimitMs,
        foldWeights,
        progress,
      });
      bySet.set(set, { cases, runs: all.runs });
      faults.push(...all.faults);
      failedInPart.push(...all.failedInPart);
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  const result: DelineatorsResult = {
    present: present.map(({ version, delineator: { name, licence } }) => ({ name, version, licence })),
    absent,
    faults,
    failedInPart,
  };
  return {
    lacks: null,
    bySet,
    delineators: { result, markdown: delineatorsMarkdown(present, result, failures) },
  };
}

async function qualityPart({ data, limit }: MeasureRun): Promise<PartOutcome> {
  const folder = await packFolder(data, PACKS.quality);
  if (folder === null) return lacking("quality", missingPack(data, PACKS.quality));
  const result = await qualityBenchmark({ folder, limit, measuring: { delineator: await readDelineator() } });
  return { result, markdown: qualityMarkdown(result, { details: false }) };
}

/** With the shipped weights: no signal of it was learnt from. */
async function exactTruthPart(): Promise<PartOutcome> {
  const result = exactTruthBenchmark({ delineator: await readDelineator() });
  return { result, markdown: exactTruthMarkdown(result) };
}

function lacking(part: MeasurePart, lacks: string): PartOutcome {
  return { result: { lacks }, markdown: `## ${part}: not measured\n\n${lacks}\n` };
}

function delineatorsMarkdown(
  present: readonly Present[],
  { absent, faults, failedInPart }: DelineatorsResult,
  failures: readonly Failure[],
): string {
  const rows = [
    [OURS, "this build", "Apache-2.0", "all leads"],
    ...present.map(({ version, delineator: { name, licence, remark } }) => [
      shownName(name),
      version,
      licence,
      remark,
    ]),
  ];
  const lines = [
    ...absent.map(({ name, why }) => `${name} not measured: ${why}`),
    ...faults.map((fault) => `failed: ${fault}`),
    ...failedInPart,
  ].map((line) => `\n- ${line}`);
  const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown CPU"}, Node ${process.versions.node}`;
  return `## Delineators: ${machine}

${markdownTable(["", "version", "licence", "run"], rows)}
${failureLines(failures)}${lines.join("")}
`;
}
