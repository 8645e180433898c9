// Where P, QRS and T begin and end in every lead, by a small network that sees all leads together (architecture
// and training: trainer/delineator; Ronneberger et al. 2015 for the U-Net, Moskalenko et al. 2020 for its use on
// ECGs). Long recordings go through it in overlapping pieces, so that memory stays the same.
import type { PreparedSignals } from "../prepare-signals.ts";
import { agreedWaves } from "./agreed-waves.ts";
import { type FoundWaves, foundWaves, STEP_SAMPLES } from "./found-waves.ts";
import { loadWaveNetwork } from "./load-wave-network.ts";
import { scaleLead } from "./scale-lead.ts";

export interface Delineator {
  /** What the weight file says of itself: seed, steps, hash of its examples, recordings it has not seen. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The waves of each prepared lead, in their order; only usable leads inform the others. */
  find(signals: PreparedSignals): FoundWaves[];
}

/** Samples at 500 Hz that go through the network at once, and what of their ends is not believed. */
const PIECE_SAMPLES = 15_360;
const MARGIN_SAMPLES = 1_280;

/** `weights` are the bytes of a safetensors file; throws FormatError where they are no such network. */
export function createDelineator(weights: Uint8Array, where = "weights"): Delineator {
  const network = loadWaveNetwork(weights, { where });
  return {
    metadata: network.metadata,
    find({ leads }) {
      const counts = leads.map((lead) => lead.usable);
      const scaled = leads.map((lead) => scaleLead(lead.raw));
      const sampleCount = scaled[0]?.length ?? 0;
      if (sampleCount === 0) return leads.map(() => ({ p: [], qrs: [], t: [] }));
      const run = (from: number, to: number): Float32Array[] =>
        network.run(
          scaled.map((lead) => lead.subarray(from, to)),
          counts,
        );
      const scores =
        sampleCount <= PIECE_SAMPLES ? run(0, sampleCount) : inPieces(sampleCount, leads.length, run);
      return agreedWaves(scores.map(foundWaves), counts);
    },
  };
}

/** The middles of overlapping pieces, put together. */
function inPieces(
  sampleCount: number,
  leadCount: number,
  run: (from: number, to: number) => Float32Array[],
): Float32Array[] {
  const steps = Math.ceil(sampleCount / STEP_SAMPLES);
  const whole = Array.from({ length: leadCount }, () => new Float32Array(4 * steps));
  for (let from = 0; ; from += PIECE_SAMPLES - 2 * MARGIN_SAMPLES) {
    const to = Math.min(from + PIECE_SAMPLES, sampleCount);
    const first = from === 0 ? 0 : MARGIN_SAMPLES / STEP_SAMPLES;
    run(from, to).forEach((scores, lead) => {
      const pieceSteps = scores.length / 4;
      for (let kind = 0; kind < 4; kind++) {
        const part = scores.subarray(kind * pieceSteps + first, (kind + 1) * pieceSteps);
        whole[lead]!.set(part, kind * steps + from / STEP_SAMPLES + first);
      }
    });
    if (to === sampleCount) return whole;
  }
}
