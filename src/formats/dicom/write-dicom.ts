// A Recording as a DICOM file (PS3.10) with a 12-lead, general or ambulatory ECG object (PS3.3 A.34.3 to A.34.5).
// Nothing of the file it came from is copied: name, number and birth date of the patient stand in it only where
// the recording still has them, and else it says that identity was removed.
import { type IdentityCategory, identityValue, type PatientName, patientName } from "../../ecg/identity.ts";
import type { Recording, SignalGroup } from "../../ecg/recording.ts";
import { birthDay } from "../birth-day.ts";
import { ecgObjectClass, isAllowed } from "./ecg-object-class.ts";
import { byteLength, type ElementSpec, encodeDataSet, joinParts } from "./element-writer.ts";
import { uidOf } from "./uid-of.ts";
import { waveformItem } from "./waveform-item.ts";

const EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
const IMPLEMENTATION = { classUid: uidOf("gem-ecg"), versionName: "GEM-ECG" };
/** The object has to tell a moment; the reader takes dates before the first ECG for none. */
const UNKNOWN_MOMENT = "1900-01-01T00:00:00";

/**
 * Further signals are left out where no ECG object allows them beside the main leads. Throws UnsupportedError for
 * rates and numbers of leads that no ECG object allows.
 */
export function writeDicom(recording: Recording): Uint8Array {
  const { leads, samplingRateHz, otherSignals = [] } = recording;
  const rhythm: SignalGroup = { kind: "rhythm", label: "", startMs: 0, leads, samplingRateHz };
  const groups = isAllowed([rhythm, ...otherSignals]) ? [rhythm, ...otherSignals] : [rhythm];
  const sopClass = ecgObjectClass(groups);
  const uid = (level: string): string => uidOf(level, recording.source.sha256, recording.name);
  const instanceUid = uid("instance");
  const dataSet: ElementSpec[] = [
    ["00080005", "CS", "ISO_IR 192"],
    ["00080016", "UI", sopClass],
    ["00080018", "UI", instanceUid],
    ["00080060", "CS", "ECG"],
    ["00080070", "LO", "GEM"],
    ["00081090", "LO", "gem-ecg"],
    ["0020000D", "UI", uid("study")],
    ["0020000E", "UI", uid("series")],
    ["00200010", "SH", ""],
    ["00200011", "IS", "1"],
    ["00200013", "IS", "1"],
    ["00080050", "SH", ""],
    ["00080090", "PN", ""],
    ["00400555", "SQ", []],
    ...momentElements(recording),
    ...patientElements(recording),
    ["54000100", "SQ", groups.map(waveformItem)],
  ];
  const meta = encodeDataSet([
    ["00020001", "OB", new Uint8Array([0, 1])],
    ["00020002", "UI", sopClass],
    ["00020003", "UI", instanceUid],
    ["00020010", "UI", EXPLICIT_LITTLE_ENDIAN],
    ["00020012", "UI", IMPLEMENTATION.classUid],
    ["00020013", "SH", IMPLEMENTATION.versionName],
  ]);
  const preamble = new Uint8Array(128);
  const prefix = new TextEncoder().encode("DICM");
  const groupLength = encodeDataSet([["00020000", "UL", [byteLength(meta)]]]);
  return joinParts([preamble, prefix, ...groupLength, ...meta, ...encodeDataSet(dataSet)]);
}

function momentElements({ recordedAt }: Recording): ElementSpec[] {
  const moment = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,6})?/.exec(recordedAt ?? UNKNOWN_MOMENT);
  const [
    ,
    year = "1900",
    month = "01",
    day = "01",
    hours = "00",
    minutes = "00",
    seconds = "00",
    fraction = "",
  ] = moment ?? [];
  const date = `${year}${month}${day}`;
  const time = `${hours}${minutes}${seconds}${fraction}`;
  return [
    ["00080020", "DA", date],
    ["00080023", "DA", date],
    ["0008002A", "DT", date + time],
    ["00080030", "TM", time],
    ["00080033", "TM", time],
  ];
}

function patientElements({ patient, identity }: Recording): ElementSpec[] {
  const value = (category: IdentityCategory): string => identityValue(identity, category) ?? "";
  const isKept = (identity ?? []).length > 0;
  const removed: ElementSpec[] = [
    ["00120062", "CS", "YES"],
    ["00120063", "LO", "Written anew from signal, age and sex"],
  ];
  return [
    ["00100010", "PN", personName(patientName(identity))],
    ["00100020", "LO", value("patient id")],
    ["00100030", "DA", birthDay(identity)?.replaceAll("-", "") ?? ""],
    ["00100040", "CS", patient.sex === null ? "" : patient.sex === "female" ? "F" : "M"],
    ...(patient.ageYears === null ? [] : [["00101010", "AS", ageString(patient.ageYears)] as const]),
    ...(isKept ? [["00120062", "CS", "NO"] as const] : removed),
  ];
}

/** "Family^Given" (PS3.5 6.2.1.1), or as the file has it. */
function personName(name: PatientName | null): string {
  if (name === null || (name.family ?? name.given) === null) return name?.text ?? "";
  return name.given === null ? name.family! : `${name.family ?? ""}^${name.given}`;
}

/** Infants' ages are said in months. */
function ageString(years: number): string {
  const isInfant = years < 2 && !Number.isInteger(years);
  const count = Math.min(Math.max(Math.round(isInfant ? years * 12 : Math.floor(years)), 0), 999);
  return `${String(count).padStart(3, "0")}${isInfant ? "M" : "Y"}`;
}
