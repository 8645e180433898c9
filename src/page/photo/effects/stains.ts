// Stains: the ring of a cup, a spill with its dried rim, a spot of grease, splashes. Rims wander with smooth noise along
// the direction from the middle; every stain darkens what is printed below it.

import { z } from "zod";
import { effectKind, type SheetMark } from "../effect-kind.ts";
import { type Ink, mixed } from "../sheet/ink-mask.ts";
import type { PackedSheet } from "../sheet/packed-sheet.ts";
import { fieldSeed, smoothNoise } from "../smooth-noise.ts";

const KINDS = ["ring", "spill", "grease", "splashes"] as const;
type StainKind = (typeof KINDS)[number];

interface Stain {
  readonly kind: Exclude<StainKind, "splashes">;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly strength: number;
  readonly seed: number;
}

const COLOURS: Readonly<Record<Stain["kind"], readonly [number, number, number]>> = {
  ring: [150, 104, 58],
  spill: [176, 136, 86],
  grease: [206, 198, 172],
};

const RING_WASH = 0.05;

/** Share of a stain's colour at a distance from its middle, in its radii. */
function strengthAt(kind: Stain["kind"], away: number, uneven: number): number {
  if (away >= 1.06) return 0;
  const rim = (1 - away) / 0.05;
  switch (kind) {
    case "ring": {
      // a fresh ring is 4 % of its radius wide, with a thin wash inside
      const line = Math.max(0, 1 - Math.abs(rim - 0.9) / 1.1);
      const inner = Math.max(0, 1 - Math.abs(away - 0.86) / 0.03) * 0.35;
      return Math.max(0, line * (0.75 + 0.5 * uneven) + inner + (away < 1 ? RING_WASH : 0));
    }
    case "spill": {
      const edge = Math.max(0, 1 - Math.abs(rim - 0.6) / 0.7) * 0.75;
      return Math.max(0, Math.min(1, rim + 0.5)) * (0.38 + 0.14 * uneven) + edge;
    }
    case "grease":
      return Math.max(0, Math.min(1, rim / 4)) * (0.8 + 0.2 * uneven);
  }
}

function stain(sheet: PackedSheet, { kind, x: x0, y: y0, radius, strength, seed }: Stain): SheetMark {
  const { packed, widthPx, heightPx } = sheet;
  const reach = radius * 1.3;
  const wobble = kind === "ring" ? 0.02 : 0.16;
  const inkOf: Ink = { colour: COLOURS[kind], way: "soak" };
  for (let y = Math.max(0, Math.floor(y0 - reach)); y < Math.min(heightPx, y0 + reach); y++) {
    for (let x = Math.max(0, Math.floor(x0 - reach)); x < Math.min(widthPx, x0 + reach); x++) {
      const [right, below] = [x + 0.5 - x0, y + 0.5 - y0];
      const distance = Math.sqrt(right * right + below * below) + 1e-9;
      if (distance > reach) continue;
      if (kind === "ring" && distance < 0.75 * radius) {
        // inside a ring there is only its even wash
        packed[y * widthPx + x] = mixed(packed[y * widthPx + x]!, inkOf, RING_WASH * strength);
        continue;
      }
      const [u, v] = [right / distance, below / distance];
      const bulge =
        1 +
        wobble * (smoothNoise(1.7 * u + 9, 1.7 * v + 9, seed) + 0.4 * smoothNoise(6 * u, 6 * v, seed + 1));
      const away = distance / (radius * bulge);
      if (away >= 1.06) continue;
      const uneven = smoothNoise((right / radius) * 3, (below / radius) * 3, seed + 2);
      const share = Math.min(1, strengthAt(kind, away, uneven) * strength);
      if (share > 0) packed[y * widthPx + x] = mixed(packed[y * widthPx + x]!, inkOf, share);
    }
  }
  const r = radius * (1 + wobble);
  return {
    kind: "stain",
    text: null,
    outlinePx: [x0 - r, y0 - r, x0 + r, y0 - r, x0 + r, y0 + r, x0 - r, y0 + r],
  };
}

export const stains = effectKind({
  name: "stains",
  parameters: {
    kind: z.enum([...KINDS, "any"]),
    count: z.number().int().min(0).max(12),
    /** Radius of a ring; spills and spots are smaller. */
    radiusMm: z.number().min(2).max(60),
    strength: z.number().min(0).max(1),
  },
  usual: { kind: "ring", count: 1, radiusMm: 38, strength: 0.6 },
  paint: ({ kind, count, radiusMm, strength }, sheet, random) => {
    const { widthPx, heightPx, pxPerMm } = sheet;
    const marks: SheetMark[] = [];
    for (let each = 0; each < count; each++) {
      const drawn = KINDS[Math.floor(random.uniform() * KINDS.length)]!;
      const of = kind === "any" ? drawn : kind;
      const x = widthPx * (1.1 * random.uniform() - 0.05);
      const y = heightPx * (1.1 * random.uniform() - 0.05);
      const size = radiusMm * pxPerMm * (0.8 + 0.4 * random.uniform());
      const seed = fieldSeed(random);
      if (of !== "splashes") {
        const radius = size * (of === "ring" ? 1 : 0.4);
        marks.push(stain(sheet, { kind: of, x, y, radius, strength, seed }));
        continue;
      }
      const drops = 4 + Math.floor(12 * random.uniform());
      for (let drop = 0; drop < drops; drop++) {
        const place = {
          x: x + 2 * size * (random.uniform() - 0.5),
          y: y + 2 * size * (random.uniform() - 0.5),
        };
        const radius = size * (0.01 + 0.07 * random.uniform() * random.uniform());
        marks.push(stain(sheet, { kind: "spill", ...place, radius, strength, seed: seed + drop }));
      }
    }
    return marks;
  },
});
