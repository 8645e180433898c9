// Scores are made by hand: the class of each step scores 2 above the others unless a test says otherwise, so that
// margins cross zero exactly between two steps. Expected marks follow from 2 samples a step and half a sample.
import assert from "node:assert/strict";
import { test } from "node:test";
import { foundWaves } from "./found-waves.ts";

const LABELS = { "-": 0, p: 1, q: 2, t: 3 } as const;

/** One character a step. */
function scoresOf(text: string): Float32Array {
  const scores = new Float32Array(4 * text.length);
  [...text].forEach((letter, step) => {
    scores[LABELS[letter as keyof typeof LABELS] * text.length + step] = 2;
  });
  return scores;
}

test("each run of a class is a wave, from the middle between two steps, less what lies outside the marks", () => {
  const { p, qrs, t } = foundWaves(
    scoresOf(`${"-".repeat(10)}${"p".repeat(12)}${"-".repeat(5)}${"q".repeat(11)}${"t".repeat(20)}---`),
  );
  // P: steps 10..21, border at 9.5 and 21.5 steps = 19 and 43 samples
  assert.deepEqual(
    [p, qrs, t].map((waves) => waves.map(({ onset, offset }) => [onset, offset])),
    [[[19.5, 42.5]], [[53.5, 74.5]], [[75.5, 114.5]]],
  );
});

test("the margin's crossing lies nearer to the step that is less sure", () => {
  const text = `${"-".repeat(10)}${"p".repeat(12)}${"-".repeat(10)}`;
  const scores = scoresOf(text);
  // margin 2 inside at step 21, -6 outside at step 22: zero a quarter of a step after 21
  scores[22] = 6;
  const { p } = foundWaves(scores);
  assert.equal(p[0]!.offset, 2 * 21.25 - 0.5);
});

test("confidence is the mean probability of the class", () => {
  const { p } = foundWaves(scoresOf(`--${"p".repeat(9)}--`));
  // softmax of 2 against three zeros
  assert.ok(Math.abs(p[0]!.confidence - Math.exp(2) / (Math.exp(2) + 3)) < 1e-6);
});

test("flickers and waves that an end of the recording cuts off are left out", () => {
  const found = foundWaves(
    scoresOf(`${"p".repeat(9)}---${"p".repeat(7)}---${"q".repeat(9)}---${"t".repeat(9)}`),
  );
  assert.deepEqual(found, { p: [], qrs: [], t: [] });
});

test("two runs of a class with a short break are one wave", () => {
  const { t } = foundWaves(scoresOf(`--${"t".repeat(10)}----${"t".repeat(10)}--`));
  assert.deepEqual(
    t.map(({ onset, offset }) => [onset, offset]),
    [[3.5, 50.5]],
  );
});

test("no steps, no waves", () => {
  assert.deepEqual(foundWaves(new Float32Array(0)), { p: [], qrs: [], t: [] });
});
