// The network that scores, every 4 ms and in every lead, whether there is a P wave, a QRS complex, a T wave or none,
// on the engine of src/tensor. One core, no allocation while it runs but its result.
import { UsageError } from "../../ecg/errors.ts";
import { createArena } from "../../tensor/arena.ts";
import { type ConvolutionWeights, placeConvolution } from "../../tensor/convolution.ts";
import { columnsFor } from "../../tensor/feature-map.ts";
import { createKernels } from "../../tensor/kernels/create-kernels.ts";
import type { KernelBuild } from "../../tensor/kernels/kernels.ts";
import { planWaveNetwork, samplesPerDeepestRow, type WaveNetworkPlan } from "./plan-wave-network.ts";
import { DOWN_STRIDE, HEAD_PHASES, readWaveNetwork, STEM_STRIDE } from "./read-wave-network.ts";

export interface WaveNetwork {
  /** Those of the weight file. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly build: KernelBuild;
  readonly classes: number;
  /**
   * Scores of each lead, [class][every second sample]: ceil(samples / 2) a class. The leads are at 500 Hz, of one
   * length, finite, scaled as in training. `counts` says which leads the others may learn from; all get scores.
   * The memory of the longest run stays: for 12 leads of 10 s 8 MB, for 15 leads of a minute 58 MB.
   */
  run(leads: readonly (Float32Array | Float64Array)[], counts: readonly boolean[]): Float32Array[];
}

/** Of all leads together; they take half a gigabyte. */
const MAX_SAMPLES = 4_000_000;

export interface LoadOptions {
  /** Names the file in messages. */
  readonly where?: string;
  /** At most this build of the kernels; the fastest that runs here, if not said. */
  readonly build?: KernelBuild;
}

/** Throws FormatError where the bytes are no such network. */
export function loadWaveNetwork(
  bytes: Uint8Array,
  { where = "weights", build }: LoadOptions = {},
): WaveNetwork {
  const { parts: stored, metadata } = readWaveNetwork(bytes, where);
  const arena = createArena(createKernels(build));
  const place = (weights: ConvolutionWeights) => placeConvolution(arena, weights);
  const parts = {
    stem: placeConvolution(arena, stored.stem, {
      stride: STEM_STRIDE,
      inputColumns: { count: 1, of: (input) => input },
    }),
    levels: stored.levels.map((level) => {
      // means and maxima each fill whole blocks of columns
      const half = level.reduce.outputs;
      const columns = columnsFor(half);
      const of = (input: number) => (input < half ? input : columns + input - half);
      return {
        down: level.down && placeConvolution(arena, level.down, { stride: DOWN_STRIDE }),
        encoder: level.encoder.map(place),
        reduce: place(level.reduce),
        expand: placeConvolution(arena, level.expand, { inputColumns: { count: 2 * columns, of } }),
        up: level.up && place(level.up),
        decoder: level.decoder.map(place),
      };
    }),
    head: place(stored.head),
  };
  const weightsEnd = arena.top;
  const classes = stored.head.outputs / HEAD_PHASES;
  const multiple = samplesPerDeepestRow(stored);
  let planned = { leads: 0, samples: 0 };
  let plan: WaveNetworkPlan | null = null;

  function planFor(leads: number, samples: number): WaveNetworkPlan {
    if (plan === null || planned.leads !== leads || planned.samples !== samples) {
      arena.release(weightsEnd);
      planned = { leads, samples };
      plan = planWaveNetwork(arena, parts, planned);
    }
    return plan;
  }

  return {
    metadata,
    build: arena.kernels.build,
    classes,
    run(leads, counts) {
      const samples = checkedLength(leads, counts);
      const padded = Math.ceil(samples / multiple) * multiple;
      const { input, scores, steps } = planFor(leads.length, padded);
      const memory = arena.floats();
      for (const [i, lead] of leads.entries()) {
        const at = input.at + i * input.leadStride;
        memory.set(lead, at);
        memory.fill(lead[samples - 1]!, at + samples, at + padded);
      }
      for (const step of steps) step(counts);
      return leads.map((_, i) => {
        const start = scores.at + i * scores.leadStride;
        const lead = memory.subarray(start, start + scores.leadStride);
        return classByClass(lead, {
          columns: scores.columns,
          classes,
          length: Math.ceil(samples / HEAD_PHASES),
        });
      });
    },
  };
}

function checkedLength(leads: readonly { length: number }[], counts: readonly boolean[]): number {
  const samples = leads[0]?.length ?? 0;
  if (samples === 0 || leads.some((lead) => lead.length !== samples) || counts.length !== leads.length) {
    const lengths = leads.map(({ length }) => length).join(", ");
    throw new UsageError(
      `leads of ${lengths} samples and ${counts.length} flags: wanted leads of one length, a flag each`,
    );
  }
  if (samples * leads.length > MAX_SAMPLES) {
    throw new UsageError(
      `${leads.length} leads of ${samples} samples: wanted at most ${MAX_SAMPLES} at once`,
    );
  }
  return samples;
}

interface ScoreShape {
  readonly columns: number;
  readonly classes: number;
  /** Scores a class. */
  readonly length: number;
}

/** [row][class and phase] to [class][time]. */
function classByClass(rows: Float32Array, { columns, classes, length }: ScoreShape): Float32Array {
  const scores = new Float32Array(classes * length);
  for (let i = 0; i < classes; i++) {
    for (let phase = 0; phase < HEAD_PHASES; phase++) {
      let from = HEAD_PHASES * i + phase;
      for (let time = phase; time < length; time += HEAD_PHASES) {
        scores[i * length + time] = rows[from]!;
        from += columns;
      }
    }
  }
  return scores;
}
