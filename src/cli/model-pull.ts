// `gem model pull`: the one command that fetches a model, and only after size and licence were shown and agreed to. What
// came before an interruption is kept under another name and goes on from there, at the same revision.
import { mkdir, readFile, rename, stat, statfs, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { FileAccessError, FormatError, UsageError } from "../ecg/errors.ts";
import { reason, statusFault } from "../model/checkpoint/fetch-range.ts";
import { folderName, type HubModel, hubModel, hubName } from "../model/checkpoint/hub-model.ts";
import { createManifest, MANIFEST_NAME } from "../model/checkpoint/manifest.ts";
import type { WrittenFile } from "../model/checkpoint/output-folder.ts";
import { plainText } from "../report/plain-text.ts";
import { byteSize } from "./byte-size.ts";
import { flag, textOption } from "./command.ts";
import { downloadFile } from "./download-folder.ts";
import type { ModelAction } from "./model-action.ts";
import { modelsFolder } from "./model-folders.ts";
import { STAGED_SUFFIX } from "./staged-folder.ts";
import { makeOutputFolder } from "./write-output.ts";

const HUB = "https://huggingface.co";
/** Beside the files of a download that is not whole: which revision they are of. */
const REVISION_FILE = ".revision";
const MAX_ANSWER_BYTES = 16_777_216;
const PAUSE_MS = 1000;
const PATIENCE_MS = 60_000;

export const pullAction: ModelAction = {
  usage: "gem model pull OWNER/NAME[@REVISION] [--yes]",
  help: `pull: downloads a model from the hub into the folder of models, after its size and licence were shown and agreed
to; goes on where it was stopped; checks every file's hash
  --yes                 agrees beforehand
  --hub URL             another hub (default $HF_ENDPOINT or ${HUB}); $HF_TOKEN is sent over https`,
  options: { models: { type: "string" }, yes: { type: "boolean" }, hub: { type: "string" } },
  async run(args, operands) {
    const asked = operands.length === 1 ? hubName(operands[0]!) : null;
    if (asked === null) {
      throw new UsageError(
        `model pull: got ${JSON.stringify(operands.join(" "))}, wanted OWNER/NAME or OWNER/NAME@REVISION`,
      );
    }
    const hub = hubAddress(textOption(args, "hub") ?? (process.env["HF_ENDPOINT"] || HUB));
    const target = resolve(modelsFolder(args), folderName(asked.name));
    if (await isThere(target)) {
      throw new FileAccessError(`${JSON.stringify(target)} is there already; gem model verify checks it`);
    }
    const staged = target + STAGED_SUFFIX;
    const begun = await revisionIn(staged);
    const isMovingOn = begun !== null && asked.revision === "main";
    const model = await askHub(hub, { name: asked.name, revision: isMovingOn ? begun : asked.revision });
    if (begun !== null && model.revision !== begun) {
      throw new FileAccessError(
        `${JSON.stringify(staged)} was begun at revision ${begun.slice(0, 12)}; remove it to start again at ${model.revision.slice(0, 12)}`,
      );
    }
    const total = model.files.reduce((sum, { byteLength }) => sum + byteLength, 0);
    process.stderr.write(
      `${plainText(`${model.name} at ${model.revision.slice(0, 12)}: ${model.files.length} files, ${byteSize(total)}, licence ${model.licence ?? "not stated"}, from ${hub}`)}\n`,
    );
    if (begun !== null) process.stderr.write("goes on where it was stopped\n");
    if (!flag(args, "yes") && !(await isAgreed(total))) {
      process.stderr.write("gem: nothing was downloaded\n");
      return 1;
    }
    await prepare(staged, model, { total, isNew: begun === null });
    await commit({ staged, target, model, files: await downloadAll(staged, hub, model) });
    process.stdout.write(`${plainText(target)}\n`);
    return 0;
  },
};

function hubAddress(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, "");
  throw new UsageError(`--hub: got ${JSON.stringify(text)}, wanted an address that begins with https://`);
}

/** A token goes over no line that others read along. */
function headersOf(hub: string): Record<string, string> {
  const token = process.env["HF_TOKEN"];
  return token && hub.startsWith("https://") ? { Authorization: `Bearer ${token}` } : {};
}

async function askHub(
  hub: string,
  { name, revision }: { readonly name: string; readonly revision: string },
): Promise<HubModel> {
  const url = `${hub}/api/models/${name}/revision/${encodeURIComponent(revision)}?blobs=true`;
  let json: unknown;
  try {
    const response = await fetch(url, { headers: headersOf(hub), signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.status !== 200) throw statusFault(url, response.status);
    json = JSON.parse(await boundedText(response, url));
  } catch (error) {
    if (error instanceof FormatError || error instanceof FileAccessError) throw error;
    if (error instanceof SyntaxError) {
      throw new FormatError({ file: url, field: "answer", got: "text that is none", wanted: "JSON" });
    }
    throw new FileAccessError(`${url}: no answer (${reason(error)})`, { cause: error });
  }
  return hubModel(json, { name, where: url });
}

async function boundedText(response: Response, url: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let byteLength = 0;
  for await (const piece of response.body ?? []) {
    byteLength += piece.length;
    if (byteLength > MAX_ANSWER_BYTES) {
      throw new FormatError({
        file: url,
        field: "answer",
        got: "more",
        wanted: `at most ${MAX_ANSWER_BYTES} bytes`,
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

async function isAgreed(total: number): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new UsageError("model pull: nobody to ask, wanted --yes to agree beforehand");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`download ${byteSize(total)}? [y/N] `);
  terminal.close();
  return /^y(?:es)?$/i.test(answer.trim());
}

async function prepare(
  staged: string,
  model: HubModel,
  { total, isNew }: { readonly total: number; readonly isNew: boolean },
): Promise<void> {
  await makeOutputFolder(resolve(staged, ".."));
  if (isNew) {
    await mkdir(staged).catch((error: NodeJS.ErrnoException) => {
      const wanted = "no download of ours; remove it to start again";
      throw new FileAccessError(`${JSON.stringify(staged)} cannot be made (${error.code}): ${wanted}`, {
        cause: error,
      });
    });
    await writeFile(join(staged, REVISION_FILE), model.revision);
  }
  const { bavail, bsize } = await statfs(staged);
  if (isNew && bavail * bsize < total) {
    throw new FileAccessError(
      `${JSON.stringify(staged)}: the disk has room for ${byteSize(bavail * bsize)}, wanted ${byteSize(total)}`,
    );
  }
}

/** null where no download was begun. */
async function revisionIn(staged: string): Promise<string | null> {
  const text = await readFile(join(staged, REVISION_FILE), "utf8").catch(() => null);
  return text !== null && /^[0-9a-f]{40}$/.test(text) ? text : null;
}

async function downloadAll(staged: string, hub: string, model: HubModel): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  let came = 0;
  const shows = process.stderr.isTTY;
  for (const file of model.files) {
    files.push(
      await downloadFile(file, {
        folder: staged,
        urlOf: (name) =>
          `${hub}/${model.name}/resolve/${model.revision}/${name.split("/").map(encodeURIComponent).join("/")}`,
        headers: headersOf(hub),
        pauseMs: PAUSE_MS,
        patienceMs: PATIENCE_MS,
        onBytes: (byteLength) => {
          came += byteLength;
          if (shows) process.stderr.write(`\r${plainText(file.name)}: ${byteSize(came)} came   `);
        },
      }),
    );
  }
  if (shows) process.stderr.write("\n");
  return files;
}

interface Download {
  readonly staged: string;
  readonly target: string;
  readonly model: HubModel;
  readonly files: readonly WrittenFile[];
}

async function commit({ staged, target, model, files }: Download): Promise<void> {
  const source = `${model.name}@${model.revision}`;
  const manifest = createManifest({
    made: "download",
    source,
    licence: model.licence,
    quantisation: null,
    files,
  });
  await writeFile(join(staged, MANIFEST_NAME), manifest, { flush: true });
  await rename(staged, target);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
