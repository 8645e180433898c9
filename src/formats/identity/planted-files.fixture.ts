// Files of every format with a person planted in them: in the fields that are for it, and in names of leads and marks.
// The values of fixtures are those that their make-fixtures.py wrote.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Recording } from "../../ecg/recording.ts";
import { buildEdf, edfPlus, LEAD } from "../edf/build-edf.fixture.ts";
import { sineRecording, zipOf } from "../store/store.fixture.ts";
import { WRITTEN_FORMATS, type WrittenFormat, writeRecording } from "../write-recording.ts";

const FIXTURES = new URL("../../../test/fixtures/formats/", import.meta.url);
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, FIXTURES)));

/** The fixture with each `from` replaced by its `to`, in an encoding of one byte a character. */
export function changed(name: string, changes: Readonly<Record<string, string>>): Uint8Array {
  let text = Buffer.from(fixture(name)).toString("latin1");
  for (const [from, to] of Object.entries(changes)) {
    assert.ok(text.includes(from), `${name}: ${from}`);
    text = text.replaceAll(from, to);
  }
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** "a | b" as two values. */
const values = (list: string) => list.split(" | ");
export const text = (content: string) => new TextEncoder().encode(content);
const ecg = sineRecording("Zebrowka");
const [one, two] = ecg.leads;
/** As every writer could have written it for a person who said --keep-identity. */
export const person: Recording = {
  ...ecg,
  leads: [
    one!,
    two!,
    { ...two!, name: "RESP" },
    { ...two!, name: "Zebrowka Q" },
    { ...two!, name: "id 70815770" },
  ],
  patient: { ageYears: 95, sex: "female", context: null },
  recordedAt: "2002-11-22T09:10:11",
  annotations: [
    { timeMs: 9, durationMs: 0, lead: "Zebrowka Q", code: "N", text: "Quirina moved" },
    { timeMs: 10, durationMs: 0, lead: "Quirina", code: "Zebrowka", text: null },
  ],
  otherSignals: [
    {
      kind: "rhythm",
      label: "2002-11-22",
      samplingRateHz: 500,
      startMs: 0,
      leads: [{ ...one!, name: "QUIRINA" }],
    },
  ],
  identity: [
    { category: "patient name", field: "Patient name", value: "Zebrowka^Quirina" },
    { category: "patient id", field: "Patient id", value: "70815770" },
    { category: "birth date", field: "Birth date", value: "1907-04-19" },
    { category: "staff", field: "Operator", value: "Wolfhagen" },
    { category: "institution", field: "Hospital", value: "Xanthusklinik" },
    { category: "free text", field: "Comment", value: "Knobelsdorff asked" },
  ],
};
const PERSON =
  "Zebrowka Quirina 70815770 1907-04-19 19070419 Wolfhagen Xanthusklinik Knobelsdorff 2002-11-22 20021122".split(
    " ",
  );

export async function filesOf(format: WrittenFormat, recording = person): Promise<Map<string, Uint8Array>> {
  const files = await writeRecording(recording, { format, baseName: "Zebrowka" });
  return new Map(files.map(({ name, data }) => [name, typeof data === "string" ? text(data) : data]));
}

export interface Planted {
  readonly path: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly values: readonly string[];
  /** What has to survive: names of leads. */
  readonly leads?: readonly string[] | undefined;
}

const single = (
  path: string,
  bytes: Uint8Array,
  values: readonly string[],
  leads?: readonly string[],
): Planted => ({
  path,
  files: new Map([[path.replace(/(\.h5|\.zip)\/.*/, "$1"), bytes]]),
  values,
  ...(leads && { leads }),
});

const edfPerson = {
  patient: "70815770 F 19-APR-1907 Zebrowka_Quirina",
  recording: "Startdate 22-NOV-2002 X Wolfhagen X",
  date: "22.11.02",
};
const dicomPlanted: readonly (readonly [string, string, string])[] = JSON.parse(
  Buffer.from(fixture("dicom/expected.json")).toString(),
).planted;

export const plantedFiles: Readonly<Record<string, () => Planted | Promise<Planted>>> = {
  ...Object.fromEntries(
    WRITTEN_FORMATS.filter((format) => format !== "csv").map((format) => [
      `${format}, as it is written with identity`,
      async (): Promise<Planted> => {
        const files = await filesOf(format);
        return {
          path: [...files.keys()][0]!,
          files,
          values: PERSON,
          // aECG derives the limb leads that follow from I and II
          leads: format === "aecg" ? undefined : ["I", "II", "RESP", "lead 4", "lead 5"],
        };
      },
    ]),
  ),
  "DICOM with every attribute of the standard": () =>
    single(
      "x.dcm",
      fixture("dicom/identity.dcm"),
      dicomPlanted.map(([, , value]) => value).filter((value) => /[\d\p{L}]{6}/u.test(value)),
    ),
  CSV: () =>
    single(
      "zebrowka.csv",
      text(
        "# fs: 500\n# name: Zebrowka, Quirina\n# recorded at: 2002-11-22 09:10:11\n# Age: 95, Sex: F\n# Knobelsdorff asked\n" +
          `patient_id,operator,I,RESP,zebrowka II,P (Quirina)\n${"70815770,Wolfhagen,0.1,0.2,0.3,7\n".repeat(500)}`,
      ),
      PERSON,
      ["I", "RESP", "lead 3"],
    ),
  "Apple Watch": () =>
    single(
      "x.csv",
      text(
        'Name,Quirina Zebrowka\nDate of Birth,"Apr 19, 1907"\nRecorded Date,2002-11-22 09:10:11 +0100\nSample Rate,512 hertz\nLead,Lead Zebrowka\nUnit,µV\nZebrowka,70815770\n\n' +
          "1.5\n".repeat(600),
      ),
      [...PERSON, "1907"],
      ["lead 1"],
    ),
  EDF: () =>
    single(
      "x.edf",
      buildEdf({
        ...edfPerson,
        records: "1",
        signals: [LEAD, { ...LEAD, label: "QUIRINA Zebrowk" }, { label: "70815770", dimension: "C" }],
        data: Array(12).fill(3),
      }),
      [...PERSON, "22-NOV-2002", "22.11.02", "19-APR"],
      ["II", "lead 2"],
    ),
  "EDF+ with annotations": () =>
    single(
      "x.edf",
      buildEdf(edfPlus(["+0\x14\x14\0+0.5\x14Quirina moved@@Zebrowka\x14\0", "+1\x14\x14\0"], edfPerson)),
      PERSON,
    ),
  "HL7 aECG": () =>
    single(
      "x.xml",
      changed("hl7-aecg/rich.xml", { MDC_ECG_LEAD_X: "SUBJ-0815", MDC_ECG_BEAT_NORMAL: "Nora" }),
      values(
        "Nurse | Nora | SUBJ- | 0815 | P\u00e9rson | Made-up | Nowhere | 555-0100 | 4711 | Inventol | Somebody | TRIAL | Sponsor Ltd | Felt dizzy | SN-123 | SN-456 | Tina | 195007 | 200103 | 2001-03",
      ),
    ),
  MUSE: () =>
    single(
      "x.xml",
      changed("muse/eight-leads.xml", { "<LeadID>V6<": "<LeadID>PAT 0815<", "<Type>1<": "<Type>Invented<" }),
      values(
        "0815 | P\u00e9rson | Invented | Nowhere | Ward Z | SEC-1 | Reader | Dizzy | ORD-5 | ACC-6 | Lives alone | Somebody | SER-8 | 123456 | 01-31-2003 | 2003-01 | 2000",
      ),
    ),
  "Philips XML": () =>
    single(
      "x.xml",
      changed("sierra/base64-cabrera-1.04.xml", {
        "V5 V6 PACE": "V5 Invented PACE",
        "<lastname>Invented": "<lastname>Inventedly",
      }),
      values("Invented | invented | SN-1234 | E-55 | op7 | 2021-03"),
    ),
  "SCP-ECG": () =>
    single(
      "x.scp",
      fixture("scp-ecg/default-second.scp"),
      values(
        "Müster | M\xfcster | Erika | PID-42 | Zweitname | 2019-02 | Digitoxin | palpit | Spital | Dr  | seen at night | SEQ-9 | asthma | maker's | far away | 2020-08",
      ),
    ),
  ISHNE: () =>
    single(
      "x.ecg",
      fixture("ishne/three-leads.ecg"),
      values("Invented | Person | ID-77 | 1960 | 4711 | caf | 2020-0 | 20200"),
    ),
  HDF5: () =>
    single(
      "x.h5/1",
      fixture("hdf5/contiguous.h5"),
      ["Test, P", "Somewhere", "2021-03", "202103"],
      ["V1", "V2", "V3", "V4", "V5", "V6", "I", "II", "III", "aVR", "aVF", "aVL"],
    ),
  FHIR: () =>
    single(
      "x.json",
      changed("fhir/bundle.json", { '"MDC_ECG_ELEC_POTL_I"': '"Muster"' }),
      values(
        "Muster | Maria | 0815 | hospital.example | 49 30 | SN-42 | Probe | 1950 | ACC-1 | chest pain | 2015-02 | 201502 | religion",
      ),
    ),
  "foreign JSON": () =>
    single(
      "x.json",
      changed("json/lead-list.json", { '"Lead I"': '"Maria 1"' }),
      values("Maria | Muster | 4711 | Probe | chest pain | 1950-03"),
      ["lead 1", "II", "V1"],
    ),
  "a ZIP archive": async () =>
    single(
      "ecgs.zip/Quirina/Zebrowka.dcm",
      zipOf({ "Quirina/Zebrowka.dcm": (await filesOf("dicom")).get("Zebrowka.dcm")! }),
      PERSON,
    ),
};
