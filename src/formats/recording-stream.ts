// A recording too long to be held at once: what is known before its samples, and the samples in pieces.
import { UnsupportedError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import { MAX_TOTAL_SAMPLES } from "./limits.ts";

/** Everything of a Recording but its samples. */
export interface RecordingHead extends Omit<Recording, "leads"> {
  /** In file order; the pieces keep it. */
  readonly leadNames: readonly string[];
  /** Samples of each lead. */
  readonly sampleCount: number;
}

export interface StreamRange {
  /** First sample; 0 where it is left out. */
  readonly fromSample?: number;
  /** All from there on where it is left out. */
  readonly sampleCount?: number;
  /** Samples of each lead in one piece, at most. */
  readonly chunkSamples?: number;
}

export interface RecordingStream {
  readonly head: RecordingHead;
  /** Consecutive pieces, one array of millivolts for each lead, each the caller's to keep. */
  chunks(range?: StreamRange): AsyncIterable<readonly Float64Array[]>;
}

/** A minute at 1000 Hz; 12 leads of it take 6 MB. */
export const DEFAULT_CHUNK_SAMPLES = 60_000;

/** A recording in memory as a stream; its pieces are copies. */
export function streamOf(recording: Recording): RecordingStream {
  const { leads, ...rest } = recording;
  const sampleCount = leads[0]?.samplesMv.length ?? 0;
  return {
    head: { ...rest, leadNames: leads.map((lead) => lead.name), sampleCount },
    async *chunks(range = {}) {
      const { fromSample, endSample, chunkSamples } = boundedRange(range, sampleCount);
      for (let start = fromSample; start < endSample; start += chunkSamples) {
        const end = Math.min(start + chunkSamples, endSample);
        yield leads.map((lead) => lead.samplesMv.slice(start, end));
      }
    },
  };
}

/** A range within a recording of `sampleCount` samples, its chunks at least one sample long. */
export function boundedRange(
  { fromSample = 0, sampleCount: wanted, chunkSamples = DEFAULT_CHUNK_SAMPLES }: StreamRange,
  sampleCount: number,
): { readonly fromSample: number; readonly endSample: number; readonly chunkSamples: number } {
  const first = Math.min(Math.max(0, Math.floor(fromSample)), sampleCount);
  const last =
    wanted === undefined ? sampleCount : Math.min(first + Math.max(0, Math.floor(wanted)), sampleCount);
  return { fromSample: first, endSample: last, chunkSamples: Math.max(1, Math.floor(chunkSamples)) };
}

/** All of a range in memory. Throws UnsupportedError, before it is taken, where that would be more than is ever held at once. */
export async function collectStream(stream: RecordingStream, range: StreamRange = {}): Promise<Recording> {
  const { leadNames, sampleCount, ...rest } = stream.head;
  const { fromSample, endSample } = boundedRange(range, sampleCount);
  const total = (endSample - fromSample) * leadNames.length;
  if (total > MAX_TOTAL_SAMPLES) {
    throw new UnsupportedError(
      `${rest.name}: ${total} samples in ${leadNames.length} leads; at most ${MAX_TOTAL_SAMPLES} are held at once: choose a part of it (--from S --for S)`,
    );
  }
  const leads = leadNames.map((name) => ({ name, samplesMv: new Float64Array(endSample - fromSample) }));
  let done = 0;
  for await (const pieces of stream.chunks(range)) {
    pieces.forEach((piece, lead) => {
      leads[lead]!.samplesMv.set(piece, done);
    });
    done += pieces[0]?.length ?? 0;
  }
  return { ...rest, leads };
}
