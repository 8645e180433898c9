// Single beats against the simulator's truth: every beat of every lead, amplitudes within 25 uV or 5 %, times within
// the half cosines' tangent (see the intervals' test) plus the 4 ms by which a single lead may differ.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { LeadMeasurements } from "../../ecg/measurements.ts";
import { type SyntheticTruth, syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "../measure-recording.ts";

function measured(options: SyntheticEcgOptions): {
  truth: SyntheticTruth;
  leads: Record<string, LeadMeasurements>;
} {
  const { recording, truth } = syntheticEcg({ durationMs: 5000, ...options });
  return { truth, leads: measureRecording(recording).leads };
}

function near(got: number | null | undefined, wanted: number, tolerance: number, what: string): void {
  const right = got !== null && got !== undefined && Math.abs(got - wanted) <= tolerance;
  assert.ok(right, `${what}: got ${got}, wanted ${wanted} +-${tolerance}`);
}

function withinIec(got: number | null | undefined, wantedMv: number, what: string): void {
  near(got, wantedMv, Math.max(0.025, 0.05 * Math.abs(wantedMv)), what);
}

test("P, Q, R, S and T of every beat have their amplitudes, in every lead", () => {
  for (const options of [{}, { samplingRateHz: 1000 }, { rateBpm: 100, samplingRateHz: 250 }]) {
    const { truth, leads } = measured(options);
    for (const [name, { waves }] of Object.entries(leads)) {
      const wanted = truth.perLead[name as keyof typeof truth.perLead];
      for (const { beat, p, qrs, t } of waves) {
        const at = `${name}, beat ${beat}`;
        if (Math.abs(wanted.p) >= 0.03) withinIec(p?.amplitudeMv, wanted.p, `${at}: P`);
        if (truth.beats[beat]?.t) withinIec(t?.amplitudeMv, wanted.t, `${at}: T`);
        const deflections = [wanted.q!, wanted.r!, wanted.s!];
        withinIec(
          qrs?.amplitudeMv,
          Math.max(...deflections, 0) - Math.min(...deflections, 0),
          `${at}: peak to peak`,
        );
        if (name === "aVR" || name === "III") continue;
        if (wanted.q! <= -0.03) withinIec(qrs?.qMv, wanted.q!, `${at}: Q`);
        withinIec(qrs?.rMv, wanted.r!, `${at}: R`);
        if (wanted.s! <= -0.03) withinIec(qrs?.sMv, wanted.s!, `${at}: S`);
        assert.equal(qrs?.rPrimeMv, null, `${at}: R' where there is none`);
      }
    }
  }
});

test("the form of each single beat is that of the simulated QRS", () => {
  const { leads } = measured({});
  // Capitals from 0.5 mV: I 0.7, II 1, aVL 0.2, V1 0.2 / -0.9, V3 0.8 / -0.85, V4 1.4 / -0.5, V6 1 mV.
  const wanted = { I: "qRs", II: "qRs", V1: "rS", V3: "RS", V4: "qRS", V5: "qRs", V6: "qRs" };
  for (const [lead, form] of Object.entries(wanted)) {
    for (const { beat, qrs } of leads[lead]!.waves) {
      // S of V4 is drawn at the very limit of the capital.
      const got = lead === "V4" ? qrs?.form.replace("s", "S") : qrs?.form;
      assert.equal(got, form, `${lead}, beat ${beat}`);
    }
  }
});

test("onsets, peaks and ends of single beats", () => {
  const { truth, leads } = measured({ rrSdMs: 30, seed: 4 });
  for (const name of ["II", "V2", "V5"]) {
    for (const { beat, p, qrs, t } of leads[name]!.waves) {
      const wanted = truth.beats[beat]!;
      const at = `${name}, beat ${beat}`;
      // P: flanks of 50 ms, T: flanks of 108 and 72 ms; 18 % of each is left by a tangent.
      near(p?.onsetMs, wanted.p!.onsetMs + 5, 10, `${at}: P onset`);
      near(p?.peakMs, wanted.p!.peakMs, 4, `${at}: P peak`);
      near(p?.offsetMs, wanted.p!.offsetMs - 5, 10, `${at}: P end`);
      near(qrs?.onsetMs, wanted.qrsOnsetMs, 10, `${at}: QRS onset`);
      near(qrs?.offsetMs, wanted.qrsOffsetMs, 10, `${at}: QRS end`);
      if (wanted.t === null) continue;
      near(t?.onsetMs, wanted.t.onsetMs + 10, 16, `${at}: T onset`);
      near(t?.peakMs, wanted.t.peakMs, 6, `${at}: T peak`);
      near(t?.offsetMs, wanted.t.offsetMs - 6, 12, `${at}: T end`);
    }
  }
});

test("the QRS peak of a beat is its largest deflection", () => {
  const { truth, leads } = measured({});
  for (const { beat, qrs } of leads["V1"]!.waves) {
    // In V1 that is S: 25 % of 92 ms after R.
    near(qrs?.peakMs, truth.beats[beat]!.rPeakMs + 23, 4, `beat ${beat}`);
  }
});

test("PR that varies from beat to beat is followed, within the reach of one P wave", () => {
  const { truth, leads } = measured({
    avBlock: { kind: "wenckebach", cycle: 4, prIncrementMs: 15 },
    durationMs: 12_000,
  });
  leads["II"]!.sequences.prInterval.forEach((got, beat) => {
    const wanted = truth.beats[beat]!.qrsOnsetMs - truth.beats[beat]!.p!.onsetMs;
    near(got, wanted - 5, 14, `beat ${beat}`);
  });
});

test("the ST form of every beat is the simulated slope", () => {
  // J to J+60 of the segment of 120 ms: half of the change of 0.15 mV is 75 uV, over the 25 uV of the rule.
  for (const stJ of [-0.15, 0, 0.2]) {
    for (const [change, form] of [
      [0.15, "upslope"],
      [0, "horizontal"],
      [-0.15, "downslope"],
    ] as const) {
      const st = { stJ, stEnd: stJ + change, t: stJ + change + 0.3 };
      const { leads } = measured({ qtMs: 400, qrsMs: 90, tMs: 190, amplitudes: { II: st, V2: st, V5: st } });
      for (const lead of ["II", "V2", "V5"]) {
        assert.deepEqual(
          leads[lead]!.sequences.stForm,
          leads[lead]!.waves.map(() => form),
          `${lead}, ST ${stJ} ${change}`,
        );
      }
    }
  }
});

test("ST duration is from the end of QRS to the onset of T", () => {
  const { truth, leads } = measured({});
  // 400 - 180 - 92 = 128 ms between the simulated marks; T's up flank of 108 ms may be left 18 % later.
  const wanted = truth.beats[1]!.t!.onsetMs - truth.beats[1]!.qrsOffsetMs;
  near(wanted, 128, 0.5, "simulated");
  for (const lead of ["II", "V5"]) near(leads[lead]!.sequences.stDuration[1], wanted + 10, 16, lead);
});

test("the first and the last beat lose only what lies outside", () => {
  // At 1,600 ms the T of the second beat (to 1,759 ms) is cut off, its QRS is not.
  const { leads, truth } = measured({ durationMs: 1600 });
  assert.equal(truth.beats.length, 2);
  const [first, last] = leads["II"]!.waves;
  assert.ok(first?.p && first.qrs && first.t);
  assert.ok(last?.qrs);
  assert.equal(last.t, null);
  assert.equal(leads["II"]!.sequences.qtInterval[1], null);
});
