// All in a Philips ECG document that could tell who the person is. The document is walked as a whole: elements that
// only measure or format are passed over, those of the schemas 1.03 and 1.04.01 that say something of people have a
// category, and text in any other element counts as private data, so that nothing is missed in silence.
import type { IdentityCategory, IdentityItem } from "../../ecg/identity.ts";
import type { XmlElement } from "../parse-xml.ts";

/** Passed over with all below: measurements, report layout, what Recording has in fields of its own. */
const harmless = new Set([
  ...[
    "waveforms",
    "internalmeasurements",
    "measurements",
    "globalmeasurements",
    "interpretationmeasurements",
  ],
  ...[
    "namedmeasurements",
    "signalcharacteristics",
    "reportformat",
    "reportgain",
    "reportbandwidth",
    "reporttype",
  ],
  ...["reportlabel", "documenttype", "documentversion", "modality", "sex", "pacestatus", "height", "weight"],
  ...["bloodpressure", "years", "months", "weeks", "days", "hours", "minutes"],
]);

const categories = new Map<string, IdentityCategory>([
  ...named("patient id", "patientid", "uniquepatientid", "mrn", "secondaryid"),
  ...named("patient name", "name", "lastname", "firstname", "middlename"),
  ...named("birth date", "dateofbirth"),
  ...named("contact", "address", "street", "city", "state", "zip", "postalcode", "country", "phone", "email"),
  ...named("demographics", "race", "pt_race"),
  ...named("staff", "operator", "operatorid", "editor", "orderingclinician", "attendingclinician", "fellow"),
  ...named("staff", "referringclinician", "consultingclinician", "reviewingclinician", "confirmingclinician"),
  ...named(
    "institution",
    "room",
    "bed",
    "departmentid",
    "departmentname",
    "institutionid",
    "institutionname",
  ),
  ...named("institution", "institutionlocationid", "facilityid", "facilityname", "inbox"),
  ...named("device", "machine"),
  ...named(
    "record id",
    "documentname",
    "filename",
    "databaseid",
    "encounterid",
    "ordernumber",
    "uniqueorderid",
  ),
  ...named("record id", "orderbillingcode"),
  ...named("free text", "comments", "orderremarks", "reasonfororder", "orderstatus", "reportdescription"),
  ...named("free text", "symptom", "history", "diagnosis", "medication", "drgcategory", "dx", "rx"),
  ...named("free text", "interpretation", "statement", "statementcode", "leftstatement", "rightstatement"),
  ...named("free text", "lhsstatement", "rhsstatement", "modifier", "severity", "mdsignatureline"),
  ...named("free text", "compareinfostatement", "numericvalue", "textvalue"),
]);

const dateAttributes = new Set(["date", "time", "orderrequestdate", "orderrequesttime"]);
for (const name of ["dateprocessed", "timeprocessed"]) dateAttributes.add(name);
/** Which tell one person or device from the others; those of people take the category of their element. */
const namingAttributes = new Map<string, IdentityCategory | "as the element">([
  ["id", "as the element"],
  ["value", "as the element"],
  ["code", "as the element"],
  ["userid", "staff"],
  ["machineid", "device"],
]);

export function collectIdentity(root: XmlElement, recordedAt: string | null): IdentityItem[] {
  const items: IdentityItem[] = [];
  const visit = (element: XmlElement, parentName: string) => {
    const name = element.name.toLowerCase();
    if (harmless.has(name)) return;
    const field = parentName === "" ? element.name : `${parentName}/${element.name}`;
    const category = categories.get(name);
    // the maker and model stay, and the moment of recording has a field of its own
    const isRecordingDate = name === "dataacquisition" && recordedAt !== null;
    if (element.text !== "" && category !== "device") {
      items.push({ category: category ?? "private data", field, value: element.text });
    }
    for (const [attribute, value] of element.attributes) {
      if (value.trim() === "") continue;
      const naming = namingAttributes.get(attribute.toLowerCase());
      const ofAttribute = naming === "as the element" ? category : naming;
      const isDate = dateAttributes.has(attribute.toLowerCase()) && !isRecordingDate;
      if (isDate) items.push({ category: "date", field: `${field}@${attribute}`, value });
      else if (ofAttribute) items.push({ category: ofAttribute, field: `${field}@${attribute}`, value });
    }
    for (const child of element.children) visit(child, element.name);
  };
  visit(root, "");
  return items;
}

function named(category: IdentityCategory, ...elements: readonly string[]): [string, IdentityCategory][] {
  return elements.map((element) => [element, category]);
}
