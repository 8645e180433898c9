// Names of recordings: paths with "/", with or without one of the extensions that ECG files have.

/** What a user writes for standard input. */
export const STANDARD_INPUT = "-";
const STANDARD_INPUT_NAME = "standard-input";

/** As ECG files are called; a name without extension is tried with each, in this order. */
export const RECORDING_EXTENSIONS = [
  ".hea",
  ".csv",
  ".dcm",
  ".scp",
  ".xml",
  ".edf",
  ".bdf",
  ".ecg",
  ".json",
  ".fhir.json",
  ".npy",
  ".tsv",
] as const;

/** What else belongs to a recording or holds several, and is no part of its name. */
const OTHER_EXTENSIONS = [".dat", ".mat", ".txt", ".ann", ".hdf5", ".h5", ".zip", ".dicom"];
const known = [...RECORDING_EXTENSIONS, ...OTHER_EXTENSIONS].sort((a, b) => b.length - a.length);

/** The last part of a path, without `extension` if it is given, else without a known one. */
export function baseName(path: string, extension?: string): string {
  if (path === STANDARD_INPUT) return STANDARD_INPUT_NAME;
  const last =
    path
      .replace(/[/\\]+$/, "")
      .split(/[/\\]/)
      .at(-1) ?? "";
  const ending = extension ?? known.find((candidate) => last.toLowerCase().endsWith(candidate)) ?? "";
  return last.slice(0, last.length - ending.length) || last || path;
}

/** The path without its last part; "" where it has only one. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** The path of another file in the same folder. */
export function siblingOf(path: string, fileName: string): string {
  return path.replace(/[^/\\]*$/, "") + fileName;
}

/** ".hea" of "a.b/c.HEA"; "" where the last part has none. */
export function extensionOf(path: string): string {
  return /[^/\\.][^/\\]*?(\.[^./\\]*)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
