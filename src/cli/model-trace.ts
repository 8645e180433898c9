// `gem model trace`: one answer with every tensor on the way to it, for a comparison with the reference.
import { UsageError } from "../ecg/errors.ts";
import { decodePicture } from "../formats/picture/decode-picture.ts";
import { readRecording } from "../formats/read-recording.ts";
import { diskStore } from "../formats/store/disk-store.ts";
import type { Json } from "../model/config/model-config.ts";
import { readModel } from "../model/read-model.ts";
import { traceModel } from "../model/trace-model.ts";
import { plainText } from "../report/plain-text.ts";
import { writeSafetensors } from "../tensor/safetensors.ts";
import { type ParsedArguments, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";
import { writeOutput } from "./write-output.ts";

const MAX_PICTURE_BYTES = 268_435_456;
const ASPECTS = ["ori", "pad", "anyres"];

export const TRACE_HELP = `trace: writes the tensors of one answer, all prepared as the reference does
  --checkpoint DIR      the model's folder
  --record REC          the ECG for the signal's tower
  --image FILE          the picture for the vision tower, PNG or JPEG
  --prompt TEXT         the question, or a whole prompt with <image> in it
  --aspect ori|pad|anyres   in the place of the configuration's; anyres joins tiles without the paper around them
  --max-new-tokens N    default 24; always the likeliest token
  -o, --output FILE     .safetensors`;

export async function traceCommand(args: ParsedArguments): Promise<void> {
  const wanted = (name: string) => {
    const value = textOption(args, name);
    if (value === undefined || value === "") throw new UsageError(`model trace: no --${name} given`);
    return value;
  };
  const [checkpoint, prompt, output] = [wanted("checkpoint"), wanted("prompt"), wanted("output")];
  const [record, image] = [textOption(args, "record"), textOption(args, "image")];
  if (record === undefined && image === undefined) {
    throw new UsageError("model trace: neither --record nor --image given");
  }
  const aspect = textOption(args, "aspect");
  if (aspect !== undefined && !ASPECTS.includes(aspect)) {
    throw new UsageError(`--aspect: got ${JSON.stringify(aspect)}, wanted ${ASPECTS.join(", ")}`);
  }
  const maxNewTokens = numberOption("--max-new-tokens", textOption(args, "max-new-tokens") ?? "24", 1, 1e5);
  const store = diskStore();
  const model = await readModel({
    store,
    folder: checkpoint,
    change: (config) => (aspect === undefined ? config : withAspect(config, aspect)),
  });
  const trace = await traceModel({
    ...model,
    recording: record === undefined ? null : await readRecording(record),
    picture:
      image === undefined ? null : await decodePicture(await store.read(image, MAX_PICTURE_BYTES), image),
    prompt,
    maxNewTokens: Math.floor(maxNewTokens),
  });
  await writeOutput(output, writeSafetensors(trace));
  process.stdout.write(`${plainText(output)}\n`);
}

function withAspect(config: Json, aspect: string): Json {
  if (config["image_aspect_ratio"] === aspect) return config;
  const tiles = aspect === "anyres" ? { mm_patch_merge_type: "spatial_unpad" } : {};
  return { ...config, image_aspect_ratio: aspect, ...tiles };
}
