// Small files of several formats for the tests of stores, made here: a sine in the leads I and II, and archives.
import { zipSync } from "fflate";
import type { Recording } from "../../ecg/recording.ts";
import { writeCsv } from "../csv/write-csv.ts";
import { writeDicom } from "../dicom/write-dicom.ts";
import { writeWfdb } from "../wfdb/write-wfdb.ts";

const encoder = new TextEncoder();

/** Two leads, a second long, in whole microvolts. */
export function sineRecording(name: string): Recording {
  const samplesMv = Float64Array.from({ length: 250 }, (_, i) => Math.round(1000 * Math.sin(i / 9)) / 1000);
  return {
    name,
    leads: ["I", "II"].map((lead) => ({ name: lead, samplesMv })),
    samplingRateHz: 250,
    patient: { ageYears: null, sex: null, context: null },
    source: { format: "test", sha256: "", warnings: [] },
  };
}

export type Files = Readonly<Record<string, Uint8Array>>;

/** The header and the signal file of a WFDB record: "a/rec" gives "a/rec.hea" and "a/rec.dat". */
export function wfdbFiles(path: string): Files {
  const { header, data } = writeWfdb(sineRecording("x"), path.split("/").at(-1)!);
  return { [`${path}.hea`]: encoder.encode(header), [`${path}.dat`]: data };
}

export function dicomFile(): Uint8Array {
  return writeDicom(sineRecording("dicom"));
}

export function csvFile(): Uint8Array {
  return encoder.encode(writeCsv(sineRecording("csv")));
}

export function textFile(text: string): Uint8Array {
  return encoder.encode(text);
}

export function zipOf(files: Files): Uint8Array {
  return zipSync({ ...files });
}
