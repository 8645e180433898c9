// A text over several lines, broken between words; what does not fit the last line ends in "...".

import { fitText, textWidthMm } from "../draw/stroke-font.ts";

export interface LineRoom {
  readonly widthMm: number;
  /** Of the first line, where something stands before it. */
  readonly firstWidthMm?: number;
  readonly capHeightMm: number;
  readonly mostLines: number;
}

/** The lines of `text`; a first line that has no room for a word stays empty. */
export function wrapText(
  text: string,
  { widthMm, firstWidthMm = widthMm, capHeightMm, mostLines }: LineRoom,
): string[] {
  const words = text.split(" ").filter((word) => word !== "");
  const lines: string[] = [];
  while (words.length > 0 && lines.length < mostLines) {
    const room = lines.length === 0 ? firstWidthMm : widthMm;
    const isLast = lines.length + 1 === mostLines;
    if (isLast) {
      lines.push(fitText(words.join(" "), capHeightMm, room));
      break;
    }
    let count = 0;
    while (count < words.length && textWidthMm(words.slice(0, count + 1).join(" "), capHeightMm) <= room)
      count++;
    if (count === 0 && room === widthMm) count = 1; // a word wider than the page
    lines.push(fitText(words.splice(0, count).join(" "), capHeightMm, room));
  }
  return lines;
}
