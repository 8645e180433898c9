// A Page as SVG in true millimetres: printed at 100 % it is to scale. Every trace and highlight carries its lead and
// times as data attributes, so that a report can light them up. Paths are whole hundredths of a millimetre, relative,
// with straight runs merged: a ten-second twelve-lead page stays small.

import {
  type BoxMm,
  type HighlightItem,
  type LeadSegment,
  type LineItem,
  mvToYMm,
  type Page,
  type PageItem,
  sampleToXMm,
  type TextItem,
  type TraceItem,
} from "./page.ts";
import type { Rgb } from "./page-style.ts";

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

/** Path data in hundredths of a millimetre; a gap starts a new piece, a lone sample is a dot. */
function tracePath(segment: LeadSegment, page: Page): string {
  // Far beyond the sheet everything is cut off anyway, and huge numbers are no use in a path.
  const limit = 2 * (page.heightMm + page.widthMm);
  const parts: string[] = [];
  let [x, y] = [0, 0];
  let [runX, runY] = [0, 0];
  let [stepX, stepY] = [Number.NaN, Number.NaN];
  let isDown = false;
  let relative = "";
  const put = (dx: number, dy: number) => {
    relative += relative === "" || dx < 0 ? String(dx) : ` ${dx}`;
    relative += dy < 0 ? String(dy) : ` ${dy}`;
  };
  const endRun = () => {
    if (runX !== 0 || runY !== 0) put(runX, runY);
    [runX, runY, stepX, stepY] = [0, 0, Number.NaN, Number.NaN];
  };
  const lift = () => {
    endRun();
    if (isDown) parts.push(relative === "" ? "h0" : `l${relative}`);
    relative = "";
    isDown = false;
  };
  segment.samplesMv.forEach((mv, index) => {
    if (!Number.isFinite(mv)) {
      lift();
      return;
    }
    const toX = Math.round(sampleToXMm(segment, segment.startSample + index) * 100);
    const toY = Math.round(Math.max(-limit, Math.min(limit, mvToYMm(segment, mv))) * 100);
    if (!isDown) {
      parts.push(`M${toX} ${toY}`);
      isDown = true;
    } else {
      const [dx, dy] = [toX - x, toY - y];
      if (dx !== stepX || dy !== stepY) endRun();
      [stepX, stepY] = [dx, dy];
      runX += dx;
      runY += dy;
    }
    [x, y] = [toX, toY];
  });
  lift();
  return parts.join("");
}

function traceSvg(item: TraceItem, page: Page): string {
  const segment = page.segments[item.segment]!;
  const path = tracePath(segment, page);
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
  const title = item.label === null ? "" : `<title>${escapeXml(item.label)}</title>`;
  return `<rect class="ecg-highlight"${data} ${box(item.boxMm)}>${title}</rect>`;
}

function lineSvg(item: LineItem): string {
  const points = item.pointsMm.map(mm).join(" ");
  return `<polyline class="ecg-${item.role}" stroke-width="${mm(item.strokeMm)}" points="${points}"/>`;
}

function textSvg(item: TextItem, page: Page): string {
  const lead = item.segment === null ? null : page.segments[item.segment]!.lead;
  const data = attributes({ class: `ecg-text ecg-${item.role}`, "data-lead": lead });
  const weight = item.role === "lead-name" || item.role === "title" ? ' font-weight="600"' : "";
  const size = mm(item.capHeightMm * EM_PER_CAP);
  return `<text${data} x="${mm(item.xMm)}" y="${mm(item.yMm)}" font-size="${size}"${weight}>${escapeXml(item.text)}</text>`;
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
 * Classes: ecg-page, ecg-grid, ecg-trace (a <g>), ecg-highlight (a <rect>), ecg-calibration, ecg-separator,
 * ecg-lead-name, ecg-missing, ecg-scale, ecg-title, ecg-note, ecg-disclaimer, ecg-highlight-label. Traces carry
 * data-lead, data-start-ms, data-end-ms; highlights also data-id.
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
    `.ecg-page .ecg-highlight{fill:${rgb(colour)};fill-opacity:${opacity};stroke:none}` +
    `.ecg-page .ecg-highlight-edge{stroke:${rgb(edge)}}.ecg-page .ecg-text{fill:${rgb(style.ink)};stroke:none}`;
  const items = page.items.map((item) => itemSvg(item, page, clipId));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="ecg-page" role="img" aria-label="${escapeXml(description)}" ` +
      `${size} viewBox="0 0 ${mm(page.widthMm)} ${mm(page.heightMm)}" fill="none" stroke="${rgb(style.ink)}" ` +
      `stroke-linejoin="round" stroke-linecap="round" font-family="Helvetica, Arial, sans-serif">`,
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
