// `gem model verify`: every file against the hash that was written with it, then names and shapes of all tensors.
import { resolve } from "node:path";
import { UsageError } from "../ecg/errors.ts";
import { diskStore } from "../formats/store/disk-store.ts";
import { verifyModel } from "../model/checkpoint/verify-model.ts";
import { plainText } from "../report/plain-text.ts";
import { byteSize } from "./byte-size.ts";
import type { ModelAction } from "./model-action.ts";
import { modelFolderOf } from "./model-folders.ts";
import { hashOfSource } from "./staged-folder.ts";

export const verifyAction: ModelAction = {
  usage: "gem model verify MODEL",
  help: `verify: whether a model's folder is what its manifest says: size and SHA-256 of every file, names and shapes of
all tensors; exit code 1 where not`,
  options: { models: { type: "string" } },
  async run(args, operands) {
    const [name, ...more] = operands;
    if (name === undefined || more.length > 0) {
      throw new UsageError(`model verify: got ${operands.length} models, wanted one`);
    }
    const folder = modelFolderOf(args, name);
    // whole paths: those of a listing are compared with those of the manifest
    const files = { store: diskStore(), folder: resolve(folder) };
    const { manifest, faults } = await verifyModel({ ...files, hash: hashOfSource });
    for (const fault of faults) process.stderr.write(`gem model: ${plainText(`${folder}: ${fault}`)}\n`);
    if (faults.length > 0) return 1;
    const size = byteSize(manifest.files.reduce((sum, { byteLength }) => sum + byteLength, 0));
    process.stdout.write(
      `${plainText(folder)}: ${manifest.files.length} files, ${size}, as they were written; all tensors in place\n`,
    );
    return 0;
  },
};
