// FHIR R4 and R5 in JSON: an Observation, or a Bundle or DiagnosticReport of several, whose SampledData hold one lead
// each or several interleaved. Leads that began together and are sampled alike become one group; others, such as
// a second ECG of the same patient, are kept beside the group with most standard leads.
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { isStandardLead, normaliseLeadName } from "../../ecg/lead-names.ts";
import type { Recording, SignalGroup } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { checkOptions } from "../json/check-options.ts";
import { type JsonValue, jsonMember, jsonText, parseJson } from "../json/parse-json.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";
import { collectSeries, type LeadSeries } from "./collect-series.ts";
import { fhirIdentity } from "./fhir-identity.ts";
import { fhirPatient } from "./fhir-patient.ts";
import { fhirResources } from "./fhir-resources.ts";

/**
 * Decodes a FHIR document. Throws FormatError for what is unsound, UnsupportedError for ECGs of several patients or
 * uneven sampling, UsageError where unit, sampling rate or lead names must be told.
 */
export function decodeFhir(input: DecodeInput): Recording {
  return recordingFromFhir(parseJson(input.bytes, input.where), input);
}

/** The same for a document that was parsed already. */
export function recordingFromFhir(root: JsonValue, input: DecodeInput): Recording {
  const { where, options = {} } = input;
  checkOptions(options);
  const resources = fhirResources(root);
  const collected = collectSeries(resources, where, options);
  if (collected.series.length === 0) {
    const got = quote(jsonText(jsonMember(root, "resourceType")) ?? "none");
    const wanted = "an Observation with sampled voltages (valueSampledData)";
    throw new FormatError({ file: where, field: "resourceType", got, wanted });
  }
  if (new Set(collected.series.flatMap(({ subject }) => subject ?? [])).size > 1) {
    throw new UnsupportedError(`${where} holds ECGs of several patients; only those of one are read`);
  }
  const series = withCallerNames(collected.series, where, options.leadNames);
  const groups = groupSeries(series);
  const main = groups.toSorted(byImportance)[0]!;
  const warnings = [...collected.warnings];
  const leadsOf = (group: readonly LeadSeries[]) => {
    const named = nameLeads(group.map(({ name }) => name ?? ""));
    warnings.push(...named.warnings);
    return group.map(({ samplesMv }, index) => ({ name: named.names[index]!, samplesMv }));
  };
  const leads = leadsOf(main);
  const first = main[0]!;
  const otherSignals = groups
    .filter((group) => group !== main)
    .map(
      (group, index): SignalGroup => ({
        kind: "rhythm",
        label: `group ${index + 2}: ${group[0]!.samplingRateHz} Hz, ${group[0]!.samplesMv.length} samples`,
        samplingRateHz: group[0]!.samplingRateHz,
        startMs: millisecondsBetween(first.moment, group[0]!.moment),
        leads: leadsOf(group),
      }),
    );
  if (otherSignals.length > 0) {
    warnings.push(
      `note: ${otherSignals.length + 1} groups of leads that differ in start, rate or length; the one with most standard leads is used`,
    );
  }
  const { patient, warnings: patientWarnings } = fhirPatient(resources, first.observation, first.moment);
  const identity = fhirIdentity(resources, first.moment);
  return {
    name: input.name,
    leads,
    samplingRateHz: first.samplingRateHz,
    patient,
    source: {
      format: "fhir",
      sha256: input.sha256,
      warnings: [...new Set([...warnings, ...patientWarnings, ...identity.warnings])],
    },
    recordedAt: first.moment,
    ...(otherSignals.length === 0 ? {} : { otherSignals }),
    identity: identity.items,
  };
}

/** The caller's names go to the series that have none; where nothing at all is named, they are needed. */
function withCallerNames(
  series: readonly LeadSeries[],
  where: string,
  leadNames: readonly string[] | undefined,
): readonly LeadSeries[] {
  const nameless = series.filter(({ name }) => name === null).length;
  if (nameless === 0) return series;
  if (leadNames !== undefined && leadNames.length !== nameless) {
    throw new UsageError(`${where} has ${nameless} leads without a name, and ${leadNames.length} were given`);
  }
  const interleaved = series.some(({ name, dimensions }) => name === null && dimensions > 1);
  if (leadNames === undefined && (nameless === series.length || interleaved)) {
    const names = nameless === 1 ? "II" : "I,II,III,...";
    throw new UsageError(
      `${where} does not name ${nameless === 1 ? "its lead" : `its ${nameless} leads`}; give the names in order, for example --leads ${names}`,
    );
  }
  const given = [...(leadNames ?? [])];
  return series.map((one) => (one.name === null ? { ...one, name: given.shift() ?? null } : one));
}

/** Series of one group began together, are sampled alike and name different leads. */
function groupSeries(series: readonly LeadSeries[]): readonly (readonly LeadSeries[])[] {
  const groups: { key: string; names: Set<string>; members: LeadSeries[] }[] = [];
  const byKey = new Map<string, typeof groups>();
  for (const one of series) {
    const key = `${one.samplingRateHz} ${one.samplesMv.length} ${one.moment}`;
    const name = one.name === null ? null : normaliseLeadName(one.name);
    const alike = byKey.get(key) ?? [];
    byKey.set(key, alike);
    let group = alike.find(({ names }) => name === null || !names.has(name));
    if (group === undefined) {
      group = { key, names: new Set(), members: [] };
      groups.push(group);
      alike.push(group);
    }
    if (name !== null) group.names.add(name);
    group.members.push(one);
  }
  return groups.map(({ members }) => members);
}

/** Most standard leads first, then the longest, then as in the file. */
function byImportance(a: readonly LeadSeries[], b: readonly LeadSeries[]): number {
  const standard = (group: readonly LeadSeries[]) =>
    group.filter(({ name }) => isStandardLead(normaliseLeadName(name ?? ""))).length;
  const seconds = ([one]: readonly LeadSeries[]) => one!.samplesMv.length / one!.samplingRateHz;
  return standard(b) - standard(a) || seconds(b) - seconds(a);
}

function millisecondsBetween(start: string | null, moment: string | null): number {
  // both without a zone, so that UTC serves as the clock of both
  const difference = Date.parse(`${moment}Z`) - Date.parse(`${start}Z`);
  return Number.isNaN(difference) ? 0 : difference;
}
