// The layer of evidence bands over the drawn ECG, in the same millimetres. Each verdict has its own fill
// pattern and sign beside its colour. Only one band is in the tab order; arrow keys move between them.
import type { Page } from "../../page/page.ts";
import { VERDICT_SIGNS, VERDICTS } from "../verdict-words.ts";
import { escapeHtml } from "./escape-html.ts";
import type { EvidenceBand } from "./evidence-bands.ts";

const mm = (value: number) => String(Math.round(value * 100) / 100);

/** An SVG of the page's size holding one group a band (class "band", data-claims "0 4"). */
export function overlaySvg(page: Page, bands: readonly EvidenceBand[]): string {
  const size = `width="${mm(page.widthMm)}mm" height="${mm(page.heightMm)}mm"`;
  return [
    `<svg class="overlay" role="group" aria-label="Places on the ECG that the reading cites" ${size} viewBox="0 0 ${mm(page.widthMm)} ${mm(page.heightMm)}">`,
    `<defs>${VERDICTS.map(pattern).join("")}</defs>`,
    ...bands.map((band, index) => bandSvg(band, index === 0)),
    "</svg>",
  ].join("\n");
}

function bandSvg(band: EvidenceBand, isFirst: boolean): string {
  const { xMm, yMm, widthMm, heightMm } = band.boxMm;
  const beat = band.beat === null ? "" : `, beat ${band.beat + 1}`;
  const span = `${Math.round(band.startMs)} to ${Math.round(band.endMs)} ms`;
  const cited =
    band.claims.length === 1 ? "cited by 1 statement" : `cited by ${band.claims.length} statements`;
  const other = band.standIn ? ", standing in for a beat outside this part of the lead" : "";
  const label = escapeHtml(`${band.lead}${beat}, ${span}: ${cited}${other}`);
  const bottom = mm(yMm + heightMm - 0.6);
  return (
    `<g class="band${band.standIn ? " stand-in" : ""}" role="button" tabindex="${isFirst ? 0 : -1}" aria-pressed="false" aria-label="${label}" data-verdict="${band.verdict}" data-lead="${escapeHtml(band.lead)}" data-claims="${band.claims.join(" ")}">` +
    `<title>${label}</title>` +
    `<rect x="${mm(xMm)}" y="${mm(yMm)}" width="${mm(widthMm)}" height="${mm(heightMm)}"/>` +
    `<line x1="${mm(xMm)}" x2="${mm(xMm + widthMm)}" y1="${bottom}" y2="${bottom}"/>` +
    `<text x="${mm(xMm + widthMm / 2)}" y="${mm(yMm + 2.9)}" text-anchor="middle">${VERDICT_SIGNS[band.verdict]}</text></g>`
  );
}

function pattern(verdict: (typeof VERDICTS)[number]): string {
  const id = `fill-${verdict.replace(" ", "-")}`;
  const marks = {
    supported: '<rect width="2" height="2"/>',
    contradicted: '<rect width="2" height="2"/><path d="M0 2L2 0M-.5 .5L.5 -.5M1.5 2.5L2.5 1.5"/>',
    "not checkable": '<rect width="2" height="2"/><circle cx="1" cy="1" r=".35"/>',
  }[verdict];
  return `<pattern id="${id}" class="${id}" patternUnits="userSpaceOnUse" width="2" height="2">${marks}</pattern>`;
}
