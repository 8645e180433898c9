// What must hold of the Measurements of any recording, however odd: no number that is none, nothing absent told as 0,
// no null and no unusable lead without a reason.
import assert from "node:assert/strict";
import { type Measurements, MeasurementsSchema } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import { type MeasureOptions, measureRecording } from "./measure-recording.ts";

/** Null because there is nothing of the kind: no gap, and no reason is owed. */
const ABSENT = [
  /^deltaWave$/,
  /^ectopy\./,
  /^atrial\.(flutterRatePerMin|flutterStrength|pShapes)$/,
  /^pMorphology\.widestNotchMs$/,
  /^pacing\.mode$/,
  /^rProgression\.tallestLead$/,
  /^romhiltEstes\.(?!total)/,
  /^confidence\./,
];

export function checkMeasurements(recording: Recording, options: MeasureOptions = {}): Measurements {
  const measurements = measureRecording(recording, options);
  const parsed = MeasurementsSchema.safeParse(measurements);
  assert.deepEqual(parsed.error?.issues ?? [], []);
  for (const [path, value] of numbersIn(measurements)) assert.ok(Number.isFinite(value), `${path}: ${value}`);
  const { quality, beats, global, leads, notMeasured = [] } = measurements;
  for (const [lead, { usable, reasons }] of Object.entries(quality.leads)) {
    assert.ok(usable || reasons.length > 0, `lead ${lead} is unusable without a reason`);
  }
  if (quality.verdict !== "ok") assert.ok(quality.reasons.length > 0, "a verdict without a reason");
  if (quality.verdict === "unusable") {
    assert.deepEqual([beats, leads], [[], {}]);
    assert.match(notMeasured[0]?.why ?? "", /cannot be read/);
    return measurements;
  }
  for (const [lead, { waves, sequences }] of Object.entries(leads)) {
    for (const { beat, p, qrs, t } of waves) {
      for (const wave of [p, qrs, t]) {
        if (wave) assert.notEqual(wave.amplitudeMv, 0, `a wave without height at beat ${beat} in ${lead}`);
        if (wave) assert.ok(wave.offsetMs > wave.onsetMs, `a wave without duration in ${lead}`);
      }
    }
    for (const name of ["heartRate", "rrInterval1", "rrInterval2", "qtInterval", "qtcInterval"] as const) {
      assert.ok(!sequences[name].includes(0), `${name} of ${lead} is 0`);
    }
  }
  for (const value of [
    global.heartRateBpm,
    global.rrMs,
    global.qrsDurationMs,
    global.qtMs,
    global.rhythm.maxRrMs,
  ]) {
    assert.notEqual(value, 0);
  }
  const told = notMeasured.map(({ what, why }) => {
    assert.ok(why.length > 0);
    return what;
  });
  for (const path of nullsIn(global)) {
    if (ABSENT.some((absent) => absent.test(path))) continue;
    assert.ok(
      told.some((what) => path === what || path.startsWith(`${what}.`)),
      `${path} is null without a reason`,
    );
  }
  return measurements;
}

function* numbersIn(value: unknown, path = ""): Generator<[path: string, value: number]> {
  if (typeof value === "number") yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* numbersIn(part, `${path}.${key}`);
}

/** Lists may hold null for leads that are missing; they name them. */
function* nullsIn(value: object, path = ""): Generator<string> {
  for (const [key, part] of Object.entries(value)) {
    if (part === null) yield path + key;
    else if (typeof part === "object" && !Array.isArray(part)) yield* nullsIn(part, `${path}${key}.`);
  }
}
