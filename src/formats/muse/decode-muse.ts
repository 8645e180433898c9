// GE MUSE XML ("RestingECG"): a rhythm and a median beat, each a Waveform, usually of the eight leads from which
// the other four follow. QRSTimesTypes gives each beat's time in milliseconds and its class, 0 the dominant one.
import { FormatError } from "../../ecg/errors.ts";
import type { Annotation, Patient, Recording, SignalGroup } from "../../ecg/recording.ts";
import { ageInYears, yearsOf } from "../age-in-years.ts";
import type { DecodeInput } from "../decode-input.ts";
import { deriveLimbLeads } from "../derive-limb-leads.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { mainGroup } from "../main-group.ts";
import { nameLeads } from "../name-leads.ts";
import { parseSex } from "../parse-sex.ts";
import { parseXml, type XmlElement, xmlChild, xmlChildren, xmlDescendants, xmlText } from "../parse-xml.ts";
import { rateWarnings } from "../sampling-rate.ts";
import { museDate, museDateTime } from "./date-time.ts";
import { museIdentity } from "./identity.ts";
import { type MuseReader, readWaveform } from "./waveform.ts";

/** Decodes a whole file. Throws FormatError, UnsupportedError, or UsageError where it does not tell rate or unit. */
export function decodeMuse(input: DecodeInput): Recording {
  const { where, options = {} } = input;
  const root = parseXml(input.bytes, where);
  const reader: MuseReader = { where, options, budget: { samples: MAX_TOTAL_SAMPLES }, warnings: [] };
  const waveforms = [...xmlDescendants(root)].filter((element) => element.name === "Waveform");
  const groups = waveforms.flatMap((waveform, index) => readGroup(waveform, index, reader));
  const main = mainGroup(groups);
  if (main === undefined) {
    throw new FormatError({ file: where, field: "Waveform", got: "none with samples", wanted: "a rhythm" });
  }
  if (main.kind === "median") reader.warnings.push("the file holds a median beat and no rhythm");
  reader.warnings.push(...rateWarnings("the file", main.samplingRateHz, options.samplingRateHz));
  if ([...xmlDescendants(root)].some((element) => element.name === "PaceSpikes")) {
    reader.warnings.push("note: the device's list of pacing spikes is not read");
  }
  // the four derived leads count as well
  const fits = 4 * (main.leads[0]?.samplesMv.length ?? 0) <= reader.budget.samples;
  const completed = fits ? deriveLimbLeads(main.leads) : { leads: main.leads, derived: [] };
  const others = groups.filter((group) => group !== main);
  const annotations = main.kind === "rhythm" ? beats(root, main) : [];
  const test = xmlChild(root, "TestDemographics");
  const recordedAt = museDateTime(xmlText(test, "AcquisitionDate"), xmlText(test, "AcquisitionTime"));
  const demographics = xmlChild(root, "PatientDemographics");
  const age = statedAge(demographics);
  return {
    name: input.name,
    leads: completed.leads,
    samplingRateHz: main.samplingRateHz,
    patient: patientOf(demographics, age, recordedAt),
    source: {
      format: "muse",
      sha256: input.sha256,
      warnings: reader.warnings,
      ...(completed.derived.length > 0 ? { derivedLeads: completed.derived } : {}),
    },
    recordedAt,
    ...(others.length > 0 ? { otherSignals: others } : {}),
    ...(annotations.length > 0 ? { annotations } : {}),
    identity: museIdentity(root, { hasRecordedAt: recordedAt !== null, hasAge: age !== null }),
  };
}

function readGroup(waveform: XmlElement, index: number, reader: MuseReader): SignalGroup[] {
  const kind = /^median/i.test(xmlText(waveform, "WaveformType") ?? "") ? "median" : "rhythm";
  const label = `waveform ${index + 1}`;
  const { samplingRateHz, leads } = readWaveform(waveform, `${kind} ${label}`, reader);
  if (leads.length === 0) return [];
  if (!/^0*(?:\.0*)?$/.test(xmlText(waveform, "WaveformStartTime") ?? "")) {
    reader.warnings.push(`note: the start time of ${label} is not read, since its unit is not known`);
  }
  const { names, warnings } = nameLeads(leads.map((lead) => lead.rawName));
  reader.warnings.push(...warnings);
  return [
    {
      kind,
      label,
      samplingRateHz,
      startMs: 0,
      leads: leads.map(({ samplesMv }, lead) => ({ name: names[lead]!, samplesMv })),
    },
  ];
}

/** "QRS 0" for a beat of the dominant class, "QRS 1" for the next; those outside the recording are no beats. */
function beats(root: XmlElement, { leads, samplingRateHz }: SignalGroup): Annotation[] {
  const lengthMs = ((leads[0]?.samplesMv.length ?? 0) / samplingRateHz) * 1000;
  return xmlChildren(xmlChild(root, "QRSTimesTypes"), "QRS")
    .flatMap((beat) => {
      const time = /^\d{1,9}$/.exec(xmlText(beat, "Time") ?? "")?.[0];
      const type = /^\w{1,8}$/.exec(xmlText(beat, "Type") ?? "")?.[0];
      if (time === undefined || type === undefined || Number(time) > lengthMs) return [];
      return { timeMs: Number(time), durationMs: 0, lead: null, code: `QRS ${type}`, text: null };
    })
    .sort((a, b) => a.timeMs - b.timeMs);
}

function patientOf(
  demographics: XmlElement | undefined,
  age: number | null,
  recordedAt: string | null,
): Patient {
  const birth = museDate(xmlText(demographics, "DateofBirth"));
  return {
    ageYears: age ?? ageInYears(birth, recordedAt),
    sex: parseSex(xmlText(demographics, "Gender")),
    context: null,
  };
}

function statedAge(demographics: XmlElement | undefined): number | null {
  const text = /^\d{1,5}(?:\.\d{1,6})?$/.exec(xmlText(demographics, "PatientAge") ?? "")?.[0];
  return text === undefined ? null : yearsOf(Number(text), xmlText(demographics, "AgeUnits") ?? "years");
}
