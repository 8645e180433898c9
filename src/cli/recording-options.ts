// The options that every command reading recordings shares, and what they mean.
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "../ecg/errors.ts";
import type { Patient, Sex } from "../ecg/recording.ts";
import type { ReadOptions } from "../formats/read-recording.ts";
import { type ParsedArguments, textOption } from "./command.ts";

export const RECORDING_OPTIONS: ParseArgsOptionsConfig = {
  age: { type: "string" },
  sex: { type: "string" },
  context: { type: "string" },
  fs: { type: "string" },
  unit: { type: "string" },
};

export const RECORDING_HELP = `  --age YEARS      the patient's age, where the file does not say
  --sex f|m        the patient's sex
  --context TEXT   clinical context, e.g. "chest pain for two hours"
  --fs HZ          sampling rate of a CSV without a time column
  --unit mV|uV     unit of a CSV that does not say`;

/** Throws UsageError for values that mean nothing. */
export function recordingOptions(args: ParsedArguments): ReadOptions {
  const patient: { -readonly [K in keyof Patient]?: Patient[K] } = {};
  const age = textOption(args, "age");
  if (age !== undefined) patient.ageYears = numberOption("--age", age, 0, 130);
  const sex = textOption(args, "sex");
  if (sex !== undefined) patient.sex = parseSex(sex);
  const context = textOption(args, "context");
  if (context !== undefined) patient.context = context;
  const rate = textOption(args, "fs");
  const unit = textOption(args, "unit");
  if (unit !== undefined && !["mV", "uV", "V"].includes(unit)) {
    throw new UsageError(`--unit: got ${JSON.stringify(unit)}, wanted mV, uV or V`);
  }
  return {
    patient,
    ...(rate === undefined ? {} : { samplingRateHz: numberOption("--fs", rate, 1, 100_000) }),
    ...(unit === undefined ? {} : { unit: unit as NonNullable<ReadOptions["unit"]> }),
  };
}

export function numberOption(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < least || value > most) {
    throw new UsageError(`${name}: got ${JSON.stringify(text)}, wanted a number from ${least} to ${most}`);
  }
  return value;
}

function parseSex(text: string): Sex {
  const letter = text.trim().toLowerCase();
  if (["f", "female", "w"].includes(letter)) return "female";
  if (["m", "male"].includes(letter)) return "male";
  throw new UsageError(`--sex: got ${JSON.stringify(text)}, wanted f or m`);
}
