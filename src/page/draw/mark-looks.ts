// How each kind of mark looks: a tint, a colour of its lines, a hatching and a rhythm of dashes. No two kinds share
// a hatching or their dashes, so they stay apart on a black and white print and for readers who see no colour
// (WCAG 2.2, 1.4.1). The verdicts' colours and patterns are those of the HTML report.

import type { PageStyle, Rgb } from "../layout/page-style.ts";
import type { MarkKind } from "../page.ts";

export type HatchPattern = "none" | "rising" | "falling" | "crossed" | "level" | "dots";

export interface MarkLook {
  /** Laid over the sheet with `opacity`. */
  readonly tint: Rgb;
  readonly opacity: number;
  /** Edges, hatching, calipers and symbols; a raster draws them in its ink. */
  readonly colour: Rgb;
  readonly hatch: HatchPattern;
  /** Lengths drawn and left out in turn; none for a solid line, 0 for a dot. */
  readonly dashesMm: readonly number[];
  readonly edgeStrokeMm: number;
  /** Also along the top and the bottom of a band. */
  readonly isFramed: boolean;
}

/** Fine lines, so that the trace stays the darkest; dots need more to be seen. */
export function hatchStrokeMm(pattern: HatchPattern): number {
  return pattern === "dots" ? 0.2 : 0.07;
}

type FixedLook = Omit<MarkLook, "opacity">;

const LOOKS: Readonly<Record<Exclude<MarkKind, "evidence">, FixedLook>> = {
  supported: {
    tint: [60, 190, 110],
    colour: [18, 112, 58],
    hatch: "rising",
    dashesMm: [2.4, 0.7],
    edgeStrokeMm: 0.2,
    isFramed: false,
  },
  contradicted: {
    tint: [240, 90, 80],
    colour: [179, 38, 30],
    hatch: "crossed",
    dashesMm: [],
    edgeStrokeMm: 0.28,
    isFramed: true,
  },
  "not checkable": {
    tint: [220, 170, 70],
    colour: [138, 90, 0],
    hatch: "dots",
    dashesMm: [1.1, 0.9],
    edgeStrokeMm: 0.2,
    isFramed: false,
  },
  measured: {
    tint: [90, 150, 230],
    colour: [31, 95, 168],
    hatch: "level",
    dashesMm: [1.8, 0.7, 0, 0.7],
    edgeStrokeMm: 0.2,
    isFramed: false,
  },
  model: {
    tint: [180, 110, 220],
    colour: [110, 50, 150],
    hatch: "falling",
    dashesMm: [0, 0.75],
    edgeStrokeMm: 0.26,
    isFramed: false,
  },
};

/** Every kind, for a legend. */
export const MARK_KINDS = ["evidence", ...Object.keys(LOOKS)] as readonly MarkKind[];

/** The look of a kind on a sheet: plain evidence has the sheet's own highlight, the others' colours are fixed. */
export function markLook(kind: MarkKind, style: PageStyle): MarkLook {
  const { colour, opacity, edge } = style.highlight;
  if (kind !== "evidence") return { ...LOOKS[kind], opacity };
  return {
    tint: colour,
    opacity,
    colour: edge.colour,
    hatch: "none",
    dashesMm: [],
    edgeStrokeMm: edge.strokeMm,
    isFramed: false,
  };
}
