// The level next to a wave, on signals written down sample by sample.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lowPass } from "../../signal/butterworth.ts";
import { levelBeside, zeroOfSmooth } from "./level-beside.ts";

test("the level beside a wave is that of the flat stretch nearest to it, on either side", () => {
  // 0.3 mV up to sample 100, then a flank of 0.1 mV a sample; before sample 80 a wave of its own.
  const beat = Float64Array.from(
    { length: 200 },
    (_, i) => 0.3 + (i > 100 ? 0.1 * (i - 100) : i < 80 ? 0.5 : 0),
  );
  for (const mark of [100, 102, 104]) {
    assert.ok(Math.abs(levelBeside(beat, mark, mark - 10)! - 0.3) < 1e-9, `mark at ${mark}`);
  }
  const mirrored = beat.slice().reverse();
  assert.ok(Math.abs(levelBeside(mirrored, 199 - 104, 199 - 94)! - 0.3) < 1e-9);
  // A ramp of 1 uV a sample is flat enough: the nearest five samples, 96 to 100, and none farther off.
  const ramp = Float64Array.from({ length: 200 }, (_, i) => i / 1000);
  assert.ok(Math.abs(levelBeside(ramp, 100, 90)! - 0.098) < 1e-9);
  assert.equal(levelBeside(ramp, 3, -7), null);
  assert.equal(levelBeside(ramp, 198, 206), null);
});

test("the zero of a low-passed copy is not what the QRS rings into its PR segment", () => {
  // A triangle of 5 mV and 50 ms on a line at 0.2 mV; the copy has another baseline, 0.07 mV lower.
  const raw = Float64Array.from(
    { length: 570 },
    (_, i) => 0.2 + Math.max(0, 5 * (1 - Math.abs(i - 222) / 12)),
  );
  const smooth = lowPass(raw, 40, 500).map((value) => value - 0.07);
  const zero = zeroOfSmooth(raw, smooth, 210, 200)!;
  assert.ok(Math.abs(zero - 0.13) < 0.001, `${zero}`);
  // Read off the copy itself it would be off by more than the 25 uV that an amplitude may.
  assert.ok(Math.abs(levelBeside(smooth, 210, 200)! - 0.13) > 0.025);
});
