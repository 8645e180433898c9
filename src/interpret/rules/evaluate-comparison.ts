// One comparison of a rule: finds the measure in the recording or in the lead in view, picks the threshold
// that fits lead, sex and age, and turns the result into an outcome with evidence.
import type { Evidence } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import { compare, type Threshold } from "./compare.ts";
import { type Evaluation, notAssessable } from "./evaluation.ts";
import { leadState } from "./lead-state.ts";
import type { Measure, MeasureValue, Place, Reading } from "./measure.ts";
import { measureNamed } from "./measure-catalogue.ts";
import type { Comparison, LeadName, ThresholdVariant } from "./rule-schema.ts";
import { toleranceOf } from "./tolerances.ts";
import { leadPlace, recordPlace } from "./typical-place.ts";

/** Evaluates a comparison; `lead` is the lead in view, null outside any list of leads. */
export function evaluateComparison(
  comparison: Comparison,
  measurements: Measurements,
  lead: LeadName | null,
): Evaluation {
  const measure = measureNamed(comparison.measure);
  const name = measure.scope === "lead" ? (comparison.lead ?? lead) : null;
  if (measure.scope === "lead" && name === null) return notAssessable(`${measure.label}: no lead is named`);
  const reading = read(measure, measurements, name);
  const where = name === null ? "" : ` in ${name}`;
  if (reading.value === null) {
    return notAssessable(reading.unknown ?? `${measure.label}${where} was not measured`);
  }
  const { threshold, note } = fittingThreshold(comparison, measurements, name);
  const tolerance =
    comparison.tolerance ?? (typeof threshold === "number" ? toleranceOf(measure.quantity, threshold) : 0);
  const compared = compare({ value: reading.value, operator: comparison.operator, threshold, tolerance });
  return {
    ...compared,
    evidence: evidenceOf({ comparison, measure, measurements, name, reading, threshold }),
    reasons:
      compared.outcome === "borderline"
        ? [
            `${measure.label}${where} ${shown(reading.value)} is within ${shown(tolerance)} ${measure.unit} of ${shown(threshold)}`.replace(
              / {2,}/g,
              " ",
            ),
          ]
        : [],
    notes: note === null ? [] : [note],
  };
}

/** Ends the measure's name in evidence that was read upside down: it cites the lead in which it can be seen. */
const MIRRORED = " (-aVR)";

/** The evidence is of -aVR: what it tells is not to be said of aVR itself. */
export function isMirrored({ measure }: Evidence): boolean {
  return measure.endsWith(MIRRORED);
}

/** A reading in the named lead; "-aVR" is aVR upside down. */
function read(measure: Measure, measurements: Measurements, name: LeadName | null): Reading {
  if (measure.scope === "record") return measure.read(measurements);
  const lead = name === "-aVR" ? "aVR" : (name ?? "");
  const { median, trouble } = leadState(measurements, lead);
  if (median === null) return { value: null, unknown: trouble };
  const reading = measure.read({ median, lead, measurements });
  if (name !== "-aVR" || typeof reading.value !== "number") return reading;
  return measure.signed === true ? { ...reading, value: -reading.value } : reading;
}

/**
 * The first variant that fits. Where age or sex is unknown several may: then the one that is hardest to
 * meet, so that what is not known never makes a finding.
 */
function fittingThreshold(
  { operator, threshold }: Comparison,
  { patient }: Measurements,
  lead: LeadName | null,
): { threshold: Threshold; note: string | null } {
  if (typeof threshold !== "object" || !("variants" in threshold)) return { threshold, note: null };
  const possible: ThresholdVariant[] = [];
  for (const variant of threshold.variants) {
    if (variant.leads !== undefined && (lead === null || !variant.leads.includes(lead))) continue;
    const sex = variant.sex === undefined || patient.sex === null ? null : variant.sex === patient.sex;
    const age = patient.ageYears === null ? null : withinAge(variant, patient.ageYears);
    if (sex === false || age === false) continue;
    possible.push(variant);
    const certain = (variant.sex === undefined || sex === true) && (!hasAge(variant) || age === true);
    if (certain) break;
  }
  const values = possible.map((variant) => variant.value);
  const upward = operator === ">" || operator === ">=";
  const value = upward ? Math.max(...values) : Math.min(...values);
  if (possible.length < 2) return { threshold: value, note: null };
  const unknown = [
    ...(patient.sex === null && possible.some((variant) => variant.sex !== undefined) ? ["sex"] : []),
    ...(patient.ageYears === null && possible.some(hasAge) ? ["age"] : []),
  ].join(" and ");
  return { threshold: value, note: `${unknown} unknown: the ${upward ? "higher" : "lower"} limit is used` };
}

function withinAge(
  { ageFrom = 0, ageBelow = Number.POSITIVE_INFINITY }: ThresholdVariant,
  age: number,
): boolean {
  return age >= ageFrom && age < ageBelow;
}

function hasAge(variant: ThresholdVariant): boolean {
  return variant.ageFrom !== undefined || variant.ageBelow !== undefined;
}

interface EvidenceInput {
  readonly comparison: Comparison;
  readonly measure: Measure;
  readonly measurements: Measurements;
  readonly name: LeadName | null;
  readonly reading: Reading;
  readonly threshold: Threshold;
}

function evidenceOf({
  comparison,
  measure,
  measurements,
  name,
  reading,
  threshold,
}: EvidenceInput): Evidence[] {
  const lead = name === "-aVR" ? "aVR" : name;
  const typical = () =>
    lead === null ? recordPlace(measurements, measure.part) : leadPlace(measurements, lead, measure.part);
  const places: readonly Place[] = reading.places?.length ? reading.places : [typical()];
  const value = reading.absent === true || isInfinite(reading.value) ? null : reading.value;
  const shared = {
    measure: name === "-aVR" ? `${measure.label}${MIRRORED}` : measure.label,
    value,
    unit: measure.unit,
    ...limit(comparison.operator, threshold, value),
  };
  const contributions = (reading.contributions ?? []).map((it) => ({
    ...leadPlace(measurements, it.lead, it.part),
    measure: it.measure,
    value: it.value,
    unit: it.unit,
    operator: null,
    threshold: null,
  }));
  return [...places.map((place) => ({ ...place, ...shared })), ...contributions];
}

/** Evidence carries one threshold: of a list of names the one that was found. */
function limit(
  operator: Comparison["operator"],
  threshold: Threshold,
  value: MeasureValue,
): Pick<Evidence, "operator" | "threshold"> {
  if (typeof threshold !== "object") return { operator, threshold };
  const found = threshold.includes(String(value));
  return { operator: "=", threshold: found ? String(value) : threshold.join(" or ") };
}

function isInfinite(value: MeasureValue): boolean {
  return typeof value === "number" && !Number.isFinite(value);
}

function shown(value: Threshold | MeasureValue): string {
  if (typeof value !== "number") return String(value);
  return String(Math.abs(value) < 10 ? Number(value.toFixed(3)) : Math.round(value));
}
