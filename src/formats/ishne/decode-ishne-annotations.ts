// The beat annotations that come beside an ISHNE ECG ("ANN  1.0", THEW's ishneAnn.pdf): the same header, the sample of
// a first beat without a label, then for each beat its label, a byte for internal use and the samples since the last
// one (16 bits, unsigned). "!" only bridges a gap too long for 16 bits. The data begin
// right behind the block of text, since the offsets in the header are wrong in many of these files.
import { FormatError } from "../../ecg/errors.ts";
import type { Annotation } from "../../ecg/recording.ts";
import { ANNOTATION_MAGIC, HEADER_BYTES, readHeader } from "./header.ts";

export interface AnnotationInput {
  readonly bytes: Uint8Array;
  /** Of the ECG; the annotation file's own header often has none. */
  readonly samplingRateHz: number;
  /** Names the file in messages. */
  readonly where: string;
}

const FIRST_SAMPLE_BYTES = 4;
const BEAT_BYTES = 4;
const GAP_LABEL = "!";
/** At 200 beats a minute, 14 days have 4 million. */
const MAX_BEATS = 10_000_000;

/** The label becomes `code`: N, V, S, C (calibration), B, P (paced), X (artefact), or what the file has. */
export function decodeIshneAnnotations({ bytes, samplingRateHz, where }: AnnotationInput): Annotation[] {
  const header = readHeader({ bytes, fileBytes: bytes.length, magic: ANNOTATION_MAGIC, file: where });
  const start = HEADER_BYTES + header.variableBlockBytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = Math.floor((bytes.length - start - FIRST_SAMPLE_BYTES) / BEAT_BYTES);
  if (count < 0 || count > MAX_BEATS) {
    const wanted = `a first sample and at most ${MAX_BEATS} beats`;
    throw new FormatError({ file: where, byteOffset: start, field: "beats", got: count, wanted });
  }
  let sample = view.getUint32(start, true);
  const annotations: Annotation[] = [];
  for (let beat = 0; beat < count; beat++) {
    const offset = start + FIRST_SAMPLE_BYTES + beat * BEAT_BYTES;
    const label = view.getUint8(offset);
    const code = label > 0x20 && label < 0x7f ? String.fromCharCode(label) : "?";
    sample += view.getUint16(offset + 2, true);
    if (code === GAP_LABEL) continue;
    annotations.push({
      timeMs: (sample / samplingRateHz) * 1000,
      durationMs: 0,
      lead: null,
      code,
      text: null,
    });
  }
  return annotations;
}
