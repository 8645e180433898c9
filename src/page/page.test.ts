import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { leadSegment } from "./layout/lead-segment.ts";
import { msToXMm, mvToYMm, sampleToXMm, xMmToSample, yMmToMv } from "./page.ts";

const place = {
  lead: "V1",
  role: "row",
  startS: 2.5,
  durationS: 2.5,
  xMm: 80,
  baselineYMm: 50,
  pitchMm: 45,
  speedMmPerS: 25,
  gainMmPerMv: 10,
} as const;

function segmentAt(samplingRateHz: number) {
  const samplesMv = new Float64Array(10 * samplingRateHz);
  return leadSegment(
    {
      name: "made",
      leads: [{ name: "V1", samplesMv }],
      samplingRateHz,
      patient: UNKNOWN_PATIENT,
      source: { format: "csv", sha256: "", warnings: [] },
    },
    place,
  );
}

test("one second is 25 mm and one millivolt 10 mm, whatever the sampling rate", () => {
  for (const rate of [100, 250, 333, 500, 1000]) {
    const segment = segmentAt(rate);
    // 3 s is 0.5 s after the segment's start: 12.5 mm right of 80 mm.
    assert.ok(Math.abs(msToXMm(segment, 3000) - 92.5) < 1e-9);
    assert.ok(Math.abs(sampleToXMm(segment, 3 * rate) - 92.5) < 1e-9);
    assert.equal(mvToYMm(segment, 1.5), 35);
  }
});

test("a start between two samples puts the first sample that fraction further right", () => {
  const segment = segmentAt(333);
  // 2.5 s * 333 Hz = 832.5: sample 833 comes half a sample, 0.5 * 25 / 333 mm, after the start.
  assert.equal(segment.startSample, 833);
  assert.ok(Math.abs(segment.originXMm - (80 + 12.5 / 333)) < 1e-9);
  // Up to, not including, 5 s * 333 Hz = 1665.
  assert.equal(segment.endSample, 1665);
});

test("the map from samples and millivolts to the page can be walked back", () => {
  const segment = segmentAt(500);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 5000, noNaN: true }),
      fc.double({ min: -9, max: 9, noNaN: true }),
      (s, mv) => {
        assert.ok(Math.abs(xMmToSample(segment, sampleToXMm(segment, s)) - s) < 1e-9);
        assert.ok(Math.abs(yMmToMv(segment, mvToYMm(segment, mv)) - mv) < 1e-12);
      },
    ),
  );
});
