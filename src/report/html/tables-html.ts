// Tables of plain cells, and the smaller sections: signal quality, what was not assessed, who read it.

import type { Interpretation } from "../../ecg/interpretation.ts";
import { acceptabilityText } from "../acceptability-text.ts";
import { groupNotAssessed } from "../group-not-assessed.ts";
import type { ReportTable } from "../report-tables.ts";
import { escapeHtml } from "./escape-html.ts";

/** A table with header cells for screen readers, in a box that scrolls sideways on a narrow screen. */
export function tableHtml({ caption, head, rows }: ReportTable): string {
  const headCells = head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join("");
  const bodyRows = rows.map(([name = "", ...cells]) => {
    const values = cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("");
    return `<tr><th scope="row">${escapeHtml(name)}</th>${values}</tr>`;
  });
  const label = escapeHtml(caption);
  return `<div class="table-scroll" tabindex="0" role="region" aria-label="${label}"><table><caption>${label}</caption><thead><tr>${headCells}</tr></thead><tbody>${bodyRows.join("")}</tbody></table></div>`;
}

/** One row a lead with what is wrong with it, and what is wrong with the whole. */
export function qualityHtml({ quality, record }: Interpretation): string {
  const names = [...new Set([...record.leads, ...Object.keys(quality.leads)])];
  const rows = names.map((lead) => {
    const found = quality.leads[lead];
    const state = found === undefined ? "not judged" : found.usable ? "usable" : "unusable";
    return [lead, state, found?.reasons.join("; ") || "–"];
  });
  const reasons = quality.reasons.map((reason) => `<li>${escapeHtml(reason)}</li>`).join("");
  const reversal =
    quality.leadReversal === null ? "" : `<p>Electrodes: ${escapeHtml(quality.leadReversal)}</p>`;
  const acceptable = acceptabilityText(quality);
  const told = acceptable === null ? "" : `; ${acceptable}`;
  return `<p>Verdict: <strong>${quality.verdict}</strong>${told}</p>${reasons === "" ? "" : `<ul>${reasons}</ul>`}${reversal}${tableHtml({ caption: "Signal quality by lead", head: ["Lead", "Signal", "Reasons"], rows })}`;
}

export function notAssessedHtml({ notAssessed }: Interpretation): string {
  const groups = groupNotAssessed(notAssessed);
  if (groups.length === 0) return "<p>Everything that the rule book holds was assessed.</p>";
  const items = groups.map(
    ({ why, what }) => `<dt>${escapeHtml(why)}</dt><dd>${escapeHtml(what.join(", "))}</dd>`,
  );
  return `<dl class="not-assessed">${items.join("")}</dl>`;
}

export function interpreterHtml({ interpreter, record }: Interpretation): string {
  const rows: [string, string][] = [
    ["Interpreter", interpreter.name],
    ["Model", interpreter.model ?? "none"],
    ["Model SHA-256", interpreter.sha256 ?? "none"],
    ["Recording SHA-256", record.sha256],
  ];
  return `<dl class="origin">${rows.map(([name, value]) => `<dt>${name}</dt><dd><code>${escapeHtml(value)}</code></dd>`).join("")}</dl>`;
}
