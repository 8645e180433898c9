// The resting ECG document of Philips ("Sierra XML", schemas 1.03 to 1.04.02; PageWriter, HeartStart, TraceMaster).
// Values are in units of the resolution, in microvolts: mV = (value - offset) * resolution / 1000, in that order.
// The facts come from the schemas and readers in sierra-ecg-tools (C. A. Watford, MIT); sierraecg 0.4.0 is the oracle.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { type Annotation, CALIBRATION_CODE, type Recording } from "../../ecg/recording.ts";
import type { DecodeInput } from "../decode-input.ts";
import { parseXml, type XmlElement, xmlChild, xmlText } from "../parse-xml.ts";
import { quote } from "../quote.ts";
import { collectIdentity } from "./collect-identity.ts";
import { decodeWaveforms } from "./decode-waveforms.ts";
import { findCalibration } from "./find-calibration.ts";
import { labelledLeads } from "./labelled-leads.ts";
import { readPatient, readRecordedAt } from "./patient.ts";
import { readRepresentativeBeats } from "./representative-beats.ts";
import { readWaveSettings } from "./wave-settings.ts";

const TYPES = ["SierraECG", "PhilipsECG"];
const VERSIONS = ["1.03", "1.04", "1.04.01", "1.04.02"];

export function decodeSierra({ name, bytes, sha256, where, options = {} }: DecodeInput): Recording {
  const root = parseXml(bytes, where);
  checkVersion(root, where);
  const waveforms = findWaveforms(root, where);
  const settings = readWaveSettings({ root, waveforms, file: where, options });
  const { channels, warnings } = decodeWaveforms(waveforms.text, settings, where);
  const { samplingRateHz, resolutionUv, offset, labels } = settings;
  const calibration = findCalibration({ channels, offset, resolutionUv, samplingRateHz });
  const rhythm = labelledLeads(
    channels.map((values, channel) => ({
      label: labels[channel]!,
      samplesMv: Float64Array.from(values, (value) => ((value - offset) * resolutionUv) / 1000),
    })),
  );
  if (rhythm.leads.length === 0) {
    throw new FormatError({ file: where, field: "leadlabels", got: "no ECG lead", wanted: "one or more" });
  }
  const beats = readRepresentativeBeats(root, where);
  const recordedAt = readRecordedAt(root);
  return {
    name,
    leads: rhythm.leads,
    samplingRateHz,
    patient: readPatient(root, recordedAt),
    source: {
      format: "sierra",
      sha256,
      warnings: [
        ...settings.warnings,
        ...warnings,
        ...rhythm.warnings,
        ...(calibration === null ? [] : [calibrationNote(calibration, samplingRateHz)]),
        ...beats.warnings,
        ...deviceDerived(root),
      ],
    },
    recordedAt,
    annotations:
      calibration === null ? [] : [calibrationMark(calibration, channels[0]!.length, samplingRateHz)],
    otherSignals: beats.group === null ? [] : [beats.group],
    identity: collectIdentity(root, recordedAt),
  };
}

function checkVersion(root: XmlElement, where: string): void {
  const type = xmlText(root, "documentinfo", "documenttype") ?? "";
  const version = xmlText(root, "documentinfo", "documentversion") ?? "";
  if (!TYPES.includes(type) || !VERSIONS.includes(version)) {
    const found = `document type ${quote(type)} ${quote(version)}`;
    throw new UnsupportedError(`${where}: ${found}; ${TYPES.join(" and ")} ${VERSIONS.join(", ")} are read`);
  }
}

function findWaveforms(root: XmlElement, where: string): XmlElement {
  const parent = xmlChild(root, "waveforms");
  const parsed = xmlChild(parent, "parsedwaveforms");
  if (parsed !== undefined) return parsed;
  const other = ["leadwaveforms", "unparsedwaveforms"].find((element) => xmlChild(parent, element));
  if (other !== undefined) {
    throw new UnsupportedError(`${where}: the samples are in ${other}; parsedwaveforms is read`);
  }
  throw new FormatError({
    file: where,
    field: "waveforms/parsedwaveforms",
    got: "nothing",
    wanted: "samples",
  });
}

function calibrationNote(firstSample: number, samplingRateHz: number): string {
  const seconds = (firstSample / samplingRateHz).toFixed(2);
  return `note: a calibration pulse follows the ECG from ${seconds} s on; it is not measured`;
}

function calibrationMark(firstSample: number, sampleCount: number, samplingRateHz: number): Annotation {
  return {
    timeMs: (firstSample / samplingRateHz) * 1000,
    durationMs: ((sampleCount - firstSample) / samplingRateHz) * 1000,
    lead: null,
    code: CALIBRATION_CODE,
    text: null,
  };
}

/** Leads that the device computed from fewer electrodes (EASI, MIDA), as far as the file names them. */
function deviceDerived(root: XmlElement): string[] {
  const list = xmlText(root, "dataacquisition", "signalcharacteristics", "derivedleads");
  return list === null ? [] : [`the device derived these leads from others: ${quote(list)}`];
}
