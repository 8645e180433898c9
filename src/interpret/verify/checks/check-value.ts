// A cited number against the measured one: supported within the contract's tolerance, contradicted from twice that,
// open between the two. A bound ("exceeds 200 ms") is held against the value itself, open only at its edge.
import type { Measurements, MedianBeat } from "../../../ecg/measurements.ts";
import type { ExtractedClaim, Subject, ValueAssertion } from "../extracted-claim.ts";
import { CITED, LIMITS, type Tolerance } from "../thresholds.ts";
import { evidence, leadMedian } from "./evidence.ts";
import { allOf, type Judgement, judge, open, soft } from "./judgement.ts";
import { globalValue, leadValue, type Measured } from "./measured.ts";

const ROUNDING = 1e-9;

function toleranceOf(subject: Subject, measured: number): number {
  const kind = kindOf(subject);
  const tolerance: Tolerance = CITED[kind];
  const share = Math.abs(measured) * tolerance.share;
  // An RR interval may be off by what 5 bpm of rate come to.
  const rate = kind === "rr" ? (measured * measured * CITED.rate.absolute) / 60000 : 0;
  return Math.max(tolerance.absolute, share, rate);
}

function kindOf(subject: Subject): keyof typeof CITED {
  if (/rate$|^rhythm$/.test(subject)) return "rate";
  if (subject === "rr" || subject === "pause") return "rr";
  if (/axis$|angle$/.test(subject)) return "axis";
  if (/^(?:pr|p duration|av conduction)$/.test(subject)) return "pr";
  if (/^(?:qrs duration|q duration|r-peak time|qrs|iv conduction)$/.test(subject)) return "qrs";
  if (/^(?:qt|qtc|jt|t duration|st duration)$/.test(subject)) return "qt";
  if (subject === "r/s ratio") return "ratio";
  if (subject === "cornell product") return "product";
  return subject === "beats" ? "count" : "amplitude";
}

/** Half width of the zone about a bound in which it is not decided. */
function edgeOf(subject: Subject, bound: number): number {
  const kind = kindOf(subject);
  if (kind === "rate") return 1;
  if (kind === "qt") return 15;
  if (kind === "pr" || kind === "qrs") return 10;
  if (kind === "rr") return 20;
  if (kind === "axis") return 5;
  if (kind === "amplitude") return Math.max(0.025, Math.abs(bound) * 0.05);
  return Math.abs(bound) * 0.05;
}

/** Numbers in prose: at most three digits after the point, none for times, rates and degrees. */
export function spoken(value: number, unit: string): string {
  const digits = unit === "mV" || unit === "ratio" ? 2 : 0;
  const text = value.toFixed(digits).replace(/^-(0(?:\.0+)?)$/, "$1");
  return unit === "none" || unit === "ratio" || unit === "count"
    ? text
    : unit === "deg"
      ? `${text}°`
      : `${text} ${unit}`;
}

export function cited(assertion: ValueAssertion): string {
  const { low, high, unit, comparator } = assertion;
  const digits = unit === "mV" || unit === "ratio" ? 2 : 0;
  if (low !== high) return `${low.toFixed(digits)} to ${spoken(high, unit)}`;
  const words = { "<": "under ", "<=": "at most ", ">": "over ", ">=": "at least " } as const;
  return `${comparator === null ? "" : words[comparator]}${spoken(low, unit)}`;
}

function distance(value: number, low: number, high: number): number {
  return value < low ? low - value : value > high ? value - high : 0;
}

/** Axes wrap around: 350 degrees is -10. */
function angleDistance(value: number, low: number, high: number): number {
  return Math.min(...[-360, 0, 360].map((turn) => distance(value + turn, low, high)));
}

function judgeBound(subject: Subject, assertion: ValueAssertion, value: number): Judgement["outcome"] {
  const bound = assertion.low;
  const edge = edgeOf(subject, bound);
  if (Math.abs(value - bound) <= edge + ROUNDING) return "open";
  const above = value > bound;
  return above === (assertion.comparator === ">" || assertion.comparator === ">=") ? "true" : "false";
}

function judgeCited(subject: Subject, assertion: ValueAssertion, measured: Measured): Judgement["outcome"] {
  const measure = kindOf(subject) === "axis" ? angleDistance : distance;
  const unsigned = /^(?:q amplitude|s amplitude)$/.test(subject);
  const [low, high] = unsigned
    ? [
        Math.min(Math.abs(assertion.low), Math.abs(assertion.high)),
        Math.max(Math.abs(assertion.low), Math.abs(assertion.high)),
      ]
    : [assertion.low, assertion.high];
  let best = "false" as Judgement["outcome"];
  for (const value of [measured.value, ...measured.alternatives]) {
    const off = measure(value, low, high);
    const tolerance = toleranceOf(subject, value);
    if (off <= tolerance + ROUNDING) return "true";
    if (off < 2 * tolerance - ROUNDING) best = "open";
  }
  // Single beats differ from the median: a number among them is not contradicted.
  if (
    best === "false" &&
    measured.spread !== null &&
    distance(low, ...measured.spread) === 0 &&
    distance(high, ...measured.spread) === 0
  )
    return "open";
  // An amplitude given without sign may mean its size.
  const sameSize =
    /^(?:p|t) amplitude$/.test(subject) &&
    low > 0 &&
    measured.value < 0 &&
    distance(-measured.value, low, high) <= toleranceOf(subject, measured.value);
  return best === "false" && sameSize ? "open" : best;
}

/** A cited deviation of 0.1 mV or more where no measuring point leaves the baseline in its direction. */
function isUndeviated({ low, high }: ValueAssertion, { value, alternatives }: Measured): boolean {
  const direction = high > 0 ? 1 : -1;
  const size = Math.min(Math.abs(low), Math.abs(high));
  return (
    size >= LIMITS.stElevation.value &&
    [value, ...alternatives].every((level) => level * direction < LIMITS.stElevation.edge)
  );
}

interface Context {
  readonly measurements: Measurements;
  readonly claim: ExtractedClaim;
  readonly assertion: ValueAssertion;
}

function judgeMeasured(
  { measurements, claim, assertion }: Context,
  measured: Measured,
  lead: string | null,
): Judgement {
  const outcome =
    assertion.comparator === null
      ? judgeCited(claim.subject, assertion, measured)
      : judgeBound(claim.subject, assertion, measured.value);
  const where = lead === null ? "" : ` in ${lead}`;
  const seen = evidence({
    measurements,
    lead,
    span: measured.span,
    beat: claim.beat,
    measure: measured.name,
    value: measured.value,
    unit: assertion.unit,
    operator: assertion.comparator ?? "=",
    threshold: assertion.low,
  });
  // The number may be near, but there is no deviation where the text sees one.
  const unseen =
    claim.subject === "st" &&
    outcome === "open" &&
    assertion.comparator === null &&
    isUndeviated(assertion, measured);
  if (unseen)
    return judge("false", `${measured.name}${where} measured ${spoken(measured.value, assertion.unit)}`, [
      seen,
    ]);
  const why =
    outcome !== "open"
      ? ""
      : assertion.comparator === null
        ? ", between agreeing and disagreeing"
        : ", at the edge of that bound";
  return judge(outcome, `${measured.name}${where} measured ${spoken(measured.value, assertion.unit)}${why}`, [
    seen,
  ]);
}

/** Amplitudes are of a lead; without one only a number that no lead comes near can be judged. */
function judgeLeadless(context: Context): Judgement {
  const { measurements, claim } = context;
  const leads = Object.keys(measurements.leads).filter(
    (lead) => leadMedian(measurements, lead).trouble === null,
  );
  const judgements = leads
    .map((lead) => judgeInLead(context, lead))
    .filter((judgement) => judgement.evidence.length > 0);
  if (judgements.length === 0) return open(`${claim.subject} was not measured`);
  if (claim.subject === "p amplitude") {
    const inII = leads.includes("II") ? judgeInLead(context, "II") : null;
    if (inII?.outcome === "true") return inII;
  }
  const near = judgements.filter((judgement) => judgement.outcome !== "false");
  if (near.length === 0)
    return judge(
      "false",
      `no lead has a ${claim.subject} near that`,
      judgements.slice(0, 1).flatMap((judgement) => judgement.evidence),
    );
  return open(
    `the text names no lead for the ${claim.subject}`,
    near.flatMap((judgement) => judgement.evidence),
  );
}

function judgeInLead(context: Context, lead: string): Judgement {
  const { measurements, claim, assertion } = context;
  const { trouble } = leadMedian(measurements, lead);
  if (trouble !== null) return open(trouble);
  const values = measurements.leads[lead];
  const found = values === undefined ? null : leadValue({ values, subject: claim.subject, beat: claim.beat });
  const level = values?.median == null ? null : levelAt(values.median, assertion.pointMs);
  const measured =
    found === null || level === null ? found : { ...found, value: level, alternatives: [], spread: null };
  if (measured !== null) {
    const own = judgeMeasured(context, measured, lead);
    const recording =
      own.outcome === "false" ? globalValue(measurements, claim.subject, assertion.formula) : null;
    const agrees = recording !== null && judgeMeasured(context, recording, null).outcome === "true";
    return agrees ? open(`${own.reason}, while the recording's ${recording.name} agrees`, own.evidence) : own;
  }
  const global = globalValue(measurements, claim.subject, assertion.formula);
  if (global !== null) return judgeMeasured(context, global, null);
  const seen = evidence({
    measurements,
    lead,
    span: "qrs",
    measure: claim.subject,
    value: null,
    unit: assertion.unit,
  });
  if (/^(?:p|q|r|s|t) amplitude$|^r prime$|^p duration$|^q duration$/.test(claim.subject)) {
    const size = Math.max(Math.abs(assertion.low), Math.abs(assertion.high));
    const plainlyThere = assertion.unit === "mV" ? size >= 0.1 : size >= 20;
    const reason = `no ${claim.subject.replace(/ (?:amplitude|duration)$/, "").toUpperCase()} wave was found in ${lead}`;
    return plainlyThere ? judge("false", reason, [seen]) : soft("false", reason, [seen]);
  }
  return open(`${claim.subject} was not measured in ${lead}`);
}

/** The ST level at the point that the text names, or null where it names none that was measured. */
function levelAt(median: MedianBeat, pointMs: number | undefined): number | null {
  const levels = new Map([
    [0, median.stJMv],
    [20, median.st20Mv],
    [40, median.st40Mv],
    [60, median.st60Mv],
    [80, median.st80Mv],
  ]);
  return pointMs === undefined ? null : (levels.get(pointMs) ?? null);
}

/** Judges a cited number. */
export function checkValue(
  measurements: Measurements,
  claim: ExtractedClaim,
  assertion: ValueAssertion,
): Judgement {
  const context: Context = { measurements, claim, assertion };
  const perLead =
    /amplitude$|^st$|^st duration$|^pr segment$|^r prime$|^u$|^q duration$|^t duration$|^r-peak time$|^r\/s ratio$/.test(
      claim.subject,
    );
  if (claim.leads.length > 0 && claim.leadScope !== "all" && claim.leadScope !== "some")
    return allOf(claim.leads.map((lead) => judgeInLead(context, lead)));
  if (perLead)
    return claim.leadScope === "all"
      ? allOf(claim.leads.map((lead) => judgeInLead(context, lead)))
      : judgeLeadless(context);
  if (claim.beat !== null && measurements.leads["II"] !== undefined) {
    const single = leadValue({
      values: measurements.leads["II"],
      subject: claim.subject,
      beat: claim.beat,
    });
    if (single !== null) return judgeMeasured(context, single, "II");
  }
  const global = globalValue(measurements, claim.subject, assertion.formula);
  return global === null ? open(`${claim.subject} was not measured`) : judgeMeasured(context, global, null);
}
