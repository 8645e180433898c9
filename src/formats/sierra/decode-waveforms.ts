// The samples of parsedwaveforms as whole numbers, channel by channel: XLI, plain 16-bit values in Base64 (lead
// after lead, little-endian) or decimal numbers as text. Only XLI stores the limb leads as differences: the tools
// of sierra-ecg-tools that write a document uncompressed write whole leads.
import { FormatError, UnsupportedError } from "../../ecg/errors.ts";
import { decodeBase64 } from "../base64.ts";
import { MAX_TOTAL_SAMPLES } from "../limits.ts";
import { restoreLimbLeads, XLI_LIMB_ORDER } from "./restore-limb-leads.ts";
import type { WaveSettings } from "./wave-settings.ts";
import { decodeXli } from "./xli.ts";

export interface DecodedWaveforms {
  /** One for each label, all of the same length. */
  readonly channels: readonly Int32Array[];
  readonly warnings: readonly string[];
}

const FIELD = "parsedwaveforms";
/** XLI is read up to here where the promised duration is shorter: a resting ECG, whatever its header says. */
const MAX_UNPROMISED_SECONDS = 60;
/** Of 16-bit samples; XLI packs them into less. */
const MAX_BYTES = 2 * MAX_TOTAL_SAMPLES;

export function decodeWaveforms(text: string, settings: WaveSettings, file: string): DecodedWaveforms {
  if (settings.isXli) return decodeXliWaveforms(text, settings, file);
  const { labels, samplesPerLead } = settings;
  const promised = labels.length * samplesPerLead;
  const values = settings.isBase64
    ? valuesOfBase64(text, settings.isSigned, file)
    : valuesOfText(text, promised + 1, file);
  if (values.length < promised) {
    throw new FormatError({ file, field: FIELD, got: `${values.length} values`, wanted: `${promised}` });
  }
  return {
    channels: labels.map((_, index) => values.subarray(index * samplesPerLead, (index + 1) * samplesPerLead)),
    warnings:
      values.length > promised ? [`more than the promised ${promised} values; the first were read`] : [],
  };
}

function decodeXliWaveforms(text: string, settings: WaveSettings, file: string): DecodedWaveforms {
  const { labels, samplesPerLead, samplingRateHz } = settings;
  if (XLI_LIMB_ORDER.some((name, index) => labels[index] !== name)) {
    const wanted = XLI_LIMB_ORDER.join(", ");
    throw new UnsupportedError(`${file}: XLI channels that do not begin with ${wanted}`);
  }
  const unpromised = Math.min(
    MAX_UNPROMISED_SECONDS * samplingRateHz,
    Math.floor(MAX_TOTAL_SAMPLES / labels.length),
  );
  const { channels, furtherChannels } = decodeXli({
    bytes: decodeBase64(text, { where: file, field: FIELD, maxBytes: MAX_BYTES }),
    leadCount: labels.length,
    maxSamplesPerLead: Math.max(samplesPerLead, Math.floor(unpromised)),
    file,
  });
  const length = channels[0]!.length;
  const odd = channels.findIndex((channel) => channel.length !== length);
  if (odd !== -1) {
    const got = `${channels[odd]!.length} samples`;
    throw new FormatError({
      file,
      field: `XLI channel ${odd + 1}`,
      got,
      wanted: `${length}, as in the first`,
    });
  }
  restoreLimbLeads(channels);
  const warnings: string[] = [];
  if (length !== samplesPerLead) {
    warnings.push(`${length} samples in each lead, where the duration promises ${samplesPerLead}`);
  }
  if (furtherChannels > 0)
    warnings.push(`note: ${furtherChannels} further channels without a name are left out`);
  return { channels, warnings };
}

function valuesOfBase64(text: string, isSigned: boolean, file: string): Int32Array {
  const bytes = decodeBase64(text, { where: file, field: FIELD, maxBytes: MAX_BYTES });
  const view = new DataView(bytes.buffer);
  const values = new Int32Array(Math.min(MAX_TOTAL_SAMPLES, bytes.length >> 1));
  for (let index = 0; index < values.length; index++) {
    values[index] = isSigned ? view.getInt16(2 * index, true) : view.getUint16(2 * index, true);
  }
  return values;
}

/** At most `limit` numbers: the text may hold millions more than were promised. */
function valuesOfText(text: string, limit: number, file: string): Int32Array {
  // two characters hold one number and the blank behind it
  const values = new Int32Array(Math.min(limit, Math.ceil(text.length / 2)));
  let count = 0;
  for (const [word] of text.matchAll(/\S+/g)) {
    if (count === values.length) break;
    if (!/^[+-]?\d{1,9}$/.test(word)) {
      throw new FormatError({
        file,
        field: `${FIELD}, value ${count + 1}`,
        got: "no whole number",
        wanted: "one",
      });
    }
    values[count] = Number(word);
    count++;
  }
  return values.subarray(0, count);
}
