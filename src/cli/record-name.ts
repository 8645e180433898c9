import { basename } from "node:path";

/** Base name of a record given by path, with or without one of the endings its files have. */
export function recordName(path: string): string {
  return basename(path).replace(/\.(hea|dat|mat|csv|tsv|txt)$/i, "") || path;
}

/** "json", "jsonl" or "text" from the two flags. */
export function outputFormat(values: Readonly<Record<string, unknown>>): "json" | "jsonl" | "text" {
  if (values.jsonl === true) return "jsonl";
  return values.json === true ? "json" : "text";
}
