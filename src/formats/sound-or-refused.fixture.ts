// What holds whatever the bytes of a file: a sound Recording, or a GemError of one line, and soon.
import assert from "node:assert/strict";
import { GemError } from "../ecg/errors.ts";
import type { Lead, Recording } from "../ecg/recording.ts";

const MAX_MS = 5000;

export function soundOrRefused(decode: () => Recording): void {
  soundOrNull(decode);
}

/** The Recording, or null where it was refused. */
export function soundOrNull(decode: () => Recording): Recording | null {
  const started = performance.now();
  const recording = orRefused(decode);
  if (recording !== null) assertSound(recording);
  assert.ok(performance.now() - started < MAX_MS, "soon");
  return recording;
}

/** The same for readers that await. */
export async function soundOrRefusedLater(decode: () => Promise<Recording>): Promise<void> {
  const started = performance.now();
  const recording = await decode().catch(assertRefusal);
  if (recording !== null) assertSound(recording);
  assert.ok(performance.now() - started < MAX_MS, "soon");
}

/** What `read` gives, or null where it throws a GemError of one line. */
export function orRefused<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    return assertRefusal(error);
  }
}

export function assertRefusal(error: unknown): null {
  assert.ok(error instanceof GemError, String(error instanceof Error ? error.stack : error));
  assert.doesNotMatch(error.message, /[\n\r]/);
  return null;
}

function assertSound({
  leads,
  samplingRateHz,
  otherSignals = [],
  annotations = [],
  ...rest
}: Recording): void {
  for (const group of [{ leads, samplingRateHz }, ...otherSignals]) {
    assert.ok(group.samplingRateHz > 0 && Number.isFinite(group.samplingRateHz));
    assert.equal(new Set(group.leads.map((lead) => lead.name)).size, group.leads.length);
    assertSoundSamples(group.leads);
  }
  for (const { timeMs, durationMs } of annotations) {
    assert.ok(Number.isFinite(timeMs) && durationMs >= 0);
  }
  assert.ok(rest.source.warnings.every((warning) => !/[\n\r]/.test(warning)));
  assert.match(rest.recordedAt ?? "2000-01-01", /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?)?$/);
}

/** Some, all of one length, numbers or missing. */
export function assertSoundSamples(leads: readonly Pick<Lead, "samplesMv">[]): void {
  const length = leads[0]?.samplesMv.length ?? 0;
  assert.ok(length > 0);
  for (const { samplesMv } of leads) {
    assert.equal(samplesMv.length, length);
    assert.ok(samplesMv.every((value) => Math.abs(value) < Number.POSITIVE_INFINITY || Number.isNaN(value)));
  }
}
