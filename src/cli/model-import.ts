// `gem model import`: a published checkpoint into a folder of ours. Interrupted, it takes away what it wrote.
import { basename, resolve } from "node:path";
import { UsageError } from "../ecg/errors.ts";
import { diskStore } from "../formats/store/disk-store.ts";
import { importCheckpoint } from "../model/checkpoint/import-checkpoint.ts";
import type { Quantisation } from "../model/checkpoint/quantisation.ts";
import { plainText } from "../report/plain-text.ts";
import { byteSize, countInWords } from "./byte-size.ts";
import { textOption } from "./command.ts";
import type { ModelAction } from "./model-action.ts";
import { modelFolderOf } from "./model-folders.ts";
import { type StagedFolder, stageFolder } from "./staged-folder.ts";

const INTERRUPTED = 130;

export const importAction: ModelAction = {
  usage: "gem model import DIR -o OUT [--quantise int8|int4] [--coca FILE.pt]",
  help: `import: checks every name and shape of a published checkpoint (GEM, PULSE, LLaVA-1.6; safetensors or .bin, in one
file or in shards) and writes it into one folder with hashes, which all other commands open
  -o, --output OUT      a new folder
  --quantise int8|int4  int4: the decoder's layers; its table and head, projectors and towers become int8
  --models DIR          where DIR may be the name of a model that was pulled (default $GEM_MODELS or ./models)
  --coca FILE.pt        ECG-CoCa's file, for checkpoints that do not hold the ECG tower
  --source TEXT         where the weights came from, for the model card (default: the folder's name)
  --licence NAME        in the place of what the checkpoint's own card states`,
  options: {
    output: { type: "string", short: "o" },
    quantise: { type: "string" },
    coca: { type: "string" },
    models: { type: "string" },
    source: { type: "string" },
    licence: { type: "string" },
  },
  async run(args, operands) {
    const [name, ...more] = operands;
    if (name === undefined || more.length > 0) {
      throw new UsageError(`model import: got ${operands.length} folders, wanted one`);
    }
    const output = textOption(args, "output");
    if (output === undefined || output === "") throw new UsageError("model import: no --output given");
    const folder = modelFolderOf(args, name);
    const staged = await stageFolder(output);
    const release = discardOnSignal(staged);
    try {
      const towerFile = textOption(args, "coca");
      const imported = await importCheckpoint({
        store: diskStore(),
        folder,
        output: staged,
        towerFile,
        quantisation: quantisationOf(textOption(args, "quantise")),
        source: plainText(textOption(args, "source") ?? basename(resolve(folder))),
        licence: textOption(args, "licence"),
        onProgress: progressLine(),
      });
      await staged.commit();
      const { model, files, licence, usesTowerFile } = imported;
      if (towerFile !== undefined && !usesTowerFile) {
        process.stderr.write(
          `gem: ${plainText(towerFile)} was not used: the checkpoint holds the ECG tower itself\n`,
        );
      }
      const size = byteSize(files.reduce((sum, { byteLength }) => sum + byteLength, 0));
      process.stdout.write(
        plainText(
          `${output}: ${countInWords(model.parameters)} parameters, ${size}, licence ${licence ?? "not stated"}`,
        ).concat("\n"),
      );
      return 0;
    } catch (error) {
      await staged.discard();
      throw error;
    } finally {
      release();
    }
  },
};

function quantisationOf(text: string | undefined): Quantisation | null {
  if (text === undefined) return null;
  if (text === "int8" || text === "int4") return text;
  throw new UsageError(`--quantise: got ${JSON.stringify(text)}, wanted int8 or int4`);
}

/** Returns what takes the handlers away again. */
function discardOnSignal(staged: StagedFolder): () => void {
  const stop = () => {
    void staged.discard().finally(() => process.exit(INTERRUPTED));
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return () => void process.off("SIGINT", stop).off("SIGTERM", stop);
}

function progressLine(): (done: number, total: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (done, total) => {
    const end = done === total ? "\n" : "";
    process.stderr.write(`\r${byteSize(done)} of ${byteSize(total)} written   ${end}`);
  };
}
