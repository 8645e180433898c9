import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Part, PartResult } from "../bench/self-benchmark.ts";
import { PARTS, runPart } from "../bench/self-benchmark.ts";
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import { FileAccessError, FormatError, UsageError } from "../ecg/errors.ts";
import { type Command, flag, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";

export const benchCommand: Command = {
  usage: `usage: gem bench self [--data DIR] [--only ${PARTS.join(",")}] [--json]`,
  help: `Measures this build: findings against cardiologists' labels, wave boundaries against their marks, the quality
gate, verification of true and false sentences, and time and memory. A part whose data are missing says what it lacks.

  --data DIR             folder with ptbxl-dev, ludb-dev, quality-dev and external-dev (default: GEM_DATA);
                         docs/benchmarks.md says what is in them and where it comes from
  --only PARTS           some of ${PARTS.join(", ")}
  --limit N              only the first N records of each collection
  --probabilities FILE   {"record id": {"CODE": p}} from models that did not see the record, for AUROC
  --details              also which records are wrong
  --json                 one object

example: gem bench self --data ~/ecg --only delineation`,
  options: {
    data: { type: "string" },
    only: { type: "string" },
    limit: { type: "string" },
    probabilities: { type: "string" },
    details: { type: "boolean" },
    json: { type: "boolean" },
  },
  run: async (args) => {
    if (args.positionals.length !== 1 || args.positionals[0] !== "self") {
      throw new UsageError(`got ${JSON.stringify(args.positionals.join(" "))}, wanted self`);
    }
    const parts = parseParts(textOption(args, "only"));
    const limit = textOption(args, "limit");
    const probabilities = textOption(args, "probabilities");
    const showsProgress = process.stderr.isTTY;
    const run = {
      data: textOption(args, "data") ?? (process.env.GEM_DATA || undefined),
      limit: limit === undefined ? undefined : Math.floor(numberOption("--limit", limit, 1, 1e9)),
      details: flag(args, "details"),
      outOfFold: probabilities === undefined ? undefined : await readProbabilities(probabilities),
    };
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

function parseParts(text: string | undefined): readonly Part[] {
  if (text === undefined) return PARTS;
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`--only: got ${JSON.stringify(unknown)}, wanted some of ${PARTS.join(", ")}`);
  }
  return PARTS.filter((part) => names.includes(part));
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
