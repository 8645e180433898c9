import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../ecg/errors.ts";
import { fitProbabilities } from "../train/fit-probabilities.ts";
import { type Command, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";

const MODEL_FILE = fileURLToPath(new URL("../interpret/probability/model.json", import.meta.url));

export const trainCommand: Command = {
  usage: "usage: gem train probabilities --data DIR [-o MODEL.json] [--out-of-fold FILE] [--seed N]",
  help: `Fits the small model behind "probabilities" on DIR/ptbxl-dev (a folder with index.jsonl and records).

  --data DIR           where the annotated collections are (default $GEM_DATA)
  -o, --output FILE    the model (default: the one that this build uses)
  --out-of-fold FILE   probabilities of every record from models that never saw its patient
  --seed N             default 1`,
  options: {
    data: { type: "string" },
    output: { type: "string", short: "o" },
    "out-of-fold": { type: "string" },
    seed: { type: "string" },
  },
  run: async (args) => {
    if (args.positionals.join(" ") !== "probabilities") {
      throw new UsageError(
        `what to train: got ${JSON.stringify(args.positionals.join(" "))}, wanted probabilities`,
      );
    }
    const data = textOption(args, "data") ?? process.env.GEM_DATA;
    if (data === undefined) throw new UsageError("no data given: --data DIR or $GEM_DATA");
    const seed = numberOption("--seed", textOption(args, "seed") ?? "1", 0, 2 ** 31);
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
    return 0;
  },
};
