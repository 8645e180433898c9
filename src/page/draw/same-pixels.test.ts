// The recorded hashes are those of Node 24; Node 22 runs this test as any other, and a Chromium where one is installed.
// A change of layout or drawing that is meant changes them: WRITE_PAGE_HASHES=1 records what this engine makes.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { measurementsFixture } from "../../interpret/rules/measurements.fixture.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { type PageMaterial, pageHashes } from "./hashed-pages.fixture.ts";
import type { BrowserAnswer } from "./in-chromium.fixture.ts";
import { chromiumSkip, runInChromium } from "./run-in-chromium.fixture.ts";

const HASHES = new URL("page-hashes.json", import.meta.url);
const recorded = () => JSON.parse(readFileSync(HASHES, "utf8")) as Record<string, string>;

function material(): PageMaterial {
  const noise = { whiteMv: 0.02, mainsMv: 0.01, wanderMv: 0.1 };
  const { leads, samplingRateHz } = syntheticEcg({ seed: 11, rateBpm: 73, noise }).recording;
  const microvolts = Object.fromEntries(
    leads.map(({ name, samplesMv }) => [name, Array.from(samplesMv, (mv) => Math.round(mv * 1000))]),
  );
  const measured = measurementsFixture();
  const medians = Object.entries(measured.leads).map(([name, lead]) => {
    const samplesMv = microvolts[name]!.slice(0, 400).map((value) => value / 1000);
    return [name, lead.median === null ? lead : { ...lead, median: { ...lead.median, samplesMv } }] as const;
  });
  return {
    samplingRateHz,
    microvolts,
    measurements: { ...measured, leads: Object.fromEntries(medians) },
  };
}

test("the pixels of every layout are the recorded ones", async () => {
  const hashes = await pageHashes(material());
  if (process.env["WRITE_PAGE_HASHES"] === "1") writeFileSync(HASHES, `${JSON.stringify(hashes, null, 2)}\n`);
  assert.deepEqual(hashes, recorded());
});

test("a browser makes the same pixels, and its canvas the same picture", { skip: chromiumSkip }, async () => {
  const answer = await runInChromium("./in-chromium.fixture.ts", material());
  assert.match(answer, /^\{/); // else the error that the page met
  const { hashes, distances } = JSON.parse(answer) as BrowserAnswer;
  assert.deepEqual(hashes, recorded());
  assert.equal(distances.length, 5);
  for (const { name, mean, meanWithoutText, farShare } of distances) {
    // The canvas smooths edges its own way (0.15 to 1.0 of 255 on average when this was written), and sets text in
    // another font (up to 1.8); 1 of 100 pixels of a lost grid or trace would be at least 1.5 and 0.5 %.
    assert.ok(meanWithoutText < 1.3, `${name}: mean ${meanWithoutText} without text`);
    assert.ok(mean < 2.5, `${name}: mean ${mean}`);
    // Marks are coloured on a canvas and drawn in ink on a raster.
    assert.ok(farShare < (name.includes("marks") ? 0.003 : 0.0003), `${name}: ${farShare} far apart`);
  }
});
