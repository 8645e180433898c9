// Text as pen strokes, so that no system font decides a pixel: the Roman simplex of the Hershey fonts (created
// by A. V. Hershey at the U.S. National Bureau of Standards; data format by James Hurt, Cognition Inc.).
// The npm package's own entry needs Node's Buffer, so its data file is decoded here. ASCII only: other letters
// lose their marks, and what is then still unknown becomes "?".

import rowmans from "hershey/lib/rowmans.js";
import type { BoxMm, TextPen } from "../page.ts";

interface Glyph {
  readonly left: number;
  readonly advance: number;
  /** Pen strokes as x0, y0, x1, y1, ... in font units, y down. */
  readonly strokes: readonly (readonly number[])[];
}

const UNITS_PER_CAP = 21;
const BASELINE_UNITS = 9;
/** Simplex sets small letters and strokes wide; this brings each to the width it has in a common sans serif. */
function widthScale(character: string): number {
  if (character === "/" || character === "-") return 0.5;
  return character >= "A" && character <= "Z" ? 1 : 0.92;
}

const SUBSTITUTES: Readonly<Record<string, string>> = {
  "–": "-",
  "—": "-",
  "−": "-",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "…": "...",
  "×": "x",
  "·": ".",
  "±": "+/-",
  "≥": ">=",
  "≤": "<=",
  ß: "ss",
  Æ: "AE",
  æ: "ae",
  Ø: "O",
  ø: "o",
  Ł: "L",
  ł: "l",
  µ: "u",
  μ: "u",
};

let glyphs: readonly Glyph[] | undefined;

function parseGlyph(line: string, index: number): Glyph {
  const scale = widthScale(String.fromCharCode(32 + index));
  const unit = (index: number) => line.charCodeAt(index) - 82; // coordinates count from "R"
  const strokes: number[][] = [[]];
  for (let at = 10; at + 1 < line.length; at += 2) {
    if (line[at] === " " && line[at + 1] === "R") strokes.push([]);
    else strokes.at(-1)!.push(unit(at) * scale, unit(at + 1) - BASELINE_UNITS);
  }
  return {
    left: unit(8) * scale,
    advance: (unit(9) - unit(8)) * scale,
    strokes: strokes.filter((stroke) => stroke.length > 0),
  };
}

/**
 * The text with what has an ASCII form in that form. Other scripts (Greek but for the micro sign, Cyrillic, Arabic, Han
 * and so on) stay as they are and have no glyph: a raster shows "?" for each character, while SVG, canvas and the
 * ActualText of a PDF keep the text itself.
 */
export function plainCharacters(text: string): string {
  return Array.from(text, (character) => SUBSTITUTES[character] ?? character)
    .join("")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "");
}

function glyphsOf(text: string): Glyph[] {
  glyphs ??= atob(typeof rowmans === "string" ? rowmans : rowmans.default)
    .split("\n")
    .filter((line) => line.length >= 10)
    .map(parseGlyph);
  const table = glyphs;
  return Array.from(plainCharacters(text), (character) => {
    // The font's slot for DEL holds the degree sign.
    const code = character === "°" ? 127 : character.codePointAt(0)!;
    return table[code - 32] ?? table["?".charCodeAt(0) - 32]!;
  });
}

/** Advance width of a line of text whose capitals are `capHeightMm` high. */
export function textWidthMm(text: string, capHeightMm: number): number {
  return (glyphsOf(text).reduce((sum, glyph) => sum + glyph.advance, 0) * capHeightMm) / UNITS_PER_CAP;
}

/**
 * Pen strokes of a line of text: polylines x0, y0, x1, y1, ... Baseline and cap height are those of the ink, so
 * the middle of the pen stays half its width inside them.
 */
export function textStrokesMm(text: string, pen: TextPen): number[][] {
  const scaleX = pen.capHeightMm / UNITS_PER_CAP;
  const scaleY = (pen.capHeightMm - pen.strokeMm) / UNITS_PER_CAP;
  const startY = pen.yMm - pen.strokeMm / 2;
  let penX = pen.xMm;
  return glyphsOf(text).flatMap((glyph) => {
    const startX = penX - glyph.left * scaleX;
    penX += glyph.advance * scaleX;
    return glyph.strokes.map((stroke) =>
      stroke.map((value, index) => (index % 2 === 0 ? startX + value * scaleX : startY + value * scaleY)),
    );
  });
}

/** The box around the ink of a line of text. */
export function textBoxMm(text: string, pen: TextPen): BoxMm {
  const points = textStrokesMm(text, pen).flat();
  if (points.length === 0) return { xMm: pen.xMm, yMm: pen.yMm, widthMm: 0, heightMm: 0 };
  const xs = points.filter((_, index) => index % 2 === 0);
  const ys = points.filter((_, index) => index % 2 === 1);
  const half = pen.strokeMm / 2;
  const xMm = Math.min(...xs) - half;
  const yMm = Math.min(...ys) - half;
  return { xMm, yMm, widthMm: Math.max(...xs) + half - xMm, heightMm: Math.max(...ys) + half - yMm };
}

/** The text, shortened with "..." where it would be wider than `widthMm`. */
export function fitText(text: string, capHeightMm: number, widthMm: number): string {
  if (textWidthMm(text, capHeightMm) <= widthMm) return text;
  let kept = Array.from(text).slice(0, 400); // more never fits a page
  while (kept.length > 0 && textWidthMm(`${kept.join("")}...`, capHeightMm) > widthMm) {
    kept = kept.slice(0, -1);
  }
  return `${kept.join("").trimEnd()}...`;
}
