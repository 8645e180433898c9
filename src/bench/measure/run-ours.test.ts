// The samples come back from the job's files to the bit; which measurer measures which record is the caller's choice.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Recording } from "../../ecg/recording.ts";
import { measureRecording } from "../../measure/measure-recording.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { detectedWaves } from "../delineation-benchmark.ts";
import { parseAnswer, writeJob } from "./delineator-run.ts";
import { measureJob } from "./run-ours.ts";

test("each record is measured by its own measurer, on the millivolts that were written", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "gem-run-ours-"));
  t.after(() => rm(folder, { recursive: true }));
  const slow = syntheticEcg({ rateBpm: 50, durationMs: 6000 }).recording;
  const fast = syntheticEcg({ rateBpm: 100, durationMs: 6000 }).recording;
  const lowerCase = ({ leads }: Recording) =>
    leads.map((lead) => ({ ...lead, name: lead.name.toLowerCase() }));
  const { job } = await writeJob(join(folder, "job"), slow.samplingRateHz, [
    { id: "7", leads: lowerCase(slow) },
    { id: "8", leads: lowerCase(fast) },
  ]);
  const seen: string[] = [];
  const answer = await measureJob(job, (recordId) => (recording) => {
    const original = recordId === "7" ? slow : fast;
    assert.equal(recording.leads.length, 12);
    for (const [index, lead] of recording.leads.entries()) {
      assert.equal(lead.name, original.leads[index]!.name);
      assert.ok(lead.samplesMv.every((value, i) => value === original.leads[index]!.samplesMv[i]));
    }
    seen.push(recordId);
    return measureRecording(recording);
  });
  assert.deepEqual(seen.slice(-2), ["7", "8"], "after the warm-up each is measured once more");
  assert.deepEqual(answer.records["8"]?.v2, detectedWaves(measureRecording(fast)).v2);
  assert.ok(answer.cpuMs["7"]! > 0 && answer.cpuMs["8"]! > 0);
  assert.ok(
    typeof parseAnswer(JSON.stringify(answer), "gem", job) !== "string",
    "it is an answer like any other",
  );
});
