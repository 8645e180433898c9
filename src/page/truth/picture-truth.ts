// Where everything of a page lies in its photograph: each lead's box, outline, name and every sample of its trace, the
// ruled area with its local pitch, pulses, notes and stamps, and the effects that made the picture, carried through the
// photograph's own map.

import { textBoxMm } from "../draw/stroke-font.ts";
import { type BoxMm, type LineItem, mvToYMm, type Page, sampleToXMm } from "../page.ts";
import { followedBy, scaling } from "../photo/geometry/homography.ts";
import { localScale, type PictureMap } from "../photo/geometry/picture-map.ts";
import type { Photograph } from "../photo/photograph-page.ts";
import { largestBend } from "./largest-bend.ts";
import { type BoxPx, type DrawnLead, drawnLeads, traceBoxMm } from "./page-meta.ts";
import type { LeadTruth, PictureTruth } from "./picture-truth-schema.ts";
import { codePolyline } from "./polyline-code.ts";

const round = (value: number) => Math.round(value * 100) / 100;
const roundTo = (digits: number) => (value: number) => Number(value.toPrecision(digits));

/** Points on each side of an outline where the paper bends. */
const SIDE_POINTS = 8;

/** A box of the page as an outline in the picture. */
function carriedOutline([left, top, right, bottom]: BoxPx, map: PictureMap): number[] {
  const parts = map.isProjective ? 1 : SIDE_POINTS;
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const;
  const points = corners.flatMap(([x, y], side) => {
    const [nextX, nextY] = corners[(side + 1) % 4]!;
    return Array.from({ length: parts }, (_, part) => {
      return [x + ((nextX - x) * part) / parts, y + ((nextY - y) * part) / parts];
    }).flat();
  });
  return carried(points, map);
}

function carried(points: readonly number[], map: PictureMap): number[] {
  const array = Float64Array.from(points);
  map.toPicture(array);
  return Array.from(array, round);
}

/** The upright box around points, widened by half a pen and cut to the picture; null where it lies outside. */
export function boxAround(
  points: Iterable<number>,
  penPx: number,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): [number, number, number, number] | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let isX = true;
  let x = 0;
  for (const value of points) {
    if (isX) x = value;
    else if (Number.isFinite(value)) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, value);
      bottom = Math.max(bottom, value);
    }
    isX = !isX;
  }
  const half = penPx / 2;
  const cut: [number, number, number, number] = [
    round(Math.max(0, left - half)),
    round(Math.max(0, top - half)),
    round(Math.min(widthPx, right + half)),
    round(Math.min(heightPx, bottom + half)),
  ];
  return cut[0] < cut[2] && cut[1] < cut[3] ? cut : null;
}

function boxPxOf({ xMm, yMm, widthMm, heightMm }: BoxMm, pxPerMm: number): BoxPx {
  return [xMm * pxPerMm, yMm * pxPerMm, (xMm + widthMm) * pxPerMm, (yMm + heightMm) * pxPerMm];
}

function leadTruth(page: Page, { segment, name, trace }: DrawnLead, map: PictureMap): LeadTruth {
  const { pxPerMm } = map.page;
  const { yMm, heightMm } = page.clipMm;
  const flat = new Float64Array(2 * segment.samplesMv.length);
  segment.samplesMv.forEach((mv, offset) => {
    flat[2 * offset] = sampleToXMm(segment, segment.startSample + offset) * pxPerMm;
    // a sample without a height is carried along its baseline, for its x
    flat[2 * offset + 1] = mvToYMm(segment, Number.isFinite(mv) ? mv : 0) * pxPerMm;
  });
  const drawn = flat.slice(); // as far as the pen follows it
  for (let at = 1; at < drawn.length; at += 2) {
    drawn[at] = Math.min((yMm + heightMm) * pxPerMm, Math.max(yMm * pxPerMm, drawn[at]!));
  }
  map.toPicture(flat);
  map.toPicture(drawn);
  segment.samplesMv.forEach((mv, offset) => {
    if (Number.isFinite(mv)) return;
    flat[2 * offset + 1] = Number.NaN;
    drawn[2 * offset + 1] = Number.NaN;
  });
  const nameBox = boxPxOf(textBoxMm(name.text, name), pxPerMm);
  const nameOutlinePx = carriedOutline(nameBox, map);
  const tight = boxPxOf(traceBoxMm(segment, trace.strokeMm, page.clipMm), pxPerMm);
  return {
    name: segment.lead,
    label: segment.label,
    role: segment.role,
    startSample: segment.startSample,
    samplingRateHz: segment.samplingRateHz,
    mmPerMv: segment.mmPerMv,
    mmPerSample: roundTo(9)(segment.mmPerSample),
    visible: visibleShare(drawn, map),
    boxPx: boxAround(drawn, trace.strokeMm * pxPerMm * areaScale(map, tight), map.picture),
    outlinePx: carriedOutline(tight, map),
    nameBoxPx: boxAround(nameOutlinePx, 0, map.picture),
    nameOutlinePx,
    trace: codePolyline(flat),
  };
}

/** How much longer a short line is in the picture than on the page, in the middle of a box. */
function areaScale(map: PictureMap, [left, top, right, bottom]: BoxPx): number {
  const [a, b, c, d] = localScale(map, (left + right) / 2, (top + bottom) / 2);
  return Math.sqrt(Math.abs(a * d - b * c));
}

function visibleShare(points: Float64Array, { picture }: PictureMap): number {
  let inside = 0;
  let count = 0;
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at]!, points[at + 1]!];
    if (!Number.isFinite(y)) continue;
    count++;
    if (x >= 0 && y >= 0 && x < picture.widthPx && y < picture.heightPx) inside++;
  }
  return count === 0 ? 0 : roundTo(4)(inside / count);
}

function gridTruth({ grid }: Page, map: PictureMap): PictureTruth["grid"] {
  const { pxPerMm } = map.page;
  const box = boxPxOf(grid.boxMm, pxPerMm);
  const perMm = roundTo(7);
  const places = [0.1, 0.5, 0.9].flatMap((down) =>
    [0.1, 0.5, 0.9].map((right) => {
      const x = box[0] + (box[2] - box[0]) * right;
      const y = box[1] + (box[3] - box[1]) * down;
      const [xx, xy, yx, yy] = localScale(map, x, y);
      const [xPx, yPx] = carried([x, y], map);
      return {
        xPx: xPx!,
        yPx: yPx!,
        rightPxPerMm: [perMm(xx * pxPerMm), perMm(yx * pxPerMm)] as [number, number],
        downPxPerMm: [perMm(xy * pxPerMm), perMm(yy * pxPerMm)] as [number, number],
      };
    }),
  );
  return { minorMm: grid.minorMm, majorMm: grid.majorMm, outlinePx: carriedOutline(box, map), places };
}

function pulseTruth({ pointsMm, strokeMm }: LineItem, map: PictureMap): PictureTruth["pulses"][number] {
  const { pxPerMm } = map.page;
  const xs = pointsMm.filter((_, at) => at % 2 === 0);
  const ys = pointsMm.filter((_, at) => at % 2 === 1);
  const half = strokeMm / 2;
  const box = [
    Math.min(...xs) - half,
    Math.min(...ys) - half,
    Math.max(...xs) + half,
    Math.max(...ys) + half,
  ];
  const outlinePx = carriedOutline(box.map((mm) => mm * pxPerMm) as unknown as BoxPx, map);
  return { boxPx: boxAround(outlinePx, 0, map.picture), outlinePx };
}

/** All of a photograph but its pixels. */
export type Taken = Omit<Photograph, "picture">;

/** The truth of a photographed page. The page must be the one whose raster was photographed. */
export function pictureTruth(page: Page, photograph: Taken): PictureTruth {
  const { map, applied, marks, seed, jpeg } = photograph;
  const { widthPx, heightPx } = map.picture;
  const whole: BoxPx = [0, 0, map.page.widthPx, map.page.heightPx];
  const toPixels = followedBy(scaling(map.page.pxPerMm, map.page.pxPerMm), map.homography);
  return {
    schema: "gem-ecg picture truth 1",
    widthPx,
    heightPx,
    pxPerMm: roundTo(7)(areaScale(map, whole) * map.page.pxPerMm),
    page: {
      layout: page.layout,
      timing: page.timing,
      leadOrder: page.leadOrder,
      style: page.style.name,
      widthMm: page.widthMm,
      heightMm: page.heightMm,
      speedMmPerS: page.speedMmPerS,
      gainMmPerMv: page.gainMmPerMv,
      pxPerMm: roundTo(9)(map.page.pxPerMm),
      outlinePx: carriedOutline(boxPxOf({ xMm: 0, yMm: 0, ...page }, map.page.pxPerMm), map),
    },
    homography: toPixels.map(roundTo(12)),
    largestBendPx: largestBend(map),
    grid: gridTruth(page, map),
    leads: drawnLeads(page).map((lead) => leadTruth(page, lead, map)),
    absent: page.segments
      .filter(({ state }) => state !== "drawn")
      .map(({ lead, state }) => ({ name: lead, state })),
    pulses: page.items.flatMap((item) =>
      item.kind === "line" && item.role === "calibration" ? [pulseTruth(item, map)] : [],
    ),
    marks: marks.map(({ kind, text, outlinePx }) => {
      const outline = carried(outlinePx, map);
      return { kind, text, boxPx: boxAround(outline, 0, map.picture), outlinePx: outline };
    }),
    seed,
    effects: applied.map((effect) => ({ ...effect })),
    jpeg: jpeg === null ? null : { ...jpeg },
  };
}
