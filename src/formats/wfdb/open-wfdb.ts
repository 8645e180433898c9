// A WFDB record in pieces: its samples pass through memory a chunk at a time, and are bit for bit those of
// `decodeWfdb`. For one segment of fixed-width samples at one rate; what the checksums would say is known only
// at the end and is left out.
import { FileAccessError, UnsupportedError } from "../../ecg/errors.ts";
import type { ByteSource } from "../byte-source.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";
import { DEFAULT_CHUNK_SAMPLES, type RecordingStream } from "../recording-stream.ts";
import { leftOutNotes } from "./decode-wfdb.ts";
import { type FileLanes, readPieces } from "./file-lanes.ts";
import type { WfdbHeader } from "./header.ts";
import { hasLudbHeader } from "./ludb.ts";
import { checkMatlab4 } from "./matlab4.ts";
import { assumedGainWarnings, checkSamplingRate } from "./rate-groups.ts";
import { recordFacts } from "./record-facts.ts";
import { isFlacFormat } from "./samples.ts";
import { checkFramesHeld, framesHeld, type SignalLane, signalFilesOf } from "./signal-files.ts";

export interface WfdbStreamInput {
  /** Becomes the name of the Recording. */
  readonly name: string;
  readonly header: WfdbHeader;
  /** Every file in `signalFileNames(header)`. */
  readonly sources: ReadonlyMap<string, ByteSource>;
  /** SHA-256 over the header and the signal files, in that order. */
  readonly sha256: string;
  /** Names the header in messages. */
  readonly where: string;
}

const MATLAB_HEADER_BYTES = 64;

/**
 * Opens a record. Throws UnsupportedError for one that has to be read whole (FLAC, segments, several rates, LUDB),
 * FormatError where a file is shorter than the header says or contradicts it.
 */
export function openWfdb(input: WfdbStreamInput): RecordingStream {
  const { header, name, where } = input;
  const samplesPerFrame = refuseUnlessStreamable(header, where);
  const samplingRateHz = header.frameRateHz * samplesPerFrame;
  checkSamplingRate(samplingRateHz, where);
  const files = openFiles(input);
  const frameCount =
    header.frameCount ?? files.reduce((least, { held }) => Math.min(least, held), Number.POSITIVE_INFINITY);
  for (const { file, source, held } of files)
    checkFramesHeld(file, { held, wanted: frameCount, byteLength: source.byteLength });
  const inOrder = header.signals.flatMap(
    (signal) => files.flatMap(({ lanes }) => lanes).find((lane) => lane.signal === signal) ?? [],
  );
  const { names, warnings } = nameLeads(inOrder.map(({ signal }) => signal.description));
  const facts = recordFacts({ header, segments: [], timed: [], name });
  const sampleCount = frameCount * samplesPerFrame;
  const gains = assumedGainWarnings(
    inOrder.map(({ signal }) => signal),
    names,
  );
  return {
    head: {
      name,
      leadNames: names,
      sampleCount,
      samplingRateHz,
      patient: facts.patient,
      recordedAt: facts.recordedAt,
      identity: facts.identity,
      source: {
        format: "wfdb",
        sha256: input.sha256,
        warnings: [...header.warnings, ...facts.warnings, ...warnings, ...gains, ...leftOutNotes(header)],
      },
    },
    chunks: (range = {}) => {
      const from = Math.min(Math.max(0, Math.floor(range.fromSample ?? 0)), sampleCount);
      const count = Math.min(range.sampleCount ?? sampleCount, sampleCount - from);
      const chunkSamples = Math.max(1, Math.floor(range.chunkSamples ?? DEFAULT_CHUNK_SAMPLES));
      return readPieces({
        files,
        inOrder,
        frameCount,
        samplesPerFrame,
        from,
        end: from + count,
        chunkSamples,
      });
    },
  };
}

/** The samples a frame that all leads have. */
function refuseUnlessStreamable(header: WfdbHeader, where: string): number {
  const refuse = (what: string) => new UnsupportedError(`${where} ${what}: it can only be read whole`);
  if (header.segments !== null) throw refuse("has segments");
  if (header.signals.some(({ format }) => isFlacFormat(format))) throw refuse("is FLAC");
  if (hasLudbHeader(header)) throw refuse("looks like LUDB, whose scale depends on all its samples");
  const rates = new Set(voltageLanes(header, where).map(({ signal }) => signal.samplesPerFrame));
  if (rates.size > 1) throw refuse("has leads at several rates");
  const [samplesPerFrame] = rates;
  if (samplesPerFrame === undefined) throw refuse("has no voltage (mV, uV, V)");
  return samplesPerFrame;
}

function voltageLanes(header: WfdbHeader, where: string): SignalLane[] {
  return signalFilesOf(header, where)
    .flatMap(({ lanes }) => lanes)
    .filter(({ perMillivolt }) => perMillivolt !== null);
}

function openFiles({ header, sources, where }: WfdbStreamInput): FileLanes[] {
  return signalFilesOf(header, where).map((file) => {
    const source = sources.get(file.fileName);
    if (source === undefined)
      throw new FileAccessError(`${where}: its signal file ${quote(file.fileName)} is missing`);
    const { format } = file;
    if (isFlacFormat(format)) throw new UnsupportedError(`${file.where} is FLAC: it can only be read whole`);
    const promised = { format, byteOffset: file.byteOffset, rows: file.frameSize };
    const check = async () => {
      if (!/\.mat$/i.test(file.fileName)) return;
      const beginning = await source.read(0, Math.min(MATLAB_HEADER_BYTES, source.byteLength));
      checkMatlab4(beginning, promised, file.where);
    };
    const lanes = file.lanes.filter(({ perMillivolt }) => perMillivolt !== null);
    return { file, format, source, lanes, check, held: framesHeld(file, format, source.byteLength) };
  });
}
