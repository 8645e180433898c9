// Distances by hand: errors in ms at 2 ms a sample, 150 ms for a missed or a false point, over the reference points.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LUDB_LEADS } from "../../datasets/ludb-annotations.ts";
import type { LeadWaves } from "../delineation-score.ts";
import type { LudbCase } from "./ludb-cases.ts";
import { leadDistances, worstLeadOfEachRecord } from "./worst-leads.ts";

const NOTHING: LeadWaves = { p: [], qrs: [], t: [] };

function caseOf(id: string, marked: Partial<Record<(typeof LUDB_LEADS)[number], LeadWaves>>): LudbCase {
  const reference = Object.fromEntries(LUDB_LEADS.map((lead) => [lead, marked[lead] ?? NOTHING]));
  const source = { format: "wfdb", sha256: "", warnings: [] };
  const patient = { ageYears: null, sex: null, context: null };
  return {
    id,
    recording: { name: id, leads: [], samplingRateHz: 500, patient, source },
    reference: reference as LudbCase["reference"],
    trap: null,
    diagnoses: [],
  };
}

const MARKS: LeadWaves = {
  p: [[100, 110, 120]],
  qrs: [
    [150, 160, 170],
    [650, 660, 670],
  ],
  t: [],
};

const cases = [caseOf("1", { ii: MARKS, v1: MARKS }), caseOf("2", { ii: MARKS })];
const run = {
  name: "gem",
  cpuMs: {},
  failures: [],
  detections: {
    "1": {
      // QRS exact, P a sample late in each point: 3 x 2 ms over 9 points
      ii: { ...MARKS, p: [[101, 111, 121]] },
      // P missed (3), a false QRS in the middle (3), one after the last mark (not counted)
      v1: {
        p: [],
        qrs: [...MARKS.qrs, [380, 400, 420], [950, 960, 970]],
        t: [],
      },
    },
    // nothing found at all
    "2": {},
  },
} as const;

test("a lead's distance counts errors, missed and false points; leads without marks have none", () => {
  const distances = leadDistances(cases, run);
  assert.deepEqual(
    distances.map(({ record, lead, distanceMs, missed, falsePositives }) => [
      record,
      lead,
      Math.round(distanceMs * 1000) / 1000,
      missed,
      falsePositives,
    ]),
    [
      ["2", "ii", 150, 9, 0],
      ["1", "v1", 100, 3, 3],
      ["1", "ii", 0.667, 0, 0],
    ],
  );
  assert.equal(distances[2]?.byPoint.P_on, 2);
  assert.equal(distances[2]?.byPoint.QRS_off, 0);
  // one of three QRS onsets is false
  assert.equal(distances[1]?.byPoint.QRS_on, 50);
  assert.ok(!("T_on" in distances[1]!.byPoint));
});

test("each record is shown by its worst lead", () => {
  const worst = worstLeadOfEachRecord(leadDistances(cases, run));
  assert.deepEqual(
    worst.map(({ record, lead }) => `${record} ${lead}`),
    ["2 ii", "1 v1"],
  );
});
