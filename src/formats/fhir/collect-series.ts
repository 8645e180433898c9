// Every lead that the Observations of a FHIR document hold, with what its Observation says of it. Some exporters cut
// one lead into components of ten seconds under one code (HealthKitOnFHIR does): these are joined again where together
// they last as long as the Observation's effectivePeriod says.
import { FormatError } from "../../ecg/errors.ts";
import type { DecodeOptions } from "../decode-input.ts";
import {
  type JsonObject,
  type JsonValue,
  jsonArray,
  jsonMember,
  jsonNumber,
  jsonObject,
  jsonText,
} from "../json/parse-json.ts";
import { MAX_SIGNALS, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { effectiveMoment, effectiveSeconds } from "./effective-moment.ts";
import { type FhirResource, resolveReference } from "./fhir-resources.ts";
import { leadOfConcept } from "./lead-code.ts";
import { decodeSampledData, sampledDataLength } from "./sampled-data.ts";

export interface LeadSeries {
  /** As the file calls it; null where it does not. */
  readonly name: string | null;
  readonly samplesMv: Float64Array;
  readonly samplingRateHz: number;
  readonly observation: FhirResource;
  /** Local time, or null. */
  readonly moment: string | null;
  /** What tells the patient from others in this document, or null. */
  readonly subject: string | null;
  /** Of the SampledData it comes from. */
  readonly dimensions: number;
}

export interface CollectedSeries {
  readonly series: readonly LeadSeries[];
  readonly warnings: readonly string[];
}

interface Part {
  readonly concept: JsonValue | undefined;
  readonly content: JsonObject;
  readonly field: string;
  /** An Observation's own code names a lead only where it is one of the twelve. */
  readonly isWhole: boolean;
}

const VOID = new Set(["entered-in-error", "cancelled"]);
/** How far the joined parts may be from the stated length, as a share. */
const SAME_LENGTH_SHARE = 0.02;

export function collectSeries(
  resources: readonly FhirResource[],
  where: string,
  options: DecodeOptions,
): CollectedSeries {
  const observations = resources.filter(({ type }) => type === "Observation");
  const parts = observations
    .map((observation, index) => {
      const name = observations.length === 1 ? "Observation" : `Observation[${index}]`;
      return { observation, parts: partsOf(observation, name) };
    })
    .filter((one) => one.parts.length > 0);
  const everyPart = parts.flatMap((one) => one.parts);
  if (everyPart.length > MAX_SIGNALS) throw tooMany("SampledData", everyPart.length, MAX_SIGNALS, where);
  const sampleCount = everyPart.reduce((sum, { content }) => sum + sampledDataLength(content), 0);
  if (sampleCount > MAX_TOTAL_SAMPLES) throw tooMany("values", sampleCount, MAX_TOTAL_SAMPLES, where);
  const warnings: string[] = [];
  const marks = { error: 0, above: 0, below: 0 };
  const series = parts.flatMap(({ observation, parts: own }) => {
    const about = {
      observation,
      moment: effectiveMoment(observation),
      subject: subjectKey(observation, resources),
    };
    const otherRateHz = statedRateHz(observation) ?? options.samplingRateHz ?? null;
    const status = jsonText(observation.content["status"]);
    if (status !== null && VOID.has(status)) warnings.push(`an Observation with samples is marked ${status}`);
    const found = own.flatMap((part): LeadSeries[] => {
      if (part.content["data"] === undefined) {
        warnings.push(`note: ${part.field} has no data and was left out`);
        return [];
      }
      const decoded = decodeSampledData(part.content, { where, field: part.field, options, otherRateHz });
      if (decoded === null) {
        warnings.push(`note: ${part.field} is no voltage and was left out`);
        return [];
      }
      warnings.push(...decoded.warnings);
      for (const kind of ["error", "above", "below"] as const) marks[kind] += decoded.marks[kind];
      const { channelsMv, samplingRateHz } = decoded;
      const named = leadNamesOf(part, observation, channelsMv.length);
      warnings.push(...named.warnings);
      return channelsMv.map((samplesMv, index) => ({
        name: named.names[index] ?? null,
        samplesMv,
        samplingRateHz,
        dimensions: channelsMv.length,
        ...about,
      }));
    });
    const joined = joinParts(found, effectiveSeconds(observation));
    if (joined.length < found.length) {
      warnings.push(
        `${found.length} parts of ${joined.length} leads were joined: together they last as stated`,
      );
    }
    return joined;
  });
  if (series.length > MAX_SIGNALS) throw tooMany("leads", series.length, MAX_SIGNALS, where);
  if (marks.error + marks.above + marks.below > 0) {
    warnings.push(
      `samples without a value: ${marks.error} marked E (error), ${marks.above} U (above the range), ${marks.below} L (below it)`,
    );
  }
  return { series, warnings };
}

function tooMany(field: string, got: number, limit: number, where: string): FormatError {
  return new FormatError({ file: where, field, got, wanted: `at most ${limit}` });
}

function partsOf({ content }: FhirResource, name: string): Part[] {
  const own = jsonObject(content["valueSampledData"]);
  const whole = { concept: content["code"], field: `${name}.valueSampledData`, isWhole: true };
  const components = jsonArray(content["component"]).flatMap((component, index) => {
    const data = jsonObject(jsonMember(component, "valueSampledData"));
    if (data === null) return [];
    const field = `${name}.component[${index}].valueSampledData`;
    return { concept: jsonMember(component, "code"), content: data, field, isWhole: false };
  });
  return own === null ? components : [{ ...whole, content: own }, ...components];
}

/** One lead by its code; several by the codes of as many components without a value, or of as many codings. */
function leadNamesOf(
  part: Part,
  { content }: FhirResource,
  dimensions: number,
): { names: readonly (string | null)[]; warnings: string[] } {
  if (dimensions === 1) {
    const { name, contradictedBy, isStandard } = leadOfConcept(part.concept);
    return {
      names: [part.isWhole && !isStandard ? null : name],
      warnings:
        contradictedBy === null
          ? []
          : [`${part.field}: the code says lead ${name} and its text ${contradictedBy}; the code is used`],
    };
  }
  const valueless = jsonArray(content["component"]).flatMap((component) => {
    const hasValue = Object.keys(jsonObject(component) ?? {}).some((key) => key.startsWith("value"));
    return hasValue ? [] : leadOfConcept(jsonMember(component, "code"));
  });
  const codings = jsonArray(jsonMember(part.concept, "coding"));
  const fromCodings = codings.map((coding) => leadOfConcept({ coding: [coding] }));
  const named = [valueless, fromCodings].find(
    (leads) => leads.length === dimensions && leads.every(({ isStandard }) => isStandard),
  );
  return { names: (named ?? []).map(({ name }) => name), warnings: [] };
}

function joinParts(series: readonly LeadSeries[], seconds: number | null): readonly LeadSeries[] {
  const byName = Map.groupBy(series, ({ name }) => name);
  if (seconds === null || byName.size === series.length || byName.has(null)) return series;
  const joined = [...byName.values()].map((parts): LeadSeries | null => {
    const first = parts[0]!;
    const length = parts.reduce((sum, { samplesMv }) => sum + samplesMv.length, 0);
    const lasts = length / first.samplingRateHz;
    if (parts.some(({ samplingRateHz }) => samplingRateHz !== first.samplingRateHz)) return null;
    if (Math.abs(lasts / seconds - 1) > SAME_LENGTH_SHARE) return null;
    const samplesMv = new Float64Array(length);
    let at = 0;
    for (const part of parts) {
      samplesMv.set(part.samplesMv, at);
      at += part.samplesMv.length;
    }
    return { ...first, samplesMv };
  });
  return joined.every((one) => one !== null) ? joined : series;
}

/** A component that gives a quantity in hertz, as exporters add one for the sampling frequency. */
function statedRateHz({ content }: FhirResource): number | null {
  for (const component of jsonArray(content["component"])) {
    const quantity = jsonMember(component, "valueQuantity");
    const unit = jsonText(jsonMember(quantity, "code")) ?? jsonText(jsonMember(quantity, "unit"));
    if (unit?.toLowerCase() === "hz") return jsonNumber(jsonMember(quantity, "value"));
  }
  return null;
}

function subjectKey(observation: FhirResource, resources: readonly FhirResource[]): string | null {
  const subject = observation.content["subject"] ?? observation.container?.content["subject"];
  const reference = jsonText(jsonMember(subject, "reference"));
  const resolved = resolveReference(reference, observation, resources);
  if (resolved !== null) return `resource ${resources.indexOf(resolved)}`;
  return (
    reference ??
    jsonText(jsonMember(subject, "identifier", "value")) ??
    jsonText(jsonMember(subject, "display"))
  );
}
