import assert from "node:assert/strict";
import { test } from "node:test";
import { scorePauses, scoreRPeaks } from "./long-score.ts";

const beats = { rPeaksMs: [1000, 2000, 3000, 4000, 9000], unseen: [] };

test("each beat takes the nearest found one within 150 ms; the rest is extra", () => {
  // 1000: 990 is nearer than 1100; 2000: 2150 is just near enough; 3000: 3151 is not; 4000 and 9000 have none
  const score = scoreRPeaks(beats, [990, 1100, 2150, 3151]);
  assert.deepEqual(score, { beats: 5, missed: 3, extra: 2, errorsMs: [-10, 150] });
});

test("one found beat is nobody's twice", () => {
  const { missed, extra, errorsMs } = scoreRPeaks({ rPeaksMs: [1000, 1200], unseen: [] }, [1090]);
  assert.deepEqual({ missed, extra, errorsMs }, { missed: 1, extra: 0, errorsMs: [90] });
});

test("beats out of sight are neither wanted nor wrong; what else is found there is extra", () => {
  const hidden = { ...beats, unseen: [{ fromMs: 2100, toMs: 3100 }] };
  // 2000 and 3000 lie within 150 ms of the gap; 2500 is no beat
  assert.deepEqual(scoreRPeaks(hidden, [1000, 2500, 3000, 4000]), {
    ...{ beats: 3, missed: 1, extra: 1, errorsMs: [0, 0] },
  });
});

test("a pause is a long interval that could be seen, and is found where it begins", () => {
  // only 4000 to 9000 is that long
  assert.deepEqual(scorePauses(beats, { foundMs: [4100], fromMs: 2000 }), { pauses: 1, missed: 0, extra: 0 });
  assert.deepEqual(scorePauses(beats, { foundMs: [2000], fromMs: 2000 }), { pauses: 1, missed: 1, extra: 1 });
  const hidden = { ...beats, unseen: [{ fromMs: 5000, toMs: 5100 }] };
  assert.deepEqual(scorePauses(hidden, { foundMs: [], fromMs: 2000 }), { pauses: 0, missed: 0, extra: 0 });
});
