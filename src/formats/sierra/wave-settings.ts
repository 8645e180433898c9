// How the samples of a Philips ECG are stored, out of three places: the attributes of parsedwaveforms, which
// describe them as they are now (schema 1.04 and later), the signal characteristics at acquisition (all that 1.03
// has), and the options of the caller. Names and units from the schemas 1.03 and 1.04.01 in sierra-ecg-tools.

import { FormatError, UnsupportedError, UsageError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { DecodeOptions } from "../decode-input.ts";
import { MAX_SIGNALS, MAX_TOTAL_SAMPLES } from "../limits.ts";
import { parseNumber } from "../parse-number.ts";
import { type XmlElement, xmlChild, xmlText } from "../parse-xml.ts";
import { quote } from "../quote.ts";
import { settledRate } from "../sampling-rate.ts";
import { unitsPerMillivolt } from "../voltage-unit.ts";

export interface WaveSettings {
  readonly samplingRateHz: number;
  readonly resolutionUv: number;
  /** To be subtracted from each value. */
  readonly offset: number;
  readonly isSigned: boolean;
  /** As the file spells them, one for each channel that is read. */
  readonly labels: readonly string[];
  readonly samplesPerLead: number;
  readonly isBase64: boolean;
  readonly isXli: boolean;
  readonly warnings: readonly string[];
}

export interface WaveSource {
  readonly root: XmlElement;
  readonly waveforms: XmlElement;
  readonly file: string;
  readonly options: DecodeOptions;
}

/** Acquisition types whose channels are the twelve leads in standard order; schema 1.04 renamed the first. */
const TWELVE_LEAD_ACQUISITION = new Set(["STD-12", "10-WIRE"]);
/** A millivolt a step shows nothing of an ECG any more. */
export const MAX_RESOLUTION_UV = 1000;

export function readWaveSettings(source: WaveSource): WaveSettings {
  const { root, waveforms, file, options } = source;
  const signal = xmlChild(root, "dataacquisition", "signalcharacteristics");
  const warnings: string[] = [];
  const samplingRateHz = readRate(source, signal, warnings);
  const resolution =
    decimal(waveforms.attributes.get("resolution"), file, "parsedwaveforms/resolution") ??
    decimal(xmlText(signal, "resolution") ?? xmlText(signal, "signalresolution"), file, "resolution");
  const resolutionUv = resolution ?? resolutionOfUnit(options.unit, file);
  if (!(resolutionUv > 0 && resolutionUv <= MAX_RESOLUTION_UV)) {
    const wanted = `more than 0, at most ${MAX_RESOLUTION_UV} microvolts`;
    throw new FormatError({ file, field: "resolution", got: resolutionUv, wanted });
  }
  const labels = readLabels(source, signal, warnings);
  const durationMs = decimal(waveforms.attributes.get("durationperchannel"), file, "durationperchannel");
  // the order of operations is that of sierraecg 0.4.0
  const samplesPerLead = Math.trunc((durationMs ?? 0) * (samplingRateHz / 1000));
  if (samplesPerLead < 1 || samplesPerLead * labels.length > MAX_TOTAL_SAMPLES) {
    const wanted = `1 to ${MAX_TOTAL_SAMPLES} samples in all leads`;
    throw new FormatError({ file, field: "durationperchannel", got: durationMs ?? "nothing", wanted });
  }
  const offset = decimal(
    waveforms.attributes.get("signaloffset") ?? xmlText(signal, "signaloffset"),
    file,
    "signaloffset",
  );
  if (offset) warnings.push(`the signal offset of ${offset} was subtracted from all leads`);
  const isSigned = waveforms.attributes.get("signalsigned") ?? xmlText(signal, "signalsigned") ?? "True";
  const encoding = readEncoding(source, signal);
  return {
    samplingRateHz,
    resolutionUv,
    offset: offset ?? 0,
    isSigned: isSigned.toLowerCase() !== "false",
    labels,
    samplesPerLead,
    ...encoding,
    warnings,
  };
}

function readRate(
  { waveforms, file, options }: WaveSource,
  signal: XmlElement | undefined,
  warnings: string[],
) {
  const acquired = decimal(xmlText(signal, "samplingrate"), file, "samplingrate");
  const stored = decimal(waveforms.attributes.get("samplespersecond"), file, "samplespersecond");
  const rateHz = settledRate({ file, statedHz: stored ?? acquired, givenHz: options.samplingRateHz });
  if (stored !== null && acquired !== null && stored !== acquired) {
    warnings.push(`note: recorded at ${acquired} Hz and stored at ${stored} Hz`);
  }
  return rateHz;
}

function resolutionOfUnit(unit: string | undefined, file: string): number {
  const perMillivolt = unit === undefined ? null : unitsPerMillivolt(unit);
  if (perMillivolt !== null) return 1000 / perMillivolt;
  throw new UsageError(
    `${file} does not tell its resolution; give the unit of its values, for example --unit uV`,
  );
}

function readLabels(
  { waveforms, file, options }: WaveSource,
  signal: XmlElement | undefined,
  warnings: string[],
) {
  const listed = (waveforms.attributes.get("leadlabels") ?? "").split(/\s+/).filter((label) => label !== "");
  const promised = decimal(waveforms.attributes.get("numberofleads"), file, "numberofleads");
  const allocated = decimal(xmlText(signal, "numberchannelsallocated"), file, "numberchannelsallocated");
  const count = promised ?? (listed.length > 0 ? listed.length : allocated);
  if (count !== null && (count < 1 || count > MAX_SIGNALS || !Number.isInteger(count))) {
    const wanted = `1 to ${MAX_SIGNALS}`;
    throw new FormatError({ file, field: "number of leads", got: count, wanted });
  }
  if (listed.length > 0) {
    const labels = listed.slice(0, count ?? listed.length);
    for (let channel = labels.length + 1; channel <= (count ?? 0); channel++) {
      labels.push(`channel ${channel}`);
      warnings.push(`channel ${channel} has no lead label`);
    }
    return labels;
  }
  if (options.leadNames !== undefined) return options.leadNames;
  const type = xmlText(signal, "acquisitiontype") ?? xmlText(signal, "leadset") ?? "";
  if (!TWELVE_LEAD_ACQUISITION.has(type)) {
    const hint = "name the leads in the order of the channels, for example --leads I,II,V1";
    throw new UsageError(`${file} has no lead labels and is of acquisition type ${quote(type)}; ${hint}`);
  }
  // up to 16 channels are stored, those from the 13th on without a name
  return STANDARD_LEADS.slice(0, count ?? STANDARD_LEADS.length);
}

function readEncoding({ waveforms, file }: WaveSource, signal: XmlElement | undefined) {
  const { attributes } = waveforms;
  const encoding = (attributes.get("dataencoding") ?? "").toLowerCase();
  const flag = (attributes.get("compressflag") ?? "True").toLowerCase();
  const method = (attributes.get("compressmethod") ?? attributes.get("compression") ?? "").toLowerCase();
  const isCompressed = flag !== "false" && !["", "none", "uncompressed"].includes(method);
  const isBase64 = encoding === "base64";
  const bits = attributes.get("bitspersample") ?? attributes.get("nbitspersample");
  const bitsPerSample = decimal(bits ?? xmlText(signal, "bitspersample"), file, "bits a sample") ?? 16;
  if (!isBase64 && encoding !== "plain") {
    throw new UnsupportedError(`${file}: samples encoded as ${quote(encoding)}; Base64 and Plain are read`);
  }
  if (isCompressed && (method !== "xli" || !isBase64)) {
    throw new UnsupportedError(
      `${file}: samples compressed as ${quote(method)} in ${encoding}; XLI in Base64 is read`,
    );
  }
  if (isBase64 && bitsPerSample !== 16) {
    throw new UnsupportedError(`${file}: ${bitsPerSample} bits a sample; 16 are read`);
  }
  return { isBase64, isXli: isCompressed };
}

/** A decimal number, or null where there is none; anything else is refused. */
export function decimal(text: string | null | undefined, file: string, field: string): number | null {
  if (text === null || text === undefined || text.trim() === "") return null;
  const value = parseNumber(text);
  if (value !== null) return value;
  throw new FormatError({ file, field, got: quote(text), wanted: "a decimal number" });
}
