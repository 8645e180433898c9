// `gem model inspect`: what a model's folder holds, imported or as it was published, without reading a weight.
import { UsageError } from "../ecg/errors.ts";
import { diskStore } from "../formats/store/disk-store.ts";
import { type Inspection, inspectModel } from "../model/checkpoint/inspect-model.ts";
import { plainText } from "../report/plain-text.ts";
import { byteSize, countInWords } from "./byte-size.ts";
import { flag } from "./command.ts";
import { jsonText } from "./json-text.ts";
import type { ModelAction } from "./model-action.ts";
import { modelFolderOf } from "./model-folders.ts";

export const inspectAction: ModelAction = {
  usage: "gem model inspect MODEL [--json]",
  help: `inspect: parameters, sizes, types, towers and licence of a model, imported or as it was published
  MODEL                 a folder, or a name under the folder of models
  --models DIR          the folder of models (default $GEM_MODELS or ./models)
  --json                as JSON`,
  options: { models: { type: "string" }, json: { type: "boolean" } },
  async run(args, operands) {
    const [name, ...more] = operands;
    if (name === undefined || more.length > 0) {
      throw new UsageError(`model inspect: got ${operands.length} models, wanted one`);
    }
    const folder = modelFolderOf(args, name);
    const inspection = await inspectModel({ store: diskStore(), folder });
    const text = flag(args, "json")
      ? jsonText({ folder, ...inspection }, 1)
      : inspectionText(folder, inspection);
    process.stdout.write(`${text}\n`);
    return 0;
  },
};

function inspectionText(
  folder: string,
  { model, manifest, licence, format, weightFormat }: Inspection,
): string {
  const lines: [string, string][] = [
    ["state", STATES[format]],
    ["source", manifest?.source ?? "not known"],
    ["licence", licence ?? "not stated"],
    ["weights", `${weightFormat}, ${byteSize(model.byteLength)}`],
    ["parameters", `${countInWords(model.parameters)} in ${model.tensors} tensors`],
    ["decoder", model.decoder],
    ["ecg tower", model.ecgTower ?? "none"],
    ["vision tower", model.visionTower ?? "none"],
    ["prompts", `${model.template}, ${model.maxLength} tokens with the features`],
  ];
  const parts = model.parts.map(({ part, parameters, byteLength, storedAs }): [string, string] => {
    const types = Object.keys(storedAs).join(" and ");
    return [`  ${part}`, `${countInWords(parameters)}, ${byteSize(byteLength)}, ${types}`];
  });
  const width = Math.max(...[...lines, ...parts].map(([what]) => what.length));
  const rows = [...lines.slice(0, 5), ...parts, ...lines.slice(5)];
  return [folder, ...rows.map(([what, text]) => `${what.padEnd(width)}  ${text}`)].map(plainText).join("\n");
}

export const STATES: Readonly<Record<Inspection["format"], string>> = {
  import: "imported; not verified on published weights",
  download: "as it was published",
  checkpoint: "a checkpoint without a manifest; gem model import makes it one with hashes",
};
