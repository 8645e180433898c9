// What a caller says in place of the file, checked before anything rests on it.
import { UsageError } from "../ecg/errors.ts";
import type { DecodeOptions } from "./decode-input.ts";
import { isSamplingRate, SAMPLING_RATES } from "./sampling-rate.ts";
import { givenUnitsPerMillivolt } from "./voltage-unit.ts";

/** Throws UsageError where a rate or a unit makes no sense. */
export function checkOptions({ samplingRateHz, unit }: DecodeOptions): void {
  if (samplingRateHz !== undefined && !isSamplingRate(samplingRateHz)) {
    throw new UsageError(`sampling rate ${samplingRateHz}, wanted ${SAMPLING_RATES}`);
  }
  if (unit !== undefined) givenUnitsPerMillivolt(unit);
}
