// The decoder on our own engine: Llama (Touvron et al., 2023) and its relatives with biases in attention or fewer heads
// of keys and values. Rows pass in pieces, so that a long prompt needs little memory beside the weights; keys and
// values stay in the kernels' memory.
import { UsageError } from "../../ecg/errors.ts";
import { attendCausally, type KeyValueCache, takeCache } from "../../tensor/transformer/attention.ts";
import { type Matrix, multiplyMatrix, readMatrixRow } from "../../tensor/transformer/matrix.ts";
import {
  placeRotaryTable,
  type RotaryTable,
  rotaryFrequencies,
  rotaryRow,
} from "../../tensor/transformer/rotary-table.ts";
import type { DecoderConfig } from "../config/model-config.ts";
import type { Decoder } from "./decoder.ts";
import {
  type NetworkArena,
  type Observe,
  type Placing,
  placeLinear,
  placeVectorOf,
} from "./network-arena.ts";

/** Rows that pass together: enough for the weights' way from memory to be worth it. */
const ROWS_AT_ONCE = 192;

interface DecoderLayer {
  readonly attentionNormAt: number;
  readonly attentionIn: Matrix;
  readonly attentionOut: Matrix;
  readonly feedForwardNormAt: number;
  readonly gateAndUp: Matrix;
  readonly down: Matrix;
  readonly cache: KeyValueCache;
}

interface PlacedDecoder {
  readonly config: DecoderConfig;
  readonly embeddings: Matrix;
  readonly layers: readonly DecoderLayer[];
  readonly normAt: number;
  readonly head: Matrix;
  readonly rotary: RotaryTable;
  readonly capacity: number;
}

/** A decoder whose layers can be looked at. */
export interface LlamaDecoder extends Decoder {
  /** Like `read`; shows "llm.hidden0" and on, and "logits" of all rows, piece by piece. */
  trace(rows: Float32Array, observe: Observe): Promise<void>;
}

export interface LlamaDecoderOptions {
  readonly config: DecoderConfig;
  /** Positions to make room for. */
  readonly capacity: number;
  readonly cachePrecision: "f32" | "f16";
}

export async function placeLlamaDecoder(
  placing: Placing,
  { config, capacity, cachePrecision }: LlamaDecoderOptions,
): Promise<LlamaDecoder> {
  const { arena } = placing;
  const embeddings = await placeLinear(placing, ["model.embed_tokens.weight"], { biases: null });
  const layers: DecoderLayer[] = [];
  for (let layer = 0; layer < config.layers; layer++) {
    const cache = takeCache(arena, {
      keyHeads: config.keyHeads,
      headSize: config.headSize,
      positions: capacity,
      precision: cachePrecision,
    });
    layers.push({ ...(await placeLayer(placing, config, `model.layers.${layer}`)), cache });
  }
  const frequencies = rotaryFrequencies(config.headSize, config.rotaryTheta).map(
    (frequency) => frequency / config.rotaryScale,
  );
  return runDecoder(arena, {
    config,
    embeddings,
    layers,
    normAt: await placeVectorOf(placing, "model.norm.weight"),
    head: config.tiedHead ? embeddings : await placeLinear(placing, ["lm_head.weight"], { biases: null }),
    rotary: placeRotaryTable(arena, frequencies, capacity),
    capacity,
  });
}

async function placeLayer(
  placing: Placing,
  config: DecoderConfig,
  name: string,
): Promise<Omit<DecoderLayer, "cache">> {
  const projections = ["q", "k", "v"].map((each) => `${name}.self_attn.${each}_proj`);
  return {
    attentionNormAt: await placeVectorOf(placing, `${name}.input_layernorm.weight`),
    attentionIn: await placeLinear(
      placing,
      projections.map((each) => `${each}.weight`),
      { biases: config.attentionBias ? projections.map((each) => `${each}.bias`) : null },
    ),
    attentionOut: await placeLinear(placing, [`${name}.self_attn.o_proj.weight`], { biases: null }),
    feedForwardNormAt: await placeVectorOf(placing, `${name}.post_attention_layernorm.weight`),
    gateAndUp: await placeLinear(placing, [`${name}.mlp.gate_proj.weight`, `${name}.mlp.up_proj.weight`], {
      biases: null,
    }),
    down: await placeLinear(placing, [`${name}.mlp.down_proj.weight`], { biases: null }),
  };
}

/** Where a piece's activations lie; taken once. */
interface Rooms {
  readonly xAt: number;
  readonly normAt: number;
  readonly wideAt: number;
  readonly gatedAt: number;
  readonly logitsAt: number;
}

function runDecoder(arena: NetworkArena, placed: PlacedDecoder): LlamaDecoder {
  const { config, embeddings, capacity } = placed;
  const { width, heads, keyHeads, headSize, feedForwardWidth, vocabulary } = config;
  const rowsAtOnce = Math.min(ROWS_AT_ONCE, capacity);
  const attentionWidth = (heads + 2 * keyHeads) * headSize;
  const rooms: Rooms = {
    xAt: arena.take(rowsAtOnce * width),
    normAt: arena.take(rowsAtOnce * Math.max(width, heads * headSize)),
    wideAt: arena.take(rowsAtOnce * Math.max(attentionWidth, 2 * feedForwardWidth)),
    gatedAt: arena.take(rowsAtOnce * feedForwardWidth),
    logitsAt: arena.take(vocabulary),
  };
  let length = 0;

  function checkRoom(rows: number): void {
    if (length + rows <= capacity) return;
    throw new UsageError(
      `${length + rows} tokens of prompt and answer: wanted at most ${capacity}, what the model has room for`,
    );
  }

  function pass(rows: number, observe?: Observe): void {
    observe?.("llm.hidden0", { at: rooms.xAt, rows, columns: width });
    placed.layers.forEach((layer, i) => {
      runLayer(arena, layer, { placed, rooms, rows, position: length });
      // the last is shown behind the final norm
      if (i + 1 < placed.layers.length) {
        observe?.(`llm.hidden${i + 1}`, { at: rooms.xAt, rows, columns: width });
      }
    });
    length += rows;
  }

  function logitsOfRow(row: number): Float32Array {
    const { xAt, normAt, logitsAt } = rooms;
    arena.kernels.rmsNorm(xAt + row * width, 1, width, placed.normAt, config.normEpsilon, normAt);
    multiplyMatrix(arena, placed.head, { xAt: normAt, rows: 1, yAt: logitsAt });
    return arena.floats().slice(logitsAt, logitsAt + vocabulary);
  }

  return {
    width,
    vocabulary,
    capacity,
    get length() {
      return length;
    },
    embed(ids) {
      const rows = new Float32Array(ids.length * width);
      ids.forEach((id, i) => {
        readMatrixRow(arena, embeddings, { output: checkedId(id, vocabulary), yAt: rooms.xAt });
        rows.set(arena.floats().subarray(rooms.xAt, rooms.xAt + width), i * width);
      });
      return rows;
    },
    keep(to) {
      length = Math.max(0, Math.min(length, to));
    },
    async read(input) {
      const count = input instanceof Float32Array ? input.length / width : input.length;
      if (count === 0) throw new UsageError("nothing to read, wanted at least one token");
      checkRoom(count);
      if (!(input instanceof Float32Array)) for (const id of input) checkedId(id, vocabulary);
      let last = 0;
      for (let first = 0; first < count; first += rowsAtOnce) {
        const rows = Math.min(rowsAtOnce, count - first);
        if (input instanceof Float32Array) {
          arena.floats().set(input.subarray(first * width, (first + rows) * width), rooms.xAt);
        } else {
          for (let row = 0; row < rows; row++) {
            readMatrixRow(arena, embeddings, { output: input[first + row]!, yAt: rooms.xAt + row * width });
          }
        }
        pass(rows);
        last = rows - 1;
      }
      return logitsOfRow(last);
    },
    async trace(input, observe) {
      const count = input.length / width;
      checkRoom(count);
      const top = arena.top;
      const [normAt, logitsAt] = [arena.take(rowsAtOnce * width), arena.take(rowsAtOnce * vocabulary)];
      for (let first = 0; first < count; first += rowsAtOnce) {
        const rows = Math.min(rowsAtOnce, count - first);
        arena.floats().set(input.subarray(first * width, (first + rows) * width), rooms.xAt);
        pass(rows, observe);
        arena.kernels.rmsNorm(rooms.xAt, rows, width, placed.normAt, config.normEpsilon, normAt);
        observe(`llm.hidden${config.layers}`, { at: normAt, rows, columns: width });
        multiplyMatrix(arena, placed.head, { xAt: normAt, rows, yAt: logitsAt });
        observe("logits", { at: logitsAt, rows, columns: vocabulary });
      }
      arena.release(top);
    },
  };
}

function checkedId(id: number, vocabulary: number): number {
  if (Number.isInteger(id) && id >= 0 && id < vocabulary) return id;
  throw new UsageError(`token id ${id}, wanted one of 0 to ${vocabulary - 1}`);
}

interface LayerRun {
  readonly placed: PlacedDecoder;
  readonly rooms: Rooms;
  readonly rows: number;
  /** Of the first row. */
  readonly position: number;
}

function runLayer(
  arena: NetworkArena,
  layer: DecoderLayer,
  { placed, rooms, rows, position }: LayerRun,
): void {
  const { config, rotary } = placed;
  const { width, heads, keyHeads, headSize, feedForwardWidth, normEpsilon } = config;
  const { kernels } = arena;
  const { xAt, normAt, wideAt, gatedAt } = rooms;
  const stride = layer.attentionIn.outputs;
  const keysAt = wideAt + heads * headSize;
  const turns = rotaryRow(rotary, position);
  kernels.rmsNorm(xAt, rows, width, layer.attentionNormAt, normEpsilon, normAt);
  multiplyMatrix(arena, layer.attentionIn, { xAt: normAt, rows, yAt: wideAt });
  // keys lie right behind the queries, and turn as these do
  kernels.rotate(wideAt, stride, rows, heads + keyHeads, headSize, turns);
  attendCausally(arena, layer.cache, {
    position,
    shape: { heads, keyHeads, headSize },
    queriesAt: wideAt,
    keysAt,
    valuesAt: keysAt + keyHeads * headSize,
    stride,
    rows,
    yAt: normAt,
  });
  multiplyMatrix(arena, layer.attentionOut, { xAt: normAt, rows, yAt: xAt, adds: true });
  kernels.rmsNorm(xAt, rows, width, layer.feedForwardNormAt, normEpsilon, normAt);
  multiplyMatrix(arena, layer.gateAndUp, { xAt: normAt, rows, yAt: wideAt });
  kernels.gateSilu(wideAt, rows, feedForwardWidth, gatedAt);
  multiplyMatrix(arena, layer.down, { xAt: gatedAt, rows, yAt: xAt, adds: true });
}
