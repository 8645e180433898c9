import assert from "node:assert/strict";
import { test } from "node:test";
import { type ConditionInput, evaluateCondition } from "./evaluate-condition.ts";
import { type FixtureOptions, measurementsFixture } from "./measurements.fixture.ts";
import type { Condition } from "./rule-schema.ts";

const input = (
  options: FixtureOptions = {},
  results: ConditionInput["results"] = new Map(),
): ConditionInput => ({
  measurements: measurementsFixture(options),
  results,
  lead: null,
});
const stJ = (threshold: number): Condition => ({
  measure: "median.stJMv",
  operator: ">=",
  threshold,
  unit: "mV",
});
const elevated = (...leads: string[]): FixtureOptions => ({
  leads: Object.fromEntries(leads.map((lead) => [lead, { stJMv: 0.3 }])),
});

test("evidence of a global value carries the span of a beat and no lead", () => {
  const condition: Condition = { measure: "global.prMs", operator: ">", threshold: 120, unit: "ms" };
  // fixture: first R at 700 ms, QRS onset 40 ms before it, PR 160 ms
  assert.deepEqual(evaluateCondition(condition, input()).evidence, [
    {
      lead: null,
      beat: 0,
      startMs: 500,
      endMs: 660,
      measure: "PR interval",
      value: 160,
      unit: "ms",
      operator: ">",
      threshold: 120,
    },
  ]);
});

test("evidence of a lead's ST level points behind its QRS, in the first normal beat", () => {
  const condition: Condition = { ...stJ(0.1), lead: "V2" } as Condition;
  const found = evaluateCondition(condition, input({ ...elevated("V2"), classes: ["pvc", "normal"] }));
  // second beat: R at 1700 ms, QRS 1660 to 1750 ms, then 80 ms
  assert.deepEqual(
    found.evidence.map(({ lead, beat, startMs, endMs, value }) => [lead, beat, startMs, endMs, value]),
    [["V2", 1, 1750, 1830, 0.3]],
  );
});

test("inLeads counts leads and keeps evidence of those that hold", () => {
  const condition: Condition = { inLeads: ["V1", "V2", "V3"], count: 2, that: stJ(0.1) };
  const found = evaluateCondition(condition, input(elevated("V1", "V3")));
  assert.equal(found.outcome, "met");
  assert.deepEqual(
    found.evidence.map((item) => item.lead),
    ["V1", "V3"],
  );
  assert.equal(evaluateCondition(condition, input(elevated("V1"))).outcome, "not met");
});

test("contiguous wants neighbours in the given order", () => {
  const condition: Condition = { contiguous: 2, among: ["V1", "V2", "V3"], that: stJ(0.1) };
  assert.equal(evaluateCondition(condition, input(elevated("V1", "V3"))).outcome, "not met");
  const found = evaluateCondition(condition, input(elevated("V2", "V3")));
  assert.equal(found.outcome, "met");
  assert.deepEqual(
    found.evidence.map((item) => item.lead),
    ["V2", "V3"],
  );
});

test("-aVR is aVR upside down and is cited as aVR", () => {
  const condition: Condition = { contiguous: 2, among: ["I", "-aVR", "II"], that: stJ(0.1) };
  const found = evaluateCondition(condition, input({ leads: { aVR: { stJMv: -0.3 }, II: { stJMv: 0.3 } } }));
  assert.equal(found.outcome, "met");
  assert.deepEqual(
    found.evidence.map(({ lead, measure, value }) => [lead, measure, value]),
    [
      ["aVR", "ST level at J (-aVR)", 0.3],
      ["II", "ST level at J", 0.3],
    ],
  );
});

test("an unusable lead withholds judgement only where it could decide", () => {
  const unusable = { V2: "flat" };
  const condition: Condition = { contiguous: 2, among: ["V1", "V2", "V3"], that: stJ(0.1) };
  const withheld = evaluateCondition(condition, input({ ...elevated("V1"), unusable }));
  assert.equal(withheld.outcome, "not assessable");
  assert.deepEqual(withheld.reasons, ["lead V2 is unusable (flat)"]);
  assert.equal(
    evaluateCondition(condition, input({ unusable })).outcome,
    "not met",
    "V1 and V3 are plainly low",
  );
  const other: Condition = { inLeads: ["V1", "V2"], count: 1, that: stJ(0.1) };
  assert.equal(evaluateCondition(other, input({ ...elevated("V1"), unusable })).outcome, "met");
});

test("a wave that is not there compares as zero and is reported as absent", () => {
  const condition: Condition = {
    measure: "median.q.depthMv",
    lead: "V6",
    operator: "<",
    threshold: 0.1,
    unit: "mV",
  };
  const found = evaluateCondition(condition, input());
  assert.equal(found.outcome, "met");
  assert.equal(found.evidence[0]?.value, null);
});

test("what was not measured is not assessable, with the reason in words", () => {
  const condition: Condition = {
    measure: "median.p.amplitudeMv",
    lead: "II",
    operator: "<",
    threshold: 0.25,
    unit: "mV",
  };
  const found = evaluateCondition(condition, input({ prMs: null }));
  assert.deepEqual(
    [found.outcome, found.reasons],
    ["not assessable", ["P amplitude in II was not measured"]],
  );
});

test("not keeps no evidence", () => {
  const found = evaluateCondition({ not: { inLeads: ["V1"], count: 1, that: stJ(0.1) } }, input());
  assert.deepEqual([found.outcome, found.evidence], ["met", []]);
});

test("the variant of the threshold fits lead, sex and age; unknown takes the one harder to meet", () => {
  const condition: Condition = {
    measure: "median.stJMv",
    lead: "V2",
    operator: ">=",
    threshold: {
      variants: [
        { leads: ["V2", "V3"], sex: "male", ageBelow: 40, value: 0.25 },
        { leads: ["V2", "V3"], sex: "male", ageFrom: 40, value: 0.2 },
        { leads: ["V2", "V3"], sex: "female", value: 0.15 },
        { value: 0.1 },
      ],
    },
    unit: "mV",
  };
  const limit = (ageYears: number | null, sex: "male" | "female" | null) => {
    const found = evaluateCondition(condition, input({ patient: { ageYears, sex } }));
    return [found.evidence[0]?.threshold, ...found.notes];
  };
  assert.deepEqual(limit(39, "male"), [0.25]);
  assert.deepEqual(limit(40, "male"), [0.2]);
  assert.deepEqual(limit(70, "female"), [0.15]);
  assert.deepEqual(limit(null, "female"), [0.15]);
  assert.deepEqual(limit(50, null), [0.2, "sex unknown: the higher limit is used"]);
  assert.deepEqual(limit(null, "male"), [0.25, "age unknown: the higher limit is used"]);
  assert.deepEqual(limit(null, null), [0.25, "sex and age unknown: the higher limit is used"]);
  const v4 = evaluateCondition({ ...condition, lead: "V4" } as Condition, input());
  assert.equal(v4.evidence[0]?.threshold, 0.1);
});

test("a reference takes the outcome and evidence of a rule evaluated before", () => {
  const evidence = [
    {
      lead: "V1",
      beat: 0,
      startMs: 1,
      endMs: 2,
      measure: "QRS form",
      value: "QS",
      unit: "",
      operator: null,
      threshold: null,
    },
  ];
  const result = { rule: "x", name: "x", outcome: "borderline" as const, withoutTolerance: "met" as const };
  const results = new Map([["x", { ...result, unverified: false, source: "s", evidence, reason: "near" }]]);
  const found = evaluateCondition({ rule: "x" }, input({}, results));
  assert.deepEqual([found.outcome, found.withoutTolerance, found.reasons], ["borderline", "met", ["near"]]);
  assert.deepEqual(found.evidence, evidence);
  assert.equal(evaluateCondition({ rule: "y" }, input({}, results)).outcome, "not assessable");
});

test("points are added up", () => {
  const yes: Condition = { measure: "global.qrsDurationMs", operator: "<", threshold: 200, unit: "ms" };
  const no: Condition = { ...yes, operator: ">" } as Condition;
  const score = (atLeast: number): Condition => ({
    atLeast,
    of: [
      { points: 3, when: yes },
      { points: 2, when: no },
      { points: 1, when: yes },
    ],
  });
  assert.equal(evaluateCondition(score(4), input()).outcome, "met");
  assert.equal(evaluateCondition(score(5), input()).outcome, "not met");
});
