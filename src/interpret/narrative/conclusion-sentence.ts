// The findings themselves, last: the rhythm, then the definite ones plainly, then the others with their
// "probable" or "possible".
import type { Finding } from "../../ecg/interpretation.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { findingPhrase, findingStatement } from "./finding-statement.ts";
import { TECHNICAL_FINDINGS } from "./limits-sentence.ts";
import { matchesKey, type NarrativeContext } from "./narrative-context.ts";
import { rhythmFinding } from "./rhythm-sentence.ts";

const CERTAINTY_ORDER = ["definite", "probable", "possible"] as const;
const NORMAL = { scp: ["NORM"], rules: ["normal"] };
/** More findings than these are counted: the report lists them all. */
const MAX_TOLD = 7;

/** "In conclusion, this ECG shows sinus rhythm, first-degree AV block and probable left ventricular hypertrophy." */
export function conclusionSentence(context: NarrativeContext): Sentence {
  if (context.child) {
    return sentence`Paediatric criteria are not implemented, so the measurements stand without a conclusion.`;
  }
  if (context.tooFewLeads) {
    return sentence`Beyond rate and regularity nothing is concluded from so few leads, which is not the same as health.`;
  }
  const normal = context.findings.find((finding) => matchesKey(finding, NORMAL));
  const rhythm = rhythmFinding(context);
  const rank = (finding: Finding) => (finding === rhythm ? -1 : CERTAINTY_ORDER.indexOf(finding.certainty));
  const others = context.findings
    .filter((finding) => finding !== normal && !matchesKey(finding, TECHNICAL_FINDINGS))
    .sort((a, b) => rank(a) - rank(b));
  const say = (finding: Finding) => findingStatement(findingPhrase(finding), finding, context.results);
  if (normal === undefined && others.length === 0) {
    return sentence`No criterion that could be assessed is met, which is not the same as health.`;
  }
  const told = others.slice(0, MAX_TOLD).map(say);
  const rest = others.length - told.length;
  const more = rest === 0 ? "" : `, beside ${rest} further ${rest === 1 ? "finding" : "findings"}`;
  if (normal !== undefined) {
    const adverb = { definite: "", probable: "probably ", possible: "possibly " }[normal.certainty];
    const phrase = findingPhrase({ ...normal, certainty: "definite" });
    const itself = findingStatement(adverb + withArticle(phrase), normal, context.results);
    const beside = told.length === 0 ? "" : sentence` with ${enumerate(told)}${more}`;
    return sentence`${context.choose("normal", ["In conclusion, this is", "Taken together, this is", "Overall, this is"])} ${itself}${beside}.`;
  }
  const opening = context.choose("conclusion", [
    "In conclusion, this ECG shows",
    "Taken together, the tracing shows",
    "Overall, the ECG shows",
  ]);
  return sentence`${opening} ${enumerate(told)}${more}.`;
}

function withArticle(phrase: string): string {
  if (/^(an?|the)\s/i.test(phrase)) return phrase;
  return `${/^[aeiou]/i.test(phrase) ? "an" : "a"} ${phrase}`;
}
