// A model's configuration put together from its files' texts, parsed: `config.json`, and those of the towers where the
// model brings them.
import { UnsupportedError } from "../../ecg/errors.ts";
import {
  configFields,
  decoderConfig,
  type EcgTowerConfig,
  isQwen,
  type Json,
  type ModelConfig,
  type ProjectorConfig,
  projectorConfig,
  type VisionTowerConfig,
} from "./model-config.ts";
import {
  ecgTowerConfig,
  imageColours,
  KNOWN_ECG_TOWERS,
  KNOWN_VISION_TOWERS,
  visionTowerConfig,
} from "./tower-configs.ts";

export interface ConfigFile {
  readonly json: Json;
  /** Names it in messages. */
  readonly where: string;
}

export interface ConfigFiles {
  readonly model: ConfigFile;
  /** `config.json` of the CLIP model that `mm_vision_tower` names. */
  readonly vision?: ConfigFile;
  /** `preprocessor_config.json` beside it: the colours' mean and deviation. */
  readonly preprocessor?: ConfigFile;
  /** The open_clip configuration that `open_clip_config` names. */
  readonly ecg?: ConfigFile;
}

/** Throws FormatError or UnsupportedError naming the file. */
export function modelConfig(files: ConfigFiles): ModelConfig {
  const { json, where } = files.model;
  const fields = configFields(json, where);
  for (const flag of ["mm_use_im_start_end", "mm_use_im_patch_token"]) {
    if (fields.flag(flag, false)) throw new UnsupportedError(`${where}: ${flag}, wanted a model without`);
  }
  const decoder = decoderConfig(json, where);
  const vision = fields.has("mm_vision_tower") ? visionConfig(files) : null;
  const ecg = fields.has("mm_ecg_tower") ? ecgConfig(files) : null;
  // the ECG's features go to the width of the picture's, and share its projector
  const shared = vision?.width ?? fields.size("mm_hidden_size", ecg?.width ?? decoder.width);
  return {
    decoder,
    ecg,
    ecgProjector: ecg === null ? null : projector(files.model, "ecg_projector_type", ecg.width, shared),
    vision,
    projector:
      vision === null && ecg === null
        ? null
        : projector(files.model, "mm_projector_type", shared, decoder.width),
    template: isQwen(json) ? "chatml" : "llava_v1",
    maxLength: Math.min(
      fields.size("tokenizer_model_max_length", decoder.maxPositions),
      decoder.maxPositions,
    ),
  };
}

function projector({ json, where }: ConfigFile, field: string, from: number, to: number): ProjectorConfig {
  return projectorConfig(configFields(json, where).text(field, "linear"), { from, to, where, field });
}

function visionConfig({ model, vision, preprocessor }: ConfigFiles): VisionTowerConfig {
  const name = configFields(model.json, model.where).text("mm_vision_tower");
  const file = vision ?? knownFile(KNOWN_VISION_TOWERS, name);
  if (file === null)
    throw unknownTower(model.where, { field: "mm_vision_tower", name, known: KNOWN_VISION_TOWERS });
  const colours = preprocessor === undefined ? null : imageColours(preprocessor.json, preprocessor.where);
  return visionTowerConfig(file.json, {
    model: model.json,
    where: file.where,
    modelWhere: model.where,
    ...(colours !== null && { colours }),
  });
}

function ecgConfig({ model, ecg }: ConfigFiles): EcgTowerConfig {
  const name = configFields(model.json, model.where).text("open_clip_config", "coca_ViT-B-32");
  const file = ecg ?? knownFile(KNOWN_ECG_TOWERS, name);
  if (file === null)
    throw unknownTower(model.where, { field: "open_clip_config", name, known: KNOWN_ECG_TOWERS });
  return ecgTowerConfig(file.json, file.where);
}

function knownFile(known: Readonly<Record<string, Json>>, name: string): ConfigFile | null {
  const json = Object.hasOwn(known, name) ? known[name] : undefined;
  return json === undefined ? null : { json, where: name };
}

function unknownTower(
  where: string,
  { field, name, known }: { readonly field: string; readonly name: string; readonly known: object },
): UnsupportedError {
  const names = Object.keys(known).join(" or ");
  return new UnsupportedError(
    `${where}: ${field} ${JSON.stringify(name)}, wanted ${names}, or the tower's own configuration beside it`,
  );
}
