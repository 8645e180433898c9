// All in an aECG that could tell who the person is. The whole tree is walked, and what is not known to be
// technical is listed: vendors add elements that no schema has, and a name may stand anywhere. What an element
// means depends on whose it is, so the nearest ancestor with a known role decides the category.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import { type XmlElement, xmlChild, xmlDescendants } from "../parse-xml.ts";
import { isTimed } from "./annotations.ts";
import { isAgeObservation, statedAge } from "./patient.ts";
import { type AecgTime, msBetween, parseTimestamp } from "./timestamp.ts";

type Owner = "subject" | "staff" | "institution" | "device" | "maker" | "study" | "technical" | "record";

const ownerOf = new Map<string, Owner>([
  ["trialSubject", "subject"],
  ["subjectDemographicPerson", "subject"],
  ["assignedPerson", "staff"],
  ["investigatorPerson", "staff"],
  ["trialInvestigator", "staff"],
  ["studyEventPerformer", "staff"],
  ["seriesPerformer", "staff"],
  ["assignedEntity", "staff"],
  ["trialSite", "institution"],
  ["testingSite", "institution"],
  ["sponsorOrganization", "institution"],
  ["representedAuthoringOrganization", "institution"],
  ["seriesAuthor", "device"],
  ["manufacturedSeriesDevice", "device"],
  ["assignedDevice", "device"],
  ["manufacturerOrganization", "maker"],
  ["timepointEvent", "study"],
  ["relativeTimepoint", "study"],
  ["clinicalTrial", "study"],
  ["sequence", "technical"],
  ["boundary", "technical"],
]);
const idCategory: Readonly<Record<Owner, IdentityCategory>> = {
  subject: "patient id",
  staff: "staff",
  institution: "institution",
  device: "device",
  maker: "device",
  study: "record id",
  technical: "private data",
  record: "record id",
};
const nameCategory: Readonly<Record<Owner, IdentityCategory>> = {
  ...idCategory,
  subject: "patient name",
  record: "private data",
};

/** Elements of vendors, and where else the name tells the meaning. */
const categoryOfName: readonly (readonly [name: RegExp, category: IdentityCategory])[] = [
  [/^birth/i, "birth date"],
  [/patient_?id$|^mrn$/i, "patient id"],
  [/serial/i, "device"],
  [/^(?:bed|room|pointofcare|department|ward|location|site|hospital|institution)/i, "institution"],
  [/^(?:physician|doctor|technician|operator|nurse)/i, "staff"],
  [/^(?:phone|telecom|telephone|e?mail|address)/i, "contact"],
  [/^(?:height|weight|race|ethnic|religi|marital|occupation|nationality|pacemaker|paced)/i, "demographics"],
  [/^(?:title|visit|order|accession)/i, "record id"],
  [
    /^(?:text|originalText|value|comment|medication|clinicalClassification|diagnos|indication|reference)/i,
    "free text",
  ],
];
const TECHNICAL_TEXT = new Set(["digits", "manufacturerModelName", "softwareName"]);
/** Attributes that name no person: HL7's own machinery, and those read with their element. */
const KNOWN_ATTRIBUTES = new Set(
  (
    "code codeSystem codeSystemName codeSystemVersion displayName root extension assigningAuthorityName value unit " +
    "type classCode moodCode typeCode determinerCode contextControlCode contextConductionInd negationInd nullFlavor " +
    "inclusive operator use displayable mediaType representation language partType qualifier templateId typeID " +
    "realmCode period denominator schemaLocation space lang xmlns"
  ).split(" "),
);
/** Ends of recordings are written to the full second. */
const END_TOLERANCE_MS = 1000;
/** Numbers and moments, by the elements that have a `value`. */
const QUANTITIES = new Set(
  "value increment head origin scale low high center width pauseQuantity sequenceNumber".split(" "),
);

interface Place {
  /** Whose the element is. */
  readonly owner: Owner;
  readonly parent: XmlElement | null;
}

/** When the recording took place: its dates are the moment of recording, not further ones. */
export interface RecordingPeriod {
  readonly start: AecgTime;
  readonly durationMs: number;
}

/** Every identifying value of the file, in its order; `period` is null where the file does not tell. */
export function aecgIdentity(root: XmlElement, period: RecordingPeriod | null): IdentityItem[] {
  return [...itemsBelow(root, { owner: "record", parent: null })];

  function* itemsBelow(element: XmlElement, outer: Place): Generator<IdentityItem> {
    const place = { owner: ownerOf.get(element.name) ?? outer.owner, parent: outer.parent };
    for (const [name, value] of element.attributes) {
      if (!KNOWN_ATTRIBUTES.has(name)) yield* item("private data", element, place, value, `@${name}`);
    }
    if (element.name === "name" || element.name === "addr") {
      yield* joinedItems(element, place);
      return;
    }
    if (element.name === "id") yield* idItems(element, place);
    yield* codeItems(element, place);
    yield* valueItems(element, place, period);
    if (!TECHNICAL_TEXT.has(element.name) && statedAge(element) === null) {
      yield* item(textCategory(element), element, place, element.text);
    }
    for (const child of element.children) yield* itemsBelow(child, { owner: place.owner, parent: element });
  }
}

function* item(
  category: IdentityCategory,
  element: XmlElement,
  { parent }: Place,
  value: string | undefined,
  suffix = "",
): Generator<IdentityItem> {
  const field = `${parent === null ? "" : `${parent.name}/`}${element.name}${suffix}`;
  const trimmed = value?.trim();
  if (trimmed) yield { category, field, value: trimmed };
}

function* idItems(element: XmlElement, place: Place): Generator<IdentityItem> {
  const category = idCategory[place.owner];
  const attribute = (name: string) => element.attributes.get(name);
  // the extension first: it tells one person from another within the organisation that the root names
  yield* item(category, element, place, attribute("extension"));
  yield* item(category, element, place, attribute("root"), "@root");
  yield* item("institution", element, place, attribute("assigningAuthorityName"), "@assigningAuthorityName");
}

function* joinedItems(element: XmlElement, place: Place): Generator<IdentityItem> {
  if (place.owner === "maker" && element.name === "name") return;
  const parts = [...xmlDescendants(element)].flatMap((part) => [
    part.text,
    part.attributes.get("value") ?? "",
  ]);
  const ofInstitution = place.owner === "institution" || place.owner === "maker";
  const addressCategory = ofInstitution ? "institution" : "contact";
  const category = element.name === "name" ? nameCategory[place.owner] : addressCategory;
  yield* item(category, element, place, parts.filter((part) => part !== "").join(" "));
}

function* codeItems(element: XmlElement, place: Place): Generator<IdentityItem> {
  const shown = element.attributes.get("displayName") ?? element.attributes.get("code");
  if (shown === undefined) return;
  if (place.owner === "study") {
    // sponsors make codes of their own, and the protocol's number is the name of the code system
    const parts = ["code", "displayName", "codeSystemName", "codeSystem"];
    const values = parts.flatMap((name) => element.attributes.get(name) || []);
    yield* item("record id", element, place, values.join(" "));
  } else if (place.owner === "subject") {
    if (element.name !== "administrativeGenderCode") yield* item("demographics", element, place, shown);
  } else if (place.owner === "staff" || place.owner === "institution") {
    yield* item(idCategory[place.owner], element, place, shown);
  } else if (element.name === "reasonCode" || isStatement(element, place.parent)) {
    yield* item("free text", element, place, shown);
  }
}

function* valueItems(
  element: XmlElement,
  place: Place,
  period: RecordingPeriod | null,
): Generator<IdentityItem> {
  const value = element.attributes.get("value");
  if (value === undefined || place.owner === "technical") return;
  const unit = element.attributes.get("unit");
  if (place.parent?.name === "relatedObservation") {
    if (!isAgeObservation(place.parent))
      yield* item("demographics", element, place, `${value} ${unit ?? ""}`);
    return;
  }
  const namesTime =
    /time$|^(?:low|high|center)$/i.test(element.name) || element.attributes.get("type") === "TS";
  const time = namesTime && unit === undefined ? parseTimestamp(value) : null;
  if (time !== null) {
    const category = /^birth/i.test(element.name) ? "birth date" : "date";
    if (category === "birth date" || !isWithin(period, time)) yield* item(category, element, place, value);
  } else if (!QUANTITIES.has(element.name) || !/^[\s\d.eE+-]*$/.test(value)) {
    yield* item(textCategory(element), element, place, value);
  }
}

function isWithin(period: RecordingPeriod | null, time: AecgTime): boolean {
  if (period === null) return false;
  const afterMs = msBetween(period.start, time);
  return afterMs >= 0 && afterMs <= period.durationMs + END_TOLERANCE_MS;
}

/** A reading in coded form that has no place in time, as MDC_ECG_INTERPRETATION_STATEMENT. */
function isStatement(element: XmlElement, parent: XmlElement | null): boolean {
  if (element.name !== "value" || parent?.name !== "annotation" || isTimed(parent)) return false;
  const topic = xmlChild(parent, "code")?.attributes.get("code") ?? "";
  return !/^MDC_ECG_(?:BEAT|WAVC)/.test(topic);
}

function textCategory(element: XmlElement): IdentityCategory {
  return categoryOfName.find(([name]) => name.test(element.name))?.[1] ?? "private data";
}
