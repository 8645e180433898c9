// The findings as a list: certainty in a sign and a word, codes, the numbers behind them, the criteria with
// their sources.

import type { Finding, Interpretation } from "../../ecg/interpretation.ts";
import { evidencePlace, evidenceText } from "../evidence-text.ts";
import { probabilityText } from "../probability-text.ts";
import { CERTAINTY_SIGNS } from "../verdict-words.ts";
import { escapeHtml } from "./escape-html.ts";

const MAX_EVIDENCE = 6;

/** The section's content. */
export function findingsHtml({ findings, quality }: Interpretation): string {
  if (findings.length > 0) return `<ul class="findings">${findings.map(findingHtml).join("")}</ul>`;
  return quality.verdict === "unusable"
    ? "<p>None: the recording is unusable, so nothing is concluded from it.</p>"
    : "<p>No criterion that could be assessed is met. That alone does not make the ECG normal.</p>";
}

function findingHtml(finding: Finding): string {
  const { scp, aha, snomed } = finding.codes;
  const codes = [
    ["SCP", scp],
    ["AHA", aha],
    ["SNOMED CT", snomed],
  ].flatMap(([system, code]) =>
    code == null ? [] : [`<span class="code">${system} ${escapeHtml(code)}</span>`],
  );
  const told = probabilityText(finding);
  const probability = told === null ? "" : `<span class="code">${escapeHtml(told)}</span>`;
  const evidence = finding.evidence.slice(0, MAX_EVIDENCE).map((item) => {
    const where = evidencePlace(item);
    return `<li>${escapeHtml(evidenceText(item))}${where === "" ? "" : ` <small>${escapeHtml(where)}</small>`}</li>`;
  });
  const rest = finding.evidence.length - evidence.length;
  const more = rest > 0 ? `<li>and ${rest} more</li>` : "";
  const criteria = finding.criteria.map(
    ({ rule, outcome, source }) =>
      `<li><code>${escapeHtml(rule)}</code> ${outcome} <small>${escapeHtml(source)}</small></li>`,
  );
  return (
    `<li class="finding ${finding.certainty}"><p class="statement"><span class="certainty"><span aria-hidden="true">${CERTAINTY_SIGNS[finding.certainty]}</span> ${finding.certainty}</span> <strong>${escapeHtml(finding.statement)}</strong> ${codes.join(" ")} ${probability}</p>` +
    (evidence.length === 0 ? "" : `<ul class="evidence">${evidence.join("")}${more}</ul>`) +
    (criteria.length === 0
      ? ""
      : `<p class="label">Criteria</p><ul class="criteria">${criteria.join("")}</ul>`) +
    "</li>"
  );
}
