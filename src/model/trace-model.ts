// One answer with all that lies between its layers, under the names of the reference's own traces, so that the two can
// be held against each other number by number. All is prepared as the reference does, in single precision.
import { UsageError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import type { Picture } from "../formats/picture/picture.ts";
import { createArena } from "../tensor/arena.ts";
import type { KernelBuild } from "../tensor/kernels/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { createTransformerKernels } from "../tensor/transformer/create-transformer-kernels.ts";
import { likeliest } from "./answer/sample-token.ts";
import type { ModelConfig } from "./config/model-config.ts";
import { observeEcgPooling } from "./network/ecg-tower.ts";
import { encodeFeatures, placeFeatureNetwork } from "./network/encode-features.ts";
import { type LlamaDecoder, placeLlamaDecoder } from "./network/llama-decoder.ts";
import type { NetworkArena, Observe, Placing } from "./network/network-arena.ts";
import { spliceFeatures } from "./network/splice-features.ts";
import { type PreparedEcg, prepareEcg } from "./prepare/prepare-ecg.ts";
import { type PreparedImage, prepareImage } from "./prepare/prepare-image.ts";
import { writeConversation } from "./prompt/conversation-template.ts";
import { IMAGE_TAG, promptIds } from "./prompt/prompt-ids.ts";
import { questionText } from "./prompt/question-text.ts";
import type { Tokenizer } from "./tokens/tokenizer.ts";
import { checkTensors, PREFIXES } from "./weights/model-tensors.ts";
import type { WeightSource } from "./weights/weight-source.ts";

export interface TraceOptions {
  readonly config: ModelConfig;
  readonly source: WeightSource;
  readonly tokenizer: Tokenizer;
  readonly recording: Recording | null;
  readonly picture: Picture | null;
  /** A question, or a whole prompt in the words of the template, with the tag for the features. */
  readonly prompt: string;
  readonly maxNewTokens: number;
  readonly build?: KernelBuild;
}

export type Trace = Map<string, Tensor>;

/** The reference's library puts the beginning's token before what it generates. */
const FILLER_ID = 1;
const LAST_LOGITS = 16;

export async function traceModel(options: TraceOptions): Promise<Trace> {
  const { config, source, tokenizer, maxNewTokens } = options;
  checkTensors(source, config);
  const placing: Placing = {
    arena: createArena(await createTransformerKernels(options.build)),
    source,
    precision: "f32",
  };
  const trace: Trace = new Map();
  const rows = collectRows(placing.arena);
  const { ecg, image } = prepareInputs(options, trace);
  const ids = tracedIds(options);
  const features = await tracedFeatures(placing, { config, ecg, image, observe: rows.observe });
  const capacity = Math.min(
    config.decoder.maxPositions,
    ids.length + features.length / config.decoder.width + maxNewTokens,
  );
  const decoder = await placeLlamaDecoder(placing, {
    config: config.decoder,
    capacity,
    cachePrecision: "f32",
  });
  const prompt = spliceFeatures(decoder, { ids, features });
  await decoder.trace(prompt.rows, rows.observe);
  setRows(trace, rows.all, image?.tiles.length ?? 1);
  setFloats(trace, "inputs_embeds", [1, prompt.ids.length, decoder.width], prompt.rows);
  setIds(trace, "input_ids", ids);
  decoder.keep(0);
  const generated = await generate(decoder, { rows: prompt.rows, maxNewTokens, endId: tokenizer.endId });
  setIds(trace, "generated_ids", [FILLER_ID, ...generated]);
  return trace;
}

function prepareInputs(
  { config, recording, picture }: TraceOptions,
  trace: Trace,
): { ecg: PreparedEcg | null; image: PreparedImage | null } {
  const ecg = recording && config.ecg ? prepareEcg(recording, { ...config.ecg, compat: true }) : null;
  const image = picture && config.vision ? prepareImage(picture, config.vision.image) : null;
  if ((recording && ecg === null) || (picture && image === null)) {
    throw new UsageError("an ECG or a picture that the model has no tower for");
  }
  if (ecg !== null) setFloats(trace, "ecg", [ecg.leads, ecg.samples], ecg.values);
  if (image !== null) {
    const { tiles } = image;
    const size = config.vision!.image.sizePx;
    const all = new Float32Array(tiles.length * tiles[0]!.length);
    tiles.forEach((tile, i) => {
      all.set(tile, i * tile.length);
    });
    const shape = [3, size, size];
    setFloats(
      trace,
      "pixel_values",
      image.aspect === "anyres" ? [1, tiles.length, ...shape] : [1, ...shape],
      all,
    );
  }
  return { ecg, image };
}

function tracedIds({ config, tokenizer, prompt, recording, picture }: TraceOptions): number[] {
  const isWhole = prompt.includes(IMAGE_TAG) && /ASSISTANT:$|<\|im_start\|>/.test(prompt);
  const hasFeatures = recording !== null || picture !== null;
  const text = isWhole
    ? prompt
    : writeConversation(config.template, [
        { role: "user", text: questionText(prompt, { hasFeatures, patient: null }) },
      ]);
  return promptIds(tokenizer, text);
}

interface TracedInputs {
  readonly config: ModelConfig;
  readonly ecg: PreparedEcg | null;
  readonly image: PreparedImage | null;
  readonly observe: Observe;
}

/** With the blocks and outputs that the model leaves out, where the checkpoint has them. */
async function tracedFeatures(placing: Placing, inputs: TracedInputs): Promise<Float32Array> {
  const { config, ecg, image, observe } = inputs;
  const { shapes } = placing.source;
  const last = `${PREFIXES.vision}encoder.layers.${(config.vision?.layers ?? 0) - 1}.mlp.fc2.bias`;
  const network = await placeFeatureNetwork(
    placing,
    config,
    shapes.has(last) ? config.vision?.layers : config.vision?.layersUsed,
  );
  const pooled: Float32Array[] = [];
  const features = encodeFeatures(network, { ecg, image }, (name, values) => {
    observe(name, values);
    const { at, rows, columns } = values;
    if (name === "ts_features") pooled.push(placing.arena.floats().slice(at, at + rows * columns));
  });
  const hasPooling = shapes.has(`${PREFIXES.ecg}proj`) && shapes.has(`${PREFIXES.ecg}ln_post.weight`);
  if (config.ecg !== null && pooled[0] !== undefined && hasPooling) {
    await observeEcgPooling(placing, { config: config.ecg, features: pooled[0], observe });
  }
  return features;
}

interface CollectedRows {
  columns: number;
  readonly pieces: Float32Array[];
}

function collectRows(arena: NetworkArena): {
  readonly observe: Observe;
  readonly all: ReadonlyMap<string, CollectedRows>;
} {
  const all = new Map<string, CollectedRows>();
  const observe: Observe = (name, { at, rows, columns }) => {
    const collected = all.get(name) ?? { columns, pieces: [] };
    collected.pieces.push(arena.floats().slice(at, at + rows * columns));
    all.set(name, collected);
  };
  return { observe, all };
}

/** The pictures' rows belong to one tile each, all others to one sequence. */
function setRows(trace: Trace, all: ReadonlyMap<string, CollectedRows>, tiles: number): void {
  for (const [name, { columns, pieces }] of all) {
    const values = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const piece of pieces) {
      values.set(piece, at);
      at += piece.length;
    }
    const rows = values.length / columns;
    if (name === "ecg.conv1") {
      setFloats(trace, name, [1, columns, rows], transposed(values, columns));
    } else if (name === "ecg.unused.pooled") {
      setFloats(trace, name, [rows, columns], values);
    } else {
      const count = /^(clip|image)/.test(name) ? tiles : 1;
      setFloats(trace, name, [count, rows / count, columns], values);
    }
    if (name === "logits" && tiles > 1) {
      const last = Math.min(rows, LAST_LOGITS);
      setFloats(trace, "logits_last16", [1, last, columns], values.slice(-last * columns));
    }
  }
}

/** Convolutions give channels first. */
function transposed(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  return Float32Array.from(values, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]!);
}

function setFloats(trace: Trace, name: string, shape: readonly number[], values: Float32Array): void {
  trace.set(name, { type: "F32", shape, values });
}

function setIds(trace: Trace, name: string, ids: readonly number[]): void {
  trace.set(name, { type: "I64", shape: [1, ids.length], values: BigInt64Array.from(ids, BigInt) });
}

interface Generating {
  readonly rows: Float32Array;
  readonly maxNewTokens: number;
  readonly endId: number | null;
}

/** Greedy, the end's token among them. */
async function generate(decoder: LlamaDecoder, { rows, maxNewTokens, endId }: Generating): Promise<number[]> {
  const ids: number[] = [];
  let logits = await decoder.read(rows);
  while (ids.length < maxNewTokens) {
    const id = likeliest(logits);
    ids.push(id);
    if (id === endId || ids.length === maxNewTokens || decoder.length === decoder.capacity) break;
    logits = await decoder.read([id]);
  }
  return ids;
}
