// Names of the files in an archive, fit to be used as paths. A name that leads outside was made to do harm, so
// the archive is refused; messages give its place, since names of files often carry names of people.
import { FormatError } from "../../ecg/errors.ts";
import type { ZipDirectoryEntry } from "./central-directory.ts";

const MAX_NAME_LENGTH = 1024;

/** The files by name, in order: folders, dot files and "__MACOSX" left out, a second "a.csv" as "a (2).csv". */
export function uniqueEntryNames(
  entries: readonly ZipDirectoryEntry[],
  where: string,
): Map<string, ZipDirectoryEntry> {
  const files = new Map<string, ZipDirectoryEntry>();
  const copies = new Map<string, number>();
  for (const entry of entries) {
    // Windows writes backslashes, against the specification; "./" says nothing
    const name = entry.rawName.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
    const fault = unsafe(name);
    if (fault !== null) {
      throw new FormatError({
        file: where,
        byteOffset: entry.directoryOffset,
        field: "name of a file",
        got: fault,
        wanted: "a path inside the archive",
      });
    }
    const parts = name.split("/");
    if (name.endsWith("/") || parts.some((part) => part === "__MACOSX" || part.startsWith("."))) continue;
    files.set(unique(name, files, copies), entry);
  }
  return files;
}

function unsafe(name: string): string | null {
  if (name === "") return "none";
  if (name.length > MAX_NAME_LENGTH) return `${name.length} characters`;
  if (/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(name)) return "control characters";
  if (name.startsWith("/")) return "an absolute path";
  if (/^[a-z]:/i.test(name)) return "a drive letter";
  return name.split("/").includes("..") ? 'a path with ".."' : null;
}

function unique(name: string, taken: ReadonlyMap<string, unknown>, copies: Map<string, number>): string {
  if (!taken.has(name)) return name;
  const dot = name.lastIndexOf(".");
  const stemEnd = dot > name.lastIndexOf("/") ? dot : name.length;
  let copy = copies.get(name) ?? 1;
  let candidate: string;
  do {
    copy++;
    candidate = `${name.slice(0, stemEnd)} (${copy})${name.slice(stemEnd)}`;
  } while (taken.has(candidate));
  copies.set(name, copy);
  return candidate;
}
