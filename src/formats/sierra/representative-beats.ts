// The representative beats of a Philips ECG (the mean of the beats of the dominant kind, one for each lead; schema
// 1.04.01, repbeats), filled up with 32767. Schema 1.03 has them without rate and resolution: such beats have no
// scale and are left out.
import { FormatError } from "../../ecg/errors.ts";
import type { SignalGroup } from "../../ecg/recording.ts";
import { decodeBase64 } from "../base64.ts";
import { MAX_SIGNALS } from "../limits.ts";
import { type XmlElement, xmlChild, xmlChildren } from "../parse-xml.ts";
import { isSamplingRate } from "../sampling-rate.ts";
import { labelledLeads } from "./labelled-leads.ts";
import { decimal, MAX_RESOLUTION_UV } from "./wave-settings.ts";

export interface RepresentativeBeats {
  readonly group: SignalGroup | null;
  readonly warnings: readonly string[];
}

/** Ten seconds at 1000 Hz, where a beat takes one or two. */
const MAX_BEAT_SAMPLES = 10_000;
const PADDING = 32767;

export function readRepresentativeBeats(root: XmlElement, file: string): RepresentativeBeats {
  const parent = xmlChild(root, "waveforms", "repbeats");
  const beats = xmlChildren(parent, "repbeat");
  if (parent === undefined || beats.length === 0) return { group: null, warnings: [] };
  const leftOut = (why: string) => ({
    group: null,
    warnings: [`note: representative beats are left out: ${why}`],
  });
  const samplingRateHz = decimal(parent.attributes.get("samplespersec"), file, "repbeats/samplespersec");
  const resolutionUv = decimal(parent.attributes.get("resolution"), file, "repbeats/resolution");
  if (samplingRateHz === null || resolutionUv === null) {
    return leftOut("the file does not tell their sampling rate and resolution");
  }
  if (parent.attributes.get("dataencoding") !== "Base64" || parent.attributes.has("compression")) {
    return leftOut("only uncompressed Base64 is read");
  }
  if (!isSamplingRate(samplingRateHz) || !(resolutionUv > 0 && resolutionUv <= MAX_RESOLUTION_UV)) {
    const got = `${samplingRateHz} Hz and ${resolutionUv} microvolts`;
    throw new FormatError({ file, field: "repbeats", got, wanted: "a sampling rate and a resolution" });
  }
  const channels = beats.slice(0, MAX_SIGNALS).map((beat) => ({
    label: beat.attributes.get("leadname") ?? "",
    samplesMv: beatSamples(xmlChild(beat, "waveform")?.text ?? beat.text, resolutionUv, file),
  }));
  const length = channels[0]!.samplesMv.length;
  if (length === 0 || channels.some(({ samplesMv }) => samplesMv.length !== length)) {
    return leftOut("they are empty or not of the same length");
  }
  const { leads, warnings } = labelledLeads(channels);
  if (leads.length === 0) return leftOut("none of them is of an ECG lead");
  return {
    group: { kind: "median", label: "representative beat", samplingRateHz, startMs: 0, leads },
    warnings: warnings.map((warning) => `note: representative beats: ${warning.replace(/^note: /, "")}`),
  };
}

function beatSamples(text: string, resolutionUv: number, file: string): Float64Array {
  const field = "repbeats/repbeat";
  const bytes = decodeBase64(text, { where: file, field, maxBytes: 2 * MAX_BEAT_SAMPLES });
  if (bytes.length > 2 * MAX_BEAT_SAMPLES || bytes.length % 2 !== 0) {
    const wanted = `two for each of at most ${MAX_BEAT_SAMPLES} samples`;
    throw new FormatError({ file, field, got: `${bytes.length} bytes`, wanted });
  }
  const view = new DataView(bytes.buffer);
  return Float64Array.from({ length: bytes.length / 2 }, (_, index) => {
    const value = view.getInt16(2 * index, true);
    return value === PADDING ? Number.NaN : (value * resolutionUv) / 1000;
  });
}
