// A Page as SVG in true millimetres: printed at 100 % it is to scale. Every trace and highlight carries its lead and
// times as data attributes, so that a report can light them up.

import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import type { Rgb } from "../layout/page-style.ts";
import type {
  BoxMm,
  HighlightItem,
  LineItem,
  Page,
  PageItem,
  TextItem,
  TextPen,
  TraceItem,
} from "../page.ts";
import { tracePath } from "./trace-path.ts";

export interface SvgOptions {
  /** Begins every id in the SVG; give each page its own where one document holds several. Default "ecg". */
  readonly idPrefix?: string;
  /** What a screen reader says of the picture. Default: the layout and its scale. */
  readonly description?: string;
}

/** Helvetica's and Arial's capitals are 0.716 em high. */
const EM_PER_CAP = 1 / 0.716;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for element content and attributes; characters that XML 1.0 forbids become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

const mm = (value: number) => String(Math.round(value * 1000) / 1000);
const rgb = (colour: Rgb) => `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
const milliseconds = (value: number) => String(Math.round(value * 1000) / 1000);

function box({ xMm, yMm, widthMm, heightMm }: BoxMm): string {
  return `x="${mm(xMm)}" y="${mm(yMm)}" width="${mm(widthMm)}" height="${mm(heightMm)}"`;
}

function attributes(values: Readonly<Record<string, string | null>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === null ? "" : ` ${name}="${escapeXml(value)}"`))
    .join("");
}

function traceSvg(item: TraceItem, page: Page): string {
  const segment = page.segments[item.segment]!;
  const path = tracePath(segment, 2 * (page.heightMm + page.widthMm));
  const ms = (sample: number) => milliseconds((sample / segment.samplingRateHz) * 1000);
  const data = attributes({
    "data-lead": segment.lead,
    "data-role": segment.role,
    "data-state": segment.state,
    "data-start-ms": ms(segment.startSample),
    "data-end-ms": ms(segment.endSample),
  });
  const drawn =
    path === "" ? "" : `<path transform="scale(.01)" stroke-width="${mm(item.strokeMm * 100)}" d="${path}"/>`;
  return `<g class="ecg-trace"${data}>${drawn}</g>`;
}

function highlightSvg(item: HighlightItem): string {
  const data = attributes({
    "data-lead": item.lead,
    "data-start-ms": milliseconds(item.startMs),
    "data-end-ms": milliseconds(item.endMs),
    "data-id": item.id,
  });
  const { xMm, yMm, widthMm, heightMm } = item.boxMm;
  const edges = [xMm, xMm + widthMm].map((x) => `M${mm(x)} ${mm(yMm)}v${mm(heightMm)}`).join("");
  const title = item.label === null ? "" : `<title>${escapeXml(item.label)}</title>`;
  const label =
    item.label === null || item.labelPen === null
      ? ""
      : `<text class="ecg-text" ${textPlace(item.labelPen)}>${escapeXml(item.label)}</text>`;
  return `<g class="ecg-highlight"${data}>${title}<rect ${box(item.boxMm)}/><path d="${edges}"/>${label}</g>`;
}

function textPlace({ xMm, yMm, capHeightMm }: TextPen): string {
  return `x="${mm(xMm)}" y="${mm(yMm)}" font-size="${mm(capHeightMm * EM_PER_CAP)}"`;
}

function lineSvg(item: LineItem): string {
  const points = item.pointsMm.map(mm).join(" ");
  return `<polyline class="ecg-${item.role}" stroke-width="${mm(item.strokeMm)}" points="${points}"/>`;
}

function textSvg(item: TextItem, page: Page): string {
  const lead = item.segment === null ? null : page.segments[item.segment]!.lead;
  const data = attributes({ class: `ecg-text ecg-${item.role}`, "data-lead": lead });
  const weight = item.role === "lead-name" || item.role === "title" ? ' font-weight="600"' : "";
  return `<text${data} ${textPlace(item)}${weight}>${escapeXml(item.text)}</text>`;
}

function itemSvg(item: PageItem, page: Page, clip: string): string {
  switch (item.kind) {
    case "highlight":
      return highlightSvg(item);
    case "trace":
      return `<g clip-path="url(#${clip})">${traceSvg(item, page)}</g>`;
    case "line": {
      const line = lineSvg(item);
      return item.role === "calibration" ? `<g clip-path="url(#${clip})">${line}</g>` : line;
    }
    case "text":
      return textSvg(item, page);
  }
}

/** One tile of ruling, a big box wide, whose heavy lines run along all its edges. */
function gridPattern(page: Page, id: string): string {
  const { grid, style } = page;
  const size = grid.majorMm;
  const lines = (from: number, step: number) => {
    const data: string[] = [];
    for (let at = from; at <= size + 1e-9; at += step)
      data.push(`M${mm(at)} 0V${mm(size)}M0 ${mm(at)}H${mm(size)}`);
    return data.join("");
  };
  const pen = ({ colour, strokeMm }: { colour: Rgb; strokeMm: number }, data: string) =>
    `<path stroke="${rgb(colour)}" stroke-width="${mm(strokeMm)}" d="${data}"/>`;
  const origin = `x="${mm(grid.originXMm)}" y="${mm(grid.originYMm)}" width="${size}" height="${size}"`;
  return (
    `<pattern id="${id}" patternUnits="userSpaceOnUse" ${origin}>` +
    pen(style.minor, lines(grid.minorMm, grid.minorMm)) +
    pen(style.major, lines(0, size)) +
    "</pattern>"
  );
}

/**
 * The page as a standalone SVG document (or a fragment of an HTML page), width, height and units in mm.
 * Classes: ecg-page, ecg-grid, ecg-trace and ecg-highlight (each a <g>; a highlight holds <rect>, <path> edges and
 * its label), ecg-calibration, ecg-separator, ecg-frame, ecg-text with ecg-lead-name, ecg-missing, ecg-scale, ecg-title,
 * ecg-note or ecg-disclaimer. Traces carry data-lead, data-start-ms, data-end-ms; highlights also data-id.
 */
export function pageToSvg(page: Page, options: SvgOptions = {}): string {
  const { style, grid } = page;
  const prefix = escapeXml((options.idPrefix ?? "ecg").replace(/[^\w-]/g, "-"));
  const [gridId, clipId] = [`${prefix}-grid`, `${prefix}-clip`];
  const { speedMmPerS, gainMmPerMv, layout } = page;
  const description = options.description ?? `ECG, ${layout}, ${speedMmPerS} mm/s, ${gainMmPerMv} mm/mV`;
  const size = `width="${mm(page.widthMm)}mm" height="${mm(page.heightMm)}mm"`;
  const { colour, opacity, edge } = style.highlight;
  const css =
    `.ecg-page .ecg-text{fill:${rgb(style.ink)};stroke:none}` +
    `.ecg-highlight rect{fill:${rgb(colour)};fill-opacity:${opacity};stroke:none}` +
    `.ecg-highlight path{stroke:${rgb(edge.colour)};stroke-width:${edge.strokeMm}}`;
  const items = page.items.map((item) => itemSvg(item, page, clipId));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="ecg-page" role="img" aria-label="${escapeXml(description)}" ` +
      `${size} viewBox="0 0 ${mm(page.widthMm)} ${mm(page.heightMm)}" fill="none" stroke="${rgb(style.ink)}" ` +
      `stroke-linejoin="round" stroke-linecap="round" font-family="Helvetica, Arial, sans-serif">`,
    `<desc>${escapeXml(DISCLAIMER)}</desc>`,
    `<style>${css}</style>`,
    `<defs>${gridPattern(page, gridId)}<clipPath id="${clipId}"><rect ${box(page.clipMm)}/></clipPath></defs>`,
    `<rect class="ecg-paper" width="100%" height="100%" fill="${rgb(style.paper)}" stroke="none"/>`,
    `<rect class="ecg-grid" ${box(grid.boxMm)} fill="url(#${gridId})" stroke="${rgb(style.major.colour)}" ` +
      `stroke-width="${mm(style.major.strokeMm)}"/>`,
    ...items,
    "</svg>",
    "",
  ].join("\n");
}
