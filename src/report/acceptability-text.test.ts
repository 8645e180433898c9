import assert from "node:assert/strict";
import { test } from "node:test";
import { interpretRecording } from "../interpret/interpret-recording.ts";
import { measureRecording } from "../measure/measure-recording.ts";
import { syntheticEcg } from "../simulate/synthetic-ecg.ts";
import { acceptabilityText } from "./acceptability-text.ts";
import { htmlReport } from "./html-report.ts";
import { pageFixture } from "./interpretation.fixture.ts";
import { measurementsText } from "./measurements-text.ts";
import { terminalReport } from "./terminal-report.ts";

test("in per cent, and never surer than the calibration is", () => {
  const said = [0, 0.004, 0.5, 0.974, 0.9991, 1].map((acceptability) => acceptabilityText({ acceptability }));
  const per = (told: string) => `acceptable to readers for diagnosis: ${told} %`;
  assert.deepEqual(said, [
    per("under 1"),
    per("under 1"),
    per("50"),
    per("97"),
    per("over 99"),
    per("over 99"),
  ]);
  assert.equal(acceptabilityText({ acceptability: null }), null);
});

test("terminal, HTML and measurements show it; where it was not judged nothing is said", async () => {
  for (const durationMs of [10_000, 4000]) {
    const { recording } = syntheticEcg({ durationMs });
    const measurements = measureRecording(recording);
    const { interpretation } = await interpretRecording(recording);
    const texts = [
      terminalReport({ interpretation, measurements, color: false, width: 100 }),
      htmlReport({ interpretation, measurements, page: pageFixture() }),
      measurementsText(measurements),
    ];
    const told = acceptabilityText(measurements.quality);
    assert.equal(told === null, durationMs < 5000);
    for (const text of texts) {
      assert.equal(/to\s+readers\s+for\s+diagnosis:/.test(text), told !== null, text.slice(0, 500));
    }
  }
});
