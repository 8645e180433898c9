// The CSV that Apple's Health app exports for one ECG of a watch: labelled lines, then one column of
// microvolts. Labels and decimal commas follow the language of the phone, so that facts are found by what
// values look like where a label is not known. No published specification; labels as exports in English and
// German have them.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import type { Recording } from "../../ecg/recording.ts";
import { type LabelledField, labelledFacts } from "../csv/labelled-fields.ts";
import type { DecodeInput, DecodeOptions } from "../decode-input.ts";
import { fieldMeaning, plainLabel } from "../field-meaning.ts";
import { MAX_LEAD_NAME_LENGTH, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { isoDateTime } from "../local-date-time.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";
import { settledRate } from "../sampling-rate.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import { wholeText } from "../whole-text.ts";

/** 30 s at 512 Hz take 0.2 MB. */
const MAX_BYTES = 4_194_304;
/** Exports have some ten. */
const MAX_LABELLED_LINES = 100;
/** What says nothing about a person: the model of the watch and its software. */
const HARMLESS_LABELS = new Set(["softwareversion", "device", "gerat"]);
const NUMBER = /^[+-]?\d{1,15}(?:[.,]\d{1,15})?$/;
const RATE = /^(\d{1,6}(?:[.,]\d{1,9})?)\s?(?:hertz|hz)$/i;

const ONE_LEAD_NOTE =
  "note: one lead of a watch, which is no 12-lead ECG: what needs other leads cannot be assessed";

/** Throws UsageError where rate or unit is missing and not given, FormatError for what is no such export. */
export function decodeAppleWatch({ name, bytes, sha256, where, options = {} }: DecodeInput): Recording {
  const text = wholeText({ bytes, where, maxBytes: MAX_BYTES }) ?? "";
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const firstSample = lines.findIndex((line) => NUMBER.test(line.trim()));
  const head = firstSample === -1 ? lines : lines.slice(0, firstSample);
  if (firstSample === -1 || head.length > MAX_LABELLED_LINES) {
    const got = firstSample === -1 ? "none" : `labelled lines up to line ${head.length}`;
    const wanted = `a column of numbers after at most ${MAX_LABELLED_LINES} lines`;
    throw new FormatError({ file: where, field: "samples", got, wanted });
  }
  const facts = signalFacts(head.map(splitLine), options, where);
  const { patient, recordedAt, identity } = labelledFacts(facts.others, "private data");
  const named = nameLeads([facts.lead ?? "I"]);
  return {
    name,
    leads: [{ name: named.names[0]!, samplesMv: readSamples(lines, { firstSample, ...facts }, where) }],
    samplingRateHz: facts.rateHz,
    patient,
    source: {
      format: "apple-watch",
      sha256,
      warnings: [ONE_LEAD_NOTE, ...facts.warnings, ...named.warnings],
    },
    recordedAt,
    identity,
  };
}

interface SignalFacts {
  readonly rateHz: number;
  readonly perMillivolt: number;
  readonly lead: string | null;
  readonly warnings: readonly string[];
  /** What is not about the signal. */
  readonly others: readonly LabelledField[];
}

function signalFacts(fields: readonly LabelledField[], options: DecodeOptions, where: string): SignalFacts {
  let statedHz: number | null = null;
  let unit: string | null = null;
  let lead: string | null = null;
  const others: LabelledField[] = [];
  for (const { label, value } of fields) {
    const meaning = fieldMeaning(label);
    const rate = RATE.exec(value);
    if (rate !== null) statedHz ??= Number(rate[1]!.replace(",", "."));
    else if (meaning === "sampling rate" && value !== "") {
      throw new FormatError({
        file: where,
        field: "sampling rate",
        got: quote(value),
        wanted: "a number of hertz",
      });
    } else if (unitsPerMillivolt(value) !== null) unit ??= value;
    else if (meaning === "unit" && value !== "") unit ??= value;
    else if (meaning === "lead names") lead ??= leadName(value);
    else if (isoDateTime(value) !== null && meaning === null) others.push({ label: "Recorded Date", value });
    else if (!HARMLESS_LABELS.has(plainLabel(label))) others.push({ label, value });
  }
  const rateHz = settledRate({ file: where, statedHz, givenHz: options.samplingRateHz });
  const statedUnit = unit ?? options.unit;
  if (statedUnit === undefined)
    throw new UsageError(`${where} does not tell its unit; give it, for example --unit uV`);
  const perMillivolt = unitsPerMillivolt(statedUnit);
  if (perMillivolt === null) {
    throw new FormatError({ file: where, field: "unit", got: quote(statedUnit), wanted: "mV, uV or V" });
  }
  const warnings = lead === null ? ["note: the lead is not stated; a watch records lead I"] : [];
  return { rateHz, perMillivolt, lead, warnings, others };
}

/** "Lead I" and "Ableitung I" end in the lead's name; null where there is none. */
function leadName(value: string): string | null {
  const last =
    value
      .slice(0, 4 * MAX_LEAD_NAME_LENGTH)
      .trim()
      .split(/\s+/)
      .at(-1) ?? "";
  return last === "" ? null : normaliseLeadName(last);
}

/** "Device,"Watch6,2"" at its first comma; a line without a comma is a label without a value. */
function splitLine(line: string): LabelledField {
  const comma = line.indexOf(",");
  if (comma === -1) return { label: unquoted(line), value: "" };
  return { label: unquoted(line.slice(0, comma)), value: unquoted(line.slice(comma + 1)) };
}

function unquoted(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .replaceAll('""', '"')
    .trim();
}

function readSamples(
  lines: readonly string[],
  { firstSample, perMillivolt }: { readonly firstSample: number; readonly perMillivolt: number },
  where: string,
): Float64Array {
  let end = lines.length;
  while (lines[end - 1]!.trim() === "") end--;
  if (end - firstSample > MAX_TOTAL_SAMPLES) {
    const got = end - firstSample;
    throw new FormatError({ file: where, field: "samples", got, wanted: `at most ${MAX_TOTAL_SAMPLES}` });
  }
  const samplesMv = new Float64Array(end - firstSample);
  for (let i = 0; i < samplesMv.length; i++) {
    const text = lines[firstSample + i]!.trim();
    if (!NUMBER.test(text)) {
      const field = `line ${firstSample + i + 1}`;
      throw new FormatError({ file: where, field, got: quote(text), wanted: "a number" });
    }
    samplesMv[i] = Number(text.replace(",", ".")) / perMillivolt;
  }
  return samplesMv;
}
