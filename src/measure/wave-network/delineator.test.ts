// The shipped weights on synthetic recordings, whose truth is the simulator's. The tolerance is the network's own
// cross-validated scatter on LUDB, not the simulator's exactness: a smooth wave ends for a reader before its support.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FileAccessError, FormatError } from "../../ecg/errors.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { prepareSignals } from "../prepare-signals.ts";
import { createDelineator } from "./delineator.ts";
import { readDelineator } from "./read-delineator.ts";

const delineator = await readDelineator();

test("every wave of a clean sinus rhythm is found, where it is", () => {
  const { recording, truth } = syntheticEcg({ rateBpm: 70, noise: { whiteMv: 0.01 } });
  const leads = delineator.find(prepareSignals(recording, () => true));
  const two = leads[1]!;
  const inside = truth.beats.filter((beat) => beat.p!.onsetMs > 100 && beat.t !== null);
  assert.ok(inside.length >= 9);
  for (const beat of inside) {
    const near = (waves: typeof two.p, onsetMs: number, offsetMs: number): boolean =>
      waves.some(
        ({ onset, offset }) => Math.abs(onset * 2 - onsetMs) < 30 && Math.abs(offset * 2 - offsetMs) < 45,
      );
    assert.ok(near(two.p, beat.p!.onsetMs, beat.p!.offsetMs), `P of the beat at ${beat.rPeakMs} ms`);
    assert.ok(near(two.qrs, beat.qrsOnsetMs, beat.qrsOffsetMs), `QRS of the beat at ${beat.rPeakMs} ms`);
    assert.ok(near(two.t, beat.t!.onsetMs, beat.t!.offsetMs), `T of the beat at ${beat.rPeakMs} ms`);
  }
});

test("a long recording, in pieces, has every QRS once", () => {
  const { recording, truth } = syntheticEcg({ rateBpm: 75, rrSdMs: 20, durationMs: 95_000 });
  const [one] = delineator.find(prepareSignals(recording, () => true));
  // the last complex may be cut off by the end
  const expected = truth.beats.filter((beat) => beat.qrsOffsetMs < 94_900);
  for (const beat of expected) {
    const at = beat.rPeakMs / 2;
    assert.equal(
      one!.qrs.filter(({ onset, offset }) => onset <= at && at <= offset).length,
      1,
      `${beat.rPeakMs} ms`,
    );
  }
  assert.ok(one!.qrs.length - expected.length <= 1);
});

test("one lead alone, and a lead that must not inform the others", () => {
  const { recording } = syntheticEcg({ rateBpm: 60 });
  const alone = { ...recording, leads: recording.leads.slice(1, 2) };
  assert.equal(delineator.find(prepareSignals(alone, () => true))[0]!.qrs.length, 10);
  const spoilt = {
    ...recording,
    leads: recording.leads.map((lead, i) =>
      i === 0 ? { ...lead, samplesMv: lead.samplesMv.map((_, k) => (k % 7) * 3) } : lead,
    ),
  };
  const without = delineator.find(prepareSignals(spoilt, (name) => name !== "I"));
  assert.equal(without[1]!.qrs.length, 10);
});

test("nothing in, nothing out", () => {
  assert.deepEqual(delineator.find({ leads: [], sampleCount: 0, durationMs: 0 }), []);
});

test("weights that are none are refused by name", async () => {
  assert.throws(
    () => createDelineator(new Uint8Array(20), "w.safetensors"),
    (error) => {
      return error instanceof FormatError && error.message.startsWith("w.safetensors");
    },
  );
  await assert.rejects(readDelineator("/nowhere/w.safetensors"), FileAccessError);
});
