// QRS forms of complexes that are drawn knot by knot: what is in them is what was put there. Capitals from 0.5 mV.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluateKnots, type Knot } from "../../simulate/beat-shape.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { measureRecording } from "../measure-recording.ts";
import { type QrsForm, qrsForm } from "./qrs-form.ts";

const ONSET = 100;
const QRS_MS = 100;

/** A QRS of 100 ms (50 samples) with half cosines through the given [ms, mV], on a level of `levelMv`. */
function formOf(knots: readonly Knot[], levelMv = 0, stJ = 0): QrsForm {
  const all: Knot[] = [[0, 0], ...knots, [QRS_MS, stJ]];
  const beat = Float64Array.from({ length: 300 }, (_, i) => {
    const ms = (i - ONSET) * 2;
    return levelMv + (ms > QRS_MS ? stJ : evaluateKnots(all, ms));
  });
  return qrsForm(beat, { onset: ONSET, offset: ONSET + QRS_MS / 2 });
}

test("the forms that have names", () => {
  const forms: Record<string, Knot[]> = {
    qRs: [
      [16, -0.1],
      [40, 1],
      [70, -0.2],
    ],
    qR: [
      [20, -0.2],
      [50, 1.2],
    ],
    QR: [
      [20, -0.6],
      [60, 0.7],
    ],
    Qr: [
      [30, -0.9],
      [70, 0.2],
    ],
    rS: [
      [20, 0.2],
      [60, -1.1],
    ],
    RS: [
      [30, 0.8],
      [70, -0.8],
    ],
    Rs: [
      [40, 1],
      [75, -0.2],
    ],
    R: [[50, 1]],
    r: [[50, 0.3]],
    QS: [[50, -1]],
    "rSr'": [
      [20, 0.3],
      [50, -0.8],
      [80, 0.3],
    ],
    "rsR'": [
      [20, 0.2],
      [45, -0.3],
      [75, 0.9],
    ],
    "rSR'": [
      [20, 0.2],
      [45, -0.7],
      [75, 0.9],
    ],
    "qRsr'": [
      [14, -0.1],
      [36, 0.9],
      [60, -0.2],
      [80, 0.2],
    ],
  };
  for (const [form, knots] of Object.entries(forms)) {
    assert.equal(formOf(knots).form, form);
    assert.equal(formOf(knots, 0.7).form, form, `${form} on a shifted baseline`);
  }
});

test("amplitudes are the knots', durations the times between the crossings", () => {
  const qrs = formOf([
    [20, -0.2],
    [50, 1],
    [80, -0.3],
  ]);
  // Half cosines cross zero where cos(pi s) = (a + b) / (a - b): from -0.2 to 1 after 20 + 30 acos(2/3)/pi = 28.0 ms,
  // from 1 to -0.3 after 50 + 30 acos(-7/13)/pi = 70.4 ms.
  const crossings = [20 + (30 * Math.acos(2 / 3)) / Math.PI, 50 + (30 * Math.acos(-7 / 13)) / Math.PI];
  const near = (got: number | undefined, wanted: number, tolerance: number): void =>
    assert.ok(got !== undefined && Math.abs(got - wanted) <= tolerance, `got ${got}, wanted ${wanted}`);
  near(qrs.q?.amplitudeMv, -0.2, 1e-9);
  near(qrs.r?.amplitudeMv, 1, 1e-9);
  near(qrs.s?.amplitudeMv, -0.3, 1e-9);
  near(qrs.q?.durationMs, crossings[0]!, 4);
  near(qrs.r?.durationMs, crossings[1]! - crossings[0]!, 4);
  near(qrs.s?.durationMs, QRS_MS - crossings[1]!, 4);
  near(qrs.peakToPeakMv, 1.3, 1e-9);
  // The trapezium rule on the knots: 20 * -0.1 + 30 * 0.4 + 30 * 0.35 + 20 * -0.15; sampling may add an end sample.
  near(qrs.areaMvMs, 17.5, 0.3);
  assert.equal(qrs.rPeak, ONSET + 25);
});

test("noise that is known to be in the beat raises the least deflection", () => {
  const beat = Float64Array.from({ length: 300 }, (_, i) =>
    evaluateKnots(
      [
        [0, 0],
        [14, 0.04],
        [26, -0.2],
        [60, 1],
        [QRS_MS, 0],
      ],
      (i - ONSET) * 2,
    ),
  );
  const qrs = { onset: ONSET, offset: ONSET + QRS_MS / 2 };
  assert.equal(qrsForm(beat, qrs).form, "rsR'");
  // Three times 15 uV are more than the 40 uV of the first wave: what is left is Q and R.
  assert.equal(qrsForm(beat, qrs, 0.015).form, "qR");
});

test("isoelectric ends of the global QRS belong to no deflection", () => {
  // 10 uV up to 20 ms, R, and 10 uV again from 70 ms on. The half cosines pass 20 uV at 20 + 30 acos(97 / 99) / pi =
  // 21.9 ms and at 70 - 20 acos(97 / 99) / pi = 68.7 ms; counted in whole samples, from inside.
  const late = formOf([
    [1, 0.01],
    [20, 0.01],
    [50, 1],
    [70, 0.01],
    [99, 0.01],
  ]);
  assert.ok(late.r !== null && Math.abs(late.r.durationMs - 46.8) <= 4, `${late.r?.durationMs}`);
  assert.equal(late.form, "R");
});

test("an onset marked 8 ms late leaves the amplitudes where they are", () => {
  // A straight upstroke from 0 to 1 mV in 40 ms: 0.2 mV at the mark, which as zero level would be missing in R.
  const beat = Float64Array.from({ length: 300 }, (_, i) => Math.max(0, 1 - Math.abs(i - 120) / 20));
  const { r } = qrsForm(beat, { onset: 104, offset: 140 });
  assert.ok(r !== null && Math.abs(r.amplitudeMv - 1) < 1e-9, `${r?.amplitudeMv}`);
});

test("ripples under 30 uV or 6 ms are no deflections", () => {
  assert.equal(
    formOf([
      [10, -0.02],
      [50, 1],
    ]).form,
    "R",
  );
  assert.equal(
    formOf([
      [40, 1],
      [75, -0.025],
    ]).form,
    "R",
  );
  const spike = Float64Array.from({ length: 300 }, (_, i) =>
    evaluateKnots(
      [
        [0, 0],
        [50, 1],
        [100, 0],
      ],
      (i - ONSET) * 2,
    ),
  );
  // One sample of -0.1 mV just before the upstroke: 2 ms.
  spike[ONSET + 1] = -0.1;
  assert.equal(qrsForm(spike, { onset: ONSET, offset: ONSET + 50 }).form, "R");
});

test("a displaced ST segment is no deflection: an r' or s needs a way back", () => {
  for (const stJ of [0.1, 0.3, 0.6]) {
    assert.equal(
      formOf(
        [
          [20, 0.2],
          [60, -1.1],
        ],
        0,
        stJ,
      ).form,
      "rS",
      `ST ${stJ}`,
    );
    assert.equal(formOf([[50, 1]], 0, -stJ).form, "R", `ST ${-stJ}`);
  }
  // A true R' stays one above an elevated ST: it rises 0.5 mV over it.
  assert.equal(
    formOf(
      [
        [20, 0.2],
        [45, -0.7],
        [75, 0.8],
      ],
      0,
      0.3,
    ).form,
    "rSR'",
  );
});

test("peak to peak leaves the ST level out where no deflection reaches it", () => {
  const qrs = formOf(
    [
      [20, 0.2],
      [60, -1.1],
    ],
    0,
    0.4,
  );
  assert.ok(Math.abs(qrs.peakToPeakMv - 1.3) < 1e-9, `${qrs.peakToPeakMv}`);
});

test("a notched R has the turning points of its notch, a smooth one none", () => {
  assert.equal(formOf([[50, 1]]).notches, 0);
  // Dip and second summit.
  assert.equal(
    formOf([
      [30, 0.8],
      [50, 0.5],
      [70, 0.9],
    ]).notches,
    2,
  );
  // A dip of 20 uV is under the 30 uV of a turning point.
  assert.equal(
    formOf([
      [30, 0.8],
      [50, 0.785],
      [70, 0.8],
    ]).notches,
    0,
  );
});

test("a J wave: a notch on the downslope of R, its height; none on a plain descent", () => {
  const notched = formOf([
    [30, 1.2],
    [60, 0.1],
    [75, 0.25],
  ]);
  assert.ok(
    notched.jWave !== null && Math.abs(notched.jWave.heightMv - 0.25) < 0.03,
    `${notched.jWave?.heightMv}`,
  );
  assert.equal(formOf([[50, 1.2]]).jWave, null);
  assert.equal(
    formOf([
      [40, 1.2],
      [70, -0.3],
    ]).jWave,
    null,
  );
});

test("the same forms through the whole measuring path, in the median and in every beat", () => {
  const forms = {
    "rSR'": { r: 0.3, s: -0.6, rPrime: 0.7 },
    "rsr'": { r: 0.3, s: -0.4, rPrime: 0.2 },
    QS: { r: -1 },
    qR: { q: -0.2, r: 1 },
    R: { r: 0.9 },
    rS: { r: 0.3, s: -0.9 },
  };
  const none = { q: 0, r: 0, s: 0, rPrime: 0 };
  for (const [form, amplitudes] of Object.entries(forms)) {
    const { recording } = syntheticEcg({
      durationMs: 5000,
      qrsMs: 110,
      amplitudes: { V3: { ...none, ...amplitudes } },
    });
    const lead = measureRecording(recording).leads["V3"]!;
    assert.equal(lead.median!.qrsForm, form);
    assert.ok(
      lead.waves.every((wave) => wave.qrs?.form === form),
      form,
    );
  }
});
