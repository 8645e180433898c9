// Beats by hand, in samples at 500 Hz (2 ms): R peaks at 500 and 1000, QRS 45 samples around them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { attachWaves, shownPShare } from "./attach-waves.ts";

const wave = (onset: number, offset: number) => ({ onset, offset, confidence: 0.9 });
const qrs = [wave(480, 525), wave(980, 1025)];

test("P, QRS and T go to the beat they belong to", () => {
  const p = [wave(400, 450), wave(900, 950)];
  const t = [wave(600, 700), wave(1100, 1200)];
  assert.deepEqual(attachWaves({ p, qrs, t }, [500, 1000]), [
    { p: p[0], qrs: qrs[0], t: t[0] },
    { p: p[1], qrs: qrs[1], t: t[1] },
  ]);
});

test("of two P waves before a QRS the later one conducts, and one 450 ms before does not", () => {
  const p = [wave(780, 820), wave(880, 930)];
  assert.equal(attachWaves({ p, qrs, t: [] }, [500, 1000])[1]!.p, p[1]);
  const early = [wave(700, 750)];
  assert.equal(attachWaves({ p: early, qrs, t: [] }, [500, 1000])[1]!.p, null);
});

test("a P or T beyond the neighbouring beat is not this beat's", () => {
  const found = { p: [wave(400, 450)], qrs, t: [wave(1100, 1200)] };
  const [first, second] = attachWaves(found, [500, 1000]);
  assert.equal(first!.t, null);
  assert.equal(second!.p, null);
});

test("a beat whose QRS this lead does not show keeps P and T", () => {
  const found = { p: [wave(400, 450)], qrs: [wave(300, 340)], t: [wave(600, 700)] };
  const [beat] = attachWaves(found, [500]);
  assert.deepEqual([beat!.p?.onset, beat!.qrs, beat!.t?.onset], [400, null, 600]);
});

test("the share of beats before which half of the leads show a P", () => {
  const none = { p: [], qrs, t: [] };
  const both = { p: [wave(400, 450), wave(900, 950)], qrs, t: [] };
  const first = { ...both, p: [wave(400, 450)] };
  assert.equal(shownPShare([both, both, none], [500, 1000]), 1);
  assert.equal(shownPShare([both, first, none], [500, 1000]), 0.5);
  assert.equal(shownPShare([first, none, none], [500, 1000]), 0);
});
