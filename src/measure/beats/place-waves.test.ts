// A template moved by a known number of samples must be found there, jointly over the leads.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../../signal/random.ts";
import { placeWave, waveTemplate } from "./place-waves.ts";

const WINDOW = { onset: 60, offset: 130 };
const HEIGHTS = [0.1, 0.15, -0.05];

/** One wave of 40 samples in three leads, at 75 + `shift` of a signal that starts `origin` samples earlier. */
function leads(options: {
  shift?: number;
  size?: number;
  origin?: number;
  noiseMv?: number;
}): Float64Array[] {
  const { shift = 0, size = 1, origin = 0, noiseMv = 0 } = options;
  const random = createRandom(9);
  return HEIGHTS.map((height) =>
    Float64Array.from({ length: 800 }, (_, i) => {
      const at = (i - origin - 75 - shift) / 40;
      const wave = at > 0 && at < 1 ? (height * (1 - Math.cos(2 * Math.PI * at))) / 2 : 0;
      return size * wave + noiseMv * random.gaussian() + i / 5000;
    }),
  );
}

test("the shift, the size and a correlation of 1, wherever the beat lies", () => {
  for (const shift of [-12, -5, 0, 1, 7, 12]) {
    for (const size of [0.5, 1, 1.6]) {
      const found = placeWave({
        signals: leads({ shift, size, origin: 300 }),
        template: waveTemplate(leads({}), WINDOW),
        origin: 300,
        largestShift: 12,
      });
      assert.equal(found?.shift, shift);
      assert.ok(found.correlation > 0.999, `${found.correlation}`);
      assert.ok(Math.abs(found.gain - size) < 0.02, `${found.gain}`);
    }
  }
});

test("noise of half the wave's height in every lead still leaves the place within 3 samples", () => {
  const signals = leads({ shift: 6, origin: 200, noiseMv: 0.05 });
  const template = waveTemplate(leads({}), WINDOW);
  const found = placeWave({ signals, template, origin: 200, largestShift: 12 });
  assert.ok(found && Math.abs(found.shift - 6) <= 3, `${found?.shift}`);
  assert.ok(found.correlation > 0.4);
});

test("no wave, no likeness; outside the recording no placement", () => {
  const waves = leads({});
  const template = waveTemplate(waves, WINDOW);
  const noise = leads({ size: 0, noiseMv: 0.05 });
  const found = placeWave({ signals: noise, template, origin: 200, largestShift: 12 });
  assert.ok(found && found.correlation < 0.35, `${found?.correlation}`);
  const flat = HEIGHTS.map(() => new Float64Array(800));
  assert.equal(placeWave({ signals: flat, template, origin: 200, largestShift: 12 }), null);
  for (const origin of [-200, 790]) {
    assert.equal(placeWave({ signals: waves, template, origin, largestShift: 12 }), null);
  }
});

test("`least` spares the rest of what cannot reach it, and changes nothing about what does", () => {
  const template = waveTemplate(leads({}), WINDOW);
  const place = (signals: readonly Float64Array[], least?: number) =>
    placeWave({ signals, template, origin: 200, largestShift: 0, ...(least === undefined ? {} : { least }) });
  for (const noiseMv of [0, 0.01, 0.03, 0.06, 0.1]) {
    const signals = leads({ origin: 200, noiseMv });
    const whole = place(signals)!;
    for (const least of [0.3, 0.6, 0.85]) {
      const placed = place(signals, least);
      if (whole.correlation >= least) assert.deepEqual(placed, whole, `${noiseMv} mV, ${least}`);
    }
  }
  // upside down no lead can make up for another
  const inverted = leads({ size: -1, origin: 200 });
  assert.ok(place(inverted)!.correlation < -0.99);
  assert.equal(place(inverted, 0.1), null);
});
