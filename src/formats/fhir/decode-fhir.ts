// FHIR R4 and R5 in JSON: an Observation, or a Bundle or DiagnosticReport of several, whose SampledData hold one lead
// each or several interleaved. Leads that began together and are sampled alike become one group; others, such as
// a second ECG of the same patient, are kept beside the group with most standard leads.
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { normaliseLeadName } from "../../ecg/lead-names.ts";
import type { Recording, SignalGroup } from "../../ecg/recording.ts";
import { checkOptions } from "../check-options.ts";
import type { DecodeInput } from "../decode-input.ts";
import { type JsonValue, jsonMember, jsonText, parseJson } from "../json/parse-json.ts";
import { mainGroup } from "../main-group.ts";
import { nameLeads } from "../name-leads.ts";
import { quote } from "../quote.ts";
import { collectSeries, type LeadSeries } from "./collect-series.ts";
import { fhirIdentity } from "./fhir-identity.ts";
import { fhirPatient } from "./fhir-patient.ts";
import { fhirResources } from "./fhir-resources.ts";

interface Group extends Pick<SignalGroup, "kind" | "samplingRateHz" | "leads"> {
  readonly first: LeadSeries;
}

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
  const warnings = [...collected.warnings];
  const groups = groupSeries(series).map((members): Group => {
    const named = nameLeads(members.map(({ name }) => name ?? ""));
    warnings.push(...named.warnings);
    const first = members[0]!;
    return {
      kind: "rhythm",
      samplingRateHz: first.samplingRateHz,
      leads: members.map(({ samplesMv }, index) => ({ name: named.names[index]!, samplesMv })),
      first,
    };
  });
  const main = mainGroup(groups)!;
  const { first } = main;
  const otherSignals = groups
    .filter((group) => group !== main)
    .map(
      ({ kind, leads, samplingRateHz, first: { moment, samplesMv } }, index): SignalGroup => ({
        kind,
        label: `group ${index + 2}: ${samplingRateHz} Hz, ${samplesMv.length} samples`,
        samplingRateHz,
        startMs: millisecondsBetween(first.moment, moment),
        leads,
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
    leads: main.leads,
    samplingRateHz: main.samplingRateHz,
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

function millisecondsBetween(start: string | null, moment: string | null): number {
  // both without a zone, so that UTC serves as the clock of both
  const difference = Date.parse(`${moment}Z`) - Date.parse(`${start}Z`);
  return Number.isNaN(difference) ? 0 : difference;
}
