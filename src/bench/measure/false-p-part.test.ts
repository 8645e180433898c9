// Counts by hand; the tolerance of 150 ms is 75 samples at 500 Hz.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LeadWaves, Wave } from "../delineation-score.ts";
import { countFalseP } from "./false-p-part.ts";
import { pTrapOf } from "./ludb-cases.ts";

const peaks = (...at: number[]): Wave[] => at.map((peak) => [null, peak, null]);
const lead = (p: Wave[], qrs: Wave[]): LeadWaves => ({ p, qrs, t: [] });

test("false is what has no partner between the first and last marks of any kind", () => {
  const pairs = [
    // marked from 1000 to 3000: 900 and 3001 are outside, 1000 and 3000 are not, 2075 is 75 samples off
    {
      record: "1",
      reference: lead(peaks(2000), peaks(1000, 3000)),
      detected: lead(peaks(900, 1000, 2075, 3000, 3001), []),
    },
    // a partner serves once: of two near one P the farther is false
    { record: "1", reference: lead(peaks(500), peaks(100, 900)), detected: lead(peaks(490, 520), []) },
    // nothing is marked in this lead: nothing can be said of it
    { record: "1", reference: lead([], []), detected: lead(peaks(500), []) },
  ];
  assert.deepEqual(
    pairs.map((pair) => countFalseP([pair])),
    [2, 1, 0],
  );
  assert.equal(countFalseP(pairs), 3);
});

test("an electrode's pacing is a trap, the heart's own wandering pacemaker is none; fibrillation comes first", () => {
  assert.equal(pTrapOf(["Rhythm: Sinus rhythm", "BIpolar ventricular pacing"]), "pacing");
  assert.equal(pTrapOf(["Wandering atrial pacemaker"]), null);
  assert.equal(
    pTrapOf(["UNIpolar ventricular pacing", "Rhythm: Atrial fibrillation"]),
    "atrial fibrillation",
  );
  assert.equal(pTrapOf(["Rhythm: Atrial flutter, typical"]), "atrial flutter");
});
