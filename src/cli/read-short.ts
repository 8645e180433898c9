// A recording to be read as one ECG: of a day there is no one rhythm, no one median beat, and no memory for it.
import { UsageError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import { LONGEST_WHOLE_MS } from "../measure/long/measure-stream.ts";
import type { RecordInputs } from "./record-inputs.ts";

/** Throws UsageError, before the samples are read, for a recording that only `gem measure` takes as a whole. */
export async function readShort(inputs: RecordInputs, path: string): Promise<Recording> {
  const { head } = await inputs.open(path);
  const lengthMs = (head.sampleCount / head.samplingRateHz) * 1000;
  if (lengthMs <= LONGEST_WHOLE_MS) return inputs.read(path);
  throw new UsageError(
    `${inputs.failedName(path)} is ${lengthText(lengthMs)} long, wanted at most ${LONGEST_WHOLE_MS / 60_000} minutes: ` +
      "choose a part with --from S --for S, in seconds (--from 3600 --for 10); gem measure takes all of it",
  );
}

function lengthText(ms: number): string {
  return ms < 7_200_000 ? `${(ms / 60_000).toFixed(1)} minutes` : `${(ms / 3_600_000).toFixed(1)} hours`;
}
