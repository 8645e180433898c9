// White light of another colour temperature than the camera believes. The colour of a black body from Kim's cubics of the
// Planckian locus (B.-S. Kang et al., J. Korean Phys. Soc. 41, 865-871, 2002; 1667 to 25000 K), through CIE XYZ to linear
// sRGB (IEC 61966-2-1), against 6504 K, at equal luminance.

import { z } from "zod";
import { fromLinear, tableStep, toLinear } from "../capture/level-table.ts";
import { effectKind } from "../effect-kind.ts";
import { powerOf } from "../exact-math.ts";

/** CIE 1931 chromaticity of a black body. */
export function planckianXy(kelvin: number): readonly [x: number, y: number] {
  const t = 1000 / kelvin;
  const x =
    kelvin < 4000
      ? ((-0.2661239 * t - 0.2343589) * t + 0.8776956) * t + 0.17991
      : ((-3.0258469 * t + 2.1070379) * t + 0.2226347) * t + 0.24039;
  if (kelvin < 2222) return [x, ((-1.1063814 * x - 1.3481102) * x + 2.18555832) * x - 0.20219683];
  if (kelvin < 4000) return [x, ((-0.9549476 * x - 1.37418593) * x + 2.09137015) * x - 0.16748867];
  return [x, ((3.081758 * x - 5.8733867) * x + 3.75112997) * x - 0.37001483];
}

/** Linear sRGB of a black body's colour at luminance 1; what sRGB cannot show is cut at 0. */
function linearColour(kelvin: number): readonly [number, number, number] {
  const [x, y] = planckianXy(kelvin);
  const X = x / y;
  const Z = (1 - x - y) / y;
  return [
    Math.max(0, 3.2404542 * X - 1.5371385 - 0.4985314 * Z),
    Math.max(0, -0.969266 * X + 1.8760108 + 0.041556 * Z),
    Math.max(0, 0.0556434 * X - 0.2040259 + 1.0572252 * Z),
  ];
}

/** Factors of linear red, green and blue under a light, for a camera set to 6504 K that adapts by a share. */
export function temperatureGains(kelvin: number, adaptation: number): readonly [number, number, number] {
  const light = linearColour(kelvin);
  const white = linearColour(6504);
  const gain = (channel: 0 | 1 | 2) =>
    powerOf(Math.max(0.02, light[channel] / white[channel]), 1 - adaptation);
  const gains = [gain(0), gain(1), gain(2)] as const;
  const luminance = 0.2126 * gains[0] + 0.7152 * gains[1] + 0.0722 * gains[2];
  return [gains[0] / luminance, gains[1] / luminance, gains[2] / luminance];
}

export const temperature = effectKind({
  name: "temperature",
  parameters: {
    kelvin: z.number().min(1800).max(20000),
    /** Share of the cast that the camera's white balance takes away. */
    adaptation: z.number().min(0).max(1),
  },
  usual: { kelvin: 4000, adaptation: 0.5 },
  develop: ({ kelvin, adaptation }) => {
    const gains = temperatureGains(kelvin, adaptation);
    // the brightest channel stays within reach: exposure is set for it
    const most = Math.max(...gains);
    const level = (gain: number) => (value: number) => fromLinear((toLinear(value) * gain) / Math.sqrt(most));
    return { kind: "row", row: tableStep([level(gains[0]), level(gains[1]), level(gains[2])]) };
  },
});
