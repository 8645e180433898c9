// Sheets that nobody has named, for pictures that must not all look alike: a hue for the grid, how strong its lines are,
// the tint of the paper, the grey of the ink. Sums and products only, so that a colour is the same on every machine.
import { z } from "zod";
import type { Random } from "../../signal/random.ts";
import { CLINICAL_STYLE, type PageStyle, type Rgb } from "../layout/page-style.ts";
import { drawFrom, numberSpread } from "./spread.ts";

const share = z.number().min(0).max(1);
const strokeMm = z.number().min(0).max(1);

/** What a recipe says of such a sheet; shares run from 0 to 1. */
export const drawnStyleSchema = z.strictObject({
  /** Of the grid: 0 red, 120 green, 240 blue. */
  hueDegrees: numberSpread(z.number().min(0).max(360)).default({ from: 0, to: 360 }),
  /** Of the grid's colour: 0 grey, 1 pure. */
  saturation: numberSpread(share).default({ from: 0.3, to: 1 }),
  /** How far heavy lines stand out from the paper. */
  majorStrength: numberSpread(share).default({ from: 0.35, to: 0.8 }),
  /** How strong light lines are beside heavy ones. */
  minorToMajor: numberSpread(share).default({ from: 0.25, to: 0.6 }),
  majorStrokeMm: numberSpread(strokeMm).default({ from: 0.12, to: 0.25 }),
  minorStrokeMm: numberSpread(strokeMm).default({ from: 0.08, to: 0.14 }),
  /** Lightness of the paper. */
  paper: numberSpread(z.number().min(0.5).max(1)).default({ from: 0.94, to: 1 }),
  /** How warm the paper is: its blue lies this share below its red. */
  warmth: numberSpread(share).default({ from: 0, to: 0.05 }),
  /** Grey of traces and text. */
  ink: numberSpread(z.number().min(0).max(0.5)).default({ from: 0, to: 0.25 }),
  traceStrokeMm: numberSpread(z.number().min(0.05).max(1)).default({ from: 0.2, to: 0.4 }),
});

export type DrawnStyle = z.infer<typeof drawnStyleSchema>;

export function drawStyle(drawn: DrawnStyle, random: Random): PageStyle {
  const hue = drawFrom<number>(drawn.hueDegrees, random);
  const saturation = drawFrom<number>(drawn.saturation, random);
  const strength = drawFrom<number>(drawn.majorStrength, random);
  const minorToMajor = drawFrom<number>(drawn.minorToMajor, random);
  const majorMm = drawFrom<number>(drawn.majorStrokeMm, random);
  const minorMm = drawFrom<number>(drawn.minorStrokeMm, random);
  const lightness = drawFrom<number>(drawn.paper, random);
  const warmth = drawFrom<number>(drawn.warmth, random);
  const grey = drawFrom<number>(drawn.ink, random);
  const traceMm = drawFrom<number>(drawn.traceStrokeMm, random);
  const paper = [lightness, lightness * (1 - warmth / 2), lightness * (1 - warmth)] as const;
  const pure = colourOf(hue, saturation);
  const line = (part: number) => bytes(paper.map((value, i) => value + part * (value * pure[i]! - value)));
  return {
    ...CLINICAL_STYLE,
    name: "drawn",
    paper: bytes(paper),
    major: { colour: line(strength), strokeMm: majorMm },
    minor: { colour: line(strength * minorToMajor), strokeMm: minorMm },
    ink: bytes([grey, grey, grey]),
    traceStrokeMm: traceMm,
    calibrationStrokeMm: traceMm,
  };
}

/** HSV with value 1: the channel nearest the hue is whole, the others are taken away. */
function colourOf(hueDegrees: number, saturation: number): number[] {
  return [0, 120, 240].map((channelDegrees) => {
    const apart = Math.abs(((hueDegrees - channelDegrees + 540) % 360) - 180);
    const absent = Math.min(1, Math.max(0, (apart - 60) / 60));
    return 1 - saturation * absent;
  });
}

function bytes(values: readonly number[]): Rgb {
  const [red = 0, green = 0, blue = 0] = values.map((value) => Math.round(255 * value));
  return [red, green, blue];
}
