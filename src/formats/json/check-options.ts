// What a caller says in place of the file, checked before anything rests on it.
import { UsageError } from "../../ecg/errors.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { MAX_SAMPLING_RATE_HZ, MIN_SAMPLING_RATE_HZ } from "../limits.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";

/** Throws UsageError where a rate or a unit makes no sense. */
export function checkOptions({ samplingRateHz, unit }: DecodeOptions): void {
  if (samplingRateHz !== undefined && !isSamplingRate(samplingRateHz)) {
    throw new UsageError(`sampling rate ${samplingRateHz}, wanted ${SAMPLING_RATES}`);
  }
  if (unit !== undefined && unitsPerMillivolt(unit) === null) {
    throw new UsageError(`unit ${quote(unit)}, wanted mV, uV or V`);
  }
}

export const SAMPLING_RATES = `${MIN_SAMPLING_RATE_HZ} to ${MAX_SAMPLING_RATE_HZ} Hz`;

export function isSamplingRate(rateHz: number): boolean {
  return rateHz >= MIN_SAMPLING_RATE_HZ && rateHz <= MAX_SAMPLING_RATE_HZ;
}
