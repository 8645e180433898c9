// A model on a hub: its files with sizes and hashes at one revision, as the hub's own interface lists them
// (https://huggingface.co/docs/hub/api, `GET /api/models/NAME/revision/REVISION?blobs=true`). Only what a reader of models
// needs is chosen: no state of its training, and weights in one format.
import { FormatError } from "../../ecg/errors.ts";
import { isObject, quote } from "../../tensor/safetensors-header.ts";
import { isPathWithin } from "./manifest.ts";

export interface HubFile {
  readonly name: string;
  readonly byteLength: number;
  /** SHA-256 of large files; of small ones the SHA-1 that git gives their content. */
  readonly hash: { readonly type: "sha256" | "git"; readonly digest: string };
}

export interface HubModel {
  /** "owner/name". */
  readonly name: string;
  /** Of the commit, so that a download that goes on later is of the same files. */
  readonly revision: string;
  /** null where the model's card states none. */
  readonly licence: string | null;
  readonly files: readonly HubFile[];
}

const MAX_FILES = 10_000;
/** By the names that the papers give them. */
const KNOWN: Readonly<Record<string, string>> = {
  "pulse-7b": "PULSE-ECG/PULSE-7B",
  "llava-1.6-7b": "liuhaotian/llava-v1.6-vicuna-7b",
};
const NAME = /^(?!.*\.\.)[\w.-]{1,96}\/[\w.-]{1,96}$/;
const REVISION = /^(?!.*\.\.)[\w./-]{1,100}$/;

/** "owner/name", "owner/name@revision" or a known name; null for anything else. */
export function hubName(text: string): { readonly name: string; readonly revision: string } | null {
  const at = text.indexOf("@");
  const [given, revision] = at < 0 ? [text, "main"] : [text.slice(0, at), text.slice(at + 1)];
  const name = Object.hasOwn(KNOWN, given.toLowerCase()) ? KNOWN[given.toLowerCase()]! : given;
  return NAME.test(name) && REVISION.test(revision) ? { name, revision } : null;
}

/** The folder that a model has under the folder of models. */
export function folderName(name: string): string {
  return name.replace("/", "--");
}

/** Out of the hub's answer. Throws FormatError naming `where`. */
export function hubModel(
  json: unknown,
  { name, where }: { readonly name: string; readonly where: string },
): HubModel {
  const refuse = (field: string, got: unknown, wanted: string) =>
    new FormatError({ file: where, field, got: quote(got), wanted });
  if (!isObject(json)) throw refuse("answer", json, "a JSON object");
  const { sha, siblings } = json;
  if (typeof sha !== "string" || !/^[0-9a-f]{40}$/.test(sha)) throw refuse("sha", sha, "a commit");
  if (!Array.isArray(siblings) || siblings.length > MAX_FILES)
    throw refuse("siblings", siblings, "a list of files");
  const files = siblings.map((sibling: unknown) => {
    const file = hubFile(sibling);
    if (file === null) throw refuse("siblings", sibling, "a name, a size and a hash");
    return file;
  });
  const chosen = chosenFiles(files);
  if (!chosen.some(({ name }) => name === "config.json")) {
    throw refuse("siblings", `${files.length} files without a config.json`, "those of a model");
  }
  const unsafe = chosen.find((file) => !isPathWithin(file.name));
  if (unsafe !== undefined) throw refuse("name of a file", unsafe.name, "a path within the model's folder");
  return { name, revision: sha, licence: licenceOf(json), files: chosen };
}

function hubFile(sibling: unknown): HubFile | null {
  if (!isObject(sibling)) return null;
  const { rfilename: name, size, blobId, lfs } = sibling;
  const byteLength = isObject(lfs) ? lfs["size"] : size;
  if (typeof name !== "string" || !Number.isSafeInteger(byteLength) || (byteLength as number) < 0)
    return null;
  const hash = isObject(lfs)
    ? { type: "sha256" as const, digest: lfs["sha256"] ?? lfs["oid"], digits: 64 }
    : { type: "git" as const, digest: blobId, digits: 40 };
  if (typeof hash.digest !== "string" || !/^[0-9a-f]+$/.test(hash.digest)) return null;
  if (hash.digest.length !== hash.digits) return null;
  return { name, byteLength: byteLength as number, hash: { type: hash.type, digest: hash.digest } };
}

/** Configurations, tokenizer, card, licence, and the weights: safetensors, or torch's where there are none. */
function chosenFiles(files: readonly HubFile[]): HubFile[] {
  const isWeights = (name: string) =>
    /^(?:model|pytorch_model)(?:-\d+-of-\d+)?\.(?:safetensors|bin)$/.test(name);
  const hasSafetensors = files.some(({ name }) => isWeights(name) && name.endsWith(".safetensors"));
  return files.filter(({ name }) => {
    if (isWeights(name)) return name.endsWith(".safetensors") === hasSafetensors;
    if (/(?:^|\/)(?:\.|trainer_state|training_args|optimizer|scheduler|global_step|checkpoint-)/.test(name))
      return false;
    if (name.endsWith(".bin.index.json")) return !hasSafetensors;
    return /\.(?:json|model|md|txt|jinja)$/.test(name) || /^(?:LICENSE|NOTICE)$/.test(name);
  });
}

function licenceOf({ cardData, tags }: Record<string, unknown>): string | null {
  const stated = isObject(cardData) ? cardData["license"] : null;
  const tag = Array.isArray(tags)
    ? tags.find((each) => typeof each === "string" && /^license:/.test(each))
    : null;
  const text =
    typeof stated === "string" ? stated : typeof tag === "string" ? tag.slice("license:".length) : null;
  return text !== null && /^[\w.+-]{1,60}$/.test(text) ? text : null;
}
