// All in a MUSE file that could tell who the person is. Every element with text is listed unless its name, or the
// block it stands in, is known to be technical: hospitals configure fields of their own.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { XmlElement } from "../parse-xml.ts";

/** Makers, models, versions and states of the test, and what the reader itself takes. */
const TECHNICAL = new Set(
  (
    "MuseVersion XMLSourceVersion AcquisitionDevice AcquisitionSoftwareVersion AnalysisSoftwareVersion DataType " +
    "Status EditListStatus HISStatus Priority Modality StmtFlag Gender AgeUnits MeasurementMatrix WaveFormData " +
    "WaveformType SampleType LeadID LeadAmplitudeUnits LeadOff BaselineSway ExcessiveACNoise MuscleNoise " +
    "HighPassFilter LowPassFilter ACFilter PaceType IndexOffsets PharmaRRinterval PharmaPPinterval"
  ).split(" "),
);
/** Blocks of numbers: in them a number is listed only where its name is a person's. */
const MEASURED = /^(?:Waveform|LeadData|QRSTimesTypes|QRS|.*Measurements?)$/;
const NUMBERS = /^[\s\d.,;:eE+-]*$/;

/** By the end of the element's name; the first that fits counts. */
const categoryOfName: readonly (readonly [name: RegExp, category: IdentityCategory])[] = [
  [/^Patient\w*Name$|^(?:Last|First|Middle)Name$/i, "patient name"],
  [/^DateofBirth$|Birth/i, "birth date"],
  [/^(?:PatientID|SecondaryID|AlternateID|MRN|SSN)/i, "patient id"],
  [/address|phone|city|state$|zip|country|mail/i, "contact"],
  [
    /^(?:Race|Ethnic\w*|Height\w*|Weight\w*|Religion|Occupation|Marital\w*|Pacemaker|PatientAge|\w*BP)$/i,
    "demographics",
  ],
  [/cart|serial|station/i, "device"],
  [
    /(?:MD|Tech|Technician|Overread\w*|Editor|Fellow|Placers?|Physician|Operator|Nurse)(?:HIS)?(?:ID|\w*Name)?$/i,
    "staff",
  ],
  [
    /^(?:HIS)?(?:Site|Location|Room|Bed|Facility|ServicingFacility|Hospital|Department|Institution|PointOfCare)/i,
    "institution",
  ],
  [/(?:Date|Time|DateTime)$/i, "date"],
  [
    /Stmt|Diagnosis|Reason|Question|Answer|Comment|Medication|Indication|History|Symptom|Remark|Text|TestType/i,
    "free text",
  ],
  [/(?:ID|UID|Number|Num|No)$/i, "record id"],
];

const PERSONAL = new Set<IdentityCategory>(["patient name", "patient id", "birth date", "contact"]);

export interface MuseIdentityContext {
  /** True where AcquisitionDate and AcquisitionTime became the moment of recording. */
  readonly hasRecordedAt: boolean;
  /** True where PatientAge became the age. */
  readonly hasAge: boolean;
}

/** Every identifying value of the file, in its order. */
export function museIdentity(root: XmlElement, context: MuseIdentityContext): IdentityItem[] {
  const taken = new Set([
    ...(context.hasRecordedAt ? ["AcquisitionDate", "AcquisitionTime"] : []),
    ...(context.hasAge ? ["PatientAge"] : []),
  ]);
  return [...itemsBelow(root, null)];

  function* itemsBelow(element: XmlElement, parent: XmlElement | null): Generator<IdentityItem> {
    const field = `${parent === null ? "" : `${parent.name}/`}${element.name}`;
    for (const [name, value] of element.attributes) {
      // declarations of namespaces and of the schema
      if (/^(?:xmlns|schemaLocation|noNamespaceSchemaLocation)$/.test(name) || value.trim() === "") continue;
      yield { category: "private data", field: `${field}@${name}`, value: value.trim() };
    }
    const known = TECHNICAL.has(element.name) || taken.has(element.name);
    if (element.text !== "" && !known && !isMeasured(element, parent)) {
      yield { category: categoryOf(element.name), field, value: element.text };
    }
    for (const child of element.children) yield* itemsBelow(child, element);
  }
}

function isMeasured(element: XmlElement, parent: XmlElement | null): boolean {
  const ofPerson = PERSONAL.has(categoryOf(element.name));
  return parent !== null && MEASURED.test(parent.name) && NUMBERS.test(element.text) && !ofPerson;
}

function categoryOf(name: string): IdentityCategory {
  return categoryOfName.find(([pattern]) => pattern.test(name))?.[1] ?? "private data";
}
