// A Recording as JSON of this project's own shape, one lead a line:
//
//   { "format": "gem-recording", "version": 1, "disclaimer": text, "name": text,
//     "samplingRateHz": number, "unit": "mV", "recordedAt": "2002-11-22T09:10:00" | null,
//     "patient": { "ageYears": number | null, "sex": "female" | "male" | null },
//     "leads": { "I": [number | null, ...], ... },      null: an invalid sample
//     "derivedLeads": ["III", ...],                     computed from others, not measured
//     "otherSignals": [{ "kind", "label", "samplingRateHz", "startMs", "leads" }],
//     "annotations": [{ "timeMs", "durationMs", "lead", "code", "text" }],
//     "identity": [{ "category", "field", "value" }] }
//
// The last four only where there are any. A number is the shortest decimal that gives back the same double, so that
// what is measured on the copy equals what is measured on the original, to the last bit.
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { UnsupportedError } from "../../ecg/errors.ts";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { MAX_TEXT_BYTES } from "../limits.ts";
import { OWN_FORMAT, OWN_VERSION } from "./own-shape.ts";

/**
 * The recording as JSON text. Who the person is is written where the Recording still says so. Throws UnsupportedError
 * where the text would be too long to be read back.
 */
export function writeJson(recording: Recording): string {
  const { patient, otherSignals = [], annotations = [], identity = [] } = recording;
  const { derivedLeads = [] } = recording.source;
  let length = 0;
  const leadsText = (leads: readonly Lead[]) => {
    const lines = leads.map(({ name, samplesMv }) => {
      const line = `${JSON.stringify(name)}: ${JSON.stringify(Array.from(samplesMv))}`;
      length += line.length;
      if (length > MAX_TEXT_BYTES) {
        throw new UnsupportedError(`a JSON text of more than ${MAX_TEXT_BYTES} bytes; shorten the recording`);
      }
      return line;
    });
    return `{\n${lines.join(",\n")}\n}`;
  };
  const members: (readonly [key: string, text: string])[] = [
    ["format", JSON.stringify(OWN_FORMAT)],
    ["version", JSON.stringify(OWN_VERSION)],
    ["disclaimer", JSON.stringify(DISCLAIMER)],
    ["name", JSON.stringify(recording.name)],
    ["samplingRateHz", JSON.stringify(recording.samplingRateHz)],
    ["unit", JSON.stringify("mV")],
    ["recordedAt", JSON.stringify(recording.recordedAt ?? null)],
    ["patient", JSON.stringify({ ageYears: patient.ageYears, sex: patient.sex })],
    ["leads", leadsText(recording.leads)],
  ];
  if (derivedLeads.length > 0) members.push(["derivedLeads", JSON.stringify(derivedLeads)]);
  if (otherSignals.length > 0) {
    const groups = otherSignals.map(
      ({ leads, ...group }) => `${JSON.stringify(group).slice(0, -1)}, "leads": ${leadsText(leads)}}`,
    );
    members.push(["otherSignals", `[${groups.join(",\n")}]`]);
  }
  if (annotations.length > 0) members.push(["annotations", JSON.stringify(annotations)]);
  if (identity.length > 0) members.push(["identity", JSON.stringify(identity)]);
  return `{\n${members.map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(",\n")}\n}\n`;
}
