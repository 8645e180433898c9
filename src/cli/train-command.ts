import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../ecg/errors.ts";
import { trainDelineator } from "../train/delineator/train-delineator.ts";
import { fitProbabilities } from "../train/fit-probabilities.ts";
import { fitQuality } from "../train/fit-quality.ts";
import { type Command, type ParsedArguments, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";

const MODEL_FILE = fileURLToPath(new URL("../interpret/probability/model.json", import.meta.url));
const QUALITY_MODEL_FILE = fileURLToPath(
  new URL("../measure/quality/acceptability-model.json", import.meta.url),
);
const FOLDS = 5;

interface Training {
  readonly data: string;
  readonly seed: number;
}

const TRAININGS: Readonly<Record<string, (args: ParsedArguments, training: Training) => Promise<void>>> = {
  probabilities,
  quality,
  delineator,
};

export const trainCommand: Command = {
  usage: "usage: gem train probabilities|quality|delineator --data DIR [--seed N] [-o FILE]",
  help: `probabilities: fits the small model behind "probabilities" on DIR/ptbxl-dev; half a minute.
quality: fits the weights behind "acceptability" on DIR/quality-dev, with its cross-validation; a minute.
delineator: trains the network that places P, QRS and T on DIR/ludb-dev (and DIR/ptbxl-dev's fibrillation);
Python with torch does it, 20 minutes of one core for each set of weights.

  --data DIR           where the annotated collections are (default $GEM_DATA)
  --seed N             default 1
  -o, --output FILE    probabilities, quality: the model (default: the one that this build uses)
  --out-of-fold FILE   probabilities, quality: of every record, from models that never saw it (or its patient)
  --out-dir DIR        delineator: for the examples and the weights
  --fold K|all|final   delineator: weights without fold K (0-${FOLDS - 1}), all ${FOLDS} of them, or learnt from all recordings
                       (default final)
  --steps N            delineator: default 4000
  --python PATH        delineator: a Python with torch, numpy and safetensors (default python3)`,
  options: {
    data: { type: "string" },
    output: { type: "string", short: "o" },
    "out-of-fold": { type: "string" },
    "out-dir": { type: "string" },
    fold: { type: "string" },
    steps: { type: "string" },
    python: { type: "string" },
    seed: { type: "string" },
  },
  run: async (args) => {
    const what = args.positionals.join(" ");
    const train = Object.hasOwn(TRAININGS, what) ? TRAININGS[what] : undefined;
    if (train === undefined) {
      const wanted = Object.keys(TRAININGS).join(" or ");
      throw new UsageError(`what to train: got ${JSON.stringify(what)}, wanted ${wanted}`);
    }
    const data = textOption(args, "data") ?? process.env.GEM_DATA;
    if (data === undefined) throw new UsageError("no data given: --data DIR or $GEM_DATA");
    await train(args, { data, seed: numberOption("--seed", textOption(args, "seed") ?? "1", 0, 2 ** 31) });
    return 0;
  },
};

async function probabilities(args: ParsedArguments, { data, seed }: Training): Promise<void> {
  const { model, outOfFold } = await fitProbabilities({
    folder: join(data, "ptbxl-dev"),
    seed,
    command: `gem train probabilities --data DIR --seed ${seed}`,
    onRecord: (done, total) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[Kmeasuring ${done}/${total}`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const output = textOption(args, "output") ?? MODEL_FILE;
  await writeFile(output, `${JSON.stringify(model)}\n`);
  const folds = textOption(args, "out-of-fold");
  if (folds !== undefined) await writeFile(folds, `${JSON.stringify(outOfFold)}\n`);
  process.stdout.write(
    `${output}: ${model.statements.length} statements from ${model.provenance.records} records of ${model.provenance.patients} patients\n`,
  );
}

async function quality(args: ParsedArguments, { data, seed }: Training): Promise<void> {
  const { model, outOfFold } = await fitQuality({
    folder: join(data, "quality-dev"),
    seed,
    command: `gem train quality --data DIR --seed ${seed}`,
    onStep: (text) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const output = textOption(args, "output") ?? QUALITY_MODEL_FILE;
  await writeFile(output, `${JSON.stringify(model, null, 2)}\n`);
  const folds = textOption(args, "out-of-fold");
  if (folds !== undefined) await writeFile(folds, `${JSON.stringify(outOfFold)}\n`);
  const { accuracy, auroc, brier } = model.outOfFold;
  process.stdout.write(
    `${output}: ${model.provenance.records} records; out of fold accuracy ${accuracy.value} (${accuracy.low}-${accuracy.high}), AUROC ${auroc.value}, Brier ${brier.value}\n`,
  );
}

async function delineator(args: ParsedArguments, { data, seed }: Training): Promise<void> {
  const outputFolder = textOption(args, "out-dir");
  if (outputFolder === undefined) throw new UsageError("no place for the weights: --out-dir DIR");
  const paths = await trainDelineator({
    dataFolder: data,
    outputFolder,
    python: textOption(args, "python") ?? "python3",
    folds: foldsOption(textOption(args, "fold") ?? "final"),
    steps: numberOption("--steps", textOption(args, "steps") ?? "4000", 1, 1_000_000),
    seed,
    onLine: (line) => process.stderr.write(`${line}\n`),
  });
  for (const path of paths) process.stdout.write(`${path}\n`);
}

function foldsOption(text: string): (number | null)[] {
  if (text === "final") return [null];
  if (text === "all") return Array.from({ length: FOLDS }, (_, fold) => fold);
  const fold = /^\d$/.test(text) ? Number(text) : FOLDS;
  if (fold >= FOLDS) {
    throw new UsageError(`--fold: got ${JSON.stringify(text)}, wanted 0 to ${FOLDS - 1}, "all" or "final"`);
  }
  return [fold];
}
