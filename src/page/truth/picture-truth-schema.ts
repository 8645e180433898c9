// The truth beside a photographed page: one JSON object, one line of a folder's file. Positions are continuous pixels of
// the picture from its top left corner; what lies outside the picture keeps its place and is not cut off, but boxes are.

import { z } from "zod";

const pixel = z.number();
const sample = z.number().int().nonnegative();
/** Left, top, right, bottom; null where nothing of it is in the picture. */
const box = z.tuple([pixel, pixel, pixel, pixel]).nullable();
/** x0, y0, x1, y1, ... of a closed outline; four corners, more where the paper bends. */
const outline = z.array(pixel).min(8);

/**
 * A polyline of one point a sample, in hundredths of a pixel: differences of differences from 0 on, x and y
 * apart; two running sums read them. `gaps` are [first, end) of samples without a height.
 */
export const polylineCodeSchema = z.strictObject({
  points: sample,
  x: z.array(z.number().int()),
  y: z.array(z.number().int()),
  gaps: z.array(z.tuple([sample, sample])),
});

const lead = z.strictObject({
  /** As the recording names it. */
  name: z.string(),
  /** As the page names it: "-aVR" where it is drawn upside down. */
  label: z.string(),
  role: z.enum(["row", "rhythm", "median"]),
  /** Index into the recording of the polyline's first point; into the median beat for "median". */
  startSample: sample,
  samplingRateHz: z.number().positive(),
  /** Millimetres of paper a millivolt; negative where upside down. */
  mmPerMv: z.number(),
  mmPerSample: z.number(),
  /** Share of its samples that lie in the picture. */
  visible: z.number().min(0).max(1),
  /** Tight around the trace, cut to the picture. */
  boxPx: box,
  outlinePx: outline,
  nameBoxPx: box,
  nameOutlinePx: outline,
  trace: polylineCodeSchema,
});

const place = z.strictObject({
  xPx: pixel,
  yPx: pixel,
  /** Picture pixels a millimetre of paper there: x to the right on paper, then y down, as [dx, dy]. */
  rightPxPerMm: z.tuple([z.number(), z.number()]),
  downPxPerMm: z.tuple([z.number(), z.number()]),
});

export const pictureTruthSchema = z.strictObject({
  schema: z.literal("gem-ecg picture truth 1"),
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  /** In the middle of the page. */
  pxPerMm: z.number().positive(),
  page: z.strictObject({
    layout: z.string(),
    timing: z.enum(["sequential", "simultaneous"]),
    leadOrder: z.enum(["standard", "cabrera"]),
    style: z.string(),
    widthMm: z.number(),
    heightMm: z.number(),
    speedMmPerS: z.number(),
    gainMmPerMv: z.number(),
    pxPerMm: z.number(),
    outlinePx: outline,
  }),
  /** From millimetres of the page to pixels of the picture, row by row; all of the map where `largestBendPx` is 0. */
  homography: z.array(z.number()).length(9),
  /** How far the true place of a point is from where the homography puts it, at most. */
  largestBendPx: z.number().nonnegative(),
  grid: z.strictObject({
    minorMm: z.number(),
    majorMm: z.number(),
    outlinePx: outline,
    /** Nine places of the ruled area. */
    places: z.array(place),
  }),
  leads: z.array(lead),
  /** Leads that have a place on the page and no trace. */
  absent: z.array(z.strictObject({ name: z.string(), state: z.string() })),
  pulses: z.array(z.strictObject({ boxPx: box, outlinePx: outline })),
  /** What effects put on the sheet. */
  marks: z.array(
    z.strictObject({ kind: z.string(), text: z.string().nullable(), boxPx: box, outlinePx: outline }),
  ),
  seed: z.number().int(),
  effects: z.array(z.looseObject({ effect: z.string(), seed: z.number().int() })),
  jpeg: z.strictObject({ quality: z.number().int(), subsampling: z.enum(["4:2:0", "4:4:4"]) }).nullable(),
});

export type PictureTruth = z.infer<typeof pictureTruthSchema>;
export type PolylineCode = z.infer<typeof polylineCodeSchema>;
export type LeadTruth = PictureTruth["leads"][number];
