// A header row that names no lead of the twelve: what is asked for, and what it is not taken for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GemError, UsageError } from "../../ecg/errors.ts";
import { memoryStore } from "../store/file-store.ts";
import { readStoredRecording } from "../store/read-stored-recording.ts";

function storeOf(text: string) {
  return memoryStore(new Map([["x.csv", new TextEncoder().encode(text)]]));
}

test("columns that name no lead are read once the names are given, and asked for before", async () => {
  const store = storeOf("ch 1,ch 2\n0.1,0.3\n0.2,0.4\n");
  await assert.rejects(readStoredRecording(store, "x.csv", { samplingRateHz: 500 }), (error) => {
    assert.ok(error instanceof GemError);
    assert.match(error.message, /--leads/);
    return true;
  });
  await assert.rejects(
    readStoredRecording(store, "x.csv", { leadNames: ["II", "V5"] }),
    UsageError,
    "no rate",
  );
  const { leads } = await readStoredRecording(store, "x.csv", {
    samplingRateHz: 500,
    leadNames: ["II", "V5"],
  });
  assert.deepEqual(
    leads.map((lead) => [lead.name, ...lead.samplesMv]),
    [
      ["II", 0.1, 0.2],
      ["V5", 0.3, 0.4],
    ],
  );
});

test("one column under a name with a number is a table, and no WFDB header", async () => {
  const told = { samplingRateHz: 500, leadNames: ["II"] };
  const { leads } = await readStoredRecording(storeOf("ECG 1\n0.1\n0.2\n-3e-1\n"), "x.csv", told);
  assert.deepEqual([leads[0]!.name, ...leads[0]!.samplesMv], ["II", 0.1, 0.2, -0.3]);
});
