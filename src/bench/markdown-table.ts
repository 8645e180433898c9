// Tables for people: Markdown that also reads well in a terminal, its columns padded to one width.

import type { Proportion } from "../signal/wilson-interval.ts";
import type { Interval } from "./confidence-intervals.ts";
import type { Failure } from "./over-collection.ts";

/** The first column is set left, the others right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(cells[column] ?? "", width, column)).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

function pad(text: string, width: number, column: number): string {
  return column === 0 ? text.padEnd(width) : text.padStart(width);
}

/** "83.3" for 0.8333; "-" for null. */
export function percent(value: number | null, digits = 1): string {
  return value === null ? "-" : (100 * value).toFixed(digits);
}

/** "12.3"; "-" for null. */
export function decimal(value: number | null, digits = 1): string {
  return value === null ? "-" : value.toFixed(digits);
}

/** "83.3 (67.2-92.7)", in per cent. */
export function percentWithInterval(value: number | null, interval: Interval | null): string {
  if (value === null) return "-";
  return interval === null
    ? percent(value)
    : `${percent(value)} (${percent(interval.low)}-${percent(interval.high)})`;
}

/** "30/36 83.3 (67.2-92.7)". */
export function proportionText({ hits, total, rate, low, high }: Proportion): string {
  if (rate === null || low === null || high === null) return "-";
  return `${hits}/${total} ${percentWithInterval(rate, { low, high })}`;
}

/** What could not be read, one line each; empty where all could. */
export function failureLines(failures: readonly Failure[]): string {
  return failures.map(({ id, message }) => `\n- not read: ${id}: ${message}`).join("");
}
