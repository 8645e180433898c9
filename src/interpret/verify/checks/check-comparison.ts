// One wave against another, or one lead against others. Differences within the amplitude tolerance stay open.
import type { Measurements } from "../../../ecg/measurements.ts";
import type { ComparisonAssertion, ExtractedClaim, Subject } from "../extracted-claim.ts";
import { CITED } from "../thresholds.ts";
import { spoken } from "./check-value.ts";
import { evidence, leadMedian } from "./evidence.ts";
import { allOf, type Judgement, judge, open } from "./judgement.ts";
import { labelOf, leadValue } from "./measured.ts";
import { ALL_LEADS } from "./over-leads.ts";

interface Amplitude {
  readonly value: number;
  readonly trouble: null;
}

/** Amplitude of a wave in a lead; a Q, R or S that is not there counts as nothing. */
function amplitude(
  measurements: Measurements,
  subject: Subject,
  lead: string,
): Amplitude | { trouble: string } {
  const { trouble } = leadMedian(measurements, lead);
  const values = measurements.leads[lead];
  if (trouble !== null || values === undefined)
    return { trouble: trouble ?? `lead ${lead} was not recorded` };
  const measured = leadValue({ values, subject, beat: null });
  if (measured !== null)
    return {
      value:
        subject === "t amplitude" || subject === "p amplitude" || subject === "st"
          ? measured.value
          : Math.abs(measured.value),
      trouble: null,
    };
  return /^[qrs] amplitude$|^r prime$/.test(subject)
    ? { value: 0, trouble: null }
    : { trouble: `${subject} was not measured in ${lead}` };
}

function judgePair(
  measurements: Measurements,
  relation: ComparisonAssertion["relation"],
  one: { subject: Subject; lead: string },
  two: { subject: Subject; lead: string },
): Judgement {
  const first = amplitude(measurements, one.subject, one.lead);
  const second = amplitude(measurements, two.subject, two.lead);
  if (first.trouble !== null) return open(first.trouble);
  if (second.trouble !== null) return open(second.trouble);
  const seen = [one, two].map(({ subject, lead }, index) =>
    evidence({
      measurements,
      lead,
      span: "qrs",
      measure: labelOf(subject),
      value: index === 0 ? first.value : second.value,
      unit: "mV",
    }),
  );
  const said = `${labelOf(one.subject)} in ${one.lead} measured ${spoken(first.value, "mV")}, ${labelOf(two.subject)} in ${two.lead} ${spoken(second.value, "mV")}`;
  const difference = first.value - second.value;
  const tolerance = Math.max(
    CITED.amplitude.absolute / 2,
    Math.max(Math.abs(first.value), Math.abs(second.value)) * 0.05,
  );
  const near = Math.abs(difference) <= tolerance;
  if (relation === "equal")
    return near
      ? judge("true", said, seen)
      : judge(Math.abs(difference) > 3 * tolerance ? "false" : "open", said, seen);
  if (near) return open(`${said}, nearly the same`, seen);
  return judge(
    difference > 0 === (relation === "greater" || relation === "greatest") ? "true" : "false",
    said,
    seen,
  );
}

/** Judges a comparison. */
export function checkComparison(
  measurements: Measurements,
  claim: ExtractedClaim,
  assertion: ComparisonAssertion,
): Judgement {
  const { relation, otherSubject, otherLeads } = assertion;
  if (relation === "greatest" || relation === "least") {
    const others = (otherLeads.length > 0 ? otherLeads : ALL_LEADS).filter(
      (lead) => !claim.leads.includes(lead) && measurements.leads[lead] !== undefined,
    );
    const best = claim.leads.map((lead) =>
      allOf(
        others.map((other) =>
          judgePair(
            measurements,
            relation,
            { subject: claim.subject, lead },
            { subject: claim.subject, lead: other },
          ),
        ),
      ),
    );
    return best.find((judgement) => judgement.outcome === "true") ?? best[0] ?? open("no lead to compare");
  }
  const pairs = claim.leads.flatMap((lead, index) => {
    // "R larger than S in V1 and V2" compares within each lead.
    const partners =
      otherSubject !== null && sameLeads(claim.leads, otherLeads) ? [otherLeads[index]!] : otherLeads;
    return partners.map((other) =>
      judgePair(
        measurements,
        relation,
        { subject: claim.subject, lead },
        { subject: otherSubject ?? claim.subject, lead: other },
      ),
    );
  });
  return pairs.length === 0 ? open("no leads to compare") : allOf(pairs);
}

function sameLeads(one: readonly string[], two: readonly string[]): boolean {
  return one.length === two.length && one.every((lead, index) => lead === two[index]);
}
