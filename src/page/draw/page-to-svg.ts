// A Page as SVG in true millimetres: printed at 100 % it is to scale. Every trace and highlight carries its lead and
// times as data attributes, so that a report can light them up.

import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import type { LineItem, Page, PageItem, TextItem, TraceItem } from "../page.ts";
import { highlightSvg, markSvg, marksCss } from "./svg-marks.ts";
import { attributes, box, escapeXml, mm, rgb, textPlace, thousandths } from "./svg-parts.ts";
import { tracePath } from "./trace-path.ts";

export interface SvgOptions {
  /** Begins every id in the SVG; give each page its own where one document holds several. Default "ecg". */
  readonly idPrefix?: string;
  /** What a screen reader says of the picture. Default: the layout and its scale. */
  readonly description?: string;
}

function traceSvg(item: TraceItem, page: Page): string {
  const segment = page.segments[item.segment]!;
  const path = tracePath(segment, 2 * (page.heightMm + page.widthMm));
  const ms = (sample: number) => thousandths((sample / segment.samplingRateHz) * 1000);
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
    case "mark":
      return markSvg(item);
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
  const lines = (from: number, step: number, line: (at: string) => string) => {
    const data: string[] = [];
    for (let at = from; at <= size + 1e-9; at += step) data.push(line(mm(at)));
    return data.join("");
  };
  const upright = (at: string) => `M${at} 0V${mm(size)}`;
  const level = (at: string) => `M0 ${at}H${mm(size)}`;
  const minor = (line: (at: string) => string) =>
    `<path stroke="${rgb(style.minor.colour)}" stroke-width="${mm(style.minor.strokeMm)}" d="${lines(grid.minorMm, grid.minorMm, line)}"/>`;
  const major = (line: (at: string) => string) =>
    `<path stroke="${rgb(style.major.colour)}" stroke-width="${mm(style.major.strokeMm)}" d="${lines(0, size, line)}"/>`;
  const rules =
    style.gridOrder === "x-then-y"
      ? [major(upright), minor(upright), major(level), minor(level)]
      : [minor(upright), minor(level), major(upright), major(level)];
  const origin = `x="${mm(grid.originXMm)}" y="${mm(grid.originYMm)}" width="${size}" height="${size}"`;
  return `<pattern id="${id}" patternUnits="userSpaceOnUse" ${origin}>${rules.join("")}</pattern>`;
}

/**
 * The page as a standalone SVG document (or a fragment of an HTML page), width, height and units in mm.
 * Classes: ecg-page, ecg-grid, ecg-trace, ecg-highlight and ecg-mark (each a <g>; a highlight holds <rect>, <path> edges
 * and its label), ecg-kind-supported and so on, ecg-calibration, ecg-separator, ecg-frame, ecg-text with ecg-lead-name, ecg-missing, ecg-scale, ecg-title,
 * ecg-note or ecg-disclaimer. Traces carry data-lead, data-start-ms, data-end-ms; highlights also data-id.
 */
export function pageToSvg(page: Page, options: SvgOptions = {}): string {
  const { style, grid } = page;
  const prefix = escapeXml((options.idPrefix ?? "ecg").replace(/[^\w-]/g, "-"));
  const [gridId, clipId] = [`${prefix}-grid`, `${prefix}-clip`];
  const { speedMmPerS, gainMmPerMv, layout } = page;
  const description = options.description ?? `ECG, ${layout}, ${speedMmPerS} mm/s, ${gainMmPerMv} mm/mV`;
  const size = `width="${mm(page.widthMm)}mm" height="${mm(page.heightMm)}mm"`;
  const css = `.ecg-page .ecg-text{fill:${rgb(style.ink)};stroke:none}${marksCss(page)}`;
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
