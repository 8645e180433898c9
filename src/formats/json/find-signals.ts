// The leads of a JSON document, whatever its shape: an object of arrays by lead name, a list of leads with their
// samples, a list of rows by lead name, or a matrix with the names beside it. Which side of a matrix is time follows
// from the number of names, never from its proportions.
import { FormatError, UsageError } from "../../ecg/errors.ts";
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";
import { labelsMeaning, plainLabel } from "../field-meaning.ts";
import { MAX_SIGNALS, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { findMembers, signalScopes } from "./json-scopes.ts";
import { type JsonObject, type JsonValue, jsonArray, jsonObject, jsonText } from "./parse-json.ts";
import { sample, sampleArray } from "./sample-array.ts";

export interface FoundSignal {
  /** As the file or the caller says. */
  readonly name: string;
  readonly samples: Float64Array;
  /** What stands beside the samples of this lead alone: its unit, its rate. */
  readonly own: JsonObject | null;
}

export interface FoundSignals {
  /** All of the same length. */
  readonly signals: readonly FoundSignal[];
  readonly warnings: readonly string[];
}

export interface SignalSearch {
  readonly where: string;
  readonly leadNames: readonly string[] | undefined;
  /** Every key beside leads is one, even "T", which elsewhere stands for times. */
  readonly everyKeyIsLead: boolean;
}

const CONTAINERS = new Set(
  "leads signals signal channels psignal ecgsignal ecgsignals waveforms waveform ecgdata ecg ekg data samples val values tracings voltages".split(
    " ",
  ),
);
/** Containers that hold leads and nothing else. */
const LEAD_MAPS = new Set(["leads", "signals", "channels"]);
const NAMES = new Set([...labelsMeaning("lead names"), "columns", "names"]);
const LEAD_NAME = new Set("name lead leadname leadid label channel channelname id code signame".split(" "));
const LEAD_SAMPLES = new Set("data samples values signal waveform voltages amplitudes points".split(" "));
const TIME = /^(t|time|times|timestamps?|index|sampleindex)(s|sec|seconds|ms|milliseconds)?$/;

/** Throws FormatError where there are none or they are unsound, UsageError where they need names. */
export function findSignals(root: JsonValue, search: SignalSearch): FoundSignals {
  const scopes = signalScopes(root);
  const names = findMembers(scopes, NAMES).flatMap(({ value }) => namesOf(value));
  const shaped = Array.isArray(root)
    ? inContainer(root, "$", names, search)
    : (firstContainer(scopes, names, search) ?? firstLeadMap(scopes, search));
  if (shaped === null || shaped.length === 0) {
    throw new FormatError({
      file: search.where,
      field: "$",
      got: "no samples",
      wanted: 'leads by name, as in {"leads": {"I": [...]}}, or a matrix with lead names',
    });
  }
  return sameLength(shaped, search.where);
}

function isStandardKey(key: string): boolean {
  return isStandardLead(normaliseLeadName(key));
}

/** True for the name of a column of times or counts. */
export function isTimeKey(key: string): boolean {
  return TIME.test(plainLabel(key));
}

function firstContainer(
  scopes: readonly JsonObject[],
  names: readonly (readonly string[])[],
  search: SignalSearch,
): FoundSignal[] | null {
  for (const key of CONTAINERS) {
    for (const { key: spelt, value } of findMembers(scopes, new Set([key]))) {
      const found = inContainer(value, spelt, names, search);
      if (found !== null && found.length > 0) return found;
    }
  }
  return null;
}

/** Standard leads right in a scope: {"fs": 500, "I": [...], "II": [...]}. */
function firstLeadMap(scopes: readonly JsonObject[], search: SignalSearch): FoundSignal[] | null {
  for (const scope of scopes) {
    const leads = Object.entries(scope).filter(([key]) => isStandardKey(key));
    const found = leadMap(leads, "$", search);
    if (found.length > 0) return found;
  }
  return null;
}

function inContainer(
  value: JsonValue,
  path: string,
  names: readonly (readonly string[])[],
  search: SignalSearch,
): FoundSignal[] | null {
  const { where } = search;
  const map = jsonObject(value);
  if (map !== null) {
    // whatever stands beside a matrix, such as the places of R waves, is an array as well
    const isMap = LEAD_MAPS.has(plainLabel(path)) || Object.keys(map).some(isStandardKey);
    return isMap ? leadMap(Object.entries(map), path, search) : null;
  }
  const elements = jsonArray(value);
  const first = elements[0];
  if (first === undefined || typeof first === "string") return null;
  if (Array.isArray(first)) return matrix(elements, path, names, search);
  if (jsonObject(first) === null) {
    const [name] = namesFor(1, path, names, search);
    return [{ name: name!, samples: sampleArray(elements, path, where), own: null }];
  }
  return leadList(elements, path, where) ?? rows(elements, path, where);
}

function leadMap(
  entries: readonly (readonly [string, JsonValue])[],
  path: string,
  { where, everyKeyIsLead }: SignalSearch,
): FoundSignal[] {
  return entries.flatMap(([key, value], index): FoundSignal[] => {
    if (isTimeKey(key) && !everyKeyIsLead) return [];
    const own = jsonObject(value);
    const samples = own === null ? value : samplesBeside(own);
    if (!Array.isArray(samples) || (typeof samples[0] === "object" && samples[0] !== null)) return [];
    // a foreign key may name a person: only leads are repeated in a message
    const place = isStandardKey(key) ? `.${key}` : `[${index}]`;
    // a list of words under a key that is no lead is something else
    if (typeof samples[0] === "string" && samples[0] !== "NaN" && place.startsWith("[")) return [];
    return [{ name: key, samples: sampleArray(samples, `${path}${place}`, where), own }];
  });
}

function samplesBeside(lead: JsonObject): JsonValue | undefined {
  return findMembers([lead], LEAD_SAMPLES).find(({ value }) => Array.isArray(value))?.value;
}

/** [{"name": "I", "samples": [...]}, ...], or null where the elements are no such leads. */
function leadList(elements: readonly JsonValue[], path: string, where: string): FoundSignal[] | null {
  if (samplesBeside(jsonObject(elements[0])!) === undefined) return null;
  return elements.map((element, index) => {
    const own = jsonObject(element);
    const samples = own === null ? undefined : samplesBeside(own);
    if (own === null || samples === undefined) {
      throw new FormatError({ file: where, field: `${path}[${index}]`, got: "no samples", wanted: "a lead" });
    }
    const name = findMembers([own], LEAD_NAME).flatMap((member) => jsonText(member.value) ?? [])[0] ?? "";
    return { name, samples: sampleArray(jsonArray(samples), `${path}[${index}].samples`, where), own };
  });
}

/** [{"I": 0.1, "II": 0.2}, ...], as tables are exported row by row; null where no column is a standard lead. */
function rows(elements: readonly JsonValue[], path: string, where: string): FoundSignal[] | null {
  const columns = Object.keys(jsonObject(elements[0])!).filter(isStandardKey);
  refuseTooMany(columns.length, elements.length, path, where);
  return columns.length === 0
    ? null
    : columns.map((name) => ({
        name,
        samples: Float64Array.from(elements, (row, index) => {
          const field = `${path}[${index}].${name}`;
          const cells = jsonObject(row);
          return sample(cells !== null && Object.hasOwn(cells, name) ? cells[name] : undefined, field, where);
        }),
        own: null,
      }));
}

function matrix(
  elements: readonly JsonValue[],
  path: string,
  names: readonly (readonly string[])[],
  search: SignalSearch,
): FoundSignal[] {
  const { where } = search;
  const height = elements.length;
  const width = jsonArray(elements[0]).length;
  const odd = elements.findIndex((row) => !Array.isArray(row) || row.length !== width);
  if (odd !== -1) {
    const got = `${jsonArray(elements[odd]).length} values`;
    throw new FormatError({ file: where, field: `${path}[${odd}]`, got, wanted: `${width} as before` });
  }
  const used = namesFor(height, path, names, search, width);
  if (used.length === height && height === width) {
    const wanted = "more samples than leads, or leads by name";
    throw new FormatError({ file: where, field: path, got: `a matrix of ${height} x ${width}`, wanted });
  }
  refuseTooMany(used.length, used.length === height ? width : height, path, where);
  return used.map((name, lead) => ({
    name,
    samples:
      used.length === height
        ? sampleArray(jsonArray(elements[lead]), `${path}[${lead}]`, where)
        : Float64Array.from(elements, (row, i) =>
            sample(jsonArray(row)[lead], `${path}[${i}][${lead}]`, where),
          ),
    own: null,
  }));
}

/** The file's names where there are as many as leads, else the caller's. */
function namesFor(
  height: number,
  path: string,
  names: readonly (readonly string[])[],
  { where, leadNames }: SignalSearch,
  width = height,
): readonly string[] {
  const fits = (list: readonly string[]) => list.length === height || list.length === width;
  const used = names.find(fits) ?? (leadNames !== undefined && fits(leadNames) ? leadNames : undefined);
  if (used !== undefined) return used;
  const size = width === height ? `${height} signal` : `a matrix of ${height} x ${width}`;
  const known = names.find((list) => list.length > 1) ?? leadNames;
  if (known === undefined) {
    throw new UsageError(
      `${where} does not name the leads of ${path} (${size}); give the names in order, for example --leads I,II,III,...`,
    );
  }
  throw new FormatError({ file: where, field: path, got: size, wanted: `${known.length} leads, one a name` });
}

function namesOf(value: JsonValue): (readonly string[])[] {
  const single = jsonText(value);
  if (single !== null) return [[single]];
  const list = jsonArray(value);
  return list.length > 0 && list.every((name) => typeof name === "string") ? [list as string[]] : [];
}

/** Standard leads must be equally long; what else is not as long as they are is no lead. */
function sameLength(signals: readonly FoundSignal[], where: string): FoundSignals {
  const standard = signals.filter(({ name }) => isStandardLead(normaliseLeadName(name)));
  const [first] = standard.length > 0 ? standard : signals;
  const length = first!.samples.length;
  const odd = (standard.length > 0 ? standard : signals).findIndex(
    ({ samples }) => samples.length !== length,
  );
  if (length === 0 || odd > 0) {
    const got = odd > 0 ? `leads of ${length} and of other numbers of samples` : "no samples";
    throw new FormatError({ file: where, field: "leads", got, wanted: "equally many in every lead" });
  }
  const equal = signals.filter(({ samples }) => samples.length === length);
  refuseTooMany(equal.length, length, "leads", where);
  const others = signals.length - equal.length;
  const note = `note: ${others} arrays of another length than the leads are no leads and were left out`;
  return { signals: equal, warnings: others === 0 ? [] : [note] };
}

function refuseTooMany(leads: number, samples: number, field: string, where: string): void {
  if (leads <= MAX_SIGNALS && leads * samples <= MAX_TOTAL_SAMPLES) return;
  const wanted = `at most ${MAX_SIGNALS} leads and ${MAX_TOTAL_SAMPLES} samples`;
  throw new FormatError({ file: where, field, got: `${leads} leads of ${samples} samples`, wanted });
}
