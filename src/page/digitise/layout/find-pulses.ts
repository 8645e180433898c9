// The calibration pulse, 1 mV for 200 ms (Kligfield et al., Circulation 2007;115:1306-24): two upright strokes of one
// height under a level bar, white within, the same at every row. It tells the gain, the speed and each row's 0 mV.

import type { Sheet } from "../ink/sheet.ts";

export interface Pulse {
  /** Middles of the upright strokes. */
  readonly leftPx: number;
  readonly rightPx: number;
  /** Middle of the bar, and of the foot: 1 mV and 0 mV. */
  readonly topPx: number;
  readonly footPx: number;
}

interface Stroke {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

const INK = 0.45;
const LEAST_HEIGHT_MM = 3.5;
const MOST_HEIGHT_MM = 42;
const WIDTH_MM = [1.6, 22] as const;
const MOST_STROKE_MM = 1.2;

/** One pulse a row from top to bottom, those that look alike; empty where there is none. */
export function findPulses(sheet: Sheet): Pulse[] {
  const strokes = uprightStrokes(sheet);
  const pulses: Pulse[] = [];
  for (const left of strokes) {
    for (const right of strokes) {
      const pulse = pulseOf(sheet, left, right);
      if (pulse !== null) pulses.push(pulse);
    }
  }
  const mm = sheet.pxPerMm;
  const alike = (a: Pulse, b: Pulse) =>
    Math.abs(a.leftPx - b.leftPx) < 0.6 * mm &&
    Math.abs(a.rightPx - b.rightPx) < 0.6 * mm &&
    Math.abs(a.footPx - a.topPx - b.footPx + b.topPx) < 0.5 * mm;
  const families = pulses.map((pulse) => pulses.filter((other) => alike(pulse, other)));
  const best = families.reduce<Pulse[]>((most, family) => (family.length > most.length ? family : most), []);
  const sorted = [...best].sort((a, b) => a.footPx - b.footPx);
  return sorted.filter((pulse, i) => i === 0 || pulse.footPx - sorted[i - 1]!.footPx > 2 * mm);
}

/** Runs of ink down a column, long and narrow; neighbouring columns make one stroke. */
function uprightStrokes({ ink, pxPerMm }: Sheet): Stroke[] {
  const { widthPx, heightPx, values } = ink;
  const least = LEAST_HEIGHT_MM * pxPerMm;
  const most = MOST_HEIGHT_MM * pxPerMm;
  const open: { x0: number; x1: number; top: number; bottom: number }[] = [];
  const lengths = new Uint16Array(widthPx);
  for (let y = 0; y <= heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      if (y < heightPx && values[y * widthPx + x]! >= INK) {
        lengths[x]!++;
        continue;
      }
      const length = lengths[x]!;
      lengths[x] = 0;
      if (length < least || length > most) continue;
      const top = y - length;
      const known = open.find(
        (stroke) =>
          x >= stroke.x0 - 1 &&
          x <= stroke.x1 + 1 &&
          Math.min(stroke.bottom, y) - Math.max(stroke.top, top) > 0.7 * length,
      );
      if (known === undefined) open.push({ x0: x, x1: x, top, bottom: y });
      else {
        known.x0 = Math.min(known.x0, x);
        known.x1 = Math.max(known.x1, x);
        known.top = Math.min(known.top, top);
        known.bottom = Math.max(known.bottom, y);
      }
    }
  }
  return open
    .filter(({ x0, x1 }) => x1 - x0 + 1 <= MOST_STROKE_MM * pxPerMm + 1)
    .map(({ x0, x1, top, bottom }) => ({ x: (x0 + x1 + 1) / 2, top, bottom, width: x1 - x0 + 1 }));
}

function pulseOf(sheet: Sheet, left: Stroke, right: Stroke): Pulse | null {
  const { ink, pxPerMm: mm } = sheet;
  const width = right.x - left.x;
  if (width < WIDTH_MM[0] * mm || width > WIDTH_MM[1] * mm) return null;
  const top = Math.max(left.top, right.top);
  if (Math.abs(left.top - right.top) > 0.5 * mm) return null;
  // the trace may pull one foot further down than the other
  const bottom = Math.min(left.bottom, right.bottom);
  if (Math.abs(left.bottom - right.bottom) > 3 * mm || bottom - top < LEAST_HEIGHT_MM * mm) return null;
  const pen = Math.max(1, Math.min(left.width, right.width));
  const [from, to] = [Math.ceil(left.x + pen), Math.floor(right.x - pen)];
  const inked = (y0: number, y1: number) => {
    let [some, all] = [0, 0];
    for (let x = from; x < to; x++) {
      let any = false;
      for (let y = Math.floor(y0); y < y1; y++) if (ink.values[y * ink.widthPx + x]! >= INK) any = true;
      all++;
      if (any) some++;
    }
    return all === 0 ? 0 : some / all;
  };
  const bar = inked(Math.min(left.top, right.top), Math.min(left.top, right.top) + pen + 0.4 * mm);
  if (bar < 0.92) return null;
  let [dark, area] = [0, 0];
  for (let y = Math.ceil(top + pen + 0.4 * mm); y < bottom - pen - 0.8 * mm; y++) {
    for (let x = from + 1; x < to - 1; x++, area++) if (ink.values[y * ink.widthPx + x]! >= INK) dark++;
  }
  if (area === 0 || dark > 0.06 * area) return null;
  return {
    leftPx: strokeMiddle(sheet, left, top, bottom),
    rightPx: strokeMiddle(sheet, right, top, bottom),
    topPx: barMiddle(sheet, from, to, Math.min(left.top, right.top), pen),
    footPx: bottom - pen / 2,
  };
}

/** Centre of ink across an upright stroke, over the middle of its height. */
function strokeMiddle({ ink, pxPerMm }: Sheet, stroke: Stroke, top: number, bottom: number): number {
  const reach = stroke.width / 2 + 0.3 * pxPerMm;
  const [from, to] = [
    Math.max(0, Math.floor(stroke.x - reach)),
    Math.min(ink.widthPx, Math.ceil(stroke.x + reach)),
  ];
  let [sum, moment] = [0, 0];
  for (let y = Math.round(top + 0.25 * (bottom - top)); y < top + 0.7 * (bottom - top); y++) {
    for (let x = from; x < to; x++) {
      const value = ink.values[y * ink.widthPx + x]!;
      if (value < 0.2) continue;
      sum += value;
      moment += value * (x + 0.5);
    }
  }
  return sum === 0 ? stroke.x : moment / sum;
}

function barMiddle({ ink, pxPerMm }: Sheet, from: number, to: number, top: number, pen: number): number {
  let [sum, moment] = [0, 0];
  for (let y = Math.max(0, Math.floor(top - 0.3 * pxPerMm)); y < top + pen + 0.4 * pxPerMm; y++) {
    for (let x = from; x < to; x++) {
      const value = ink.values[y * ink.widthPx + x]!;
      if (value < 0.2) continue;
      sum += value;
      moment += value * (y + 0.5);
    }
  }
  return sum === 0 ? top + pen / 2 : moment / sum;
}
