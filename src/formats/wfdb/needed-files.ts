// Which files of a WFDB record are still to be read. The decoder is pure and so the caller reads; a multi-segment
// record tells its signal files only through the headers of its segments, which must come first.
import { FormatError } from "../../ecg/errors.ts";
import { MAX_FILE_BYTES, MAX_TOTAL_SAMPLES } from "../limits.ts";
import type { SignalFileBytes } from "./decode-signals.ts";
import { GAP, type WfdbHeader } from "./header.ts";
import { segmentHeaderName, segmentHeaders } from "./segment-parts.ts";
import { signalFileNames } from "./signal-files.ts";

/** Few enough that the bytes read so far are counted in between; many, because each call parses all headers. */
const BATCH = 4096;

/**
 * Names of files, all in the header's own folder, that the caller shall read into `input.files` before it asks again;
 * none once the record is complete. At most 4096 at a time; those ending in ".hea" are headers. Throws
 * FormatError for a record that is too long to be held, before its samples are read.
 */
export function neededWfdbFiles(header: WfdbHeader, input: SignalFileBytes): string[] {
  const { files, where } = input;
  const fault = (field: string, got: number, wanted: number) =>
    new FormatError({ file: where, field, got, wanted: `at most ${wanted}` });
  const shortest = header.signals.length === 0 ? header.signalCount : frameSize(header);
  const inSegments = header.segments?.reduce((sum, segment) => sum + segment.frameCount, 0);
  const samples = (header.frameCount ?? inSegments ?? 0) * shortest;
  if (samples > MAX_TOTAL_SAMPLES) throw fault("samples in all", samples, MAX_TOTAL_SAMPLES);
  let held = 0;
  for (const bytes of files.values()) held += bytes.length;
  if (held > MAX_FILE_BYTES) throw fault("bytes of its files", held, MAX_FILE_BYTES);
  if (header.segments === null) return missing(signalFileNames(header), files);
  const headerNames = header.segments.filter(({ name }) => name !== GAP).map(segmentHeaderName);
  const missingHeaders = missing(headerNames, files);
  if (missingHeaders.length > 0) return missingHeaders;
  return missing([...segmentHeaders(header, input).values()].flatMap(signalFileNames), files);
}

function missing(names: readonly string[], files: ReadonlyMap<string, Uint8Array>): string[] {
  return [...new Set(names)].filter((name) => !files.has(name)).slice(0, BATCH);
}

function frameSize(header: WfdbHeader): number {
  return header.signals.reduce((sum, signal) => sum + signal.samplesPerFrame, 0);
}
