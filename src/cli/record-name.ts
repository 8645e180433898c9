import { baseName } from "../formats/store/record-path.ts";

/** Base name of a record given by path, with or without one of the endings its files have. */
export function recordName(path: string): string {
  return baseName(path);
}

/** "json", "jsonl" or "text" from the two flags. */
export function outputFormat(values: Readonly<Record<string, unknown>>): "json" | "jsonl" | "text" {
  if (values.jsonl === true) return "jsonl";
  return values.json === true ? "json" : "text";
}
