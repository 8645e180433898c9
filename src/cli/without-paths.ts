// A message for JSON, which may be kept and passed on: files are often called after the person, so it says "the file"
// where it names one. The person at the terminal reads the whole message.
import { plainText } from "../report/plain-text.ts";
import { recordName } from "./record-name.ts";

/** `path` is the recording that the message is about, `others` those that it may name besides. */
export function withoutPaths(message: string, path: string, others: readonly string[] = []): string {
  const named = [path, ...others.filter((other) => other.length > 1 && message.includes(other))];
  return named.reduce(withoutPath, message);
}

function withoutPath(message: string, path: string): string {
  const shown = plainText(path);
  const stem = plainText(recordName(path));
  const folder = shown.slice(0, shown.lastIndexOf("/") + 1);
  // the recording with or without its extension, and the archives and folders that it is in
  const parents = [...shown.matchAll(/\//g)].map(({ index }) => shown.slice(0, index)).filter(isTelling);
  const places = [shown, `${folder}${stem}`, ...parents.toReversed()].filter(isTelling);
  const anywhere = new RegExp(
    [
      ...places.map(escaped).map((place) => `${place}(?:\\.\\w+)*`),
      `(?:[^\\s"]*/)?${escaped(stem)}(?:\\.\\w+)+`,
    ].join("|"),
    "g",
  );
  const atStart = new RegExp(`^${escaped(stem)}(?=[\\s:,])`);
  return message.replace(anywhere, "the file").replace(atStart, "the file");
}

/** Not "", "-", "..", or a folder called "d", which stand in any text. */
function isTelling(place: string): boolean {
  return /[./\\]/.test(place) && /[^./\\-]/.test(place);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
