// Test support: an Interpretation of a simulated recording, with one claim of every verdict, and with
// whatever hostile text a test puts where files and models can put it.
import { DISCLAIMER } from "../ecg/disclaimer.ts";
import type { Claim, Evidence, Interpretation } from "../ecg/interpretation.ts";
import type { Measurements } from "../ecg/measurements.ts";
import { measurementsFixture } from "../interpret/rules/measurements.fixture.ts";
import { layoutPage } from "../page/layout/layout-page.ts";
import type { Page, PageLayout } from "../page/page.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";

export interface ReportFixture {
  readonly interpretation: Interpretation;
  readonly measurements: Measurements;
}

/** PR of beat 2 (R peak 2700 ms): global, so without a lead. */
export const PR_EVIDENCE: Evidence = {
  lead: null,
  beat: 2,
  startMs: 2500,
  endMs: 2660,
  measure: "PR interval",
  value: 160,
  unit: "ms",
  operator: "<=",
  threshold: 200,
};
/** QRS of beat 0 (R peak 700 ms) in V5, which a 3x4 page shows from 7.5 s on only. */
export const V5_EVIDENCE: Evidence = {
  lead: "V5",
  beat: 0,
  startMs: 660,
  endMs: 750,
  measure: "R amplitude",
  value: 1.2,
  unit: "mV",
  operator: null,
  threshold: null,
};

const SENTENCES = [
  { text: "The PR interval of 160 ms is normal", verdict: "supported", evidence: [PR_EVIDENCE] },
  { text: "the R wave in V5 measures 2.50 mV", verdict: "contradicted", evidence: [V5_EVIDENCE] },
  { text: "QT dispersion is increased", verdict: "not checkable", evidence: [] },
] as const;

/** `name` is the record's, `word` ends the narrative: both may be anything. */
export function reportFixture({ name = "00001_hr", word = "End." } = {}): ReportFixture {
  const measurements = measurementsFixture();
  measurements.record.name = name;
  let narrative = "";
  const claims = SENTENCES.map(({ text, verdict, evidence }): Claim => {
    const start = narrative.length;
    narrative += `${text}. `;
    const reason = `reason for ${verdict}`;
    return { start, end: start + text.length, text, verdict, evidence: [...evidence], reason };
  });
  narrative += word;
  const interpretation: Interpretation = {
    record: measurements.record,
    quality: measurements.quality,
    interpreter: { name: "criteria", model: null, sha256: null },
    findings: [
      {
        id: "av.1",
        statement: "First-degree AV block",
        codes: { scp: "1AVB", aha: "81", snomed: "270492004" },
        certainty: "probable",
        probability: 0.71,
        criteria: [{ rule: "av.1", outcome: "borderline", source: "ACC/AHA/HRS 2018" }],
        evidence: [{ ...PR_EVIDENCE, value: 206, operator: ">" }],
      },
    ],
    probabilities: null,
    narrative,
    claims,
    notAssessed: [
      { what: "bbb.rbbb", why: "lead V1 is flat" },
      { what: "lvh.sl", why: "lead V1 is flat" },
      { what: "comparison", why: "no earlier recording" },
    ],
    disclaimer: DISCLAIMER,
  };
  return { interpretation, measurements };
}

/** A drawn page of a simulated recording of the fixture's length. */
export function pageFixture(layout: PageLayout = "3x4+1"): Page {
  return layoutPage(syntheticEcg().recording, { layout });
}
