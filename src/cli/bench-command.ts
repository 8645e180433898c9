import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { FormatPartResult } from "../bench/formats-benchmark.ts";
import { DELINEATORS } from "../bench/measure/delineators.ts";
import { MEASURE_PARTS } from "../bench/measure/measure-parts.ts";
import type { PagePartResult } from "../bench/pages/pages-benchmark.ts";
import { PAGE_PARTS } from "../bench/pages/pages-parts.ts";
import { FORMAT_PARTS, PARTS } from "../bench/parts.ts";
import type { PartResult } from "../bench/self-benchmark.ts";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { FileAccessError, FormatError, UsageError } from "../ecg/errors.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import { type Command, flag, type ParsedArguments, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";
import { makeOutputFolder, writeOutput } from "./write-output.ts";

const DEFAULT_BROKEN_VERSIONS = 300;
const DEFAULT_PEER_SECONDS = 1800;
const DEFAULT_PAGE_RECORDINGS = 20;
const DELINEATOR_NAMES = DELINEATORS.map(({ name }) => name);

export const benchCommand: Command = {
  usage: `usage: gem bench self [--data DIR] [--only ${PARTS.join(",")}] [--json]
       gem bench formats [--data DIR] [--only ${FORMAT_PARTS.join(",")}] [--python FILE] [--json]
       gem bench measure [--data DIR] [--only PART,...] [--python FILE] [--out-dir DIR] [--json]
       gem bench pages [--data DIR] [--only ${PAGE_PARTS.join(",")}] [--python FILE] [--limit N] [--json]`,
  help: `self measures this build: findings against cardiologists' labels, wave boundaries against their marks, the quality
gate, verification of true and false sentences, and time and memory. formats measures the file readers: agreement with
the readers of others on a folder of ECG files, broken files, speed, a day-long recording, the size of the browser
bundle. measure holds our wave boundaries, intervals and CPU time against those of open delineators, each in a process of
its own where --python has it. pages holds the drawn pages against ecg-image-kit's, their cost against open renderers', effects
against printed discs, and digitised pages against what was drawn. A part whose data are missing says what it lacks.

  --data DIR             folder with ptbxl-dev, ludb-dev, quality-dev and external-dev (default: GEM_DATA);
                         docs/benchmarks.md says what is in them and where it comes from
                         (formats: any folder of ECG files)
  --only PARTS           some of ${PARTS.join(", ")};
                         formats: ${FORMAT_PARTS.join(", ")};
                         measure: ${MEASURE_PARTS.join(", ")};
                         pages: ${PAGE_PARTS.join(", ")}
  --python FILE          formats: a Python with the oracle readers (src/bench/formats/requirements.txt);
                         measure: one with the delineators (src/bench/measure/peers/requirements.txt);
                         pages: one with the renderers (src/bench/pages/peers/requirements.txt)
  --peers NAMES          measure: "none", or some of ${DELINEATOR_NAMES.slice(0, 4).join(", ")},
                         ${DELINEATOR_NAMES.slice(4).join(", ")}
  --fold-weights DIR     measure: other weights than this build's own, as gem train delineator --fold all writes them
  --time-limit SECONDS   measure: for each delineator (default: ${DEFAULT_PEER_SECONDS})
  --out-dir DIR          measure: where pictures of the worst leads and all numbers (measure.json) go
  --chromium FILE        formats: the browser to read in (default: chromium)
  --limit N              only the first N records of each collection (formats: N broken versions of each file;
                         pages: N recordings, ${DEFAULT_PAGE_RECORDINGS} by default)
  --probabilities FILE   {"record id": {"CODE": p}} from models that did not see the record, for AUROC
  --details              also which records are wrong
  --json                 one object

example: gem bench self --data ~/ecg --only delineation`,
  options: {
    data: { type: "string" },
    only: { type: "string" },
    python: { type: "string" },
    chromium: { type: "string" },
    limit: { type: "string" },
    probabilities: { type: "string" },
    peers: { type: "string" },
    "time-limit": { type: "string" },
    "fold-weights": { type: "string" },
    "out-dir": { type: "string" },
    details: { type: "boolean" },
    json: { type: "boolean" },
  },
  run: async (args) => {
    const what = args.positionals.join(" ");
    if (what === "formats") return benchFormats(args);
    if (what === "measure") return benchMeasure(args);
    if (what === "pages") return benchPages(args);
    if (what !== "self")
      throw new UsageError(`got ${JSON.stringify(what)}, wanted self, formats, measure or pages`);
    const parts = parseParts(textOption(args, "only"), PARTS);
    const limit = textOption(args, "limit");
    const probabilities = textOption(args, "probabilities");
    const showsProgress = process.stderr.isTTY;
    const run = {
      data: textOption(args, "data") ?? (process.env.GEM_DATA || undefined),
      limit: limit === undefined ? undefined : Math.floor(numberOption("--limit", limit, 1, 1e9)),
      details: flag(args, "details"),
      outOfFold: probabilities === undefined ? undefined : await readProbabilities(probabilities),
    };
    const { runPart } = await import("../bench/self-benchmark.ts");
    const measuring = { delineator: await readDelineator() };
    const results: PartResult[] = [];
    for (const part of parts) {
      const progress = (done: number, total: number, id: string): void => {
        process.stderr.write(`\r\u001b[K${part} ${done + 1}/${total} ${id}`);
      };
      const result = await runPart(part, {
        ...run,
        measuring,
        progress: showsProgress ? progress : undefined,
      });
      if (showsProgress) process.stderr.write("\r\u001b[K");
      results.push(result);
      if (!flag(args, "json")) process.stdout.write(`${result.markdown}\n`);
    }
    if (flag(args, "json")) {
      const byPart = Object.fromEntries(results.map(({ part, result }) => [part, result]));
      process.stdout.write(`${JSON.stringify({ ...byPart, disclaimer: DISCLAIMER })}\n`);
    } else {
      process.stdout.write(`${DISCLAIMER}\n`);
    }
    return 0;
  },
};

/** Exit code 1 where something differs, breaks or misses its target. */
async function benchFormats(args: ParsedArguments): Promise<number> {
  const limit = textOption(args, "limit");
  const run = {
    data: textOption(args, "data") ?? (process.env.GEM_DATA || undefined),
    python: textOption(args, "python") ?? "python3",
    chromium: textOption(args, "chromium") ?? "chromium",
    runs: limit === undefined ? DEFAULT_BROKEN_VERSIONS : Math.floor(numberOption("--limit", limit, 1, 1e6)),
  };
  const { runFormatPart } = await import("../bench/formats-benchmark.ts");
  const results: FormatPartResult[] = [];
  for (const part of parseParts(textOption(args, "only"), FORMAT_PARTS)) {
    const result = await runFormatPart(part, run);
    results.push(result);
    if (!flag(args, "json")) process.stdout.write(`${result.markdown}\n`);
  }
  if (flag(args, "json")) {
    const byPart = Object.fromEntries(results.map(({ part, result, passed }) => [part, { passed, result }]));
    process.stdout.write(`${JSON.stringify({ ...byPart, disclaimer: DISCLAIMER })}\n`);
  } else {
    process.stdout.write(`${DISCLAIMER}\n`);
  }
  return results.every(({ passed }) => passed) ? 0 : 1;
}

/** Exit code 1 where a part misses what is wanted of it. */
async function benchPages(args: ParsedArguments): Promise<number> {
  const limit = numberOption("--limit", textOption(args, "limit") ?? String(DEFAULT_PAGE_RECORDINGS), 1, 1e6);
  const [{ pagesPart }, { readPageRecipe }] = await Promise.all([
    import("../bench/pages/pages-benchmark.ts"),
    import("../generate/pages/read-page-recipe.ts"),
  ]);
  const shows = process.stderr.isTTY;
  const run = {
    data: textOption(args, "data") ?? (process.env.GEM_DATA || undefined),
    python: textOption(args, "python") ?? "python3",
    limit: Math.floor(limit),
    augmented: await readPageRecipe("augmented"),
    progress: shows ? (what: string) => void process.stderr.write(`\r\u001b[K${what}`) : undefined,
  };
  const results: PagePartResult[] = [];
  for (const part of parseParts(textOption(args, "only"), PAGE_PARTS)) {
    const result = await pagesPart(part, run);
    if (shows) process.stderr.write("\r\u001b[K");
    results.push(result);
    if (!flag(args, "json")) process.stdout.write(`${result.markdown}\n`);
  }
  if (flag(args, "json")) {
    const byPart = Object.fromEntries(results.map(({ part, result, passed }) => [part, { passed, result }]));
    process.stdout.write(`${JSON.stringify({ ...byPart, disclaimer: DISCLAIMER })}\n`);
  } else {
    process.stdout.write(`${DISCLAIMER}\n`);
  }
  return results.some(({ passed }) => passed === false) ? 1 : 0;
}

/** Exit code 1 where a delineator that is there gives no answer; one that is missing is only named. */
async function benchMeasure(args: ParsedArguments): Promise<number> {
  const limit = textOption(args, "limit");
  const peers = textOption(args, "peers");
  const seconds = textOption(args, "time-limit");
  const names = peers === "none" ? [] : parseNames("--peers", peers, DELINEATOR_NAMES);
  const parts = parseParts(textOption(args, "only"), MEASURE_PARTS);
  const timeLimitMs =
    1000 * (seconds === undefined ? DEFAULT_PEER_SECONDS : numberOption("--time-limit", seconds, 0.001, 1e6));
  const limited = limit === undefined ? undefined : Math.floor(numberOption("--limit", limit, 1, 1e9));
  const folder = textOption(args, "out-dir") ?? null;
  if (folder !== null) await makeOutputFolder(folder);
  const showsProgress = process.stderr.isTTY;
  const [{ measureBenchmark }, { peerRunner }, { FOLD_WEIGHTS }] = await Promise.all([
    import("../bench/measure/measure-benchmark.ts"),
    import("../bench/measure/find-delineators.ts"),
    import("../bench/measure/our-measurers.ts"),
  ]);
  const report = await measureBenchmark({
    data: textOption(args, "data") ?? (process.env.GEM_DATA || undefined),
    limit: limited,
    parts,
    peers: DELINEATORS.filter(({ name }) => names.includes(name)),
    peerRunner: peerRunner(textOption(args, "python") ?? "python3"),
    timeLimitMs,
    foldWeights: textOption(args, "fold-weights") ?? FOLD_WEIGHTS,
    pictureFolder: folder,
    progress: showsProgress ? (step) => process.stderr.write(`\r\u001b[K${step}`) : undefined,
  });
  if (showsProgress) process.stderr.write("\r\u001b[K");
  const byPart = Object.fromEntries(report.parts.map(({ part, result }) => [part, result]));
  const numbers = JSON.stringify({
    delineators: report.delineators.result,
    ...byPart,
    disclaimer: DISCLAIMER,
  });
  if (folder !== null) await writeOutput(join(folder, "measure.json"), `${numbers}\n`);
  const tables = [report.delineators, ...report.parts].flatMap(({ markdown }) =>
    markdown === "" ? [] : [`${markdown}\n`],
  );
  process.stdout.write(flag(args, "json") ? `${numbers}\n` : `${tables.join("")}${DISCLAIMER}\n`);
  return report.delineators.result.faults.length === 0 ? 0 : 1;
}

function parseParts<Name extends string>(text: string | undefined, all: readonly Name[]): readonly Name[] {
  return parseNames("--only", text, all);
}

function parseNames<Name extends string>(
  option: string,
  text: string | undefined,
  all: readonly Name[],
): readonly Name[] {
  if (text === undefined) return all;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !(all as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`${option}: got ${JSON.stringify(unknown)}, wanted some of ${all.join(", ")}`);
  }
  return all.filter((part) => names.includes(part));
}

const ProbabilitiesSchema = z.record(z.string(), z.record(z.string(), z.number().min(0).max(1)));

async function readProbabilities(file: string): Promise<z.infer<typeof ProbabilitiesSchema>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new FileAccessError(`${file} cannot be read (${error.code}), wanted probabilities as JSON`, {
      cause: error,
    });
  });
  const wanted = 'wanted {"record id": {"CODE": probability}}';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new FormatError(`${file} is not JSON, ${wanted}`, { cause: error });
  }
  const parsed = ProbabilitiesSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new FormatError(`${file}: ${issue?.path.join(".")}: ${issue?.message}, ${wanted}`);
}
