// ST levels, slope and curvature. First on segments written down sample by sample (500 Hz), then on simulated ECGs
// whose level at J and slope are given; allowed are 25 uV or 5 %.
import assert from "node:assert/strict";
import { test } from "node:test";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { stForm, stSegment } from "./st-segment.ts";

/** Zero up to the QRS onset at sample 100, then `levelMv(ms after J)` from J at sample 150 on. */
function beatWith(levelMv: (afterMs: number) => number): Float64Array {
  return Float64Array.from({ length: 300 }, (_, i) => (i < 150 ? 0 : levelMv((i - 150) * 2)));
}

function near(got: number | null, wanted: number, tolerance: number, what: string): void {
  assert.ok(got !== null && Math.abs(got - wanted) <= tolerance, `${what}: got ${got}, wanted ${wanted}`);
}

test("levels at J, J+20, J+40, J+60 and J+80 against the level before the QRS", () => {
  const beat = beatWith((ms) => 0.1 + 0.001 * ms).map((value) => value + 0.4);
  const st = stSegment(beat, 150, 100);
  // A line of 1 uV per ms from 0.1 mV at J; the baseline of 0.4 mV is taken off. J is the mean over the 8 ms after it,
  // none of it from before, where the QRS is; the others are means over +-4 ms.
  near(st.j20Mv, 0.12, 1e-9, "J+20");
  near(st.j40Mv, 0.14, 1e-9, "J+40");
  near(st.j60Mv, 0.16, 1e-9, "J+60");
  near(st.j80Mv, 0.18, 1e-9, "J+80");
  near(st.jMv, (0.1 + 0.102 + 0.104 + 0.106 + 0.108) / 5, 1e-9, "J");
});

test("a QRS onset marked 8 ms late leaves the levels where they are", () => {
  // 0.1 mV above a line at 0.4 mV; from sample 96 on, 8 ms before the mark, an upstroke of 0.1 mV per ms.
  const beat = beatWith(() => 0.1).map((value, i) => value + 0.4 + (i > 96 && i < 150 ? 0.2 * (i - 96) : 0));
  near(stSegment(beat, 150, 100).j40Mv, 0.1, 1e-9, "J+40");
});

test("straight, convex and concave", () => {
  // Bulge of J+40 over the chord from J to J+80: 0 for a line; +-0.05 mV for parabolas of that height.
  const parabola = (height: number) => (ms: number) => 0.2 + height * (1 - ((ms - 40) / 40) ** 2);
  const flat = beatWith(() => 0.2).fill(0.2, 140, 150);
  assert.equal(stSegment(flat, 150, 100).curve, "straight");
  for (const [height, curve] of [
    [0.05, "convex"],
    [-0.05, "concave"],
  ] as const) {
    const beat = beatWith(parabola(height));
    beat.fill(0.2, 140, 150);
    assert.equal(stSegment(beat, 150, 100).curve, curve);
  }
});

test("a change of up to 25 uV is horizontal; absent levels give null", () => {
  assert.equal(stForm(0.1, 0.125), "horizontal");
  assert.equal(stForm(0.1, 0.13), "upslope");
  assert.equal(stForm(-0.1, -0.13), "downslope");
  assert.equal(stForm(null, 0.1), null);
  assert.equal(stForm(0.1, null), null);
});

test("beyond the end of the beat there is no level, not a zero", () => {
  const st = stSegment(
    beatWith(() => 0.2),
    270,
    100,
  );
  near(st.j40Mv, 0.2, 1e-9, "J+40");
  assert.equal(st.j60Mv, null);
  assert.equal(st.j80Mv, null);
  assert.equal(st.form, null);
  assert.equal(st.curve, null);
});

test("simulated elevation up to 0.5 mV and depression, rising, level and falling", () => {
  for (const stJ of [-0.3, -0.1, 0.1, 0.5]) {
    for (const [change, form] of [
      [0.15, "upslope"],
      [0, "horizontal"],
      [-0.15, "downslope"],
    ] as const) {
      // ST of 400 - 190 - 90 = 120 ms: half of the change is reached at J+60.
      // T rises 0.3 mV above the higher one of ST and baseline, so that it has a summit of its own.
      const t = Math.max(stJ + change, 0) + 0.3;
      const st = { stJ, stEnd: stJ + change, t };
      const { recording, truth } = syntheticEcg({
        durationMs: 5000,
        qrsMs: 90,
        qtMs: 400,
        tMs: 190,
        amplitudes: { II: st, V2: st, V3: st },
      });
      const { leads, global } = measureRecording(recording);
      for (const lead of ["II", "III", "aVF", "V2", "V3"] as const) {
        const got = leads[lead]!.median!;
        const at = `${lead}, ST ${stJ} ${form}`;
        const j = truth.perLead[lead].stJ;
        const perMs = (truth.perLead[lead].stEnd - j) / 120;
        near(got.stJMv, j, 0.025, `${at}: J`);
        near(got.st20Mv, j + 20 * perMs, 0.025, `${at}: J+20`);
        near(got.st40Mv, j + 40 * perMs, 0.025, `${at}: J+40`);
        near(got.st60Mv, j + 60 * perMs, 0.025, `${at}: J+60`);
        near(got.st80Mv, j + 80 * perMs, 0.025, `${at}: J+80`);
        assert.equal(got.stForm, Math.abs(60 * perMs) <= 0.025 ? "horizontal" : form, at);
        assert.equal(got.stCurve, "straight", at);
      }
      // The displaced segment belongs to no QRS deflection, and neither end of the QRS moves.
      assert.equal(leads["V2"]!.median!.qrsForm, "rS", `V2, ST ${stJ} ${form}`);
      // Over a depressed ST the S of II (-0.12 mV) has no way back up: no deflection either.
      assert.equal(leads["II"]!.median!.qrsForm, stJ > 0 ? "qRs" : "qR", `II, ST ${stJ} ${form}`);
      near(global.qrsDurationMs, 90, 10, `QRS with ST ${stJ}`);
      const wave = leads["V2"]!.median!.t;
      assert.ok(wave?.form.endsWith("+"), `T of V2 with ST ${stJ} ${form}: ${wave?.form}`);
      // A falling ST that ends deeper than T is high (-0.45 and 0.3 mV) is the larger lobe of a biphasic T.
      if (-(stJ + change) <= t)
        near(wave?.amplitudeMv ?? null, t, 0.05 * t, `T of V2 with ST ${stJ} ${form}`);
    }
  }
});

test("an upright T after a depressed ST is upright, and an inverted T after an elevated one inverted", () => {
  for (const [stJ, t, form] of [
    [-0.3, 0.15, "+"],
    [0.3, -0.2, "-"],
  ] as const) {
    const { recording } = syntheticEcg({
      durationMs: 5000,
      qtMs: 420,
      tMs: 200,
      amplitudes: { V3: { stJ, t } },
    });
    const wave = measureRecording(recording).leads["V3"]!.median!.t;
    near(wave?.amplitudeMv ?? null, t, 0.025, `T after ST ${stJ}`);
    // The lobe that counts is T's own; the displaced segment before it may be counted as a first lobe.
    assert.ok(wave?.form.endsWith(form), `form ${wave?.form} after ST ${stJ}`);
  }
});
