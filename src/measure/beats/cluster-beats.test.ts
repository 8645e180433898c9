// Groups of beats by shape, against the simulated classes, and the alignment within a group.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type SyntheticTruth, syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import type { SyntheticEcgOptions } from "../../simulate/synthetic-ecg-options.ts";
import { prepareSignals, SAMPLE_MS } from "../prepare-signals.ts";
import { type ClusteredBeats, clusterBeats } from "./cluster-beats.ts";

/** Clusters the simulator's own beats, each `jitter` samples beside its R peak. */
function clustered(
  options: SyntheticEcgOptions,
  jitter: readonly number[] = [0],
): ClusteredBeats & { truth: SyntheticTruth } {
  const { recording, truth } = syntheticEcg(options);
  const at = truth.beats.map((beat, i) => Math.round(beat.rPeakMs / SAMPLE_MS) + jitter[i % jitter.length]!);
  return {
    ...clusterBeats(
      prepareSignals(recording, () => true),
      at,
    ),
    truth,
  };
}

test("one shape, one group, with noise and wander", () => {
  const { groups, groupOfBeat, correlationWithDominant } = clustered({
    noise: { whiteMv: 0.03, wanderMv: 0.5 },
    rrSdMs: 40,
  });
  assert.equal(groups.length, 1);
  assert.ok(groupOfBeat.every((group) => group === 0));
  assert.ok(correlationWithDominant.every((value) => value > 0.95));
});

test("PVCs are a group of their own, the larger group first", () => {
  for (const pvcBeats of [
    [3, 7],
    [1, 2, 3, 5, 6, 7, 8, 9, 10],
  ]) {
    const { groups, groupOfBeat, truth } = clustered({ pvcBeats, rateBpm: 75 });
    assert.equal(groups.length, 2);
    assert.ok(groups[0]!.beats.length >= groups[1]!.beats.length);
    const broad = groupOfBeat[pvcBeats[0]!];
    truth.beats.forEach((beat, i) => {
      assert.equal(groupOfBeat[i] === broad, beat.class === "pvc", `beat ${i}`);
    });
    assert.deepEqual(
      groups.flatMap((group) => group.beats).sort((a, b) => a - b),
      truth.beats.map((_, i) => i),
    );
  }
});

test("beats marked a few samples off are brought into line with each other", () => {
  const { fiducials, truth } = clustered({ rateBpm: 75 }, [0, 6, -5, 3, -8]);
  const off = fiducials.map((sample, i) => sample - truth.beats[i]!.rPeakMs / SAMPLE_MS);
  // Whatever the common offset of the group, all its beats share it to a sample.
  assert.ok(Math.max(...off) - Math.min(...off) <= 1, `${off}`);
});

test("without beats there are no groups", () => {
  const { recording } = syntheticEcg({ durationMs: 2000 });
  const none = clusterBeats(
    prepareSignals(recording, () => true),
    [],
  );
  assert.deepEqual(none, { fiducials: [], groups: [], groupOfBeat: [], correlationWithDominant: [] });
});
