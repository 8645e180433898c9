// Where every lead lies in a page's raster: the truth that goes beside an image. Positions are continuous pixels
// from the image's top left corner, so pixel (column, row) covers [column, column + 1) x [row, row + 1).

import type { PageRaster } from "../draw/page-to-raster.ts";
import { textBoxMm } from "../draw/stroke-font.ts";
import {
  type BoxMm,
  type LeadSegment,
  mvToYMm,
  type Page,
  sampleToXMm,
  type TextItem,
  type TraceItem,
} from "../page.ts";

/** Left, top, right, bottom. */
export type BoxPx = readonly [number, number, number, number];

export interface LeadMeta {
  readonly name: string;
  /** Index into the recording of the sample that `pixels[0]` shows. */
  readonly startSample: number;
  /** Tight around the drawn trace (line width included, calibration pulse not), within the image. */
  readonly boxPx: BoxPx;
  /** Tight around the ink of the lead's name. */
  readonly nameBoxPx: BoxPx;
  /** One [x, y] a sample to 0.001 px; y is null where the sample is invalid, and may lie outside the image. */
  readonly pixels: readonly (readonly [number, number | null])[];
}

export interface PageMeta {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pxPerMm: number;
  /** In drawing order; leads that are not there are not listed, the rhythm strip's lead comes again, last. */
  readonly leads: readonly LeadMeta[];
}

/** What a raster's truth depends on. */
export type RasterSize = Pick<PageRaster, "widthPx" | "heightPx" | "pxPerMm">;

const round = (value: number) => Math.round(value * 1000) / 1000;

function boxPx({ xMm, yMm, widthMm, heightMm }: BoxMm, { widthPx, heightPx, pxPerMm }: RasterSize): BoxPx {
  const within = (mm: number, most: number) => round(Math.min(most, Math.max(0, mm * pxPerMm)));
  return [
    within(xMm, widthPx),
    within(yMm, heightPx),
    within(xMm + widthMm, widthPx),
    within(yMm + heightMm, heightPx),
  ];
}

/** Around a trace with its pen, no higher and lower than the clip allows. */
export function traceBoxMm(segment: LeadSegment, strokeMm: number, clip: BoxMm): BoxMm {
  let firstX = Number.POSITIVE_INFINITY;
  let lastX = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  const [high, low] = [clip.yMm, clip.yMm + clip.heightMm];
  segment.samplesMv.forEach((mv, index) => {
    if (!Number.isFinite(mv)) return;
    const x = sampleToXMm(segment, segment.startSample + index);
    const y = Math.min(low, Math.max(high, mvToYMm(segment, mv)));
    firstX = Math.min(firstX, x);
    lastX = Math.max(lastX, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  return {
    xMm: firstX - strokeMm / 2,
    yMm: top - strokeMm / 2,
    widthMm: lastX - firstX + strokeMm,
    heightMm: bottom - top + strokeMm,
  };
}

/** A drawn segment with the items that draw and name it; `index` is its place in the page's segments. */
export interface DrawnLead {
  readonly index: number;
  readonly segment: LeadSegment;
  readonly name: TextItem;
  readonly trace: TraceItem;
}

/** Every drawn segment of a page, in drawing order. */
export function drawnLeads(page: Page): DrawnLead[] {
  return page.segments.flatMap((segment, index): DrawnLead[] => {
    if (segment.state !== "drawn") return [];
    const name = page.items.find((item) => item.kind === "text" && item.segment === index);
    const trace = page.items.find((item) => item.kind === "trace" && item.segment === index);
    if (name?.kind !== "text" || trace?.kind !== "trace") return [];
    return [{ index, segment, name, trace }];
  });
}

/** The contract of `gem render --meta`: names, boxes and sample positions of the leads of a drawn page. */
export function pageMeta(page: Page, raster: RasterSize): PageMeta {
  const { widthPx, heightPx, pxPerMm } = raster;
  const leads = drawnLeads(page).map(({ segment, name, trace }): LeadMeta => {
    return {
      name: segment.lead,
      startSample: segment.startSample,
      boxPx: boxPx(traceBoxMm(segment, trace.strokeMm, page.clipMm), raster),
      nameBoxPx: boxPx(textBoxMm(name.text, name), raster),
      pixels: Array.from(segment.samplesMv, (mv, offset) => {
        const x = sampleToXMm(segment, segment.startSample + offset) * pxPerMm;
        return [round(x), Number.isFinite(mv) ? round(mvToYMm(segment, mv) * pxPerMm) : null] as const;
      }),
    };
  });
  return { widthPx, heightPx, pxPerMm, leads };
}
