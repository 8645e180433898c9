// The sampling rate of a CSV: from its time column, from a "# fs: 500" line, or from the caller.
import { FormatError } from "../../ecg/errors.ts";
import { quote } from "../quote.ts";
import { isSamplingRate, missingRate, SAMPLING_RATES } from "../sampling-rate.ts";
import type { TimeColumn } from "./columns.ts";

/** A step of a time column below this is in seconds (over 5 Hz), from it on in milliseconds (under 5 kHz). */
const LARGEST_STEP_S = 0.2;
/** Nearly all steps alike: the stamps are exact and any other step is a gap. Otherwise they are rounded. */
const MIN_EQUAL_SHARE = 0.9;
const EQUAL_STEP_SHARE = 1e-6;
/** Of exact stamps nearly all are the median, of rounded ones it does not matter: as many as a minute has tell it. */
const STEPS_LOOKED_AT = 30_000;
/** Of rounded stamps (360 Hz to the millisecond: 3, 3, 2, ...), how far one may lie off its place, in steps. */
const MAX_OFF_GRID_STEPS = 0.75;
const MAX_ROUNDED_STEP = 1.95;
/** Rates this close to a whole number, as a share, are that number with rounded time stamps. */
const WHOLE_NUMBER_SHARE = 2e-4;
const SAME_RATE_SHARE = 0.005;

export interface RateSources {
  readonly time: { readonly column: TimeColumn; readonly values: Float64Array } | null;
  /** Value of a "# fs: ..." line. */
  readonly metadata: string | null;
  readonly givenHz: number | null;
}

/**
 * The rate of the first source that states one (time column, metadata, caller) and a warning for each later
 * one that differs. Throws UsageError where none does, FormatError where the time column is not even.
 */
export function csvSamplingRate(sources: RateSources, where: string): { rateHz: number; warnings: string[] } {
  const { time, metadata, givenHz } = sources;
  const stated = [
    {
      name: "its time column",
      rateHz: time === null ? null : rateFromTimes(time.column, time.values, where),
    },
    { name: "its metadata", rateHz: metadata === null ? null : rateFromText(metadata, where) },
    { name: "the caller", rateHz: givenHz },
  ].flatMap(({ name, rateHz }) => (rateHz === null ? [] : [{ name, rateHz }]));
  const [used, ...others] = stated;
  if (used === undefined) {
    throw missingRate(where);
  }
  if (!isSamplingRate(used.rateHz)) {
    throw new FormatError({
      file: where,
      field: "sampling rate",
      got: `${used.rateHz} Hz by ${used.name}`,
      wanted: SAMPLING_RATES,
    });
  }
  const warnings = others
    .filter(({ rateHz }) => Math.abs(rateHz / used.rateHz - 1) > SAME_RATE_SHARE)
    .map(
      ({ name, rateHz }) =>
        `${used.name} says ${used.rateHz} Hz and ${name} ${rateHz} Hz; the former is used`,
    );
  return { rateHz: used.rateHz, warnings };
}

function rateFromText(text: string, where: string): number {
  const match = /^(\d{1,6}(?:\.\d{1,9})?)\s*(?:hz|hertz)?$/i.exec(text);
  if (match === null) {
    throw new FormatError({
      file: where,
      field: "sampling rate",
      got: quote(text),
      wanted: "a number of Hz",
    });
  }
  return Number(match[1]);
}

/** null where the column could as well count samples: whole steps of 1 and no unit. */
function rateFromTimes(column: TimeColumn, values: Float64Array, where: string): number | null {
  const refuse = (got: string, wanted: string) =>
    new FormatError({ file: where, field: `time column ${quote(column.name)}`, got, wanted });
  // not kept: with a lead of 25 million samples they and their sorted copy would take as much memory as all else
  const count = values.length - 1;
  const stepAt = (index: number) => values[index + 1]! - values[index]!;
  const meanStep = (values.at(-1)! - values[0]!) / count;
  if (!(meanStep > 0)) throw refuse("times that do not rise", "each row later than the one before");
  const looked = Math.min(count, STEPS_LOOKED_AT);
  const sampled = Float64Array.from({ length: looked }, (_, i) => stepAt(Math.floor((i * count) / looked)));
  const medianStep = sampled.sort()[looked >> 1]!;
  let equalSteps = 0;
  for (let i = 0; i < count; i++) {
    if (Math.abs(stepAt(i) - medianStep) <= EQUAL_STEP_SHARE * medianStep) equalSteps++;
  }
  const exact = equalSteps >= MIN_EQUAL_SHARE * count;
  const step = exact ? medianStep : meanStep;
  if (column.unit === null && step === 1) return null;

  for (let i = 0; i < count; i++) {
    const currentStep = stepAt(i);
    const offGrid = exact ? 0 : Math.abs(values[i]! - values[0]! - i * step);
    const missing = exact ? Math.abs(currentStep - step) > step / 2 : currentStep > MAX_ROUNDED_STEP * step;
    // written so that a NaN among the times is caught as well
    if (!missing && currentStep >= 0 && offGrid <= MAX_OFF_GRID_STEPS * step) continue;
    throw refuse(`${values[i]}, then ${values[i + 1]}`, "even steps; rows may be missing");
  }
  const unit = column.unit ?? (step < LARGEST_STEP_S ? "s" : "ms");
  const rateHz = (unit === "s" ? 1 : 1000) / step;
  const whole = Math.round(rateHz);
  return Math.abs(rateHz - whole) <= WHOLE_NUMBER_SHARE * whole ? whole : rateHz;
}
