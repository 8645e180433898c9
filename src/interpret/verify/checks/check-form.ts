// QRS forms in letters ("rS", "rsR'", "QS") against the measured form. Small terminal deflections come and go with the
// measuring threshold, so forms that differ only in one of those stay open.
import type { MedianBeat } from "../../../ecg/measurements.ts";
import type { FormAssertion } from "../extracted-claim.ts";
import { evidence } from "./evidence.ts";
import { anyOf, type Judgement, judge, open } from "./judgement.ts";
import { overLeads } from "./over-leads.ts";
import type { QualityContext } from "./quality-context.ts";

/** "rSR'" -> "rsr'": which deflections there are, without their sizes. */
function letters(form: string): string {
  const plain = form.toLowerCase().replace(/[’′`´]/g, "'");
  // "rSR" without its prime means a second R.
  return plain.replace(/^(q?)rsr$/, "$1rsr'").replace(/^(q?)rr$/, "$1rr'");
}

/** Amplitudes by letter, for the sizes a form claims. */
function sizes(median: MedianBeat): Record<string, number> {
  return {
    q: Math.abs(median.q?.amplitudeMv ?? 0),
    r: Math.abs(median.r?.amplitudeMv ?? 0),
    s: Math.abs(median.s?.amplitudeMv ?? 0),
    "r'": Math.abs(median.rPrime?.amplitudeMv ?? 0),
    "s'": Math.abs(median.sPrime?.amplitudeMv ?? 0),
  };
}

/** Does every deflection written large exceed every one written small? Without both cases there is nothing to ask. */
function sizesAgree(form: string, median: MedianBeat): boolean | null {
  const parts = form.match(/[qrs]'?/gi) ?? [];
  const of = sizes(median);
  const large = parts
    .filter((part) => part[0] === part[0]?.toUpperCase())
    .map((part) => of[letters(part)] ?? 0);
  const small = parts
    .filter((part) => part[0] !== part[0]?.toUpperCase())
    .map((part) => of[letters(part)] ?? 0);
  if (large.length === 0 || small.length === 0) return true;
  const gap = Math.max(...large) - Math.max(...small);
  return Math.abs(gap) < 0.05 ? null : gap > 0;
}

const small = (median: MedianBeat, letter: string): boolean => (sizes(median)[letter] ?? 0) < 0.1;

function judgeForm(context: QualityContext, form: string, median: MedianBeat, lead: string): Judgement {
  const wanted = letters(form);
  const found = letters(median.qrsForm);
  const seen = [
    evidence({
      measurements: context.measurements,
      lead,
      span: "qrs",
      beat: context.claim.beat,
      measure: "QRS form",
      value: median.qrsForm,
      unit: "",
      operator: "=",
      threshold: form,
    }),
  ];
  const said = `the QRS in ${lead} is ${median.qrsForm}`;
  if (wanted === found) {
    // rSr', rsR' and rSR' are one pattern to the reader.
    const agree = found.includes("r'") || sizesAgree(form, median);
    return agree === null
      ? open(`${said}, its deflections nearly even`, seen)
      : judge(agree ? "true" : "false", said, seen);
  }
  // A second R is the point of these forms: with or without it the patterns differ.
  const secondR = wanted.includes("r'") || found.includes("r'");
  if (secondR && wanted.includes("r'") !== found.includes("r'"))
    return median.notches > 1 ? open(`${said}, notched`, seen) : judge("false", said, seen);
  if (secondR) return judge("true", said, seen);
  const extra = [...found].filter((letter) => !wanted.includes(letter));
  const lacking = [...wanted].filter((letter) => !found.includes(letter));
  if (lacking.length === 0 && extra.every((letter) => small(median, letter)))
    return open(`${said}, which differs by a small deflection`, seen);
  if (
    extra.length === 0 &&
    lacking.length === 1 &&
    /[qs]/.test(lacking[0] ?? "") &&
    form.includes(lacking[0] ?? "-")
  )
    return open(`${said}, without a measurable ${lacking[0]}`, seen);
  return judge("false", said, seen);
}

/** Judges a QRS form; without leads, rsR' is looked for in V1 and V2. */
export function checkForm(context: Omit<QualityContext, "assertion">, assertion: FormAssertion): Judgement {
  const full: QualityContext = { ...context, assertion: { kind: "quality", word: "present", degree: null } };
  const { measurements, claim } = context;
  const secondR = letters(assertion.form).includes("r'");
  const judgeLead = (median: MedianBeat, lead: string): Judgement =>
    judgeForm(full, assertion.form, median, lead);
  // "an rsR' in V1 and V2": either is enough, as in the definition of the pattern.
  if (secondR && claim.leads.length > 1 && claim.leads.every((lead) => /^V[12]$/.test(lead))) {
    return anyOf(
      claim.leads.map((lead) => overLeads({ measurements, claim: { ...claim, leads: [lead] }, judgeLead })),
    );
  }
  return overLeads({ measurements, claim, judgeLead, ...(secondR ? { unnamed: ["V1", "V2"] } : {}) });
}
