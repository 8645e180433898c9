import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Claim, Evidence } from "../../ecg/interpretation.ts";
import { measurementsFixture } from "../../interpret/rules/measurements.fixture.ts";
import { msToXMm } from "../../page/page.ts";
import { PR_EVIDENCE, pageFixture, V5_EVIDENCE } from "../interpretation.fixture.ts";
import { evidenceBands } from "./evidence-bands.ts";

const measurements = measurementsFixture();

function claim(evidence: readonly Evidence[], verdict: Claim["verdict"] = "supported"): Claim {
  return { start: 0, end: 1, text: "x", verdict, evidence: [...evidence], reason: "r" };
}

describe("evidenceBands", () => {
  it("lies exactly over the samples it speaks of", () => {
    const page = pageFixture("12x1");
    const [band, ...others] = evidenceBands(page, measurements, [claim([V5_EVIDENCE])]);
    assert.ok(band !== undefined && others.length === 0);
    const segment = page.segments.find((it) => it.lead === "V5")!;
    // 660 ms to 750 ms at 25 mm/s are 2.25 mm
    assert.ok(Math.abs(band.boxMm.widthMm - 2.25) < 1e-9);
    assert.ok(Math.abs(band.boxMm.xMm - msToXMm(segment, 660)) < 1e-9);
    assert.equal(band.standIn, false);
    assert.equal(band.beat, 0);
  });

  it("shows a value of all leads on every lead drawn at that time", () => {
    // twelve rows hold the same ten seconds; on 3x4 one column of three leads and the strip show 2.5 s
    assert.equal(evidenceBands(pageFixture("12x1"), measurements, [claim([PR_EVIDENCE])]).length, 12);
    const leads = evidenceBands(pageFixture(), measurements, [claim([PR_EVIDENCE])]).map((band) => band.lead);
    assert.deepEqual(leads.sort(), ["II", "aVF", "aVL", "aVR"]);
  });

  it("lets another beat of the same class stand in where the page does not show the measured one", () => {
    const [band] = evidenceBands(pageFixture(), measurements, [claim([V5_EVIDENCE])]);
    assert.ok(band?.standIn);
    // V5 is drawn from 7500 ms; R peaks lie at 700 + 1000 n ms, the first inside is beat 7
    assert.deepEqual([band.beat, band.startMs, band.endMs], [7, 7660, 7750]);
  });

  it("shows a span of the whole recording on the rhythm strip alone", () => {
    const rate = { ...PR_EVIDENCE, beat: null, startMs: 700, endMs: 9700 };
    const bands = evidenceBands(pageFixture(), measurements, [claim([rate])]);
    assert.deepEqual(
      bands.map((band) => [band.lead, band.boxMm.widthMm > 200]),
      [["II", true]],
    );
  });

  it("is shared by the claims that cite the same place, and takes the worst of their verdicts", () => {
    const claims = [
      claim([V5_EVIDENCE]),
      claim([PR_EVIDENCE]),
      claim([V5_EVIDENCE, V5_EVIDENCE], "contradicted"),
    ];
    const shared = evidenceBands(pageFixture("12x1"), measurements, claims).find(
      (band) => band.lead === "V5" && band.beat === 0,
    );
    assert.deepEqual(shared?.claims, [0, 2]);
    assert.equal(shared?.verdict, "contradicted");
  });

  it("draws nothing for evidence without a place, or in a lead that is not on the page", () => {
    const nowhere = { ...PR_EVIDENCE, startMs: null, endMs: null };
    const unknown = { ...V5_EVIDENCE, lead: "V9" };
    assert.deepEqual(evidenceBands(pageFixture(), measurements, [claim([nowhere, unknown])]), []);
  });
});
