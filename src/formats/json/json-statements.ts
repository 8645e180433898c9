// What a JSON document states about its signal and its patient: sampling rate, unit, age, sex, moment of recording.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import type { Patient } from "../../ecg/recording.ts";
import { ageInYears } from "../age-in-years.ts";
import { csvSamplingRate } from "../csv/rate.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { labelsMeaning, plainLabel } from "../field-meaning.ts";
import { isoMoment } from "../local-date-time.ts";
import { patientFromComments } from "../patient-from-comments.ts";
import { quote } from "../quote.ts";
import { isSamplingRate, missingRate, SAMPLING_RATES } from "../sampling-rate.ts";
import { type FoundSignal, isTimeKey } from "./find-signals.ts";
import { findMembers, patientScopes, signalScopes } from "./json-scopes.ts";
import { type JsonObject, type JsonValue, jsonArray, jsonText } from "./parse-json.ts";
import { sampleArray } from "./sample-array.ts";

const RATE_KEYS = labelsMeaning("sampling rate");
const RECORDED_AT_KEYS = [
  "recordedat recordingdatetime recordingtime recordingdate recordeddate".split(" "),
  "acquisitiondatetime acquisitiontime acquisitiondate acquiredat basedatetime".split(" "),
  "starttime startdatetime datetime timestamp date time".split(" "),
];
const CLOCK_KEYS = new Set(["time", "starttime", "recordingtime", "acquisitiontime"]);
const AGE_KEYS = labelsMeaning("age");
const SEX_KEYS = labelsMeaning("sex");
const BIRTH_DATE_KEYS = labelsMeaning("birth date");
const SAME_RATE_SHARE = 0.005;

export interface StatedRate {
  readonly rateHz: number;
  readonly warnings: readonly string[];
}

/** Of the file, or its column of times, or the caller. Throws UsageError where nobody tells. */
export function statedRate(
  root: JsonValue,
  signals: readonly FoundSignal[],
  { where, options }: { readonly where: string; readonly options: DecodeOptions },
): StatedRate {
  const scopes = signalScopes(root);
  const read = ({ key, value }: { key: string; value: JsonValue }) => rateOf(key, value, where);
  const each = signals.flatMap(({ own }) => (own === null ? [] : findMembers([own], RATE_KEYS).map(read)));
  if (new Set(each).size > 1) {
    throw new UnsupportedError(`${where}: its leads have different sampling rates, which are not read`);
  }
  const stated = [...findMembers(scopes, RATE_KEYS).map(read), ...each];
  const [rateHz] = stated;
  if (rateHz === undefined) return rateOfTimes(scopes, signals[0]!.samples.length, where, options);
  const differing = [...new Set([...stated, options.samplingRateHz ?? rateHz])].filter(
    (other) => Math.abs(other / rateHz - 1) > SAME_RATE_SHARE,
  );
  return {
    rateHz,
    warnings: differing.map(
      (other) =>
        `a sampling rate of ${rateHz} Hz is stated and one of ${other} Hz as well; the former is used`,
    ),
  };
}

function rateOf(key: string, value: JsonValue, where: string): number {
  const text = typeof value === "number" ? String(value) : (jsonText(value) ?? "");
  const rateHz = Number(/^(\d{1,6}(?:\.\d{1,20})?)\s*(?:hz|hertz)?$/i.exec(text)?.[1] ?? Number.NaN);
  if (isSamplingRate(rateHz)) return rateHz;
  throw new FormatError({ file: where, field: key, got: quote(text || "no number"), wanted: SAMPLING_RATES });
}

function rateOfTimes(
  scopes: readonly JsonObject[],
  sampleCount: number,
  where: string,
  { samplingRateHz }: DecodeOptions,
): StatedRate {
  for (const [name, value] of scopes.flatMap((scope) => Object.entries(scope))) {
    if (!isTimeKey(name) || jsonArray(value).length !== sampleCount || sampleCount < 2) continue;
    const unit = /ms$|milliseconds$/.test(plainLabel(name))
      ? "ms"
      : /.s$|sec/.test(plainLabel(name))
        ? "s"
        : null;
    const column = { index: 0, name, unit } as const;
    const time = { column, values: sampleArray(jsonArray(value), name, where) };
    return csvSamplingRate({ time, metadata: null, givenHz: samplingRateHz ?? null }, where);
  }
  if (samplingRateHz !== undefined) return { rateHz: samplingRateHz, warnings: [] };
  throw missingRate(where);
}

/** Local time or date of the recording, or null; a date and a time of day may stand apart. */
export function statedMoment(root: JsonValue): string | null {
  const scopes = signalScopes(root);
  const clock = findMembers(scopes, CLOCK_KEYS).flatMap(({ value }) => jsonText(value) ?? [])[0];
  for (const keys of RECORDED_AT_KEYS) {
    for (const key of keys) {
      const moments = findMembers(scopes, new Set([key])).flatMap(
        ({ value }) => isoMoment(jsonText(value)) ?? [],
      );
      if (moments[0] === undefined) continue;
      return moments[0].includes("T") ? moments[0] : (isoMoment(`${moments[0]}T${clock}`) ?? moments[0]);
    }
  }
  return null;
}

export function statedPatient(root: JsonValue, moment: string | null): Patient {
  const scopes = patientScopes(root);
  const first = (keys: ReadonlySet<string>) =>
    findMembers(scopes, keys).find(({ value }) => typeof value === "string" || typeof value === "number")
      ?.value ?? null;
  const stated = patientFromComments([`age: ${first(AGE_KEYS)}`, `sex: ${first(SEX_KEYS)}`]);
  const birthDate = jsonText(first(BIRTH_DATE_KEYS) ?? undefined);
  return { ...stated, ageYears: stated.ageYears ?? ageInYears(birthDate, moment) };
}
