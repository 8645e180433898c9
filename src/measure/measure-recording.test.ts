// The contract of Measurements, whatever the rhythm: shapes, order and ranges. Truth: the simulator's beats.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Measurements, MeasurementsSchema } from "../ecg/measurements.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../simulate/synthetic-ecg-options.ts";
import { measureRecording } from "./measure-recording.ts";

const RHYTHMS: Record<string, SyntheticEcgOptions> = {
  sinus: { rrSdMs: 40, noise: { whiteMv: 0.02 } },
  ectopics: { pvcBeats: [3], pacBeats: [7], rateBpm: 75 },
  fibrillation: { rhythm: "af", rateBpm: 95 },
  flutter: { rhythm: "flutter" },
  paced: { pacing: "dual" },
  blocked: { avBlock: { kind: "mobitz2", cycle: 3 }, rateBpm: 90 },
  short: { durationMs: 3000, samplingRateHz: 250 },
};

const measured = new Map(
  Object.entries(RHYTHMS).map(([name, options]) => {
    const { recording, truth } = syntheticEcg(options);
    return [name, { recording, truth, measurements: measureRecording(recording) }] as const;
  }),
);

function eachLead(
  check: (lead: Measurements["leads"][string], name: string, all: Measurements) => void,
): void {
  for (const [rhythm, { measurements }] of measured) {
    for (const [lead, values] of Object.entries(measurements.leads)) {
      check(values, `${rhythm}, ${lead}`, measurements);
    }
  }
}

/** Every number anywhere in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

test("what comes out validates against the schema, without NaN or infinity", () => {
  for (const [rhythm, { measurements }] of measured) {
    assert.deepEqual(MeasurementsSchema.safeParse(measurements).error?.issues ?? [], [], rhythm);
    assert.ok(numbersIn(measurements).every(Number.isFinite), rhythm);
  }
});

test("the record and the patient are those of the recording", () => {
  const patient = { ageYears: 61, sex: "female", context: "palpitations" } as const;
  const { recording } = syntheticEcg({ name: "case-7", patient, durationMs: 6000, samplingRateHz: 360 });
  const { record, patient: measuredPatient } = measureRecording(recording);
  assert.deepEqual(record, {
    name: "case-7",
    samplingRateHz: 360,
    durationMs: 6000,
    leads: ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"],
    sha256: recording.source.sha256,
  });
  assert.deepEqual(measuredPatient, patient);
});

test("waves and all 14 sequences have one entry a beat, in order", () => {
  eachLead(({ waves, sequences }, where, { beats }) => {
    assert.deepEqual(
      waves.map((wave) => wave.beat),
      beats.map((beat) => beat.index),
      where,
    );
    assert.equal(Object.keys(sequences).length, 14, where);
    for (const [name, values] of Object.entries(sequences)) {
      assert.equal(values.length, beats.length, `${where}, ${name}`);
    }
  });
  for (const { measurements } of measured.values()) {
    measurements.beats.forEach((beat, index) => {
      assert.equal(beat.index, index);
      assert.ok(beat.rPeakMs > (measurements.beats[index - 1]?.rPeakMs ?? -1), `beat ${index} out of order`);
    });
  }
});

test("onset <= peak <= offset of every wave, in order P, QRS, T, inside the recording", () => {
  eachLead(({ waves }, where, { record }) => {
    for (const { beat, p, qrs, t } of waves) {
      for (const wave of [p, qrs, t]) {
        if (wave === null) continue;
        const at = `${where}, beat ${beat}`;
        assert.ok(wave.onsetMs >= 0 && wave.offsetMs <= record.durationMs, `${at}: outside the recording`);
        assert.ok(
          wave.onsetMs <= wave.peakMs && wave.peakMs <= wave.offsetMs,
          `${at}: peak outside its wave`,
        );
      }
      // 4 ms: two samples, by which marks of neighbouring waves may share a foot.
      if (p && qrs) assert.ok(p.offsetMs <= qrs.onsetMs + 4, `${where}, beat ${beat}: P runs into the QRS`);
      if (qrs && t) assert.ok(qrs.offsetMs <= t.onsetMs + 4, `${where}, beat ${beat}: QRS runs into T`);
    }
  });
  for (const { measurements } of measured.values()) {
    for (const { rPeakMs, qrsOnsetMs, qrsOffsetMs } of measurements.beats) {
      assert.ok(qrsOnsetMs !== null && qrsOffsetMs !== null && qrsOnsetMs < rPeakMs && rPeakMs < qrsOffsetMs);
    }
  }
});

test("rrInterval1 is to the previous beat, rrInterval2 to the next, the heart rate that of rrInterval1", () => {
  eachLead(({ sequences }, where, { beats }) => {
    beats.forEach((beat, index) => {
      const before = beats[index - 1];
      const after = beats[index + 1];
      const toBefore = before ? beat.rPeakMs - before.rPeakMs : null;
      const toAfter = after ? after.rPeakMs - beat.rPeakMs : null;
      assert.equal(sequences.rrInterval1[index], toBefore, `${where}, beat ${index}`);
      assert.equal(sequences.rrInterval2[index], toAfter, `${where}, beat ${index}`);
      // The first beat has no previous one: its rate is that of the interval after it.
      assert.equal(
        sequences.heartRate[index],
        Math.round(60_000 / (toBefore ?? toAfter ?? Number.NaN)),
        where,
      );
    });
  });
});

test("sequences are what the waves of the same beat say; an absent wave is null in all of them", () => {
  eachLead(({ waves, sequences }, where) => {
    waves.forEach(({ p, qrs, t }, beat) => {
      const at = `${where}, beat ${beat}`;
      assert.equal(sequences.pAmplitude[beat], p?.amplitudeMv ?? null, at);
      assert.equal(sequences.pDuration[beat], p ? Math.round(p.offsetMs - p.onsetMs) : null, at);
      assert.equal(sequences.prInterval[beat], p && qrs ? Math.round(qrs.onsetMs - p.onsetMs) : null, at);
      assert.equal(sequences.qrsAmplitude[beat], qrs?.amplitudeMv ?? null, at);
      assert.equal(sequences.qrsDuration[beat], qrs ? Math.round(qrs.offsetMs - qrs.onsetMs) : null, at);
      assert.equal(sequences.tAmplitude[beat], t?.amplitudeMv ?? null, at);
      assert.equal(sequences.tDuration[beat], t ? Math.round(t.offsetMs - t.onsetMs) : null, at);
      const qt = qrs && t ? Math.round(t.offsetMs - qrs.onsetMs) : null;
      assert.equal(sequences.qtInterval[beat], qt, at);
      const rr = sequences.rrInterval1[beat] ?? sequences.rrInterval2[beat] ?? null;
      // Bazett: QT over the square root of RR in seconds.
      const qtc = qt === null || rr === null ? null : Math.round(qt / Math.sqrt(rr / 1000));
      assert.equal(sequences.qtcInterval[beat], qtc, at);
      assert.equal(sequences.stDuration[beat] === null, !(qrs && t), at);
      if (qrs === null) assert.equal(sequences.stForm[beat], null, at);
    });
  });
});

test("beats are the simulator's beats, and every beat inside has a QRS in every lead", () => {
  for (const [rhythm, { truth, measurements }] of measured) {
    assert.equal(measurements.beats.length, truth.beats.length, rhythm);
    measurements.beats.forEach((beat, index) => {
      // The fiducial is the largest 12-lead deflection: within the QRS, for a broad beat beside its R knot.
      const { qrsOnsetMs, qrsOffsetMs } = truth.beats[index]!;
      assert.ok(beat.rPeakMs > qrsOnsetMs && beat.rPeakMs < qrsOffsetMs, `${rhythm}, beat ${index}`);
    });
    for (const lead of Object.values(measurements.leads))
      assert.ok(lead.waves.every((wave) => wave.qrs !== null));
  }
});

test("the median beat holds its R peak at the stated place", () => {
  const { measurements, truth } = measured.get("sinus")!;
  const windowStartMs = measurements.global.medianWindowStartMs!;
  const samples = measurements.leads["II"]!.median!.samplesMv;
  // Noise of 0.02 mV in a median over 10 beats: under 0.02 mV off the true R of 1 mV; one sample is 2 ms.
  assert.ok(Math.abs(Math.max(...samples) - truth.perLead.II.r!) < 0.03);
  assert.ok(Math.abs(samples.indexOf(Math.max(...samples)) * 2 - windowStartMs) <= 2);
});

test("measuring twice gives the same, and leaves the recording alone", () => {
  const { recording } = syntheticEcg({ ...RHYTHMS["ectopics"], noise: { whiteMv: 0.03 } });
  const before = structuredClone(recording);
  const first = measureRecording(recording);
  assert.deepEqual(recording, before);
  assert.deepEqual(measureRecording(recording), first);
});
