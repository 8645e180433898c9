// `gem model list`: the models under a folder, a line each; what is broken or unfinished says so in its line.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { FileAccessError, UsageError } from "../ecg/errors.ts";
import { diskStore } from "../formats/store/disk-store.ts";
import { type Inspection, inspectModel } from "../model/checkpoint/inspect-model.ts";
import { MANIFEST_NAME } from "../model/checkpoint/manifest.ts";
import { plainText } from "../report/plain-text.ts";
import { byteSize, countInWords } from "./byte-size.ts";
import { flag } from "./command.ts";
import { errorText } from "./error-text.ts";
import { jsonText } from "./json-text.ts";
import type { ModelAction } from "./model-action.ts";
import { modelsFolder } from "./model-folders.ts";
import { STAGED_SUFFIX } from "./staged-folder.ts";

interface Listed {
  readonly name: string;
  readonly inspection: Inspection | null;
  /** null where the model is whole. */
  readonly fault: string | null;
}

export const listAction: ModelAction = {
  usage: "gem model list [DIR] [--json]",
  help: `list: the models under DIR, $GEM_MODELS or ./models, with size and licence`,
  options: { models: { type: "string" }, json: { type: "boolean" } },
  async run(args, operands) {
    if (operands.length > 1) throw new UsageError(`model list: got ${operands.length} folders, wanted one`);
    const folder = operands[0] ?? modelsFolder(args);
    const models: Listed[] = [];
    for (const name of await foldersIn(folder)) {
      const listed = await listedModel(folder, name);
      if (listed !== null) models.push(listed);
    }
    if (flag(args, "json")) {
      process.stdout.write(`${jsonText({ folder, models }, 1)}\n`);
      return 0;
    }
    const width = Math.max(0, ...models.map(({ name }) => name.length));
    for (const model of models) {
      process.stdout.write(`${plainText(`${model.name.padEnd(width)}  ${lineOf(model)}`)}\n`);
    }
    if (models.length === 0) process.stderr.write(`gem: no models in ${plainText(JSON.stringify(folder))}\n`);
    return 0;
  },
};

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new FileAccessError(
      `${JSON.stringify(folder)} cannot be read (${error.code}), wanted the folder of models: a path, --models or $GEM_MODELS`,
      { cause: error },
    );
  });
  // a link may lead to a model on another disk
  return entries
    .filter((entry) => !entry.name.startsWith(".") && (entry.isDirectory() || entry.isSymbolicLink()))
    .map(({ name }) => name)
    .sort();
}

/** null for a folder that is no model's. */
async function listedModel(folder: string, name: string): Promise<Listed | null> {
  const store = diskStore();
  const path = join(folder, name);
  if (name.endsWith(STAGED_SUFFIX)) return { name, inspection: null, fault: "unfinished" };
  const marks = await Promise.all(
    [MANIFEST_NAME, "config.json"].map((file) => store.byteLength(join(path, file)).catch(() => null)),
  );
  if (marks.every((mark) => mark === null)) return null;
  try {
    return { name, inspection: await inspectModel({ store, folder: path }), fault: null };
  } catch (error) {
    return { name, inspection: null, fault: errorText(error).message };
  }
}

function lineOf({ inspection, fault }: Listed): string {
  if (inspection === null) return fault ?? "";
  const { model, manifest, licence, format } = inspection;
  const kind = manifest?.quantisation ?? (format === "import" ? "imported" : "as published");
  const sees = [model.ecgTower && "signal", model.visionTower && "picture"].filter(Boolean).join(" and ");
  const size = `${countInWords(model.parameters)} parameters, ${byteSize(model.byteLength)}`;
  return `${size}, ${kind}, sees ${sees || "text alone"}, licence ${licence ?? "not stated"}`;
}
