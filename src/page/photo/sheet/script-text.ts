// A line of handwriting as pen strokes: Hershey's script letters, leaning, each a little larger or smaller, higher or lower
// than the last, corners rounded, the whole swaying off its line. The same words never look the same twice.

import type { Random } from "../../../signal/random.ts";
import { fieldSeed, smoothNoise } from "../smooth-noise.ts";
import { SCRIPT_GLYPHS } from "./script-glyphs.ts";

export interface ScriptOptions {
  /** Height of a capital. */
  readonly heightPx: number;
  /** 0 wild, 1 as printed. */
  readonly neatness: number;
}

export interface ScriptText {
  /** x0, y0, x1, y1, ... of each stroke; the line begins at (0, 0), y downwards. */
  readonly strokes: readonly (readonly number[])[];
  readonly widthPx: number;
}

const UNITS_PER_CAPITAL = 21;
const BASELINE_UNITS = 9;
const CENTRE = "R".charCodeAt(0);

function glyphOf(character: string): string {
  const code = character.codePointAt(0)! - 32;
  return SCRIPT_GLYPHS[code] ?? SCRIPT_GLYPHS["?".charCodeAt(0) - 32]!;
}

/** Strokes of a glyph in font units, its left edge at 0 and its baseline at 0. */
function glyphStrokes(glyph: string): { readonly width: number; readonly strokes: number[][] } {
  const unit = (at: number) => glyph.charCodeAt(at) - CENTRE;
  const left = unit(0);
  const strokes: number[][] = [[]];
  for (let at = 2; at + 1 < glyph.length; at += 2) {
    if (glyph[at] === " " && glyph[at + 1] === "R") strokes.push([]);
    else strokes.at(-1)!.push(unit(at) - left, unit(at + 1) - BASELINE_UNITS);
  }
  return { width: unit(1) - left, strokes: strokes.filter((stroke) => stroke.length >= 4) };
}

/** Rounds a polyline: a Catmull-Rom curve through its points, three pieces a side. */
export function rounded(points: readonly number[]): number[] {
  const count = points.length / 2;
  if (count < 3) return [...points];
  const out: number[] = [];
  const at = (index: number, axis: number) => points[2 * Math.max(0, Math.min(count - 1, index)) + axis]!;
  for (let index = 0; index + 1 < count; index++) {
    for (let piece = 0; piece < 3; piece++) {
      const t = piece / 3;
      for (const axis of [0, 1]) {
        const [a, b, c, d] = [at(index - 1, axis), at(index, axis), at(index + 1, axis), at(index + 2, axis)];
        out.push(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
      }
    }
  }
  out.push(at(count - 1, 0), at(count - 1, 1));
  return out;
}

export function scriptText(text: string, { heightPx, neatness }: ScriptOptions, random: Random): ScriptText {
  const scale = heightPx / UNITS_PER_CAPITAL;
  const wild = 1 - neatness;
  const seed = fieldSeed(random);
  const lean = 0.05 + 0.3 * random.uniform() * wild;
  const narrow = 0.85 + 0.3 * random.uniform();
  const rise = 0.06 * wild * (random.uniform() - 0.6);
  const strokes: number[][] = [];
  let penX = 0;
  for (const character of text) {
    const glyph = glyphStrokes(glyphOf(character));
    const size = 1 + 0.22 * wild * (random.uniform() - 0.5);
    const lift = 3 * wild * (random.uniform() - 0.5);
    for (const stroke of glyph.strokes) {
      const placed = stroke.map((value, index) => {
        const x = (penX + stroke[index - (index % 2)]! * size) * narrow;
        const y = stroke[index - (index % 2) + 1]! * size + lift;
        const sway = (axis: number) => 1.1 * wild * smoothNoise(x / 9, y / 9 + 40 * axis, seed + axis);
        return index % 2 === 0
          ? (x - lean * y + sway(0)) * scale
          : (y + rise * x + sway(1) + 2.2 * wild * smoothNoise(x / 60, 0.5, seed + 2)) * scale + 0 * value;
      });
      strokes.push(rounded(placed));
    }
    penX += glyph.width * size + (character === " " ? -2 : 0);
  }
  return { strokes, widthPx: penX * narrow * scale };
}
