// Lines along which paper was bent: where they run, how they pull the paper aside, how they catch the light, and the worn
// white line that stays. The pull is along the normal, k (1 - k^2)^2 across the line and (1 - t^2)^2 along it, both zero
// beyond 1 and smooth there: arithmetic only, and nothing far away moves.

import type { Bend, Relief } from "../effect-kind.ts";
import { smoothNoise } from "../smooth-noise.ts";
import { drawInk, inkMask, layInk } from "./ink-mask.ts";
import type { PackedSheet } from "./packed-sheet.ts";

export interface FoldLine {
  readonly x: number;
  readonly y: number;
  /** Unit vector along the line. */
  readonly alongX: number;
  readonly alongY: number;
  /** From its middle to either end. */
  readonly halfLengthPx: number;
  /** From the line to where the paper lies flat again. */
  readonly reachPx: number;
  /** How far it pulls at most; negative pushes. */
  readonly pullPx: number;
  /** Which side is lit: 1 or -1, times how much. */
  readonly relief: number;
  readonly seed: number;
}

/** k (1 - k^2)^2 peaks at 1 / sqrt 5 with 0.28622. */
const PEAK = 0.2862167011199731;
/** Pull a pixel of reach, so that paper does not fold over itself. */
const MOST_PULL = 1 / 16;

/** Pull and light across a line at a point: -1 to 1, 0 where the line does not reach. */
function profile(line: FoldLine, x: number, y: number): number {
  const [right, below] = [x - line.x, y - line.y];
  const across = (below * line.alongX - right * line.alongY) / line.reachPx;
  if (across >= 1 || across <= -1) return 0;
  const along = (right * line.alongX + below * line.alongY) / line.halfLengthPx;
  if (along >= 1 || along <= -1) return 0;
  const flank = 1 - across * across;
  const taper = 1 - along * along;
  return ((across * flank * flank) / PEAK) * taper * taper;
}

export function foldBend(lines: readonly FoldLine[]): Bend {
  return (x, y, out) => {
    for (const line of lines) {
      const pull =
        profile(line, x, y) *
        Math.sign(line.pullPx) *
        Math.min(Math.abs(line.pullPx), line.reachPx * MOST_PULL);
      if (pull === 0) continue;
      out[0]! -= pull * line.alongY;
      out[1]! += pull * line.alongX;
    }
  };
}

export function foldRelief(lines: readonly FoldLine[]): Relief {
  return (pageX, pageY) => {
    let light = 1;
    for (const line of lines) {
      const lit = profile(line, pageX, pageY);
      if (lit !== 0) light *= 1 + line.relief * lit;
    }
    return light;
  };
}

/** The worn line: ink cracked off to white, broken where the paper held, with a fine dark edge of dirt beside it. */
export function wearLines(sheet: PackedSheet, lines: readonly FoldLine[], wear: number): void {
  if (wear <= 0) return;
  const { pxPerMm } = sheet;
  for (const line of lines) {
    const steps = Math.max(2, Math.ceil((2 * line.halfLengthPx) / (0.8 * pxPerMm)));
    const white: number[] = [];
    const dirt: number[] = [];
    for (let step = 0; step <= steps; step++) {
      const along = (2 * step) / steps - 1;
      const wander = smoothNoise(step / 5, 0.5, line.seed) * 0.25 * pxPerMm * (1 - along * along);
      const x = line.x + along * line.halfLengthPx * line.alongX - wander * line.alongY;
      const y = line.y + along * line.halfLengthPx * line.alongY + wander * line.alongX;
      white.push(x, y);
      dirt.push(x - 0.25 * pxPerMm * line.alongY, y + 0.25 * pxPerMm * line.alongX);
    }
    const strength = (share: number, shift: number) => (segment: number) => {
      const along = (2 * segment) / steps - 1;
      const held = 0.75 + 0.8 * smoothNoise(segment / 2.3, shift, line.seed ^ 0x5bd1e995);
      return {
        widthPx: Math.max(0.8, 0.34 * pxPerMm),
        strength: Math.max(0, Math.min(1, held)) * share * (1 - along * along * along * along),
      };
    };
    for (const [points, share, shift, ink] of [
      [dirt, 0.3 * wear, 7.5, { colour: [120, 112, 104], way: "soak" }],
      [white, wear, 0.5, { colour: [252, 251, 248], way: "cover" }],
    ] as const) {
      const mask = inkMask(sheet, boxOf(points, pxPerMm));
      drawInk(mask, points, strength(share, shift));
      layInk(sheet, mask, ink);
    }
  }
}

export function boxOf(
  points: readonly number[],
  marginPx: number,
): [left: number, top: number, right: number, bottom: number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < points.length; at += 2) {
    box[0] = Math.min(box[0], points[at]! - marginPx);
    box[1] = Math.min(box[1], points[at + 1]! - marginPx);
    box[2] = Math.max(box[2], points[at]! + marginPx);
    box[3] = Math.max(box[3], points[at + 1]! + marginPx);
  }
  return box;
}
