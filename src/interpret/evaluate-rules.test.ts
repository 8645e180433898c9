import assert from "node:assert/strict";
import { test } from "node:test";
import { EvidenceSchema } from "../ecg/interpretation.ts";
import { type Measurements, MeasurementsSchema } from "../ecg/measurements.ts";
import { ADULT_FROM_YEARS, evaluateRules, PAEDIATRIC_REASON } from "./evaluate-rules.ts";
import type { RuleResults } from "./rule-result.ts";
import { type FixtureOptions, measurementsFixture } from "./rules/measurements.fixture.ts";
import { deflection, inLeads, LBBB, outcomeOf, RBBB, resultOf } from "./rules/outcome-of.fixture.ts";
import { findRule, ruleBook } from "./rules/rule-book.ts";

const PACED: FixtureOptions = {
  qrsMs: 150,
  global: { dominantClass: "paced", pacing: { mode: "ventricular", pacedBeats: 10 } },
};
const delta = { slurredOnsetMs: 60 };
const WPW: FixtureOptions = { prMs: 100, qrsMs: 140, leads: { I: delta, V4: delta, V5: delta } };

// What the rule book says must not be stated under left bundle branch block, pacing and pre-excitation.
const UNJUDGED = [
  "ax.lad",
  "ax.rad",
  "lvh.sl",
  "lvh.cv",
  "lvh.re",
  "rvh",
  "ste",
  "std",
  "twi",
  "q",
  "q@inferior",
];

test("the fixture is valid Measurements", () => {
  MeasurementsSchema.parse(measurementsFixture());
  MeasurementsSchema.parse(measurementsFixture({ prMs: null, missing: ["V1"], unusable: { V2: "flat" } }));
});

test("a normal recording meets sinus rhythm and normal ranges, and nothing abnormal", () => {
  const results: RuleResults = evaluateRules({ measurements: measurementsFixture() });
  const met = [...results.values()].filter((result) => result.outcome === "met").map((result) => result.rule);
  assert.deepEqual(met, [
    "conv.adult",
    "conv.bw",
    "conv.bw@accepted",
    "rhy.sinus",
    "norm.hr",
    "norm.hr@clinical",
    "norm.p",
    "norm.pr",
    "norm.qrs",
    "trans",
    "norm.axis",
    "norm.t",
    "norm.qtc",
  ]);
});

test("results come in order of evaluation, one a rule, with valid evidence", () => {
  const results = evaluateRules({ measurements: measurementsFixture({ ...LBBB, prMs: 230 }) });
  assert.deepEqual(
    [...results.keys()],
    ruleBook.map((rule) => rule.id),
  );
  for (const { evidence } of results.values()) for (const item of evidence) EvidenceSchema.parse(item);
});

test("axis, hypertrophy, ST, T and Q are suppressed under LBBB, pacing and pre-excitation, each by name", () => {
  for (const [options, why] of [
    [LBBB, "suppressed: complete left bundle branch block"],
    [PACED, "suppressed: ventricular pacing of most beats"],
    [WPW, "suppressed: ventricular pre-excitation"],
  ] as const) {
    for (const rule of UNJUDGED) {
      const { outcome, reason, evidence } = resultOf(rule, options);
      assert.deepEqual([outcome, reason, evidence], ["not assessable", why, []], rule);
    }
  }
});

test("under pacing and pre-excitation no bundle branch block is stated", () => {
  assert.equal(outcomeOf("bbb.lbbb", { ...LBBB, ...PACED }), "not assessable");
  assert.equal(
    outcomeOf("bbb.rbbb", { ...RBBB, ...WPW, leads: { ...RBBB.leads, ...WPW.leads } }),
    "not assessable",
  );
});

test("a borderline block on the side of met suppresses; one on the other side does not", () => {
  assert.equal(outcomeOf("ste", { ...LBBB, qrsMs: 126 }), "not assessable", "126 ms is at least 120");
  assert.equal(outcomeOf("bbb.lbbb", { ...LBBB, qrsMs: 116 }), "borderline");
  assert.equal(outcomeOf("ste", { ...LBBB, qrsMs: 116 }), "not met", "116 ms is under 120");
});

test("a borderline short PR with a wide QRS is not taken for pre-excitation", () => {
  const near = {
    ...LBBB,
    prMs: 115,
    leads: { ...LBBB.leads, ...WPW.leads, V6: LBBB.leads!.V6!, V5: { ...LBBB.leads!.V5, ...delta } },
  };
  assert.equal(outcomeOf("wpw", near), "borderline");
  assert.notEqual(outcomeOf("bbb.lbbb", near), "not assessable");
});

test("under 16 years only technical rules are applied", () => {
  assert.equal(ADULT_FROM_YEARS, 16);
  const results = evaluateRules({
    measurements: measurementsFixture({ prMs: 240, patient: { ageYears: 15 } }),
  });
  const judged = [...results.values()].filter((result) => result.reason !== PAEDIATRIC_REASON);
  for (const { rule } of judged) {
    const found = findRule(rule);
    assert.ok(found?.kind === "convention" || found?.allAges === true, rule);
  }
  assert.equal(results.get("av.1")?.reason, "paediatric criteria not implemented");
  assert.equal(outcomeOf("av.1", { prMs: 240, patient: { ageYears: 16 } }), "met");
  assert.equal(
    outcomeOf("av.1", { prMs: 240, patient: { ageYears: null } }),
    "met",
    "an unknown age counts as adult",
  );
});

test("a rule that needs an unusable or missing lead is not assessable and names it", () => {
  const flat = resultOf("bbb.rbbb", { ...RBBB, unusable: { V1: "flat" } });
  assert.deepEqual([flat.outcome, flat.reason], ["not assessable", "lead V1 is unusable (flat)"]);
  const missing = resultOf("lvh.sl", { missing: ["V5", "V6"] });
  assert.deepEqual(
    [missing.outcome, missing.reason],
    ["not assessable", "lead V5 is missing; lead V6 is missing"],
  );
});

test("an unusable recording is refused: nothing but technical rules has an outcome", () => {
  const quality: Partial<Measurements["quality"]> = { verdict: "unusable", reasons: ["all leads are flat"] };
  const results = evaluateRules({ measurements: measurementsFixture({ ...LBBB, prMs: 240, quality }) });
  for (const { rule, outcome, reason } of results.values()) {
    if (findRule(rule)?.stage === "quality") continue;
    assert.equal(outcome, "not assessable", rule);
    if (findRule(rule)?.kind === "executable")
      assert.equal(reason, "the recording is unusable; all leads are flat");
  }
  assert.equal(results.get("q.refuse")?.outcome, "met");
});

test("one readable lead meets no criterion, two are judged", () => {
  const names = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];
  const block = (missing: string[]) => resultOf("av.1", { prMs: 260, missing });
  assert.equal(block(names.slice(2)).outcome, "met", "I and II");
  const { outcome, reason } = block(names.slice(1));
  assert.deepEqual([outcome, reason], ["not assessable", "fewer than two of the twelve leads can be read"]);
  assert.equal(resultOf("q.refuse@limited", { missing: names.slice(1) }).outcome, "met", "of the recording");
});

test("Measurements without beats or leads never throw", () => {
  const measurements = measurementsFixture();
  const bare: Measurements = {
    ...measurements,
    beats: [],
    leads: {},
    record: { ...measurements.record, leads: ["I", "II"] },
  };
  const noLeads = { ...bare, record: { ...bare.record, leads: [] } };
  assert.equal(evaluateRules({ measurements: noLeads }).get("rhy.vf")?.outcome, "not assessable");
  const results = evaluateRules({ measurements: bare });
  assert.equal(results.get("rhy.vf")?.outcome, "met", "10 s without QRS");
  assert.equal(results.get("q@inferior")?.outcome, "not assessable");
});

test("the profile changes thresholds, not the rules", () => {
  const measurements = measurementsFixture({ leads: inLeads(["V2", "V3"], { stJMv: 0.16 }) });
  const of = (profile: "guideline" | "reasoning-benchmark") => evaluateRules({ measurements, profile });
  assert.equal(of("guideline").get("ste@anterior")?.outcome, "not met");
  assert.equal(of("reasoning-benchmark").get("ste@anterior")?.outcome, "met");
  assert.deepEqual([...of("guideline").keys()], [...of("reasoning-benchmark").keys()]);
});

test("a borderline result says how near it is", () => {
  const { outcome, withoutTolerance, reason } = resultOf("av.1", { prMs: 205 });
  assert.deepEqual(
    [outcome, withoutTolerance, reason],
    ["borderline", "met", "PR interval 205 is within 10 ms of 200"],
  );
});

test("evidence of Q waves names lead, beat and the QRS span", () => {
  const { evidence } = resultOf("q@inferior", { leads: inLeads(["II", "aVF"], { q: deflection(-0.2, 45) }) });
  const duration = evidence.find((item) => item.lead === "II" && item.measure === "Q duration");
  // fixture: first QRS from 660 to 750 ms
  assert.deepEqual(duration, {
    lead: "II",
    beat: 0,
    startMs: 660,
    endMs: 750,
    measure: "Q duration",
    value: 45,
    unit: "ms",
    operator: ">=",
    threshold: 30,
  });
});
