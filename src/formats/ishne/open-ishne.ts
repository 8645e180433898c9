// An ISHNE Holter file read piece by piece, so that days of ECG pass through little memory.
import type { ByteSource } from "../byte-source.ts";
import { boundedRange, type RecordingStream, type StreamRange } from "../recording-stream.ts";
import { HEADER_BYTES } from "./header.ts";
import { beginningBytes, readHead } from "./recording-head.ts";
import { decodeSamples } from "./samples.ts";

export interface OpenInput {
  /** Becomes the name of the recording. */
  readonly name: string;
  readonly source: ByteSource;
  readonly sha256: string;
  /** Names the file in messages. */
  readonly where: string;
}

export async function openIshne({ name, source, sha256, where }: OpenInput): Promise<RecordingStream> {
  const fileBytes = source.byteLength;
  const fixed = await source.read(0, Math.min(HEADER_BYTES, fileBytes));
  const beginning = await source.read(0, beginningBytes(fixed, fileBytes, where));
  const { head, dataOffset, resolutionsNv } = readHead({ name, sha256, where, fileBytes, beginning });
  const frameBytes = 2 * resolutionsNv.length;

  async function* chunks(range: StreamRange = {}): AsyncGenerator<readonly Float64Array[]> {
    const { fromSample, endSample, chunkSamples } = boundedRange(range, head.sampleCount);
    for (let from = fromSample; from < endSample; from += chunkSamples) {
      const count = Math.min(chunkSamples, endSample - from);
      const bytes = await source.read(dataOffset + from * frameBytes, count * frameBytes);
      yield decodeSamples({ bytes, resolutionsNv });
    }
  }
  return { head, chunks };
}
