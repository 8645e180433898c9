// The print itself: faded as thermal paper fades, and toned as a printer short of one colour prints.

import { z } from "zod";
import { effectKind } from "../effect-kind.ts";

const share = z.number().min(0).max(0.95);

export const ink = effectKind({
  name: "ink",
  parameters: {
    /** Share of all print that is gone. */
    fade: share,
    /** Share of the colour that is gone: the grid turns grey. */
    wash: z.number().min(0).max(1),
    /** Degrees by which colours turn around the colour wheel: a pink grid becomes orange, brown, green or blue. */
    hueDegrees: z.number().min(-180).max(180),
  },
  usual: { fade: 0.2, wash: 0, hueDegrees: 0 },
  tint: ({ fade, wash, hueDegrees }, colour) => {
    const luma = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
    const turned = hueDegrees === 0 ? colour : turnedHue(colour, hueDegrees);
    return turned.map((level) => {
      const washed = level + (luma - level) * wash;
      return Math.max(0, Math.min(255, Math.round(washed + (255 - washed) * fade)));
    }) as [number, number, number];
  },
});

/** Hue turned in hue, chroma and lightness as HSL has them (Joblove and Greenberg, Siggraph 1978). */
function turnedHue(colour: readonly [number, number, number], degrees: number): [number, number, number] {
  const [red, green, blue] = colour;
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const chroma = most - least;
  if (chroma === 0) return [red, green, blue];
  const sixth =
    most === red
      ? (green - blue) / chroma
      : most === green
        ? 2 + (blue - red) / chroma
        : 4 + (red - green) / chroma;
  const turned = (((sixth + degrees / 60) % 6) + 6) % 6;
  const middle = chroma * (1 - Math.abs((turned % 2) - 1));
  const parts = [
    [chroma, middle, 0],
    [middle, chroma, 0],
    [0, chroma, middle],
    [0, middle, chroma],
    [middle, 0, chroma],
    [chroma, 0, middle],
  ][Math.floor(turned)]!;
  return [parts[0]! + least, parts[1]! + least, parts[2]! + least];
}
