// What the model may and may not do to findings. The limits are those of the file's opening comment: definite
// and urgent findings stand; under 0.15 a probable one goes, under 0.25 a possible one, under 0.3 "normal";
// from 0.4 on the model states by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { STATEMENTS_OF } from "../datasets/scp-superclasses.ts";
import { type Certainty, type Finding, FindingSchema } from "../ecg/interpretation.ts";
import { deriveFindings } from "./derive-findings.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import { likelyStatements } from "./likely-statements.ts";
import type { StatementModel } from "./probability/statement-model.ts";
import {
  fromProbabilities,
  type StatementProbabilities,
  statementModel,
} from "./probability/statement-probabilities.ts";
import { type FixtureOptions, measurementsFixture } from "./rules/measurements.fixture.ts";
import { deflection, inLeads, LBBB } from "./rules/outcome-of.fixture.ts";
import { findRule } from "./rules/rule-book.ts";
import { isBelieved, likelyFindings, STATED_FROM } from "./weigh-findings.ts";

const finding = (scp: string | null, certainty: Certainty): Finding => ({
  id: "example",
  statement: "Example",
  codes: { scp, aha: null, snomed: null },
  certainty,
  probability: null,
  criteria: [],
  evidence: [],
});
/** Every statement named has been learnt from 20 records, those in `rare` from 7. */
const estimates = (probabilities: Record<string, number>, rare: readonly string[] = []) => {
  const statements = Object.keys(probabilities);
  const labelled = statements.map((code) => (rare.includes(code) ? 7 : 20));
  const model: StatementModel = { ...statementModel, statements, labelled };
  return fromProbabilities(probabilities, model);
};
const derive = (options: FixtureOptions, weighing: StatementProbabilities | null) => {
  const measurements = measurementsFixture(options);
  return deriveFindings({ measurements, results: evaluateRules({ measurements }), estimates: weighing })
    .findings;
};
const said = (options: FixtureOptions, probabilities: Record<string, number>) =>
  derive(options, estimates(probabilities)).map(({ id, certainty }) => `${certainty} ${id}`);
const likely = (
  probabilities: Record<string, number>,
  options: FixtureOptions = {},
  groupsStated: readonly string[] = [],
) =>
  likelyFindings({
    stated: new Set(),
    groupsStated: new Set(groupsStated),
    estimates: estimates(probabilities),
    results: evaluateRules({ measurements: measurementsFixture(options) }),
  });
const codes = (findings: readonly Finding[]) => findings.map((it) => it.codes.scp);
const qWaves = { leads: inLeads(["II", "III", "aVF"], { q: deflection(-0.25, 45) }) };

test("weak findings are withdrawn below their limit, definite and urgent ones never", () => {
  const believed = (certainty: Certainty, probability: number, urgent = false) =>
    isBelieved(finding("IMI", certainty), urgent, estimates({ IMI: probability }));
  assert.deepEqual([believed("probable", 0.14), believed("probable", 0.16)], [false, true]);
  assert.deepEqual([believed("possible", 0.24), believed("possible", 0.26)], [false, true]);
  assert.equal(believed("definite", 0), true);
  for (const certainty of ["probable", "possible"] as const) {
    assert.equal(believed(certainty, 0, true), true, `urgent and ${certainty}`);
  }
});

test("what the model has not learnt, cannot name or was not asked about is left alone", () => {
  assert.equal(isBelieved(finding("IMI", "possible"), false, null), true, "no model");
  assert.equal(isBelieved(finding(null, "possible"), false, estimates({ IMI: 0 })), true, "no SCP code");
  assert.equal(isBelieved(finding("WPW", "possible"), false, estimates({ IMI: 0 })), true, "unknown code");
  const rare = estimates({ IMI: 0 }, ["IMI"]);
  assert.equal(isBelieved(finding("IMI", "possible"), false, rare), true, "seven records are too few");
});

test('"normal" is withdrawn under 0.3, however sure the rules are', () => {
  const normal = (probability: number) =>
    isBelieved(finding("NORM", "definite"), false, estimates({ NORM: probability }));
  assert.deepEqual([normal(0.29), normal(0.3)], [false, true]);
  assert.deepEqual(said({}, { NORM: 0.29 }), ["definite rhy.sinus"]);
  assert.deepEqual(said({}, { NORM: 0.3 }), ["definite rhy.sinus", "definite normal"]);
});

test("in the findings: a probable infarct goes, left bundle branch block and ST elevation stay", () => {
  assert.deepEqual(said(qWaves, { IMI: 0.5 }), ["definite rhy.sinus", "probable q@inferior"]);
  assert.ok(!said(qWaves, { IMI: 0.1 }).includes("probable q@inferior"));
  assert.deepEqual(said(LBBB, { CLBBB: 0 }), ["definite rhy.sinus", "definite bbb.lbbb"]);
  const acute = {
    leads: { ...inLeads(["II", "III", "aVF"], { stJMv: 0.25 }), aVL: { stJMv: -0.12, st80Mv: -0.13 } },
  };
  assert.ok(said(acute, { IMI: 0, STE_: 0 }).includes("probable ste@inferior"), "urgent");
  const limited = { quality: { verdict: "limited" as const, reasons: ["8 s only"] } };
  assert.ok(said(limited, { NORM: 0 }).includes("definite q.refuse@limited"), "technical");
});

test("from 0.4 on the model states by itself, always as possible and with what rests on it", () => {
  assert.equal(STATED_FROM, 0.4);
  assert.deepEqual(codes(likely({ IMI: 0.4, LVH: 0.39 })), ["IMI"]);
  const [stated] = likely({ IMI: 0.7 });
  assert.ok(stated !== undefined);
  FindingSchema.parse(stated);
  assert.deepEqual([stated.id, stated.certainty], ["likely.IMI", "possible"]);
  assert.deepEqual(
    [stated.evidence[0]?.measure, stated.evidence[0]?.value],
    ["calibrated probability of IMI", 0.7],
  );
  assert.deepEqual(
    stated.criteria.map(({ rule, outcome }) => [rule, outcome]),
    [
      ["q@inferior", "not met"],
      ["q.mc", "not met"],
    ],
    "it says itself that the criteria are not met",
  );
  assert.deepEqual(said({}, { IMI: 0.7, NORM: 0.9 }), ["definite rhy.sinus", "possible likely.IMI"]);
  assert.deepEqual(likely({}), []);
});

test("a statement that stands, or is not learnt, or is not on the list is not added", () => {
  const results = evaluateRules({ measurements: measurementsFixture() });
  const add = (stated: readonly string[], weighing: StatementProbabilities | null) =>
    codes(likelyFindings({ stated: new Set(stated), groupsStated: new Set(), estimates: weighing, results }));
  assert.deepEqual(add([], estimates({ IMI: 0.9 })), ["IMI"]);
  assert.deepEqual(add(["IMI"], estimates({ IMI: 0.9 })), []);
  assert.deepEqual(add([], estimates({ IMI: 0.9 }, ["IMI"])), [], "seven records are too few");
  assert.deepEqual(add([], estimates({ AFIB: 0.99, CLBBB: 0.99, ABQRS: 0.99 })), [], "not on the list");
  assert.deepEqual(add([], null), [], "no model");
});

test("where every rule of a statement is suppressed or lacks its lead, probability says nothing either", () => {
  assert.deepEqual(codes(likely({ LVH: 0.9, IMI: 0.9, ISC_: 0.9, LAFB: 0.9 }, LBBB)), []);
  assert.deepEqual(codes(likely({ LVH: 0.9 }, { missing: ["V1", "V3"] })), [], "Sokolow-Lyon and Cornell");
  assert.deepEqual(codes(likely({ LVH: 0.9 }, { missing: ["V1"] })), ["LVH"], "Cornell is open");
});

test("an empty group is filled by its likeliest statement when their noisy-or reaches 0.4", () => {
  // 1 - 0.7 * 0.8 = 0.44; 1 - 0.7 * 0.86 = 0.398
  assert.deepEqual(codes(likely({ IMI: 0.2, ASMI: 0.3 })), ["ASMI"]);
  assert.deepEqual(codes(likely({ IMI: 0.14, ASMI: 0.3 })), []);
  assert.deepEqual(codes(likely({ IMI: 0.2, ASMI: 0.3 }, {}, ["MI"])), [], "the group is not empty");
  assert.deepEqual(
    codes(likely({ IMI: 0.5, ASMI: 0.3 })),
    ["IMI"],
    "one stands already: none is added for it",
  );
  assert.deepEqual(
    codes(likely({ NDT: 0.3, NST_: 0.2, IMI: 0.3 })),
    ["NDT"],
    "groups do not add up: ST-T 0.44, infarction 0.3",
  );
});

test("the list of likely statements: rules that exist, codes the model knows, in their superclass", () => {
  for (const { code, group, rules, codes: own } of likelyStatements) {
    assert.ok(STATEMENTS_OF[group].includes(code), `${code} is not of ${group}`);
    assert.equal(own.scp, code);
    assert.ok(statementModel.statements.includes(code), code);
    assert.ok(rules.length > 0);
    for (const rule of rules) assert.equal(findRule(rule)?.kind, "executable", rule);
  }
});
