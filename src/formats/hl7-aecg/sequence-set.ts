// A sequence set of an aECG: leads sampled together, each an SLIST of whole numbers. Physical values after the
// HL7 v3 data types: origin + digit * scale, in the unit of the scale; a file with SLIST_INT states no unit.
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { turnedOver } from "../doubtful-amplitudes.ts";
import { MAX_SIGNALS } from "../limits.ts";
import { parseNumber } from "../parse-number.ts";
import { type XmlElement, xmlChild, xmlChildren, xmlText } from "../parse-xml.ts";
import { quote } from "../quote.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";
import { parseDigits } from "./digits.ts";
import { leadOfCode } from "./lead-code.ts";
import { readTimeBase, type TimeBase } from "./time-base.ts";

export interface RawLead {
  readonly rawName: string;
  readonly samplesMv: Float64Array;
}

export interface SequenceSet extends TimeBase {
  readonly leads: readonly RawLead[];
}

/** What the sets of one file share. */
export interface SetReader {
  /** Names the file in messages. */
  readonly where: string;
  readonly samplingRateHz: number | undefined;
  readonly unit: string | undefined;
  /** Samples that all sets together may still hold; counted down. */
  readonly budget: { samples: number };
  /** Collects what is odd. */
  readonly warnings: string[];
}

/** Reads one `sequenceSet`; null where it has no leads with samples. `field` names it in messages. */
export function readSequenceSet(set: XmlElement, field: string, reader: SetReader): SequenceSet | null {
  const sequences = xmlChildren(set, "component").flatMap((part) => xmlChildren(part, "sequence"));
  const isTime = (sequence: XmlElement) =>
    /^TIME_(?:ABSOLUTE|RELATIVE)$/i.test(xmlChild(sequence, "code")?.attributes.get("code") ?? "") ||
    /GLIST_(?:TS|PQ)$/.test(xmlChild(sequence, "value")?.attributes.get("type") ?? "");
  const leadSequences = sequences.filter((sequence) => !isTime(sequence));
  if (leadSequences.length > MAX_SIGNALS) {
    throw new FormatError({
      file: reader.where,
      field,
      got: `${leadSequences.length} leads`,
      wanted: `at most ${MAX_SIGNALS}`,
    });
  }
  const leads = leadSequences.flatMap((sequence) => readLead(sequence, field, reader) ?? []);
  if (leads.length === 0) return null;
  const timeBase = readTimeBase(sequences.find(isTime), {
    where: reader.where,
    field,
    samplingRateHz: reader.samplingRateHz,
  });
  return { ...timeBase, leads };
}

function readLead(sequence: XmlElement, setField: string, reader: SetReader): RawLead | null {
  const { where, warnings, budget } = reader;
  const rawName = leadOfCode(xmlChild(sequence, "code")) ?? "";
  const shownName = quote(rawName);
  const field = `${setField}, lead ${shownName}`;
  const value = xmlChild(sequence, "value");
  const digitsText = xmlText(value, "digits");
  if (digitsText === null) {
    const type = value?.attributes.get("type") ?? "";
    if (value !== undefined && value.children.length > 0 && !/SLIST_(?:PQ|INT)$/.test(type)) {
      throw new UnsupportedError(
        `${where}: ${field}: values of type ${quote(type)} are not read, SLIST_PQ is`,
      );
    }
    warnings.push(`lead ${shownName} has no samples and was left out`);
    return null;
  }
  const scale = quantity(xmlChild(value, "scale"), 1, `scale of ${field}`, where);
  const origin = quantity(xmlChild(value, "origin"), 0, `origin of ${field}`, where);
  if (scale.value === 0) {
    throw new FormatError({ file: where, field: `scale of ${field}`, got: 0, wanted: "a number but 0" });
  }
  const unit = scale.unit ?? reader.unit;
  if (unit === undefined) {
    throw new UsageError(
      `${where} does not tell the unit of lead ${shownName}; give it, for example --unit uV`,
    );
  }
  const perMillivolt = unitsPerMillivolt(unit);
  const originPerMillivolt = unitsPerMillivolt(origin.unit ?? unit);
  if (perMillivolt === null) {
    warnings.push(`note: ${shownName} is no voltage and was left out`);
    return null;
  }
  if (originPerMillivolt === null) {
    throw new FormatError({
      file: where,
      field: `unit of the origin of ${field}`,
      got: quote(origin.unit ?? ""),
      wanted: "uV, mV, V or nV",
    });
  }
  if (scale.value < 0) warnings.push(...turnedOver([shownName]));
  const samplesMv = parseDigits(digitsText, { where, field, maxCount: budget.samples });
  budget.samples -= samplesMv.length;
  for (let i = 0; i < samplesMv.length; i++) {
    // one division where the units agree, as (origin + digit * scale) / units per mV is written by hand
    samplesMv[i] =
      perMillivolt === originPerMillivolt
        ? (origin.value + samplesMv[i]! * scale.value) / perMillivolt
        : origin.value / originPerMillivolt + (samplesMv[i]! * scale.value) / perMillivolt;
  }
  return { rawName, samplesMv };
}

interface Quantity {
  readonly value: number;
  /** null where none is stated; "1" is the data type's word for that. */
  readonly unit: string | null;
}

function quantity(element: XmlElement | undefined, missing: number, field: string, where: string): Quantity {
  if (element === undefined) return { value: missing, unit: null };
  const value = parseNumber(element.attributes.get("value"));
  if (value === null) {
    const got = quote(element.attributes.get("value") ?? "");
    throw new FormatError({ file: where, field, got, wanted: "a number" });
  }
  const unit = element.attributes.get("unit")?.trim();
  return { value, unit: unit === undefined || unit === "" || unit === "1" ? null : unit };
}
