// What in a FHIR document could tell who the person is. Every text is listed unless a rule says that it belongs to the
// structure, so that a field nobody thought of is reported rather than lost from sight.
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { JsonValue } from "../json/parse-json.ts";
import { isoMoment } from "../local-date-time.ts";
import type { FhirResource } from "./fhir-resources.ts";

export interface FhirIdentity {
  readonly items: readonly IdentityItem[];
  readonly warnings: readonly string[];
}

type Rule = readonly [path: RegExp, category: IdentityCategory | null];

/** A report has some hundreds, of which dozens tell a person. */
const MAX_FIELDS = 200_000;

// Matched in order against "<resource type>.<path without indices>"; null: nothing that tells a person.
const rules: readonly Rule[] = [
  [/\.(resourceType|status|language|use|rank|mode|gender|intent|contentType|reference\.type)$/, null],
  [/^Bundle\.(type|link\.relation)$|\.meta\.profile$/, null],
  [/\.value(SampledData|Quantity)\.(data|unit|code|system|comparator|origin\.\w+|value|intervalUnit)$/, null],
  [/\.(?:modifierE|e)xtension\.(?:.*\.)?url$/, null],
  [/^(Patient|Person)\.(.*\.)?extension\b/, "demographics"],
  [/\.(?:modifierE|e)xtension\b/, "private data"],
  [/\.text\.div$/, "free text"],
  [/\.identifier\.(system$|assigner\b)/, "institution"],
  [/\.(identifier|link|telecom|address)\.type\b|\.telecom\.system$/, null],
  [/^(Patient|Person)\.name\b/, "patient name"],
  [/^(Patient|Person)\.(id$|identifier\b|link\b)/, "patient id"],
  [/^(Patient|Person)\.birthDate$/, "birth date"],
  [/^(Patient|Person)\.(address|telecom|contact)\b|^RelatedPerson\./, "contact"],
  [/^(Patient|Person)\.(maritalStatus|communication|multipleBirth)/, "demographics"],
  [/^Patient\.managingOrganization\b/, "institution"],
  [/^Patient\.generalPractitioner\b|^(Practitioner|PractitionerRole|CareTeam)\./, "staff"],
  [/^(Organization|Location|HealthcareService|Endpoint)\./, "institution"],
  [/^Device\w*\.(manufacturer|modelNumber|type|version|property|specialization|category)\b/, null],
  [/\.(subject|patient)\.display$/, "patient name"],
  [/\.(subject|patient)\b/, "patient id"],
  [/^Device\w*\.(owner|location)\b/, "institution"],
  [/^Device/, "device"],
  [/\.(performer|resultsInterpreter|author|participant|recorder|asserter|requester|informant)\b/, "staff"],
  [/\.authorReference\b|\.authorString$/, "staff"],
  [/\.(serviceProvider|organization|location|custodian)\b/, "institution"],
  [/\.device\b/, "device"],
  [/\.(code|category|bodySite|method|dataAbsentReason)\.coding\b|\.component\.code\.text$/, null],
  [/\.(id|versionId|source|fullUrl|reference|url|etag|location|ifNoneMatch)$/, "record id"],
  [
    /\.(identifier|basedOn|partOf|encounter|focus|specimen|hasMember|derivedFrom|imagingStudy)\b/,
    "record id",
  ],
];

/** All that the resources say; the moment of recording is not listed again. */
export function fhirIdentity(resources: readonly FhirResource[], recordedAt: string | null): FhirIdentity {
  const items: IdentityItem[] = [];
  const contents = new Set<JsonValue>(resources.map(({ content }) => content));
  let fields = 0;
  const visit = (value: JsonValue, path: string, field: string): void => {
    if (fields > MAX_FIELDS) return;
    if (typeof value === "string" || typeof value === "number") {
      fields++;
      const category = categoryOf(path, value, recordedAt);
      if (category !== null && value !== "") items.push({ category, field, value: String(value) });
    } else if (Array.isArray(value)) {
      value.forEach((element, index) => {
        if (!contents.has(element)) visit(element, path, `${field}[${index}]`);
      });
    } else {
      for (const [key, member] of Object.entries(value ?? {})) {
        if (!contents.has(member)) visit(member, `${path}.${key}`, `${field}.${key}`);
      }
    }
  };
  for (const { type, content, container } of resources) {
    // the id of a contained resource is an address inside this document, the same in every one of its kind
    const { id, ...others } = content;
    visit(container === null ? content : others, type, type);
  }
  // a number of the patient tells one from another everywhere, an address inside the document only here
  const rank = ({ category, field }: IdentityItem) =>
    category === "patient id" && /identifier(\[\d+\])?\.value$/.test(field) ? 0 : 1;
  return {
    items: items.toSorted((a, b) => rank(a) - rank(b)),
    warnings: fields > MAX_FIELDS ? [`of its texts, those after the first ${MAX_FIELDS} are not listed`] : [],
  };
}

function categoryOf(
  path: string,
  value: string | number,
  recordedAt: string | null,
): IdentityCategory | null {
  const rule = rules.find(([pattern]) => pattern.test(path));
  if (typeof value === "number") return rule?.[1] ?? null;
  if (value === DISCLAIMER) return null;
  // "#patient" leads to a contained resource, whose fields are listed themselves
  if (path.endsWith(".reference") && value.startsWith("#")) return null;
  if (rule !== undefined) return rule[1];
  const moment = isoMoment(value);
  // the moment of recording, which `writeFhir` takes apart into its date and its time of day
  const parts = [recordedAt, ...(recordedAt?.split("T") ?? [])];
  if (parts.includes(moment ?? value)) return null;
  return moment === null ? "free text" : "date";
}
