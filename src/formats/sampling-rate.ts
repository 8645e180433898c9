// Which sampling rates are believed, how a missing one is asked for, and who is right where two differ.
import { FormatError, UsageError } from "../ecg/errors.ts";
import { MAX_SAMPLING_RATE_HZ, MIN_SAMPLING_RATE_HZ } from "./limits.ts";

/** For messages. */
export const SAMPLING_RATES = `${MIN_SAMPLING_RATE_HZ} to ${MAX_SAMPLING_RATE_HZ} Hz`;

export function isSamplingRate(rateHz: number): boolean {
  return rateHz >= MIN_SAMPLING_RATE_HZ && rateHz <= MAX_SAMPLING_RATE_HZ;
}

export interface RateStatement {
  /** Names the file in messages. */
  readonly file: string;
  readonly field?: string;
  readonly byteOffset?: number;
  readonly statedHz: number | null;
  /** By the caller. */
  readonly givenHz: number | undefined;
}

/** The stated rate, else the caller's. Throws FormatError for an impossible one, UsageError for none or an impossible option. */
export function settledRate({ statedHz, givenHz, ...place }: RateStatement): number {
  const rateHz = statedHz ?? givenHz;
  if (rateHz === undefined) throw missingRate(place.file);
  if (isSamplingRate(rateHz)) return rateHz;
  if (statedHz === null) throw new UsageError(`sampling rate ${rateHz}, wanted ${SAMPLING_RATES}`);
  throw new FormatError({ field: "sampling rate", ...place, got: rateHz, wanted: SAMPLING_RATES });
}

export function missingRate(where: string, why = ""): UsageError {
  return new UsageError(`${where} does not tell its sampling rate${why}; give it, for example --fs 500`);
}

/** A warning where the caller says another rate than `who`, "the file" most often. */
export function rateWarnings(who: string, statedHz: number, givenHz: number | undefined): string[] {
  if (givenHz === undefined || givenHz === statedHz) return [];
  return [`${who} says ${statedHz} Hz and the caller ${givenHz} Hz; the former is used`];
}
