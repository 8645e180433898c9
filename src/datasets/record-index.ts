// The index of a collection: one JSON object a line. Only what the benchmarks use is taken; other keys pass.
import { z } from "zod";
import { FormatError } from "../ecg/errors.ts";
import type { Sex } from "../ecg/recording.ts";

/** One recording of a collection; what its line does not say is null. */
export interface RecordEntry {
  readonly id: string;
  /** Of the recording, without extension, relative to the collection's folder. */
  readonly path: string;
  readonly samplingRateHz: number;
  readonly dataset: string | null;
  /** The vocabulary of `labels`: "SCP-ECG", "SNOMED-CT", ... */
  readonly labelSystem: string | null;
  readonly labels: readonly string[];
  /** PTB-XL: per code 0..100, where 0 also stands for "not said". */
  readonly likelihood: Readonly<Record<string, number>> | null;
  readonly ageYears: number | null;
  readonly sex: Sex | null;
  /** Recordings with the same one are of one person. */
  readonly patient: string | null;
  /** PTB-XL's fold, 1 to 10. */
  readonly stratFold: number | null;
  readonly subset: string | null;
  /** By language: "de", "en". */
  readonly reports: Readonly<Record<string, string>>;
}

/** PTB-XL writes 300 for every age above 89 (Wagner et al. 2020); criteria want a number, so the least is used. */
const PTB_XL_AGE_ABOVE_89 = 300;

const LineSchema = z.looseObject({
  id: z.string(),
  path: z.string(),
  fs: z.number().positive(),
  dataset: z.string().nullish(),
  label_system: z.string().nullish(),
  labels: z.array(z.union([z.string(), z.number()])),
  likelihood: z.record(z.string(), z.number()).nullish(),
  age: z.number().nonnegative().nullish(),
  sex: z.string().nullish(),
  patient: z.union([z.string(), z.number()]).nullish(),
  strat_fold: z.number().int().nullish(),
  subset: z.string().nullish(),
});

/** `where` names the file in messages. Throws FormatError with the number of the line that is not an entry. */
export function parseRecordIndex(text: string, where: string): RecordEntry[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    return [parseLine(line, `${where}, line ${index + 1}`)];
  });
}

function parseLine(line: string, where: string): RecordEntry {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new FormatError(`${where}: not JSON, wanted one object a line`, { cause: error });
  }
  const parsed = LineSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new FormatError(
      `${where}: ${issue?.path.join(".") || "the line"}: ${issue?.message ?? "not an entry"}`,
    );
  }
  const entry = parsed.data;
  if (/^([\\/]|[a-z]:)/i.test(entry.path) || entry.path.split(/[\\/]/).includes("..")) {
    throw new FormatError(`${where}: path ${JSON.stringify(entry.path)} leaves the collection's folder`);
  }
  const patient = entry.patient ?? null;
  return {
    id: entry.id,
    path: entry.path,
    samplingRateHz: entry.fs,
    dataset: entry.dataset ?? null,
    labelSystem: entry.label_system ?? null,
    labels: entry.labels.map(String),
    likelihood: entry.likelihood ?? null,
    ageYears: entry.age === PTB_XL_AGE_ABOVE_89 ? 90 : (entry.age ?? null),
    sex: sexOf(entry.sex),
    patient: patient === null ? null : String(patient),
    stratFold: entry.strat_fold ?? null,
    subset: entry.subset ?? null,
    reports: reportsOf(entry),
  };
}

function sexOf(text: string | null | undefined): Sex | null {
  const letter = text?.trim().toLowerCase()[0];
  if (letter === "f") return "female";
  return letter === "m" ? "male" : null;
}

function reportsOf(entry: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) =>
      key.startsWith("report_") && typeof value === "string" ? [[key.slice("report_".length), value]] : [],
    ),
  );
}
