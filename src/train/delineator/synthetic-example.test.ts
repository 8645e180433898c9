import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticExample } from "./synthetic-example.ts";
import { NO_WAVE, P_WAVE, QRS_COMPLEX, T_WAVE, UNKNOWN } from "./wave-labels.ts";

test("the same seed gives the same example, another seed another", () => {
  const [a, b, c] = [syntheticExample(5), syntheticExample(5), syntheticExample(6)];
  assert.deepEqual(
    a.recording.leads[1]!.samplesMv.slice(0, 50),
    b.recording.leads[1]!.samplesMv.slice(0, 50),
  );
  assert.notDeepEqual(
    a.recording.leads[1]!.samplesMv.slice(0, 50),
    c.recording.leads[1]!.samplesMv.slice(0, 50),
  );
});

test("over many examples every class occurs, and no wave touches another without a border between", () => {
  const seen = new Set<number>();
  for (let seed = 1; seed <= 40; seed++) {
    for (const lead of syntheticExample(seed).labels) {
      lead.forEach((label, i) => {
        seen.add(label);
        const next = lead[i + 1];
        if (next === undefined || next === label) return;
        assert.ok(label === UNKNOWN || next === UNKNOWN, `seed ${seed}: ${label} beside ${next} at ${i}`);
      });
    }
  }
  assert.deepEqual(
    [...seen].sort((a, b) => a - b),
    [NO_WAVE, P_WAVE, QRS_COMPLEX, T_WAVE, UNKNOWN],
  );
});
