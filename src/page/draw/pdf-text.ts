// Text for a PDF's standard fonts, which know only the 217 characters of WinAnsiEncoding (ISO 32000-1, annex D.2; that
// is, Windows-1252). What they lack is drawn in ASCII or as "?", and the true text goes along as ActualText
// (14.9.4), so that copying, searching and reading aloud give what was meant.

import { plainCharacters } from "./stroke-font.ts";

/** Windows-1252 from 0x80 to 0x9f; the rest of it is Latin-1. */
const HIGH_BYTES = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function winAnsiCode(character: string): number | null {
  const code = character.codePointAt(0)!;
  if ((code >= 0x20 && code < 0x7f) || (code >= 0xa1 && code <= 0xff && code !== 0xad)) return code;
  const high = code > 0x9f ? HIGH_BYTES.indexOf(character) : -1;
  return high < 0 ? null : 0x80 + high;
}

const hex = (codes: readonly number[], digits: number) =>
  codes.map((code) => code.toString(16).padStart(digits, "0")).join("");

/** A text string as PDF hexadecimal: UTF-16, big end first, with its mark. */
export function pdfTextString(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return `<feff${hex(units, 4)}>`;
}

export interface PdfText {
  /** The operand of Tj. */
  readonly shown: string;
  /** The true text, where what is shown is not it. */
  readonly actual: string | null;
}

/** A line of text in the encoding of the standard fonts. */
export function pdfText(text: string): PdfText {
  const clean = text.normalize("NFC").toWellFormed();
  let isWhole = clean === text;
  const codes = Array.from(clean).flatMap((character) => {
    const code = winAnsiCode(character);
    if (code !== null) return [code];
    isWhole = false;
    return Array.from(plainCharacters(character), (plain) => winAnsiCode(plain) ?? 0x3f);
  });
  return { shown: `<${hex(codes, 2)}>`, actual: isWhole ? null : clean };
}
