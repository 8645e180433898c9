// What a field is about, by the name that people and devices give it: "Patient Name", "pat_id", "Geburtstag".
// For formats whose fields have no fixed names: comment lines, labelled lines, attributes.
import type { IdentityCategory } from "../../ecg/identity.ts";

/** An identity category, or one of the fields that have a place of their own in a Recording. */
export type FieldMeaning =
  | IdentityCategory
  | "recorded at"
  | "age"
  | "sex"
  | "sampling rate"
  | "unit"
  | "lead names";

// The German names are those of Apple's export.
const names: Readonly<Record<FieldMeaning, string>> = {
  "patient name":
    "name|patient|patientname|fullname|firstname|lastname|surname|givenname|familyname|subjectname",
  "patient id":
    "id|patientid|patid|pid|mrn|subjectid|subject|personid|medicalrecordnumber|ssn|insurancenumber",
  "birth date": "dob|dateofbirth|birthdate|birthday|born|patientbirthdate|geburtstag|geburtsdatum",
  contact: "address|phone|telephone|email|mail|city|zip|zipcode|postcode",
  demographics: "race|ethnicity|nationality|religion|occupation|country",
  staff: "physician|doctor|technician|operator|nurse|referringphysician|reviewer|reader|cardiologist",
  institution: "hospital|institution|site|clinic|department|ward|room|center|centre|location",
  device: "serial|serialnumber|deviceserial|deviceid|deviceserialnumber|station|stationname",
  "record id":
    "record|recordid|recordname|examid|exam|study|studyid|visit|visitid|accession|accessionnumber|order|orderid|ecgid|filename|file|uid|uuid",
  date: "date|time|datetime|created|createdat|exported|exportdate|printed|modified|admission|discharge",
  "free text":
    "comment|comments|note|notes|diagnosis|dx|rx|hx|sx|indication|medication|medications|classification|symptoms|interpretation|report|history|klassifizierung|symptome",
  "private data": "",
  "recorded at":
    "recorded|recordedat|recordeddate|recordingdate|recordingtime|recordingdatetime|acquired|acquiredat|acquisitiondate|acquisitiontime|acquisitiondatetime|basedatetime|startdatetime|starttime|aufzeichnungsdatum",
  age: "age|ageyears|patientage",
  sex: "sex|gender|patientsex",
  "sampling rate":
    "fs|fshz|samplingrate|samplingratehz|samplerate|sampleratehz|samplingfrequency|samplingfrequencyhz|samplefrequency|sfreq|frequency|messrate",
  unit: "unit|units|einheit",
  "lead names": "lead|leads|leadnames|channels|channelnames|chnames|signalnames|signames|ableitung",
};

const meanings = new Map<string, FieldMeaning>(
  Object.entries(names).flatMap(([meaning, spellings]) =>
    spellings
      .split("|")
      .filter(Boolean)
      .map((spelling) => [spelling, meaning as FieldMeaning] as const),
  ),
);

/** null where the name tells nothing. */
export function fieldMeaning(name: string): FieldMeaning | null {
  return meanings.get(plainLabel(name)) ?? null;
}

/** Letters a to z and digits only: case, accents, blanks and punctuation do not count. */
export function plainLabel(label: string): string {
  return label
    .slice(0, 100)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

export function isIdentityCategory(meaning: FieldMeaning): meaning is IdentityCategory {
  return !["recorded at", "age", "sex", "sampling rate", "unit", "lead names"].includes(meaning);
}
