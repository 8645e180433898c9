// What is not sharp: a lens or screen that softens (Gaussian), a camera that moved (a line), one out of focus (a disk).

import { z } from "zod";
import { gaussianBlur, type KernelRun, meanBlur } from "../capture/convolve.ts";
import { effectKind } from "../effect-kind.ts";
import { sinCosDegrees } from "../exact-math.ts";

/** A disk as level runs. */
export function diskRuns(radiusPx: number): KernelRun[] {
  const radius = Math.floor(radiusPx);
  return Array.from({ length: 2 * radius + 1 }, (_, row) => {
    const below = row - radius;
    const half = Math.floor(Math.sqrt(radiusPx * radiusPx - below * below));
    return { below, from: -half, to: half };
  });
}

/** The pixels that a line through the middle meets, the same on both sides of it. */
export function lineRuns(lengthPx: number, degrees: number): KernelRun[] {
  const [sine, cosine] = sinCosDegrees(degrees);
  const half = (lengthPx - 1) / 2;
  const steps = Math.ceil(half * 2);
  const pixels = new Set(["0 0"]);
  for (let step = 1; step <= steps; step++) {
    const [x, y] = [Math.round((half * step * cosine) / steps), Math.round((half * step * sine) / steps)];
    pixels.add(`${x} ${y}`).add(`${-x + 0} ${-y + 0}`);
  }
  const byRow = Map.groupBy(
    [...pixels].map((key) => key.split(" ").map(Number)),
    (pixel) => pixel[1]!,
  );
  return [...byRow].map(([below, row]) => {
    const xs = row.map((pixel) => pixel[0]!);
    return { below, from: Math.min(...xs), to: Math.max(...xs) };
  });
}

export const blur = effectKind({
  name: "blur",
  parameters: {
    kind: z.enum(["gaussian", "motion", "defocus"]),
    /** Standard deviation, length of the movement, or radius of the disk, on the paper. */
    sizeMm: z.number().min(0).max(3),
    /** Of the movement, clockwise from the right. */
    degrees: z.number().min(0).max(180),
  },
  usual: { kind: "gaussian", sizeMm: 0.1, degrees: 0 },
  develop: ({ kind, sizeMm, degrees }, { pxPerMm }) => {
    const sizePx = Math.min(40, sizeMm * pxPerMm);
    if (kind === "gaussian") return { kind: "picture", picture: (picture) => gaussianBlur(picture, sizePx) };
    const runs = kind === "motion" ? lineRuns(Math.max(1, sizePx), degrees) : diskRuns(sizePx);
    return { kind: "picture", picture: (picture) => (runs.length === 0 ? picture : meanBlur(picture, runs)) };
  },
});
