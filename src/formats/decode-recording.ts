// One file's bytes to a Recording, whatever its format. Decoders are loaded when a file needs them, so that
// a WFDB record never waits for an XML parser. WFDB itself is not here: its records are several files.
import { FormatError, UnsupportedError } from "../ecg/errors.ts";
import type { Recording } from "../ecg/recording.ts";
import type { DecodeInput } from "./decode-input.ts";
import { type FileFormat, recognise } from "./recognise.ts";
import { wholeText } from "./whole-text.ts";

/** Formats of which one file is one recording. */
export type SingleFileFormat = Exclude<FileFormat, "wfdb-header" | "zip" | "hdf5">;

type Decode = (input: DecodeInput) => Recording;

const decoders: Readonly<Record<SingleFileFormat, () => Promise<Decode>>> = {
  dicom: async () => (await import("./dicom/decode-dicom.ts")).decodeDicom,
  "scp-ecg": async () => (await import("./scp-ecg/decode-scp-ecg.ts")).decodeScpEcg,
  "hl7-aecg": async () => (await import("./hl7-aecg/decode-aecg.ts")).decodeAecg,
  muse: async () => (await import("./muse/decode-muse.ts")).decodeMuse,
  sierra: async () => (await import("./sierra/decode-sierra.ts")).decodeSierra,
  edf: async () => (await import("./edf/decode-edf.ts")).decodeEdf,
  ishne: async () => (await import("./ishne/decode-ishne.ts")).decodeIshne,
  fhir: async () => (await import("./fhir/decode-fhir.ts")).decodeFhir,
  json: async () => (await import("./json/decode-json.ts")).decodeJson,
  npy: async () => (await import("./npy/decode-npy.ts")).decodeNpy,
  "apple-watch": async () => (await import("./apple-watch/decode-apple-watch.ts")).decodeAppleWatch,
  csv: async () => {
    const { decodeCsv } = await import("./csv/decode-csv.ts");
    return ({ bytes, options, ...input }) =>
      decodeCsv({ ...input, ...options, text: wholeText({ bytes, where: input.where }) ?? "" });
  },
};

/** What is read, for messages that refuse something else. */
export const WANTED =
  "wanted an ECG: WFDB (.hea with .dat or .mat), DICOM, SCP-ECG, HL7 aECG, MUSE or Philips XML, EDF, BDF, ISHNE, HDF5, FHIR, JSON, NPY, CSV, or a ZIP archive of these";

/**
 * Decodes a file that is a whole recording. Throws FormatError where the bytes are not what their format
 * promises, UnsupportedError where the format is recognised and not read, UsageError where the caller must
 * say what the file does not (sampling rate, unit, lead names).
 */
export async function decodeRecording(input: DecodeInput): Promise<Recording> {
  if (input.bytes.length === 0) throw new FormatError(`${input.where} is empty, ${WANTED}`);
  const recognised = recognise(input.bytes);
  if (recognised.kind === "foreign")
    throw new UnsupportedError(`${input.where} is ${recognised.what}, ${WANTED}`);
  if (recognised.kind === "binary" || !(recognised.format in decoders)) {
    const what = recognised.kind === "binary" ? "not text and no format that is known" : recognised.format;
    throw new FormatError(`${input.where} is ${what}, ${WANTED}`);
  }
  const decode = await decoders[recognised.format as SingleFileFormat]();
  return decode(input);
}
