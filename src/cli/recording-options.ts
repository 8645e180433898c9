// The options that every command reading recordings shares, and what they mean.
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "../ecg/errors.ts";
import type { Patient, Sex } from "../ecg/recording.ts";
import type { ReadOptions } from "../formats/read-recording.ts";
import { flag, type ParsedArguments, textOption } from "./command.ts";

/** A month. */
const LONGEST_SECONDS = 2_678_400;

export const RECORDING_OPTIONS: ParseArgsOptionsConfig = {
  age: { type: "string" },
  sex: { type: "string" },
  context: { type: "string" },
  fs: { type: "string" },
  unit: { type: "string" },
  leads: { type: "string" },
  from: { type: "string" },
  for: { type: "string" },
  "keep-identity": { type: "boolean" },
  salt: { type: "string" },
  "identity-report": { type: "string" },
};

export const RECORDING_HELP = `  --age YEARS      the patient's age, where the file does not say
  --sex f|m        the patient's sex
  --context TEXT   clinical context, e.g. "chest pain for two hours"
  --fs HZ          sampling rate of a file that does not say
  --unit mV|uV|V   unit of a file that does not say
  --leads I,II,... leads of a file that does not name its columns
  --from S --for S only this part of a long recording, in seconds
  --keep-identity  keep names, numbers, dates and free text; they are removed otherwise, and hidden in messages
  --salt TEXT      the secret behind pseudonyms and shifted dates (or GEM_SALT); a new one each run otherwise
  --identity-report FILE   what was removed, by category, as JSON

REC is a file, a record without its extension, a folder, a pattern, an archive (x.zip, x.zip/REC), an HDF5 file
(x.hdf5, x.hdf5/EXAM) or - for standard input: WFDB, DICOM, SCP-ECG, HL7 aECG, MUSE and Philips XML, EDF, BDF,
ISHNE, HDF5, FHIR, JSON, NPY, CSV.`;

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
  const leads = textOption(args, "leads");
  const salt = textOption(args, "salt") ?? process.env.GEM_SALT;
  if (salt === "") throw new UsageError("--salt: got nothing, wanted a secret text");
  return {
    patient,
    ...windowOption(args),
    keepIdentity: flag(args, "keep-identity"),
    ...(salt === undefined ? {} : { salt }),
    ...(leads === undefined ? {} : { leadNames: parseLeads(leads) }),
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

function parseLeads(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.includes("")) {
    throw new UsageError(`--leads: got ${JSON.stringify(text)}, wanted names between commas such as I,II,V1`);
  }
  return names;
}

function windowOption(args: ParsedArguments): Pick<ReadOptions, "window"> {
  const from = textOption(args, "from");
  const length = textOption(args, "for");
  if (from === undefined && length === undefined) return {};
  const milliseconds = (name: string, text: string, least: number) =>
    1000 * numberOption(name, text, least, LONGEST_SECONDS);
  return {
    window: {
      fromMs: from === undefined ? 0 : milliseconds("--from", from, 0),
      durationMs: length === undefined ? undefined : milliseconds("--for", length, 0.001),
    },
  };
}
