// A recording of any length into a file, a piece at a time: CSV and WFDB, whose samples stand in order of time.
import { csvHeaderRow, csvRows } from "./csv/write-csv.ts";
import type { RecordingStream } from "./recording-stream.ts";
import { createFormat16Encoder, gainPerMvFor, largestMagnitudeMv } from "./wfdb/encode-format16.ts";
import { wfdbDataFileName, wfdbHeaderText, wfdbRecordName } from "./wfdb/header-text.ts";

/** The pieces of a CSV file, as text. */
export async function* csvPieces(stream: RecordingStream): AsyncGenerator<string> {
  yield csvHeaderRow(stream.head.leadNames);
  for await (const piece of stream.chunks()) yield csvRows(piece);
}

export interface WfdbPieces {
  readonly recordName: string;
  readonly dataFileName: string;
  /** The bytes of the signal file, in order. */
  data(): AsyncGenerator<Uint8Array>;
  /** The header's text; known only once `data` has run to its end. */
  header(): string;
}

/** Reads the stream twice: once for the gain that each lead needs, once for its samples. */
export async function wfdbPieces(stream: RecordingStream, name: string): Promise<WfdbPieces> {
  const { head } = stream;
  const recordName = wfdbRecordName(name);
  const largest = head.leadNames.map(() => 0);
  for await (const piece of stream.chunks()) {
    piece.forEach((samplesMv, lead) => {
      largest[lead] = largestMagnitudeMv(samplesMv, largest[lead]);
    });
  }
  const leads = head.leadNames.map((leadName, lead) => ({
    name: leadName,
    gainPerMv: gainPerMvFor(largest[lead]!),
  }));
  const encoder = createFormat16Encoder(leads);
  return {
    recordName,
    dataFileName: wfdbDataFileName(recordName),
    async *data() {
      for await (const piece of stream.chunks()) yield encoder.encode(piece);
    },
    header: () => wfdbHeaderText({ ...head, recordName, leads: encoder.leads() }),
  };
}
