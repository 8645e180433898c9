// One Waveform of a MUSE file: leads as Base64 of 16-bit little-endian integers, so many amplitude units a bit.
// Rate = SampleBase * 10 ^ SampleExponent. mV = raw * units per bit / units per mV. The lowest code, -32768, would
// be a voltage that no ECG has (160 mV at the usual 4.88 uV) and is read as a missing sample, with a warning.
import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { decodeBase64 } from "../base64.ts";
import { crc32 } from "../crc32.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { MAX_SIGNALS } from "../limits.ts";
import { padLeads } from "../pad-leads.ts";
import { parseNumber } from "../parse-number.ts";
import { type XmlElement, xmlChildren, xmlText } from "../parse-xml.ts";
import { quote } from "../quote.ts";
import { settledRate } from "../sampling-rate.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";

export interface MuseLead {
  readonly rawName: string;
  readonly samplesMv: Float64Array;
}

export interface MuseWaveform {
  readonly samplingRateHz: number;
  /** All of one length; none where no lead holds samples. */
  readonly leads: readonly MuseLead[];
}

/** What the waveforms of one file share. */
export interface MuseReader {
  /** Names the file in messages. */
  readonly where: string;
  readonly options: DecodeOptions;
  /** Samples that all waveforms together may still hold; counted down. */
  readonly budget: { samples: number };
  /** Collects what is odd. */
  readonly warnings: string[];
}

const BYTES_PER_SAMPLE = 2;
const MISSING = -32_768;
/** 1 V a bit: beyond any converter, and safe in multiplication. */
const MAX_UNITS_PER_BIT = 1e9;
const deviceMarks = [
  ["LeadOff", "off"],
  ["BaselineSway", "swaying"],
  ["ExcessiveACNoise", "full of mains noise"],
  ["MuscleNoise", "full of muscle noise"],
] as const;

/** Reads one `Waveform`; `field` names it in messages ("rhythm"). */
export function readWaveform(waveform: XmlElement, field: string, reader: MuseReader): MuseWaveform {
  const { where } = reader;
  const sampleType = xmlText(waveform, "SampleType");
  if (sampleType !== null && !/^CONTINUOUS_SAMPLES?$/i.test(sampleType)) {
    throw new UnsupportedError(
      `${where}: ${field}: samples of type ${quote(sampleType)} are not read, CONTINUOUS_SAMPLES are`,
    );
  }
  const elements = xmlChildren(waveform, "LeadData");
  if (elements.length > MAX_SIGNALS) {
    const wanted = `at most ${MAX_SIGNALS}`;
    throw new FormatError({ file: where, field: `leads of ${field}`, got: elements.length, wanted });
  }
  const offsets = new Set(elements.map((element) => number(element, "LeadTimeOffset", reader) ?? 0));
  if (offsets.size > 1) {
    throw new UnsupportedError(`${where}: ${field}: leads that start at different times are not read`);
  }
  const leads = elements.flatMap((element) => readLead(element, field, reader) ?? []);
  return {
    samplingRateHz: samplingRate(waveform, field, reader),
    leads: padLeads(leads, { ...reader, field }),
  };
}

function samplingRate(waveform: XmlElement, field: string, reader: MuseReader): number {
  const base = number(waveform, "SampleBase", reader);
  const exponent = number(waveform, "SampleExponent", reader) ?? 0;
  const scaled = (value: number) => (exponent < 0 ? value / 10 ** -exponent : value * 10 ** exponent);
  return settledRate({
    file: reader.where,
    field: `sampling rate of ${field}`,
    statedHz: base === null ? null : scaled(base),
    givenHz: reader.options.samplingRateHz,
  });
}

function readLead(element: XmlElement, waveformField: string, reader: MuseReader): MuseLead | null {
  const { where, budget, warnings } = reader;
  const rawName = xmlText(element, "LeadID") ?? "";
  const lead = `${waveformField} lead ${quote(rawName)}`;
  const text = xmlText(element, "WaveFormData");
  if (text === null) {
    warnings.push(`${lead} has no samples and was left out`);
    return null;
  }
  if ((number(element, "LeadOffsetFirstSample", reader) ?? 0) !== 0) {
    // documents disagree whether it counts samples of silence or bytes to skip
    throw new UnsupportedError(`${where}: ${lead}: a first sample with an offset is not read`);
  }
  const sampleSize = number(element, "LeadSampleSize", reader) ?? BYTES_PER_SAMPLE;
  if (sampleSize !== BYTES_PER_SAMPLE) {
    throw new UnsupportedError(
      `${where}: ${lead}: samples of ${sampleSize} bytes are not read, those of 2 are`,
    );
  }
  const maxBytes = BYTES_PER_SAMPLE * budget.samples;
  const bytes = decodeBase64(text, { where, field: `samples of ${lead}`, maxBytes });
  if (bytes.length % BYTES_PER_SAMPLE !== 0 || bytes.length === 0) {
    const wanted = "a whole number of 2-byte samples";
    throw new FormatError({ file: where, field: `samples of ${lead}`, got: `${bytes.length} bytes`, wanted });
  }
  budget.samples -= bytes.length / BYTES_PER_SAMPLE;
  warnings.push(...oddities(element, lead, bytes, reader));
  const samplesMv = millivolts(
    bytes,
    unitsPerBit(element, lead, reader),
    perMillivolt(element, lead, reader),
  );
  const missing = samplesMv.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  if (missing > 0) warnings.push(`${lead}: ${missing} samples of the lowest code are taken as missing`);
  return { rawName, samplesMv };
}

function unitsPerBit(element: XmlElement, lead: string, reader: MuseReader): number {
  const value = number(element, "LeadAmplitudeUnitsPerBit", reader);
  if (value === null || !(value > 0 && value <= MAX_UNITS_PER_BIT)) {
    throw new FormatError({
      file: reader.where,
      field: `LeadAmplitudeUnitsPerBit of ${lead}`,
      got: value ?? "none",
      wanted: "a number above 0",
    });
  }
  return value;
}

function perMillivolt(element: XmlElement, lead: string, { where, options }: MuseReader): number {
  const unit = xmlText(element, "LeadAmplitudeUnits") ?? options.unit;
  if (unit === undefined) {
    throw new UsageError(`${where} does not tell the unit of ${lead}; give it, for example --unit uV`);
  }
  const units = unitsPerMillivolt(unit);
  if (units === null) {
    const wanted = "MICROVOLTS or MILLIVOLTS";
    throw new FormatError({ file: where, field: `LeadAmplitudeUnits of ${lead}`, got: quote(unit), wanted });
  }
  return units;
}

function millivolts(bytes: Uint8Array, unitsPerBit: number, unitsPerMv: number): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length / BYTES_PER_SAMPLE }, (_, i) => {
    const raw = view.getInt16(BYTES_PER_SAMPLE * i, true);
    return raw === MISSING ? Number.NaN : (raw * unitsPerBit) / unitsPerMv;
  });
}

/** What the header says that the samples do not bear out, and what the device thought of the lead. */
function oddities(element: XmlElement, lead: string, bytes: Uint8Array, reader: MuseReader): string[] {
  const found: string[] = [];
  const counts = [
    ["LeadByteCountTotal", bytes.length],
    ["LeadSampleCountTotal", bytes.length / BYTES_PER_SAMPLE],
  ] as const;
  for (const [name, count] of counts) {
    const stated = number(element, name, reader);
    if (stated !== null && stated !== count) found.push(`${lead}: ${name} is ${stated}, ${count} are there`);
  }
  const checksum = number(element, "LeadDataCRC32", reader);
  // some writers print the 32 bits as a signed number
  if (checksum !== null && checksum >>> 0 !== crc32(bytes)) found.push(`${lead}: the checksum differs`);
  const baseline = number(element, "FirstSampleBaseline", reader) ?? 0;
  if (baseline !== 0) found.push(`${lead}: its stated baseline of ${baseline} is not applied`);
  for (const [name, means] of deviceMarks) {
    if (/^(?:TRUE|YES|1)$/i.test(xmlText(element, name) ?? ""))
      found.push(`${lead}: the device calls it ${means}`);
  }
  return found;
}

/** The number in a child element; null where there is none. Throws FormatError for anything else. */
function number(parent: XmlElement, name: string, { where }: MuseReader): number | null {
  const text = xmlText(parent, name);
  if (text === null) return null;
  const value = parseNumber(text);
  if (value !== null) return value;
  throw new FormatError({ file: where, field: name, got: quote(text), wanted: "a number" });
}
