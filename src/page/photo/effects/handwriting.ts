// Notes by hand, in the margins or across the page: what clinicians write on tracings, never a name, a number that could be
// one's, or a date. Ballpoint strokes vary in pressure; some notes are underlined, ringed or point somewhere.

import { z } from "zod";
import type { Random } from "../../../signal/random.ts";
import { effectKind, type SheetMark } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import { boxOf } from "../sheet/fold-lines.ts";
import { drawInk, inkMask, layInk } from "../sheet/ink-mask.ts";
import type { PackedSheet } from "../sheet/packed-sheet.ts";
import { rounded, scriptText } from "../sheet/script-text.ts";
import { fieldSeed, smoothNoise } from "../smooth-noise.ts";

const NOTES = [
  "sinus rhythm",
  "no change",
  "? LVH",
  "old LBBB",
  "compare with previous",
  "repeat in 1 h",
  "pain free",
  "chest pain",
  "QTc ok",
  "AF, rate controlled",
  "ST elev. inf. leads?",
  "T inv. V1-V3",
  "d/w cardiology",
  "reviewed",
  "trop sent",
  "post PCI",
  "pre op",
  "on amiodarone",
  "K+ high?",
  "artefact",
  "lead reversal?",
  "RBBB",
  "1st deg. AVB",
  "PVCs",
  "normal ECG",
  "poor R progression",
  "? pericarditis",
  "paced",
  "for echo",
  "to CCU",
  "asymptomatic",
  "seen",
];

const INKS: Readonly<Record<string, readonly [number, number, number]>> = {
  blue: [36, 58, 150],
  black: [38, 38, 44],
  red: [190, 40, 44],
  green: [28, 110, 70],
  pencil: [120, 120, 126],
};

interface Placed {
  readonly strokes: number[][];
  readonly outline: number[];
}

/** Turned about where it begins, and put there. */
function placed(strokes: readonly (readonly number[])[], x: number, y: number, degrees: number): number[][] {
  const [sine, cosine] = sinCosDegrees(degrees);
  return strokes.map((stroke) =>
    stroke.map((_, at) => {
      const [u, v] = [stroke[at - (at % 2)]!, stroke[at - (at % 2) + 1]!];
      return at % 2 === 0 ? x + u * cosine - v * sine : y + u * sine + v * cosine;
    }),
  );
}

function underline(widthPx: number, heightPx: number, random: Random): number[] {
  const sag = heightPx * 0.1 * (random.uniform() - 0.5);
  return rounded([
    -0.05 * widthPx,
    0.4 * heightPx,
    0.5 * widthPx,
    0.4 * heightPx + sag,
    1.05 * widthPx,
    0.36 * heightPx,
  ]);
}

/** A ring that does not quite close. */
function ring(widthPx: number, heightPx: number, random: Random): number[] {
  const points: number[] = [];
  const start = 360 * random.uniform();
  for (let step = 0; step <= 26; step++) {
    const [sine, cosine] = sinCosDegrees(start + (step * 380) / 26);
    const drift = 1 + 0.004 * step * (random.uniform() - 0.2);
    points.push(widthPx * (0.5 + 0.62 * cosine * drift), heightPx * (-0.35 + 1.15 * sine * drift));
  }
  return rounded(points);
}

function arrow(widthPx: number, heightPx: number, random: Random): number[][] {
  const down = random.uniform() < 0.5 ? -1 : 1;
  const [x0, y0] = [0.5 * widthPx, down > 0 ? 0.5 * heightPx : -1.3 * heightPx];
  const [x1, y1] = [
    x0 + (random.uniform() - 0.5) * 4 * heightPx,
    y0 + down * (2 + 4 * random.uniform()) * heightPx,
  ];
  const head = 0.7 * heightPx;
  const bend = (random.uniform() - 0.5) * heightPx;
  return [
    rounded([x0, y0, (x0 + x1) / 2 + bend, (y0 + y1) / 2, x1, y1]),
    [x1 - 0.5 * head, y1 - down * head, x1, y1, x1 + 0.5 * head, y1 - down * 0.9 * head],
  ];
}

function write(sheet: PackedSheet, strokes: readonly number[][], colour: string, random: Random): void {
  const { pxPerMm } = sheet;
  const seed = fieldSeed(random);
  const isPencil = colour === "pencil";
  const penMm = (isPencil ? 0.32 : 0.36) * (0.85 + 0.4 * random.uniform());
  const mask = inkMask(sheet, boxOf(strokes.flat(), pxPerMm));
  strokes.forEach((stroke, index) => {
    drawInk(mask, stroke, (segment) => {
      const pressure = 0.5 + 0.5 * smoothNoise(segment / 7, index * 3.7, seed);
      return { widthPx: penMm * pxPerMm * (0.7 + 0.5 * pressure), strength: 0.72 + 0.28 * pressure };
    });
  });
  const grain = (x: number, y: number) =>
    isPencil
      ? 0.55 + 0.45 * smoothNoise(x / 1.3, y / 1.3, seed)
      : 0.9 + 0.1 * smoothNoise(x / 2, y / 2, seed);
  layInk(sheet, mask, { colour: INKS[colour]!, way: "soak", evenness: grain });
}

export const handwriting = effectKind({
  name: "handwriting",
  parameters: {
    notes: z.number().int().min(0).max(12),
    /** Of capitals. */
    heightMm: z.number().min(2).max(12),
    ink: z.enum(["blue", "black", "red", "green", "pencil"]),
    place: z.enum(["margins", "anywhere"]),
    neatness: z.number().min(0).max(1),
    /** Share of the notes that are underlined, ringed or have an arrow. */
    marks: z.number().min(0).max(1),
  },
  usual: { notes: 2, heightMm: 4.5, ink: "blue", place: "margins", neatness: 0.35, marks: 0.4 },
  paint: ({ notes, heightMm, ink, place, neatness, marks }, sheet, random) => {
    const { widthPx, heightPx, pxPerMm } = sheet;
    const left: SheetMark[] = [];
    for (let note = 0; note < notes; note++) {
      const text = NOTES[Math.floor(random.uniform() * NOTES.length)]!;
      const size = heightMm * pxPerMm * (0.85 + 0.3 * random.uniform());
      const script = scriptText(text, { heightPx: size, neatness }, random);
      const isUpper = random.uniform() < 0.5;
      const share = random.uniform();
      const y =
        place === "anywhere"
          ? size + (heightPx - 2 * size) * share
          : isUpper
            ? size * (1.1 + share)
            : heightPx - size * (0.5 + share);
      const x =
        Math.max(0.02 * widthPx, 0.97 * (widthPx - script.widthPx)) * random.uniform() + 0.01 * widthPx;
      const degrees = (1 - neatness) * (place === "anywhere" ? 16 : 7) * (random.uniform() - 0.6);
      const extra = random.uniform() < marks ? Math.floor(3 * random.uniform()) : -1;
      const added = [
        () => [underline(script.widthPx, size, random)],
        () => [ring(script.widthPx, size, random)],
        () => arrow(script.widthPx, size, random),
      ][extra]?.();
      const drawn: Placed = {
        strokes: placed([...script.strokes, ...(added ?? [])], x, y, degrees),
        outline: placed(
          [[0, -1.1 * size, script.widthPx, -1.1 * size, script.widthPx, 0.35 * size, 0, 0.35 * size]],
          x,
          y,
          degrees,
        )[0]!,
      };
      write(sheet, drawn.strokes, ink, random);
      left.push({ kind: "handwriting", text, outlinePx: drawn.outline });
    }
    return left;
  },
});
