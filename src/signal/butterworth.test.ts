// Expected gains are those of the analogue prototypes under the bilinear transform: with
// x = tan(pi f / rate) / tan(pi corner / rate) a second-order Butterworth low-pass has |H|^2 = 1 / (1 + x^4),
// and running it forward and backward gives the amplitude |H|^2.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bandPass, highPass, lowPass, notch } from "./butterworth.ts";

const RATE_HZ = 500;

function sine(frequencyHz: number, count = 5000): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => Math.sin((2 * Math.PI * frequencyHz * i) / RATE_HZ));
}

/** Amplitude in phase and out of phase with `sine(frequencyHz)`, over the middle 4 s (whole cycles at 0.5 Hz steps). */
function gain(filtered: Float64Array, frequencyHz: number): { inPhase: number; outOfPhase: number } {
  let inPhase = 0;
  let outOfPhase = 0;
  for (let i = 1500; i < 3500; i++) {
    const angle = (2 * Math.PI * frequencyHz * i) / RATE_HZ;
    inPhase += (filtered[i]! * Math.sin(angle)) / 1000;
    outOfPhase += (filtered[i]! * Math.cos(angle)) / 1000;
  }
  return { inPhase, outOfPhase };
}

function warped(frequencyHz: number, cornerHz: number): number {
  return Math.tan((Math.PI * frequencyHz) / RATE_HZ) / Math.tan((Math.PI * cornerHz) / RATE_HZ);
}

function near(got: number, wanted: number, tolerance: number, what: string): void {
  assert.ok(Math.abs(got - wanted) <= tolerance, `${what}: got ${got}, wanted ${wanted} +-${tolerance}`);
}

test("the corner is at -6 dB, and nothing is shifted in time", () => {
  // |H|^2 = 1/2 at the corner.
  for (const cornerHz of [5, 15, 40, 100]) {
    const low = gain(lowPass(sine(cornerHz), cornerHz, RATE_HZ), cornerHz);
    const high = gain(highPass(sine(cornerHz), cornerHz, RATE_HZ), cornerHz);
    near(low.inPhase, 0.5, 1e-3, `low-pass ${cornerHz} Hz`);
    near(high.inPhase, 0.5, 1e-3, `high-pass ${cornerHz} Hz`);
    near(low.outOfPhase, 0, 1e-3, `phase of low-pass ${cornerHz} Hz`);
    near(high.outOfPhase, 0, 1e-3, `phase of high-pass ${cornerHz} Hz`);
  }
});

test("away from the corner the gain is Butterworth's", () => {
  for (const frequencyHz of [2, 10, 20, 80, 160]) {
    const x = warped(frequencyHz, 40);
    near(gain(lowPass(sine(frequencyHz), 40, RATE_HZ), frequencyHz).inPhase, 1 / (1 + x ** 4), 1e-3, "low");
    near(
      gain(highPass(sine(frequencyHz), 40, RATE_HZ), frequencyHz).inPhase,
      x ** 4 / (1 + x ** 4),
      1e-3,
      "high",
    );
    const y = warped(frequencyHz, 5) ** 4;
    const z = warped(frequencyHz, 30) ** 4;
    near(
      gain(bandPass(sine(frequencyHz), [5, 30], RATE_HZ), frequencyHz).inPhase,
      y / (1 + y) / (1 + z),
      1e-3,
      "band",
    );
  }
});

test("the notch takes its line out and leaves the neighbours", () => {
  for (const lineHz of [50, 60]) {
    // The middle 4 s only: a notch of quality 15 rings for 15 / (pi * 50) = 0.1 s at the edges.
    near(gain(notch(sine(lineHz), lineHz, RATE_HZ), lineHz).inPhase, 0, 1e-3, `${lineHz} Hz`);
    for (const frequencyHz of [10, 40, lineHz - 2, lineHz + 2, 100]) {
      // Analogue notch: |H|^2 = (x^2 - 1)^2 / ((x^2 - 1)^2 + (x / Q)^2).
      const x = warped(frequencyHz, lineHz);
      const through = (x * x - 1) ** 2;
      const wanted = through / (through + (x / 15) ** 2);
      near(
        gain(notch(sine(frequencyHz), lineHz, RATE_HZ), frequencyHz).inPhase,
        wanted,
        2e-3,
        `${frequencyHz} Hz`,
      );
    }
  }
});

test("a symmetric pulse stays where it is, and symmetric", () => {
  const pulse = Float64Array.from({ length: 2001 }, (_, i) => Math.exp(-(((i - 1000) / 15) ** 2)));
  const filters: Record<string, Float64Array> = {
    lowPass: lowPass(pulse, 15, RATE_HZ),
    highPass: highPass(pulse, 5, RATE_HZ),
    bandPass: bandPass(pulse, [5, 30], RATE_HZ),
    notch: notch(pulse, 50, RATE_HZ),
  };
  for (const [name, filtered] of Object.entries(filters)) {
    let top = 0;
    for (let i = 0; i < filtered.length; i++) if (filtered[i]! > filtered[top]!) top = i;
    assert.equal(top, 1000, name);
    for (let k = 1; k < 500; k++) near(filtered[1000 - k]!, filtered[1000 + k]!, 1e-9, `${name} at +-${k}`);
  }
});

test("a constant passes the low-pass whole and the high-pass not at all", () => {
  const level = new Float64Array(1000).fill(3.7);
  for (const value of lowPass(level, 40, RATE_HZ)) near(value, 3.7, 1e-9, "low-pass");
  for (const value of highPass(level, 0.5, RATE_HZ)) near(value, 0, 1e-9, "high-pass");
  for (const value of notch(level, 50, RATE_HZ)) near(value, 3.7, 1e-9, "notch");
});

test("a straight line keeps its ends: the odd reflection continues it", () => {
  // A line passes a second-order low-pass as a line with a delay; forward and backward the delays cancel.
  const line = Float64Array.from({ length: 1000 }, (_, i) => i / 100);
  lowPass(line, 40, RATE_HZ).forEach((value, i) => {
    near(value, i / 100, 1e-3, `sample ${i}`);
  });
});

test("the input is left alone, and very short inputs come back", () => {
  const input = sine(10, 100);
  const before = input.slice();
  lowPass(input, 40, RATE_HZ);
  highPass(input, 5, RATE_HZ);
  notch(input, 50, RATE_HZ);
  assert.deepEqual(input, before);
  // A corner at or above half the sampling rate passes everything that a sampled signal can hold.
  const copy = lowPass(input, 250, RATE_HZ);
  assert.deepEqual(copy, input);
  assert.notEqual(copy, input);
  for (const count of [0, 1, 2, 3]) {
    for (const filtered of [lowPass(sine(10, count), 40, RATE_HZ), notch(sine(10, count), 50, RATE_HZ)]) {
      assert.equal(filtered.length, count);
      assert.ok(filtered.every(Number.isFinite));
    }
  }
});
