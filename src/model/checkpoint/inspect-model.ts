// What a model's folder is, from its headers and configurations alone.
import type { FileStore } from "../../formats/store/file-store.ts";
import { checkNames } from "./check-names.ts";
import { describeModel, type ModelDescription } from "./describe-model.ts";
import { MANIFEST_NAME, MAX_MANIFEST_BYTES, type Manifest, readManifest } from "./manifest.ts";
import { statedLicence } from "./model-card.ts";
import { openCheckpoint, type WeightFormat } from "./open-checkpoint.ts";

const MAX_CARD_BYTES = 4_194_304;

export interface Inspection {
  readonly model: ModelDescription;
  /** How the folder came to be; a checkpoint has no manifest. */
  readonly format: Manifest["made"] | "checkpoint";
  readonly weightFormat: WeightFormat;
  /** null for a checkpoint. */
  readonly manifest: Omit<Manifest, "files"> | null;
  /** null where nothing states it. */
  readonly licence: string | null;
}

/** Throws what is wrong with the folder. */
export async function inspectModel({
  store,
  folder,
}: {
  readonly store: FileStore;
  readonly folder: string;
}): Promise<Inspection> {
  const { weights, config, format: weightFormat } = await openCheckpoint({ store, folder });
  const model = describeModel(checkNames(weights, config), config);
  const path = (name: string) => (folder === "" ? name : `${folder.replace(/\/+$/, "")}/${name}`);
  const has = async (name: string) => (await store.byteLength(path(name))) !== null;
  if (!(await has(MANIFEST_NAME))) {
    const card = (await has("README.md"))
      ? await store.read(path("README.md"), MAX_CARD_BYTES)
      : new Uint8Array();
    const licence = statedLicence(new TextDecoder().decode(card));
    return { model, format: "checkpoint", weightFormat, manifest: null, licence };
  }
  const name = path(MANIFEST_NAME);
  const { files, ...manifest } = readManifest(await store.read(name, MAX_MANIFEST_BYTES), store.where(name));
  return { model, format: manifest.made, weightFormat, manifest, licence: manifest.licence };
}
