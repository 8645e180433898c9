// A Recording as a WFDB record: one signal file in format 16 at 1000 ADC units per millivolt (1 uV), with true
// checksums and initial values, by header(5) and signal(5) of the WFDB Applications Guide. Pure.
import type { Recording } from "../../ecg/recording.ts";
import type { RecordingStream } from "../recording-stream.ts";
import {
  createFormat16Encoder,
  gainPerMvFor,
  largestMagnitudeMv,
  USUAL_GAIN_PER_MV,
} from "./encode-format16.ts";
import { wfdbDataFileName, wfdbHeaderText, wfdbRecordName } from "./header-text.ts";

export interface WfdbFiles {
  /** `recordName` with everything but letters, digits, "-" and "_" replaced: header(5) allows no more. */
  readonly recordName: string;
  /** Text of the .hea file. */
  readonly header: string;
  /** The name under which the header looks for `data`. */
  readonly dataFileName: string;
  readonly data: Uint8Array;
}

/**
 * Encodes a recording; NaN becomes the invalid-sample code. A lead beyond 32.767 mV gets the largest gain at
 * which it fits. The header has the moment of recording, age and sex, and what identity the recording still holds.
 */
export function writeWfdb(recording: Recording, recordName: string = recording.name): WfdbFiles {
  const safeName = wfdbRecordName(recordName);
  const encoder = createFormat16Encoder(
    recording.leads.map(({ name, samplesMv }) => ({
      name,
      gainPerMv: gainPerMvFor(largestMagnitudeMv(samplesMv)),
    })),
  );
  const data = encoder.encode(recording.leads.map(({ samplesMv }) => samplesMv));
  const sampleCount = recording.leads[0]?.samplesMv.length ?? 0;
  return {
    recordName: safeName,
    header: wfdbHeaderText({ ...recording, recordName: safeName, sampleCount, leads: encoder.leads() }),
    dataFileName: wfdbDataFileName(safeName),
    data,
  };
}

export interface WfdbStreamFiles {
  readonly recordName: string;
  readonly dataFileName: string;
  /** The bytes of the signal file, in order; to be read once. */
  readonly data: AsyncIterable<Uint8Array>;
  /** Text of the .hea file; right once all of `data` has been read. */
  header(): string;
}

export interface WfdbStreamOptions {
  readonly recordName: string;
  /** One a lead, as `wfdbGainsPerMv` finds them; 1000 units per mV where left out. */
  readonly gainsPerMv?: readonly number[];
}

/** The same a piece at a time. Reading `data` throws UsageError where a sample is beyond its lead's gain. */
export function writeWfdbStream(
  stream: RecordingStream,
  { recordName, gainsPerMv = [] }: WfdbStreamOptions,
): WfdbStreamFiles {
  const { head } = stream;
  const safeName = wfdbRecordName(recordName);
  const encoder = createFormat16Encoder(
    head.leadNames.map((name, lead) => ({ name, gainPerMv: gainsPerMv[lead] ?? USUAL_GAIN_PER_MV })),
  );
  return {
    recordName: safeName,
    dataFileName: wfdbDataFileName(safeName),
    data: (async function* () {
      for await (const piece of stream.chunks()) yield encoder.encode(piece);
    })(),
    header: () => wfdbHeaderText({ ...head, recordName: safeName, leads: encoder.leads() }),
  };
}

/** The gains at which each lead fits, found by reading all of it. */
export async function wfdbGainsPerMv(stream: RecordingStream): Promise<number[]> {
  const largestMv = stream.head.leadNames.map(() => 0);
  for await (const piece of stream.chunks()) {
    piece.forEach((samplesMv, lead) => {
      largestMv[lead] = largestMagnitudeMv(samplesMv, largestMv[lead]);
    });
  }
  return largestMv.map(gainPerMvFor);
}
