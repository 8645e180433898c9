// The narrative with every claim as a button-like span, and the table that lists each statement with its
// verdict, reason and evidence. Claims of a foreign text may overlap: the text is cut at every boundary and
// a piece belongs to all claims that cover it.
import type { Claim } from "../../ecg/interpretation.ts";
import { evidencePlace, evidenceText } from "../evidence-text.ts";
import { VERDICT_SIGNS } from "../verdict-words.ts";
import { escapeHtml } from "./escape-html.ts";

/** More evidence than this is counted in the table: a denial over twelve leads has dozens of items. */
const MAX_EVIDENCE_ROWS = 8;

/** `<p class="narrative">` of sentences and claims; the first piece of claim 3 has the id "claim-3". */
export function narrativeHtml(narrative: string, claims: readonly Claim[]): string {
  const cuts = new Set([0, narrative.length]);
  for (const { start, end } of claims) cuts.add(start).add(end);
  const sentences = sentenceStarts(narrative, claims);
  for (const start of sentences) cuts.add(start);
  const bounds = [...cuts].filter((cut) => cut >= 0 && cut <= narrative.length).sort((a, b) => a - b);
  const opened = new Set<number>();
  const pieces = bounds.slice(0, -1).map((from, index) => {
    const to = bounds[index + 1] ?? narrative.length;
    const covering = claims.flatMap((claim, at) => (claim.start <= from && claim.end >= to ? [at] : []));
    const opens = from > 0 && sentences.includes(from) ? '</span><span class="sentence">' : "";
    return opens + piece(narrative.slice(from, to), covering, claims, opened, to);
  });
  return `<p class="narrative"><span class="sentence">${pieces.join("")}</span></p>`;
}

function piece(
  text: string,
  covering: readonly number[],
  claims: readonly Claim[],
  opened: Set<number>,
  to: number,
): string {
  const [first] = covering;
  const claim = first === undefined ? undefined : claims[first];
  if (first === undefined || claim === undefined) return escapeHtml(text);
  const id = opened.has(first) ? "" : ` id="claim-${first}"`;
  opened.add(first);
  const ending = covering.filter((at) => claims[at]?.end === to);
  // The sign must not stand alone at the start of a line, so it keeps the last word.
  const lastWord = Math.max(0, text.search(/\S+\s*$/));
  const signs = ending.map((at) => {
    const { verdict } = claims[at]!;
    return `<span class="sign ${verdictClass(verdict)}" aria-hidden="true">${VERDICT_SIGNS[verdict]}</span><span class="unseen"> (${verdict})</span>`;
  });
  return (
    `<span class="claim ${verdictClass(claim.verdict)}"${id} role="button" tabindex="0" aria-pressed="false" ` +
    `data-claims="${covering.join(" ")}" title="${escapeHtml(`${claim.verdict}: ${claim.reason}`)}">${escapeHtml(text.slice(0, lastWord))}<span class="tail">${escapeHtml(text.slice(lastWord))}${signs.join("")}</span></span>`
  );
}

/** Offsets at which a sentence begins, never inside a claim ("1.5 mV" and "vs. V2" are no ends). */
function sentenceStarts(narrative: string, claims: readonly Claim[]): number[] {
  return [...narrative.matchAll(/[.!?]["')]?\s+(?=[A-Z("])/g)]
    .map((match) => match.index + match[0].length)
    .filter((at) => !claims.some((claim) => claim.start < at && claim.end > at));
}

/** One row a claim, in reading order; row 3 has the id "statement-3". */
export function claimsTable(claims: readonly Claim[]): string {
  if (claims.length === 0) return "<p>The text makes no statement that could be checked.</p>";
  const rows = claims.map(
    (claim, index) =>
      `<tr id="statement-${index}"><th scope="row"><a href="#claim-${index}">${escapeHtml(claim.text)}</a></th>` +
      `<td><span class="verdict ${verdictClass(claim.verdict)}" data-verdict="${claim.verdict}">${VERDICT_SIGNS[claim.verdict]} ${claim.verdict}</span></td>` +
      `<td>${escapeHtml(claim.reason)}</td><td>${evidenceList(claim)}</td></tr>`,
  );
  return `<div class="table-scroll" tabindex="0" role="region" aria-label="Statements and their evidence"><table class="claims"><caption>Every statement of the reading, checked</caption><thead><tr><th scope="col">Statement</th><th scope="col">Verdict</th><th scope="col">Reason</th><th scope="col">Evidence</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function evidenceList({ evidence }: Claim): string {
  if (evidence.length === 0) return "none cited";
  const items = evidence.slice(0, MAX_EVIDENCE_ROWS).map((item) => {
    const where = evidencePlace(item);
    return `<li>${escapeHtml(evidenceText(item))}${where === "" ? "" : ` <small>${escapeHtml(where)}</small>`}</li>`;
  });
  const rest = evidence.length - items.length;
  return `<ul>${items.join("")}${rest > 0 ? `<li>and ${rest} more</li>` : ""}</ul>`;
}

/** "supported", "contradicted" or "not-checkable". */
export function verdictClass(verdict: Claim["verdict"]): string {
  return verdict.replace(" ", "-");
}
