// The parts of this project's own JSON that foreign documents do not have: further groups of signals, marks, the names
// of derived leads, and who the person is, as `writeJson` writes them.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { IDENTITY_CATEGORIES, type IdentityItem } from "../../ecg/identity.ts";
import type { Annotation, Lead, SignalGroup } from "../../ecg/recording.ts";
import { MAX_SIGNALS, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";
import { isSamplingRate, SAMPLING_RATES } from "../sampling-rate.ts";
import { type JsonValue, jsonArray, jsonMember, jsonNumber, jsonObject, jsonText } from "./parse-json.ts";
import { sampleArray } from "./sample-array.ts";

export const OWN_FORMAT = "gem-recording";
export const OWN_VERSION = 1;
/** Members that hold identity which is listed on its own, or a name that is not the file's. */
export const OWN_MEMBERS = ["otherSignals", "annotations", "derivedLeads", "identity", "name"];

export interface OwnParts {
  readonly otherSignals: readonly SignalGroup[];
  readonly annotations: readonly Annotation[];
  readonly derivedLeads: readonly string[];
  readonly identity: readonly IdentityItem[];
  readonly warnings: readonly string[];
}

/** Whether the document says that it is of this shape. Throws UnsupportedError for another version of it. */
export function isOwnShape(root: JsonValue, where: string): boolean {
  if (jsonMember(root, "format") !== OWN_FORMAT) return false;
  const version = jsonMember(root, "version");
  if (version === OWN_VERSION) return true;
  const got = typeof version === "number" ? version : "none";
  throw new UnsupportedError(`${where}: ${OWN_FORMAT} version ${got}; version ${OWN_VERSION} is read`);
}

/** `samplesLeft` is what the main leads leave of the limit. */
export function ownParts(root: JsonValue, leads: readonly Lead[], where: string): OwnParts {
  const warnings: string[] = [];
  let samplesLeft = MAX_TOTAL_SAMPLES - leads.length * (leads[0]?.samplesMv.length ?? 0);
  const otherSignals = jsonArray(jsonMember(root, "otherSignals")).map((group, index): SignalGroup => {
    const path = `otherSignals[${index}]`;
    const entries = Object.entries(jsonObject(jsonMember(group, "leads")) ?? {});
    const samples = entries.map(([, values], lead) =>
      sampleArray(jsonArray(values), `${path}.leads[${lead}]`, where),
    );
    const length = samples[0]?.length ?? 0;
    samplesLeft -= samples.length * length;
    if (length === 0 || samples.length > MAX_SIGNALS || samplesLeft < 0) {
      const got = `${samples.length} leads of ${length} samples`;
      throw new FormatError({ file: where, field: path, got, wanted: "samples, and not too many" });
    }
    if (samples.some((one) => one.length !== length)) {
      const got = "leads of different length";
      throw new FormatError({ file: where, field: path, got, wanted: "equally many samples in every lead" });
    }
    const samplingRateHz = jsonNumber(jsonMember(group, "samplingRateHz")) ?? Number.NaN;
    if (!isSamplingRate(samplingRateHz)) {
      const field = `${path}.samplingRateHz`;
      throw new FormatError({ file: where, field, got: samplingRateHz, wanted: SAMPLING_RATES });
    }
    const named = nameLeads(entries.map(([name]) => name));
    warnings.push(...named.warnings);
    return {
      kind: jsonMember(group, "kind") === "median" ? "median" : "rhythm",
      label: jsonText(jsonMember(group, "label")) ?? `group ${index + 2}`,
      samplingRateHz,
      startMs: jsonNumber(jsonMember(group, "startMs")) ?? 0,
      leads: samples.map((samplesMv, lead) => ({ name: named.names[lead]!, samplesMv })),
    };
  });
  const names = new Set(leads.map(({ name }) => name));
  return {
    otherSignals,
    annotations: jsonArray(jsonMember(root, "annotations")).map((mark, index) =>
      annotationOf(mark, `annotations[${index}]`, where),
    ),
    derivedLeads: jsonArray(jsonMember(root, "derivedLeads")).filter(
      (name): name is string => typeof name === "string" && names.has(name),
    ),
    identity: jsonArray(jsonMember(root, "identity")).flatMap((item): IdentityItem[] => {
      const [stated, field, value] = ["category", "field", "value"].map((key) =>
        jsonText(jsonMember(item, key)),
      );
      const category = IDENTITY_CATEGORIES.find((known) => known === stated) ?? "private data";
      return value === null || value === undefined ? [] : [{ category, field: field ?? "", value }];
    }),
    warnings,
  };
}

function annotationOf(mark: JsonValue, field: string, where: string): Annotation {
  const timeMs = jsonNumber(jsonMember(mark, "timeMs"));
  const code = jsonText(jsonMember(mark, "code"));
  if (timeMs === null || code === null) {
    const got = quote(code ?? "no code");
    throw new FormatError({ file: where, field, got, wanted: "a timeMs and a code" });
  }
  return {
    timeMs,
    durationMs: jsonNumber(jsonMember(mark, "durationMs")) ?? 0,
    lead: jsonText(jsonMember(mark, "lead")),
    code,
    text: jsonText(jsonMember(mark, "text")),
  };
}
