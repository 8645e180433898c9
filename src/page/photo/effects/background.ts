// What the sheet lies on: a table of wood, a blanket, a plain desk, a dark floor, the lid of a scanner, with other
// sheets perhaps; and the shadow that the sheet throws on it.

import { z } from "zod";
import type { Random } from "../../../signal/random.ts";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";
import type { Frame } from "../geometry/picture-map.ts";
import { cloudyNoise, fieldSeed, hashOfPlace, smoothNoise } from "../smooth-noise.ts";

type Colour = readonly [number, number, number];

/** Colour of the table at a point, in millimetres. */
type Table = (xMm: number, yMm: number) => Colour;

const scaled = ([red, green, blue]: Colour, factor: number): Colour => [
  red * factor,
  green * factor,
  blue * factor,
];
const pick = <Value>(values: readonly Value[], random: Random) =>
  values[Math.floor(random.uniform() * values.length)]!;

function table(kind: string, random: Random): Table {
  const seed = fieldSeed(random);
  const fine = (x: number, y: number) =>
    (hashOfPlace(Math.floor(x * 6), Math.floor(y * 6), seed) >>> 24) / 255 - 0.5;
  switch (kind) {
    case "wood": {
      const base = pick<Colour>(
        [
          [176, 132, 88],
          [120, 82, 52],
          [198, 164, 122],
          [92, 62, 44],
        ],
        random,
      );
      return (x, y) => {
        // rings cut along the grain: a stretched field, folded
        const ring = 7 * cloudyNoise(x / 160, y / 22, seed, 2);
        const line = Math.abs(ring - Math.round(ring)) * 2;
        const fibre = smoothNoise(x / 14, y / 0.7, seed + 5);
        return scaled(base, 0.82 + 0.16 * line + 0.07 * fibre + 0.03 * fine(x, y));
      };
    }
    case "cloth": {
      const base = pick<Colour>(
        [
          [86, 118, 150],
          [142, 160, 152],
          [178, 178, 182],
          [104, 66, 70],
        ],
        random,
      );
      return (x, y) => {
        const weave = ((Math.floor(x / 0.55) + Math.floor(y / 0.55)) & 1) - 0.5;
        const fold = cloudyNoise(x / 90, y / 70, seed, 3);
        return scaled(base, 0.9 + 0.12 * fold + 0.07 * weave + 0.05 * fine(x, y));
      };
    }
    case "floor": {
      const base = pick<Colour>(
        [
          [70, 70, 74],
          [48, 52, 56],
          [92, 86, 80],
        ],
        random,
      );
      return (x, y) => scaled(base, 0.9 + 0.2 * cloudyNoise(x / 5, y / 5, seed, 3) + 0.18 * fine(x, y));
    }
    case "desk": {
      const base = pick<Colour>(
        [
          [206, 204, 200],
          [168, 172, 176],
          [222, 214, 198],
          [64, 66, 70],
        ],
        random,
      );
      return (x, y) => scaled(base, 0.96 + 0.05 * cloudyNoise(x / 120, y / 120, seed, 2) + 0.02 * fine(x, y));
    }
    case "black":
      return (x, y) => scaled([20, 20, 22], 1 + 0.2 * fine(x, y));
    default:
      return (x, y) => scaled([250, 250, 249], 1 + 0.006 * fine(x, y));
  }
}

interface OtherSheet {
  readonly x: number;
  readonly y: number;
  readonly sine: number;
  readonly cosine: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly isRuled: boolean;
  readonly seed: number;
}

/** Sheets of A4 that peep out from under the edges of the picture. */
function otherSheets(count: number, frame: Frame, random: Random): OtherSheet[] {
  const [width, height] = [frame.widthPx / frame.pxPerMm, frame.heightPx / frame.pxPerMm];
  return Array.from({ length: count }, () => {
    const [sine, cosine] = sinCosDegrees(
      40 * (random.uniform() - 0.5) + 90 * Math.floor(2 * random.uniform()),
    );
    const isLevel = random.uniform() < 0.5;
    const isFirst = random.uniform() < 0.5;
    return {
      x: width * (isLevel ? random.uniform() : isFirst ? 0 : 1),
      y: height * (isLevel ? (isFirst ? 0 : 1) : random.uniform()),
      sine,
      cosine,
      halfWidth: 105,
      halfHeight: 148.5,
      isRuled: random.uniform() < 0.5,
      seed: fieldSeed(random),
    };
  });
}

/** Share of a patch `stepMm` wide around a point that lines of a pitch cover. */
function lineShare(atMm: number, pitchMm: number, lineMm: number, stepMm: number): number {
  const away = Math.abs(atMm - pitchMm * Math.round(atMm / pitchMm));
  return Math.max(0, Math.min(lineMm, stepMm, (lineMm + stepMm) / 2 - away)) / stepMm;
}

/**
 * Colour of a patch of a sheet, or null beside it: printed lines of text, or the grid of another recording. Patches are
 * `stepMm` wide, and finer lines fade in them.
 */
function sheetColour(sheet: OtherSheet, xMm: number, yMm: number, stepMm: number): Colour | null {
  const [right, below] = [xMm - sheet.x, yMm - sheet.y];
  const u = right * sheet.cosine + below * sheet.sine + sheet.halfWidth;
  const v = below * sheet.cosine - right * sheet.sine + sheet.halfHeight;
  if (u < 0 || v < 0 || u > 2 * sheet.halfWidth || v > 2 * sheet.halfHeight) return null;
  if (sheet.isRuled) {
    const ruled = (pitchMm: number, lineMm: number) =>
      Math.max(lineShare(u, pitchMm, lineMm, stepMm), lineShare(v, pitchMm, lineMm, stepMm));
    const [minor, major] = [0.5 * ruled(1, 0.16), ruled(5, 0.25)];
    const share = Math.max(minor, major);
    return [250 - 20 * share, 246 - 72 * share, 242 - 70 * share];
  }
  const isMargin = u < 20 || u > 2 * sheet.halfWidth - 20 || v < 20 || v > 2 * sheet.halfHeight - 20;
  if (isMargin || v % 5.2 > 1.7) return [246, 245, 242];
  const word = hashOfPlace(Math.floor(u / 3.1), Math.floor(v / 5.2), sheet.seed) & 7;
  return word === 0 ||
    u % 3.1 < 0.4 ||
    (hashOfPlace(Math.floor(u / 0.55), Math.floor(v / 0.55), sheet.seed) & 3) === 0
    ? [246, 245, 242]
    : [150, 150, 154];
}

export const background = effectKind({
  name: "background",
  parameters: {
    kind: z.enum(["wood", "cloth", "desk", "floor", "black", "white"]),
    /** Other sheets that lie about. */
    sheets: z.number().int().min(0).max(6),
    /** Light lost beside the sheet, as a share. */
    shadow: z.number().min(0).max(0.9),
    /** How far the sheet's shadow reaches. */
    shadowMm: z.number().min(0.5).max(30),
  },
  usual: { kind: "desk", sheets: 0, shadow: 0.4, shadowMm: 4 },
  backdrop: ({ kind, sheets, shadow, shadowMm }, { picture, page }, random) => {
    const { widthPx, pxPerMm } = picture;
    const ground = table(kind, random);
    const others = otherSheets(sheets, picture, random);
    const reach = shadowMm * page.pxPerMm;
    const rows = tableRows(widthPx, (x, y) => {
      const [xMm, yMm] = [x / pxPerMm, y / pxPerMm];
      for (let at = others.length - 1; at >= 0; at--) {
        const colour = sheetColour(others[at]!, xMm, yMm, 2 / pxPerMm);
        if (colour !== null) return colour;
      }
      return ground(xMm, yMm);
    });
    return {
      row: rows,
      // the lamp stands above and to the left: the shadow lies further to the right and below
      lightBeside: (right, below) => {
        const x = right < 0 ? -1.8 * right : right;
        const y = below < 0 ? -1.8 * below : below;
        const away = Math.sqrt(x * x + y * y) / reach;
        return away >= 1 ? 1 : 1 - shadow * (1 - away) * (1 - away);
      },
    };
  },
});

/**
 * Rows of a table, drawn where they are asked for, two by two pixels alike: nobody looks closely at a table, and it costs
 * more than the page.
 */
function tableRows(
  widthPx: number,
  colourAt: (x: number, y: number) => Colour,
): (y: number, from: number, to: number) => Int32Array {
  const colours = new Int32Array(widthPx + 1);
  const drawnFor = new Int32Array((widthPx >> 1) + 1).fill(-1);
  return (y, from, to) => {
    const pair = y >> 1;
    for (let at = from >> 1; 2 * at < to; at++) {
      if (drawnFor[at] === pair) continue;
      drawnFor[at] = pair;
      const [red, green, blue] = colourAt(2 * at + 1, 2 * pair + 1);
      const colour = level(red) | (level(green) << 8) | (level(blue) << 16);
      colours[2 * at] = colour;
      colours[2 * at + 1] = colour;
    }
    return colours;
  };
}

function level(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
