// From the tile that shows the ruling best to its neighbours, tile by tile: the phase of the ruling in each tells where
// its lines lie to a few hundredths of a millimetre, and its drift within a tile how they turn and narrow.

import type { Plane } from "../plane.ts";
import type { FoundLattice } from "./find-lattice.ts";
import type { Frequency } from "./tile-lattice.ts";

/** A point of the picture and its place on the sheet, in millimetres from the seed's nearest crossing. */
export interface SheetPoint {
  readonly column: number;
  readonly row: number;
  readonly xPx: number;
  readonly yPx: number;
  readonly uMm: number;
  readonly vMm: number;
  /** Power of the ruling over that of other frequencies; the lesser of the two families. */
  readonly clarity: number;
}

export interface FollowedLattice {
  readonly tilePx: number;
  readonly points: readonly SheetPoint[];
}

interface Phase {
  /** Cycles, -0.5 to 0.5. */
  readonly phase: number;
  readonly frequency: Frequency;
  readonly clarity: number;
}

interface Node {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly across: Frequency;
  readonly down: Frequency;
  readonly u: number;
  readonly v: number;
  readonly clarity: number;
}

const PERIODS_PER_TILE = 18;
/** exp(-7) is how often chance alone makes one tile as clear. */
const LEAST_CLARITY = 7;
/** Cycles between where the neighbours put a line and where it is. */
const MOST_SURPRISE = 0.28;

export function followLattice(plane: Plane, { seed, unitMm }: FoundLattice): FollowedLattice {
  const period = 1 / Math.hypot(...seed.across);
  const tilePx = 2 * Math.round(Math.max(48, Math.min(320, PERIODS_PER_TILE * period)) / 2);
  const measure = phaseMeter(plane, tilePx);
  const stepPx = tilePx * 0.8;
  const columns = Math.max(1, Math.ceil((plane.widthPx - tilePx * 0.5) / stepPx));
  const rows = Math.max(1, Math.ceil((plane.heightPx - tilePx * 0.5) / stepPx));
  const place = (index: number, count: number, length: number) =>
    count === 1 ? length / 2 : tilePx / 2 + (index * Math.max(0, length - tilePx)) / (count - 1);

  const nodes = new Map<number, Node>();
  const tried = new Map<number, number>();
  const visit = (column: number, row: number, from: Node | null): Node | null => {
    const x = place(column, columns, plane.widthPx);
    const y = place(row, rows, plane.heightPx);
    const across = measure(x, y, from?.across ?? seed.across);
    const down = measure(x, y, from?.down ?? seed.down);
    const clarity = Math.min(across.clarity, down.clarity);
    if (clarity < LEAST_CLARITY) return null;
    const whole = (found: Phase, family: "across" | "down") => {
      if (from === null) return found.phase;
      const half = (k: 0 | 1) => (from[family][k] + found.frequency[k]) / 2;
      const expected =
        from[family === "across" ? "u" : "v"] + half(0) * (x - from.x) + half(1) * (y - from.y);
      const cycles = found.phase + Math.round(expected - found.phase);
      return Math.abs(cycles - expected) > MOST_SURPRISE ? null : cycles;
    };
    const [u, v] = [whole(across, "across"), whole(down, "down")];
    if (u === null || v === null) return null;
    return { column, row, x, y, across: across.frequency, down: down.frequency, u, v, clarity };
  };

  const nearest = (px: number, count: number, length: number) =>
    count === 1
      ? 0
      : Math.round(
          Math.max(0, Math.min(count - 1, ((px - tilePx / 2) * (count - 1)) / Math.max(1, length - tilePx))),
        );
  const start = visit(
    nearest(seed.xPx, columns, plane.widthPx),
    nearest(seed.yPx, rows, plane.heightPx),
    null,
  );
  const front: Node[] = start === null ? [] : [start];
  if (start !== null) nodes.set(start.row * columns + start.column, start);
  while (front.length > 0) {
    // the clearest first: a doubtful tile should not lead
    let best = 0;
    for (let i = 1; i < front.length; i++) if (front[i]!.clarity > front[best]!.clarity) best = i;
    const [from] = front.splice(best, 1) as [Node];
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) {
        // a tile under a stamp may be stepped over
        if (Math.abs(dx) + Math.abs(dy) > 2 || (dx === 0 && dy === 0)) continue;
        const [column, row] = [from.column + dx, from.row + dy];
        if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
        const key = row * columns + column;
        const attempts = tried.get(key) ?? 0;
        if (nodes.has(key) || attempts >= 3) continue;
        tried.set(key, attempts + 1);
        const node = visit(column, row, from);
        if (node === null) continue;
        nodes.set(key, node);
        front.push(node);
      }
    }
  }
  const points = [...nodes.values()].map(({ column, row, x, y, u, v, clarity }) => {
    return { column, row, xPx: x, yPx: y, uMm: u * unitMm, vMm: v * unitMm, clarity };
  });
  return { tilePx, points };
}

/** A function that tells phase, true frequency and clarity of the ruling about a point. */
function phaseMeter(plane: Plane, size: number) {
  const window = Float64Array.from({ length: size }, (_, i) => Math.sin((Math.PI * (i + 0.5)) / size) ** 2);
  const offset = Float64Array.from({ length: size }, (_, i) => i + 0.5 - size / 2);
  const spread =
    window.reduce((sum, weight, i) => sum + weight * offset[i]! ** 2, 0) /
    window.reduce((sum, weight) => sum + weight, 0);
  const tile = new Float32Array(size * size);
  const cosX = new Float64Array(size);
  const sinX = new Float64Array(size);

  const demodulate = ([fx, fy]: Frequency) => {
    for (let i = 0; i < size; i++) {
      const angle = 2 * Math.PI * fx * offset[i]!;
      cosX[i] = Math.cos(angle) * window[i]!;
      sinX[i] = -Math.sin(angle) * window[i]!;
    }
    let [re, im, xRe, xIm, yRe, yIm] = [0, 0, 0, 0, 0, 0];
    for (let y = 0; y < size; y++) {
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let x = 0, at = y * size; x < size; x++, at++) {
        const real = tile[at]! * cosX[x]!;
        const imaginary = tile[at]! * sinX[x]!;
        a += real;
        b += imaginary;
        c += real * offset[x]!;
        d += imaginary * offset[x]!;
      }
      const angle = 2 * Math.PI * fy * offset[y]!;
      const cos = Math.cos(angle) * window[y]!;
      const sin = -Math.sin(angle) * window[y]!;
      const [real, imaginary] = [a * cos - b * sin, a * sin + b * cos];
      re += real;
      im += imaginary;
      yRe += real * offset[y]!;
      yIm += imaginary * offset[y]!;
      xRe += c * cos - d * sin;
      xIm += c * sin + d * cos;
    }
    return { re, im, power: re * re + im * im, xRe, xIm, yRe, yIm };
  };

  /** Of every second row: for what is not there it is enough. */
  const powerAt = ([fx, fy]: Frequency) => {
    for (let i = 0; i < size; i++) {
      const angle = 2 * Math.PI * fx * offset[i]!;
      cosX[i] = Math.cos(angle) * window[i]!;
      sinX[i] = Math.sin(angle) * window[i]!;
    }
    let [re, im] = [0, 0];
    for (let y = 0; y < size; y += 2) {
      let [a, b] = [0, 0];
      for (let x = 0, at = y * size; x < size; x++, at++) {
        a += tile[at]! * cosX[x]!;
        b += tile[at]! * sinX[x]!;
      }
      const angle = 2 * Math.PI * fy * offset[y]!;
      const [cos, sin] = [Math.cos(angle) * window[y]!, Math.sin(angle) * window[y]!];
      re += a * cos - b * sin;
      im += a * sin + b * cos;
    }
    return 4 * (re * re + im * im);
  };
  let [tileX, tileY] = [Number.NaN, Number.NaN];
  const load = (left: number, top: number) => {
    if (left === tileX && top === tileY) return;
    [tileX, tileY] = [left, top];
    let sum = 0;
    for (let y = 0; y < size; y++) {
      const line = Math.max(0, Math.min(plane.heightPx - 1, top + y)) * plane.widthPx;
      for (let x = 0; x < size; x++) {
        const value = plane.values[line + Math.max(0, Math.min(plane.widthPx - 1, left + x))]!;
        tile[y * size + x] = value;
        sum += value;
      }
    }
    const mean = sum / (size * size);
    for (let i = 0; i < tile.length; i++) tile[i] = tile[i]! - mean;
  };

  return (x: number, y: number, frequency: Frequency): Phase => {
    const left = Math.round(x - size / 2);
    const top = Math.round(y - size / 2);
    load(left, top);
    const [fx, fy] = frequency;
    const found = demodulate(frequency);
    const turned = (angle: number, scale: number): Frequency => [
      scale * (fx * Math.cos(angle) - fy * Math.sin(angle)),
      scale * (fx * Math.sin(angle) + fy * Math.cos(angle)),
    ];
    const others = [turned(0.3, 1.1), turned(-0.35, 0.9)].map(powerAt);
    const drift = (re: number, im: number) =>
      (im * found.re - re * found.im) / found.power / (2 * Math.PI * spread);
    const limit = 0.35 / size;
    const hold = (value: number) => (Number.isFinite(value) ? Math.max(-limit, Math.min(limit, value)) : 0);
    // the tile lies on whole pixels; the phase is wanted at the point itself
    const [dx, dy] = [x - (left + size / 2), y - (top + size / 2)];
    const true_: Frequency = [fx + hold(drift(found.xRe, found.xIm)), fy + hold(drift(found.yRe, found.yIm))];
    const cycles = Math.atan2(found.im, found.re) / (2 * Math.PI) + true_[0] * dx + true_[1] * dy;
    return {
      phase: cycles - Math.round(cycles),
      frequency: true_,
      clarity: found.power / ((others[0]! + others[1]!) / 2 + 1e-12),
    };
  };
}
