// Bands, calipers and points in SVG: each a group with its lead, times, kind and id as data attributes, so that a
// report or a viewer can find it, and a <title> that says what it is.

import type { PageStyle } from "../layout/page-style.ts";
import type { HighlightItem, MarkItem, MarkKind, Page, PenStrokes } from "../page.ts";
import { markLook } from "./mark-looks.ts";
import { attributes, box, escapeXml, mm, rgb, textPlace, thousandths } from "./svg-parts.ts";

function strokesPath({ strokesMm }: PenStrokes): string {
  return strokesMm
    .map((points) => {
      const [x, y, ...rest] = points;
      return `M${mm(x!)} ${mm(y!)}${rest.length === 0 ? "h0" : `L${rest.map(mm).join(" ")}`}`;
    })
    .join("");
}

function data(item: HighlightItem | MarkItem): string {
  return attributes({
    "data-lead": item.lead,
    "data-start-ms": thousandths(item.startMs),
    "data-end-ms": thousandths(item.endMs),
    "data-id": item.id,
  });
}

function labelSvg({ label, labelPen }: HighlightItem): string {
  if (label === null || labelPen === null) return "";
  return `<text class="ecg-text" ${textPlace(labelPen)}>${escapeXml(label)}</text>`;
}

/** In the middle of its plate, for system fonts are not as wide as the stroke font that made room for it. */
function plateLabelSvg({ label, labelPen, plateMm }: MarkItem): string {
  if (label === null || labelPen === null || plateMm === null) return "";
  const place = textPlace({ ...labelPen, xMm: plateMm.xMm + plateMm.widthMm / 2 });
  return `<text class="ecg-text" text-anchor="middle" ${place}>${escapeXml(label)}</text>`;
}

const titleSvg = (label: string | null) => (label === null ? "" : `<title>${escapeXml(label)}</title>`);

/** Plain evidence has no class of its own: it is what a highlight was before there were kinds. */
function kindClass(kind: MarkKind): string {
  return kind === "evidence" ? "" : ` ecg-kind-${kind.replace(" ", "-")}`;
}

export function highlightSvg(item: HighlightItem): string {
  const hatch =
    item.hatch.strokesMm.length === 0
      ? ""
      : `<path class="ecg-hatch" stroke-width="${mm(item.hatch.strokeMm)}" d="${strokesPath(item.hatch)}"/>`;
  const edges = `<path stroke-width="${mm(item.edges.strokeMm)}" d="${strokesPath(item.edges)}"/>`;
  return (
    `<g class="ecg-highlight${kindClass(item.mark)}"${data(item)}>${titleSvg(item.label)}` +
    `<rect ${box(item.boxMm)}/>${hatch}${edges}${labelSvg(item)}</g>`
  );
}

export function markSvg(item: MarkItem): string {
  const plate = item.plateMm === null ? "" : `<rect ${box(item.plateMm)}/>`;
  const strokes = `<path stroke-width="${mm(item.pen.strokeMm)}" d="${strokesPath(item.pen)}"/>`;
  return (
    `<g class="ecg-mark ecg-${item.form}${kindClass(item.mark)}"${data(item)}>${titleSvg(item.label)}` +
    `${plate}${strokes}${plateLabelSvg(item)}</g>`
  );
}

/** The style rules for the kinds of mark that a page has. */
export function marksCss(page: Page): string {
  const kinds = page.items.flatMap((item) =>
    item.kind === "highlight" || item.kind === "mark" ? [item.mark] : [],
  );
  return [...new Set(kinds)].map((kind) => kindCss(kind, page.style)).join("");
}

function kindCss(kind: MarkKind, style: PageStyle): string {
  const { tint, opacity, colour } = markLook(kind, style);
  const select = (element: string) =>
    kind === "evidence"
      ? `:is(.ecg-highlight,.ecg-mark) ${element}`
      : `${kindClass(kind).replace(" ", ".")}:is(.ecg-highlight,.ecg-mark) ${element}`;
  return `${select("rect")}{fill:${rgb(tint)};fill-opacity:${opacity};stroke:none}${select("path")}{stroke:${rgb(colour)}}`;
}
