// A Recording as the files of any format that is written. Writers are loaded when they are asked for.
import type { Recording } from "../ecg/recording.ts";

export const WRITTEN_FORMATS = ["csv", "wfdb", "json", "dicom", "aecg", "fhir"] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

/** The ending of the file that names the recording; longer endings come first when a name is looked at. */
export const WRITTEN_EXTENSIONS: Readonly<Record<WrittenFormat, string>> = {
  fhir: ".fhir.json",
  csv: ".csv",
  wfdb: ".hea",
  json: ".json",
  dicom: ".dcm",
  aecg: ".xml",
};

export interface WrittenFile {
  /** Base name with extension. */
  readonly name: string;
  readonly data: string | Uint8Array;
}

/** The format that a file name asks for, or null. */
export function writtenFormat(fileName: string): WrittenFormat | null {
  const lower = fileName.toLowerCase();
  const found = Object.entries(WRITTEN_EXTENSIONS).find(([, extension]) => lower.endsWith(extension));
  return (found?.[0] as WrittenFormat | undefined) ?? null;
}

/**
 * The files of a recording in `format`, under `baseName`; the first is the one that names it. Throws
 * UnsupportedError for what the format cannot say.
 */
export async function writeRecording(
  recording: Recording,
  { format, baseName }: { readonly format: WrittenFormat; readonly baseName: string },
): Promise<readonly [WrittenFile, ...WrittenFile[]]> {
  const name = baseName + WRITTEN_EXTENSIONS[format];
  switch (format) {
    case "csv":
      return [{ name, data: (await import("./csv/write-csv.ts")).writeCsv(recording) }];
    case "json":
      return [{ name, data: (await import("./json/write-json.ts")).writeJson(recording) }];
    case "dicom":
      return [{ name, data: (await import("./dicom/write-dicom.ts")).writeDicom(recording) }];
    case "aecg":
      return [{ name, data: (await import("./hl7-aecg/write-aecg.ts")).writeAecg(recording) }];
    case "fhir":
      return [{ name, data: (await import("./fhir/write-fhir.ts")).writeFhir(recording) }];
    case "wfdb": {
      const files = (await import("./wfdb/write-wfdb.ts")).writeWfdb(recording, baseName);
      return [
        { name: `${files.recordName}${WRITTEN_EXTENSIONS.wfdb}`, data: files.header },
        { name: files.dataFileName, data: files.data },
      ];
    }
  }
}
