import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateRules } from "./evaluate-rules.ts";
import { listNotAssessed } from "./list-not-assessed.ts";
import { type FixtureOptions, measurementsFixture } from "./rules/measurements.fixture.ts";
import { LBBB } from "./rules/outcome-of.fixture.ts";

function lines(options: FixtureOptions = {}, rhythmFound = true) {
  const measurements = measurementsFixture(options);
  return listNotAssessed({ measurements, results: evaluateRules({ measurements }), rhythmFound });
}

const ALWAYS = [
  { what: "posterior and right-sided leads", why: "V7-V9, V3R and V4R are not part of the recording" },
  { what: "change since an earlier ECG", why: "no earlier ECG is read" },
];

test("a complete recording lacks only what no single resting ECG has", () => {
  assert.deepEqual(lines(), ALWAYS);
});

test("one line for what a conduction disturbance hides", () => {
  const [hidden, ...rest] = lines(LBBB);
  assert.equal(hidden?.why, "suppressed: complete left bundle branch block");
  for (const topic of ["QRS axis", "left ventricular hypertrophy", "ST segment", "T waves", "Q waves"]) {
    assert.ok(hidden?.what.includes(topic), topic);
  }
  assert.deepEqual(rest, ALWAYS);
});

test("leads with the same trouble share a line, others have their own", () => {
  const missing = lines({ missing: ["V1", "V2", "V3", "V4", "V5", "V6"] });
  assert.equal(missing.length, 3);
  assert.equal(missing[0]?.why, "leads V1, V2, V3, V4, V5, V6 are missing");
  assert.match(missing[0]?.what ?? "", /bundle branch block/);
  const whys = lines({ unusable: { V1: "flat", V6: "noisy" } }).map((line) => line.why);
  assert.ok(whys.some((why) => why.includes("lead V1 is unusable (flat)")));
  assert.ok(whys.some((why) => why.includes("lead V6 is unusable (noisy)")));
});

test("a lead that no rule misses is mentioned all the same", () => {
  const measurements = measurementsFixture({ unusable: { V3: "flat" } });
  const found = listNotAssessed({ measurements, results: new Map(), rhythmFound: true });
  assert.deepEqual(found, [{ what: "what only V3 shows", why: "lead V3 is unusable (flat)" }]);
});

test("unknown sex and age are said once, with what depends on them", () => {
  const last = lines({ patient: { ageYears: null, sex: null } }).at(-1);
  assert.match(last?.what ?? "", /sex or age \(.*ST segment.*QT interval.*\)/);
  assert.match(last?.why ?? "", /sex and age unknown: the higher limit is used/);
});

test("an unnamed rhythm comes first", () => {
  assert.deepEqual(lines({}, false)[0], { what: "basic rhythm", why: "no rule for a rhythm is met" });
});

test("never more than a handful of lines", () => {
  const worst = lines({
    prMs: null,
    missing: ["I", "V1", "V4"],
    unusable: { V2: "flat", aVF: "noisy" },
    patient: { sex: null },
  });
  assert.ok(worst.length <= 12, `${worst.length} lines`);
});
