// What a field is about, by the name that people and devices give it: "Patient Name", "pat_id", "Geburtstag". For
// formats whose fields have no fixed names: comment lines, labelled lines, columns, keys, attributes.
import type { IdentityCategory } from "../ecg/identity.ts";

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
    "name patient patientname fullname firstname lastname surname givenname familyname subjectname",
  "patient id":
    "id patientid patid pid mrn subjectid subject personid medicalrecordnumber ssn insurancenumber",
  "birth date": "birthdate dateofbirth dob patientbirthdate birthday born geburtstag geburtsdatum",
  contact: "address phone telephone email mail city zip zipcode postcode",
  demographics: "race ethnicity nationality religion occupation country height weight",
  staff:
    "physician doctor technician operator nurse referringphysician reviewer reader cardiologist " +
    "annotator validatedby",
  institution:
    "hospital institution site clinic department ward room center centre location addressoftheclinic",
  device:
    "serial serialnumber device deviceserial deviceid deviceserialnumber station stationname recorder " +
    "recorderid cartid",
  "record id":
    "record recordid recordname recordingid examid exam study studyid visit visitid stayid hadmid " +
    "accession accessionnumber order orderid ordernumber ecgid filename file uid uuid waveformpath",
  date:
    "date time datetime created createdat exported exportdate printed modified admission admissiondate " +
    "discharge ecgdate ecgtime studydate studytime basedate basetime startdate infarctiondateacute " +
    "catheterizationdate previousinfarction1date previousinfarction2date",
  "free text":
    "comment comments note notes diagnosis diagnoses diagnose dx rx hx sx indication medication " +
    "medications therapy classification symptoms interpretation report history rhythm " +
    "electricaxisoftheheart reasonforadmission additionaldiagnoses smoker source freetext " +
    "klassifizierung symptome",
  "private data": "privatedata",
  "recorded at":
    "recorded recordedat recordeddate recordingdate recordingtime recordingdatetime acquired acquiredat " +
    "acquisitiondate acquisitiontime acquisitiondatetime basedatetime startdatetime starttime " +
    "aufzeichnungsdatum",
  age: "age ageyears patientage ageatrecording",
  sex: "sex gender patientsex patientgender",
  "sampling rate":
    "fs fshz sf samplingrate samplingratehz samplerate sampleratehz samplingfrequency " +
    "samplingfrequencyhz samplefrequency samplingfreq samplefreq sfreq frequency frequencyhz freq hz " +
    "messrate",
  unit: "unit units signalunit signalunits voltageunit amplitudeunit amplitudeunits einheit",
  "lead names":
    "leadnames leadname leads lead leadlabels channellabels channelnames channels channel chnames " +
    "signame signames signalnames ableitung",
};

const meanings = new Map<string, FieldMeaning>(
  Object.entries(names).flatMap(([meaning, spellings]) =>
    spellings.split(" ").map((spelling) => [spelling, meaning as FieldMeaning] as const),
  ),
);

/** null where the name tells nothing. */
export function fieldMeaning(name: string): FieldMeaning | null {
  return meanings.get(plainLabel(name)) ?? null;
}

/** All plain labels of that meaning, the most telling ones first. */
export function labelsMeaning(meaning: FieldMeaning): ReadonlySet<string> {
  return new Set(names[meaning].split(" "));
}

/** Letters and digits only: case, accents, blanks and punctuation do not count. */
export function plainLabel(label: string): string {
  return label
    .slice(0, 100)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The identity category of a field; of one with a place in a Recording, that of a value which does not fit there. */
export function identityMeaning(meaning: FieldMeaning): IdentityCategory | null {
  switch (meaning) {
    case "recorded at":
      return "date";
    case "age":
    case "sex":
      return "demographics";
    case "sampling rate":
    case "unit":
    case "lead names":
      return null;
    default:
      return meaning;
  }
}
