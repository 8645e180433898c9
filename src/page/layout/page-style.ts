// Colours and line widths of a page. "clinical" is chart paper for people; "gem" is what the model saw:
// the default red grid of ecg-image-kit, whose minor lines are ruled after, and so over, the major ones.

export type Rgb = readonly [red: number, green: number, blue: number];

export interface PageStyle {
  /** Whatever the style is called; nothing depends on it. */
  readonly name: string;
  readonly paper: Rgb;
  /** A stroke of 0 is no line. */
  readonly minor: { readonly colour: Rgb; readonly strokeMm: number };
  readonly major: { readonly colour: Rgb; readonly strokeMm: number };
  /** "major-last": heavy lines run through. "x-then-y": all vertical lines first, majors before minors. */
  readonly gridOrder: "major-last" | "x-then-y";
  /** Traces, text and frame. */
  readonly ink: Rgb;
  readonly traceStrokeMm: number;
  readonly calibrationStrokeMm: number;
  readonly highlight: {
    readonly colour: Rgb;
    readonly opacity: number;
    /** The lines at a band's ends; drawn in ink on a raster. */
    readonly edge: { readonly colour: Rgb; readonly strokeMm: number };
  };
}

const MM_PER_POINT = 25.4 / 72;
const highlight = {
  colour: [255, 190, 0],
  opacity: 0.35,
  edge: { colour: [150, 90, 0], strokeMm: 0.12 },
} as const;

export const CLINICAL_STYLE: PageStyle = {
  name: "clinical",
  paper: [255, 255, 255],
  minor: { colour: [250, 222, 222], strokeMm: 0.1 },
  major: { colour: [236, 160, 160], strokeMm: 0.16 },
  gridOrder: "major-last",
  ink: [16, 16, 24],
  traceStrokeMm: 0.27,
  calibrationStrokeMm: 0.27,
  highlight,
};

export const GEM_STYLE: PageStyle = {
  name: "gem",
  paper: [255, 255, 255],
  minor: { colour: [254, 223, 219], strokeMm: 0.5 * MM_PER_POINT },
  major: { colour: [255, 0, 0], strokeMm: 0.5 * MM_PER_POINT },
  gridOrder: "x-then-y",
  // The kit draws its grey from U(0, 0.2) for each image; this is the mean.
  ink: [26, 26, 26],
  traceStrokeMm: 0.75 * MM_PER_POINT,
  calibrationStrokeMm: 1.125 * MM_PER_POINT,
  highlight,
};
