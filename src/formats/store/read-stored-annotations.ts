// The marks beside a WFDB record: its reference annotations (.atr), or LUDB's, which are a file for each lead. A file
// that cannot be read costs the marks and not the record.
import { GemError } from "../../ecg/errors.ts";
import { STANDARD_LEADS } from "../../ecg/lead-names.ts";
import type { Annotation } from "../../ecg/recording.ts";
import type { FileStore } from "./file-store.ts";

export interface StoredAnnotations {
  readonly annotations: readonly Annotation[];
  readonly warnings: readonly string[];
}

const PER_LEAD = STANDARD_LEADS.map((lead) => lead.toLowerCase());
/** Ten million marks of two bytes; a day has some 100,000 beats. */
const MAX_ANNOTATION_BYTES = 20_971_520;

export async function readStoredAnnotations(
  store: FileStore,
  headerName: string,
  samplingRateHz: number,
): Promise<StoredAnnotations> {
  const annotations: Annotation[] = [];
  const warnings: string[] = [];
  for (const extension of await extensionsOf(store, headerName)) {
    const name = annotationFile(headerName, extension);
    try {
      const bytes = await store.read(name, MAX_ANNOTATION_BYTES);
      const { decodeWfdbAnnotations } = await import("../wfdb/annotations/decode-annotations.ts");
      const { recordingAnnotations } = await import("../wfdb/annotations/recording-annotations.ts");
      const file = decodeWfdbAnnotations(bytes, store.where(name));
      annotations.push(...recordingAnnotations(file, { samplingRateHz, extension }));
    } catch (error) {
      if (!(error instanceof GemError)) throw error;
      warnings.push(`note: the annotations .${extension} cannot be read and were left out`);
    }
  }
  return { annotations, warnings };
}

async function extensionsOf(store: FileStore, headerName: string): Promise<string[]> {
  const exists = async (extension: string) =>
    (await store.byteLength(annotationFile(headerName, extension))) !== null;
  if (await exists("atr")) return ["atr"];
  if (!(await exists(PER_LEAD[0]!))) return [];
  const found: string[] = [];
  for (const extension of PER_LEAD) if (await exists(extension)) found.push(extension);
  return found;
}

function annotationFile(headerName: string, extension: string): string {
  return `${headerName.replace(/\.hea$/i, "")}.${extension}`;
}
