// Expected names follow from the rule that neutral-names.ts states.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Lead, Recording } from "../../ecg/recording.ts";
import { withNeutralNames } from "./neutral-names.ts";

const tells = (text: string) => text.includes("Doe");
const lead = (name: string): Lead => ({ name, samplesMv: Float64Array.of(1) });
const mark = (name: string | null, code: string) => ({
  timeMs: 0,
  durationMs: 0,
  lead: name,
  code,
  text: "said",
});

const recording: Recording = {
  name: "x",
  leads: ["I", "Doe", "lead 2", "Doe (2)"].map(lead),
  samplingRateHz: 500,
  patient: { ageYears: null, sex: null, context: null },
  source: {
    format: "x",
    sha256: "",
    warnings: [
      "lead Doe appears more than once; a later one is kept as Doe (2)",
      'note: signal "Doe Resp" in "mmHg" is no voltage',
      'lead "Doe" ends early',
    ],
    derivedLeads: ["Doe"],
  },
  otherSignals: [
    { kind: "median", label: "128 Hz", samplingRateHz: 128, startMs: 0, leads: ["X", "Doe"].map(lead) },
    { kind: "rhythm", label: "of Doe", samplingRateHz: 250, startMs: 0, leads: [lead("V1")] },
  ],
  annotations: [
    mark("Doe", "N"),
    mark("I", "Doe"),
    mark("aVR", "("),
    mark("elsewhere", ")"),
    mark(null, "N"),
  ],
};

test("telling names count, in warnings, marks and lists of leads as well; no two are alike", () => {
  const { recording: neutral, renamedCount } = withNeutralNames(recording, tells);
  const names = (leads: readonly Lead[]) => leads.map(({ name }) => name);
  assert.deepEqual(names(neutral.leads), ["I", "lead 2 (2)", "lead 2", "lead 4"]);
  assert.deepEqual(neutral.source.derivedLeads, ["lead 2 (2)"]);
  assert.deepEqual(neutral.source.warnings, [
    "lead lead 2 (2) appears more than once; a later one is kept as lead 4",
    'note: signal "***" in "mmHg" is no voltage',
    'lead "lead 2 (2)" ends early',
  ]);
  assert.deepEqual(
    neutral.otherSignals!.map(({ label, leads }) => [label, ...names(leads)]),
    [
      ["128 Hz", "X", "lead 2"],
      ["group 3", "V1"],
    ],
  );
  assert.deepEqual(
    neutral.annotations!.map(({ lead: on, code, text }) => [on, code, text]),
    [
      ["lead 2 (2)", "N", null],
      ["I", "mark", null],
      ["aVR", "(", null],
      [null, ")", null],
      [null, "N", null],
    ],
  );
  assert.equal(renamedCount, 4);
});

test("the head of a recording that is read in pieces has its names", () => {
  const { leads, ...rest } = recording;
  const head = { ...rest, leadNames: leads.map(({ name }) => name) };
  assert.deepEqual(withNeutralNames(head, tells).recording.leadNames, [
    "I",
    "lead 2 (2)",
    "lead 2",
    "lead 4",
  ]);
});

test("where nothing tells, all stays but texts of marks", () => {
  const { recording: same, renamedCount } = withNeutralNames(recording, () => false);
  assert.deepEqual(same.leads, recording.leads);
  assert.deepEqual(same.source, recording.source);
  assert.deepEqual(same.otherSignals, recording.otherSignals);
  assert.equal(renamedCount, 0);
});
