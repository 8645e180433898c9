import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { FormatPartResult } from "../bench/formats-benchmark.ts";
import { FORMAT_PARTS, PARTS } from "../bench/parts.ts";
import type { PartResult } from "../bench/self-benchmark.ts";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { FileAccessError, FormatError, UsageError } from "../ecg/errors.ts";
import { type Command, flag, type ParsedArguments, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";

const DEFAULT_BROKEN_VERSIONS = 300;

export const benchCommand: Command = {
  usage: `usage: gem bench self [--data DIR] [--only ${PARTS.join(",")}] [--json]
       gem bench formats [--data DIR] [--only ${FORMAT_PARTS.join(",")}] [--python FILE] [--json]`,
  help: `self measures this build: findings against cardiologists' labels, wave boundaries against their marks, the quality
gate, verification of true and false sentences, and time and memory. formats measures the
file readers: agreement with the readers of others on a folder of ECG files, broken files, speed, a day-long recording,
the size of the browser bundle. A part whose data are missing says what it lacks.

  --data DIR             folder with ptbxl-dev, ludb-dev, quality-dev and external-dev (default: GEM_DATA);
                         docs/benchmarks.md says what is in them and where it comes from
                         (formats: any folder of ECG files)
  --only PARTS           some of ${PARTS.join(", ")} (formats: ${FORMAT_PARTS.join(", ")})
  --python FILE          formats: a Python with the oracle readers (src/bench/formats/requirements.txt)
  --chromium FILE        formats: the browser to read in (default: chromium)
  --limit N              only the first N records of each collection (formats: N broken versions of each file)
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
    details: { type: "boolean" },
    json: { type: "boolean" },
  },
  run: async (args) => {
    const what = args.positionals.join(" ");
    if (what === "formats") return benchFormats(args);
    if (what !== "self") throw new UsageError(`got ${JSON.stringify(what)}, wanted self or formats`);
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
    const results: PartResult[] = [];
    for (const part of parts) {
      const progress = (done: number, total: number, id: string): void => {
        process.stderr.write(`\r\u001b[K${part} ${done + 1}/${total} ${id}`);
      };
      const result = await runPart(part, { ...run, progress: showsProgress ? progress : undefined });
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

function parseParts<Name extends string>(text: string | undefined, all: readonly Name[]): readonly Name[] {
  if (text === undefined) return all;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !(all as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only: got ${JSON.stringify(unknown)}, wanted some of ${all.join(", ")}`);
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
