// Paragraphs, pairs and tables within the width of a terminal. Text from files passes through plainText, so
// it cannot carry escape sequences.
import { plainText, wrapText } from "./plain-text.ts";
import type { ReportTable } from "./report-tables.ts";
import { type Paint, painter, type TerminalStyle } from "./terminal-style.ts";

export interface Sheet {
  readonly width: number;
  readonly paint: Paint;
}

const MIN_WIDTH = 40;
/** Lines longer than this read badly on a wide terminal. */
const MAX_TEXT_WIDTH = 100;

/** The sheet that reports are laid out on; `width` is that of the terminal. */
export function terminalSheet({ color, width }: { readonly color: boolean; readonly width: number }): Sheet {
  return { width: Math.min(MAX_TEXT_WIDTH, Math.max(MIN_WIDTH, width)), paint: painter(color) };
}

/** Wrapped text without control characters, every line indented and painted alike. */
export function paragraph(sheet: Sheet, text: string, indent = "  ", style?: TerminalStyle): string[] {
  const hanging = indent === "" ? "" : indent;
  return wrapText(plainText(text), sheet.width - hanging.length).map((line) => {
    const shown = style === undefined ? line : sheet.paint(style, line);
    return hanging + shown;
  });
}

/** Name and value pairs, as many beside each other as the width holds. */
export function pairLines(sheet: Sheet, { rows }: ReportTable): string[] {
  const cells = rows.map(([name = "", value = ""]) => `${name.padEnd(21)} ${plainText(value)}`);
  const cellWidth = Math.max(...cells.map((cell) => cell.length)) + 3;
  const columns = Math.floor((sheet.width + 1) / cellWidth);
  if (columns === 0) return rows.flatMap(([name, value]) => paragraph(sheet, `${name}: ${value}`));
  const height = Math.ceil(cells.length / columns);
  return Array.from({ length: height }, (_, row) => {
    const beside = Array.from({ length: columns }, (__, column) => cells[column * height + row] ?? "");
    return `  ${beside.map((cell) => cell.padEnd(cellWidth)).join("")}`.trimEnd();
  });
}

/** Columns as wide as their widest cell; columns that do not fit follow in a second block under the same row names. */
export function tableLines(sheet: Sheet, { head, rows }: ReportTable): string[] {
  const cells = [head, ...rows].map((row) => row.map(plainText));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const blocks: number[][] = [];
  let room = 0;
  for (let column = 1; column < widths.length; column++) {
    room -= widths[column]! + 2;
    if (room >= 0) {
      blocks.at(-1)?.push(column);
    } else {
      blocks.push([column]);
      room = sheet.width - 4 - widths[0]! - widths[column]!;
    }
  }
  return blocks.flatMap((columns) =>
    cells.map((row, index) => {
      const values = columns.map((column) => (row[column] ?? "").padStart(widths[column]!));
      const text = `  ${[(row[0] ?? "").padEnd(widths[0]!), ...values].join("  ")}`.trimEnd();
      return index === 0 ? sheet.paint("dim", text) : text;
    }),
  );
}
