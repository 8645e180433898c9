// Prepares the examples and has `trainer/delineator/train.py` (PyTorch) learn from them: once for each fold, for
// a benchmark that measures every recording with weights that never saw it, and once on all of them, for use.
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { FileAccessError } from "../../ecg/errors.ts";
import { fibrillationExamples, markedExamples, syntheticExamples } from "./delineation-examples.ts";
import { packExamples } from "./pack-examples.ts";

const TRAINER = fileURLToPath(new URL("../../../trainer/delineator/train.py", import.meta.url));
const SYNTHETIC_COUNT = 200;

export interface TrainDelineatorOptions {
  /** Holds `ludb-dev` and, where there is one, `ptbxl-dev`. */
  readonly dataFolder: string;
  readonly outputFolder: string;
  /** A Python with torch, numpy and safetensors. */
  readonly python: string;
  /** Which weights to make: each fold's, and null for those trained on all recordings. */
  readonly folds: readonly (number | null)[];
  readonly steps: number;
  readonly seed: number;
  onLine(line: string): void;
}

/** Returns the paths of the weights. Throws FileAccessError where Python or the trainer fails, and what reading the data throws. */
export async function trainDelineator(options: TrainDelineatorOptions): Promise<string[]> {
  const { dataFolder, outputFolder, onLine } = options;
  await mkdir(outputFolder, { recursive: true });
  const marked = await markedExamples(join(dataFolder, "ludb-dev"));
  const fibrillation = await fibrillationExamples(join(dataFolder, "ptbxl-dev"));
  const examplesFile = join(outputFolder, "examples.safetensors");
  const synthetic = syntheticExamples(SYNTHETIC_COUNT, options.seed);
  await writeFile(examplesFile, packExamples([...marked, ...fibrillation, ...synthetic]));
  onLine(
    `${examplesFile}: ${marked.length} marked, ${fibrillation.length} fibrillating, ${synthetic.length} synthetic recordings`,
  );
  const outputs: string[] = [];
  for (const fold of options.folds) {
    const output = join(outputFolder, fold === null ? "delineator.safetensors" : `fold-${fold}.safetensors`);
    const seed = options.seed + (fold ?? -1) + 1;
    const given = ["--examples", examplesFile, "--output", output, "--steps", options.steps, "--seed", seed];
    await runPython(
      options.python,
      [...given.map(String), ...(fold === null ? [] : ["--fold", `${fold}`])],
      onLine,
    );
    outputs.push(output);
  }
  return outputs;
}

function runPython(python: string, args: readonly string[], onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, [TRAINER, ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let last = "";
    createInterface({ input: child.stdout }).on("line", onLine);
    createInterface({ input: child.stderr }).on("line", (line) => {
      if (line.trim() !== "") last = line.trim();
    });
    child.on("error", (error) => {
      reject(
        new FileAccessError(`${python} cannot be started (${error.message}), wanted a Python with torch`, {
          cause: error,
        }),
      );
    });
    child.on("close", (code) => {
      if (code === 0) return resolve();
      const missing = /No module named '(torch|numpy|safetensors)'/.test(last);
      const advice = missing ? "; it wants: pip install torch==2.13.0 numpy safetensors" : "";
      reject(new FileAccessError(`${python} ${TRAINER} ended with ${code}: ${last}${advice}`));
    });
  });
}
