// An Interpretation as one self-contained HTML page: the ECG to scale, the reading with every statement tied
// to its place on the ECG, findings, measurements, quality and what was not assessed. Nothing is fetched and
// nothing is sent: the Content-Security-Policy forbids every request and any script but the page's own.

import type { Interpretation } from "../ecg/interpretation.ts";
import type { GlobalMeasurements, Measurements } from "../ecg/measurements.ts";
import { pageToSvg } from "../page/draw/page-to-svg.ts";
import type { Page } from "../page/page.ts";
import { acceptabilityText } from "./acceptability-text.ts";
import { escapeHtml } from "./html/escape-html.ts";
import { evidenceBands } from "./html/evidence-bands.ts";
import { findingsHtml } from "./html/findings-html.ts";
import { claimsTable, narrativeHtml, verdictClass } from "./html/narrative-html.ts";
import { overlaySvg } from "./html/overlay-svg.ts";
import { REPORT_SCRIPT, REPORT_SCRIPT_HASH } from "./html/report-script.ts";
import { reportStyle } from "./html/report-style.ts";
import { interpreterHtml, notAssessedHtml, qualityHtml, tableHtml } from "./html/tables-html.ts";
import { plainText } from "./plain-text.ts";
import { reasonText } from "./reason-text.ts";
import { beatTable, globalTable, leadTable, patientText } from "./report-tables.ts";
import { VERDICT_SIGNS, VERDICTS, verdictSummary } from "./verdict-words.ts";

export interface HtmlReportOptions {
  readonly interpretation: Interpretation;
  readonly measurements: Measurements;
  /** The drawn recording; any layout, evidence outside its parts is shown on another beat or only in words. */
  readonly page: Page;
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src '${REPORT_SCRIPT_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The page as a complete HTML document. `#claim-3` in its address preselects the statement of that index. */
export function htmlReport({ interpretation, measurements, page }: HtmlReportOptions): string {
  const { record, claims, narrative } = interpretation;
  const disclaimer = `<p class="disclaimer" role="note"><strong>${escapeHtml(interpretation.disclaimer)}</strong></p>`;
  const bands = evidenceBands(page, measurements, claims);
  const scale = `${page.speedMmPerS} mm/s, ${page.gainMmPerMv} mm/mV`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>ECG ${escapeHtml(record.name)}</title>
<style>${reportStyle(page)}</style>
</head>
<body>
<a class="skip" href="#reading">Skip to the reading</a>
<header>
${disclaimer}
<h1>ECG ${escapeHtml(record.name)}</h1>
<p class="facts">${facts(interpretation, measurements)}</p>
${keyFigures(measurements.global)}
</header>
<main>
<div class="workbench">
<section class="sheet-section" aria-labelledby="ecg-title">
<h2 id="ecg-title">ECG</h2>
<div class="sheet-scroll" tabindex="0" role="region" aria-label="The ECG at ${scale}">
<div class="sheet">${pageToSvg(page, { description: `ECG of ${plainText(record.name)}, ${scale}` })}${overlaySvg(page, bands)}</div>
</div>
<p class="hint">Drawn in millimetres (${scale}); printed at 100 % it is to scale. Underlined stretches are cited by the reading: choose one to see its statement. A dashed frame stands in for a beat that this sheet does not show in that lead.</p>
</section>
<section id="reading" aria-labelledby="reading-title">
<h2 id="reading-title">Reading</h2>
<p class="summary">${escapeHtml(verdictSummary(claims))}</p>
${legend()}
${narrativeHtml(narrative, claims)}
<p class="hint">Choose a statement, or the words around it for the whole sentence, to light up its evidence on the ECG. Escape clears it.</p>
</section>
</div>
<section id="evidence-panel" aria-label="Evidence of the chosen statement" aria-live="polite" hidden>
<div class="actions"><button type="button" data-action="previous">Previous statement</button><button type="button" data-action="next">Next statement</button><button type="button" data-action="text">Show in the text</button><button type="button" data-action="clear">Close</button></div>
<div id="evidence-body"></div>
</section>
<section aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>${findingsHtml(interpretation)}</section>
<div class="columns">
<section aria-labelledby="global-title"><h2 id="global-title">Measurements</h2>${tableHtml(globalTable(measurements))}</section>
<section aria-labelledby="not-assessed-title"><h2 id="not-assessed-title">Not assessed</h2>${notAssessedHtml(interpretation)}</section>
</div>
<section aria-labelledby="leads-title"><h2 id="leads-title">Leads</h2>${tableHtml(leadTable(measurements))}</section>
<section><details><summary>Statements and their evidence</summary>${claimsTable(claims)}</details></section>
<section><details><summary>Beats</summary>${tableHtml(beatTable(measurements))}</details></section>
<section><details${interpretation.quality.verdict === "ok" ? "" : " open"}><summary>Signal quality</summary><div class="text-table">${qualityHtml(interpretation)}</div></details></section>
<section aria-labelledby="origin-title"><h2 id="origin-title">Read by</h2>${interpreterHtml(interpretation)}</section>
</main>
<footer>${disclaimer}</footer>
<script>${REPORT_SCRIPT}</script>
</body>
</html>
`;
}

function facts({ record, quality }: Interpretation, measurements: Measurements): string {
  const reasons = quality.reasons.length === 0 ? "" : ` ${escapeHtml(reasonText(quality.reasons))}`;
  const chip = `<span class="chip ${quality.verdict}">quality ${quality.verdict}</span>${reasons}`;
  const acceptable = acceptabilityText(quality);
  const plain = [
    `${record.leads.length} lead${record.leads.length === 1 ? "" : "s"}`,
    `${(record.durationMs / 1000).toFixed(1)} s`,
    `${record.samplingRateHz} Hz`,
    patientText(measurements),
  ];
  return `${escapeHtml(plain.join(" · "))} · ${chip}${acceptable === null ? "" : ` · ${acceptable}`}`;
}

function keyFigures(global: GlobalMeasurements): string {
  const { framingham, fridericia, hodges, bazett } = global.qtcMs;
  const [formula, qtc] = [
    ["Framingham", framingham] as const,
    ["Fridericia", fridericia] as const,
    ["Hodges", hodges] as const,
  ].find(([, value]) => value !== null) ?? ["Bazett", bazett];
  const figures: [string, number | null, string][] = [
    ["Rate", global.heartRateBpm, "bpm"],
    ["PR", global.prMs, "ms"],
    ["QRS", global.qrsDurationMs, "ms"],
    ["QT", global.qtMs, "ms"],
    [`QTc (${formula})`, qtc, "ms"],
    ["QRS axis", global.axisDeg.qrs, "°"],
  ];
  const items = figures.map(([name, value, unit]) => {
    const shown = value === null ? "not measured" : `${Math.round(value)} <small>${unit}</small>`;
    return `<div><dt>${name}</dt><dd>${shown}</dd></div>`;
  });
  return `<dl class="keys">${items.join("")}</dl>`;
}

function legend(): string {
  const items = VERDICTS.map(
    (verdict) =>
      `<li><span class="verdict ${verdictClass(verdict)}">${VERDICT_SIGNS[verdict]} ${verdict}</span></li>`,
  );
  return `<ul class="legend" aria-label="Verdicts">${items.join("")}</ul>`;
}
