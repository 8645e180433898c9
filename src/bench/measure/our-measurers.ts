// Which measurer ours is, record by record. The network that places the waves learnt from LUDB, so each record is
// measured with the weights of the fold that left it out; a record that every weight file has seen is refused.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../../ecg/errors.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import type { Recording } from "../../ecg/recording.ts";
import { measureRecording } from "../../measure/measure-recording.ts";
import type { Delineator } from "../../measure/wave-network/delineator.ts";
import { readDelineator } from "../../measure/wave-network/read-delineator.ts";

export type Measurer = (recording: Recording) => Measurements;
/** By LUDB's number of the record, "12" or "LUDB-12". */
export type MeasurerOf = (recordId: string) => Measurer;

/** Weights of five folds, in half precision, each blind to a fifth of LUDB's development records. */
export const FOLD_WEIGHTS = fileURLToPath(new URL("fold-weights/", import.meta.url));

/** What has to be read is read here, before anything is timed. Throws what reading the weights throws. */
export async function ourMeasurers(folder: string): Promise<MeasurerOf> {
  const delineators = new Map<string, Delineator>();
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((file) => /^fold-\d+\.safetensors$/.test(file)).sort()) {
    const delineator = await readDelineator(join(folder, name));
    const heldOut: unknown = JSON.parse(delineator.metadata.held_out ?? "[]");
    for (const id of Array.isArray(heldOut) ? heldOut : [])
      delineators.set(ludbNumber(String(id)), delineator);
  }
  return (recordId) => {
    const delineator = delineators.get(ludbNumber(recordId));
    if (delineator === undefined) {
      throw new UsageError(
        `no weights in ${folder} that have not seen record ${recordId}, wanted fold-0.safetensors and so on`,
      );
    }
    return (recording) => measureRecording(recording, { delineator });
  };
}

/** "LUDB-12" and "12" are the same record. */
function ludbNumber(id: string): string {
  return id.replace(/^LUDB-/, "");
}
