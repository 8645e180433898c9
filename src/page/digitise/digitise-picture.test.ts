// Pages are our own, of simulated ECGs whose every sample is known. The bars are those that digitising of clean renders and of
// renders turned by 5 degrees with noise was built for: a mean signal-to-noise ratio of 15 and 10 dB.
import assert from "node:assert/strict";
import { test } from "node:test";
import { UnsupportedError } from "../../ecg/errors.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { createRandom } from "../../signal/random.ts";
import { syntheticEcg } from "../../simulate/synthetic-ecg.ts";
import { pageToRaster } from "../draw/page-to-raster.ts";
import { layoutPage } from "../layout/layout-page.ts";
import type { Page, PageLayout } from "../page.ts";
import type { Effect } from "../photo/effect.ts";
import { photographPage, photographPixels } from "../photo/photograph-page.ts";
import { digitisePicture } from "./digitise-picture.ts";
import type { Digitised, DigitisedLead } from "./digitised.ts";

const { recording } = syntheticEcg({ durationMs: 10_000, rateBpm: 72, seed: 3 });

function pictureOf(layout: PageLayout, effects: readonly Effect[] = []): { page: Page; picture: Picture } {
  const page = layoutPage(recording, { layout, paper: "letter" });
  const photograph = photographPage(pageToRaster(page, { dpi: 200 }), effects, { seed: 1 });
  return { page, picture: photographPixels(photograph) };
}

/** 10 log10 of the drawn power over that of the difference, means taken out; a missing sample counts as the mean. */
function snrDb({ lead, startMs, samplesMv }: DigitisedLead): number {
  const all = recording.leads.find(({ name }) => name === lead)!.samplesMv;
  const first = Math.round((startMs / 1000) * recording.samplingRateHz);
  const drawn = all.subarray(first, first + samplesMv.length);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const drawnMean = mean([...drawn]);
  const foundMean = mean([...samplesMv].filter(Number.isFinite));
  let [signal, noise] = [0, 0];
  drawn.forEach((mv, i) => {
    const found = Number.isFinite(samplesMv[i]) ? samplesMv[i]! - foundMean : 0;
    signal += (mv - drawnMean) ** 2;
    noise += (mv - drawnMean - found) ** 2;
  });
  return 10 * Math.log10(signal / noise);
}

function meanSnrDb({ leads }: Digitised): number {
  return leads.reduce((sum, lead) => sum + snrDb(lead), 0) / leads.length;
}

test("a printed page is read back: layout, names, scale, and every trace in its own time", () => {
  assert.equal(recording.samplingRateHz, 500); // as digitised signals have
  for (const [layout, count] of [
    ["3x4+1", 13],
    ["6x2", 12],
  ] as const) {
    const { page, picture } = pictureOf(layout);
    const digitised = digitisePicture(picture);
    assert.equal(digitised.layout, layout);
    assert.deepEqual(digitised.speedMmPerS, { value: 25, source: "calibration pulse" });
    assert.deepEqual(digitised.gainMmPerMv, { value: 10, source: "calibration pulse" });
    assert.ok(Math.abs(digitised.pxPerMm - 200 / 25.4) < 0.01);
    assert.equal(digitised.leads.length, count);
    const drawn = page.segments.map(({ lead, startSample }) => `${lead} at ${startSample * 2}`).sort();
    const found = digitised.leads
      .map(({ lead, startMs }) => `${lead} at ${Math.round(startMs / 10) * 10}`)
      .sort();
    assert.deepEqual(found, drawn);
    for (const { lead, role, samplesMv, quality } of digitised.leads) {
      const seconds = role === "strip" ? 10 : layout === "6x2" ? 5 : 2.5;
      assert.ok(Math.abs(samplesMv.length / 500 - seconds) < 0.05, `${lead}: ${samplesMv.length / 500} s`);
      assert.ok(quality.usable, `${lead}: ${quality.reasons.join()}`);
    }
    assert.ok(meanSnrDb(digitised) > 15, `${layout}: ${meanSnrDb(digitised)} dB`);
  }
});

test("turned by 5 degrees and with noise it is still read", () => {
  const effects = [
    { effect: "rotate", degrees: 5 },
    { effect: "noise", sdLevels: 12 },
  ] as const;
  const digitised = digitisePicture(pictureOf("3x4+1", effects).picture);
  assert.equal(digitised.layout, "3x4+1");
  assert.ok(meanSnrDb(digitised) > 10, `${meanSnrDb(digitised)} dB`);
});

test("several strips are read by their names; where one cannot be read, their number is not taken for granted", () => {
  const { page, picture } = pictureOf("3x4+3");
  const strips = digitisePicture(picture).leads.filter(({ role }) => role === "strip");
  assert.deepEqual(
    strips.map(({ lead }) => lead),
    ["II", "V1", "V5"],
  );
  // the name of the last strip is painted over
  const name = page.items.findLast((item) => item.kind === "text" && item.role === "lead-name");
  assert.ok(name?.kind === "text" && name.text === "V5");
  const rgb = picture.rgb.slice();
  const px = (mm: number) => Math.round((mm * 200) / 25.4);
  for (let y = px(name.yMm - 4); y < px(name.yMm + 1); y++) {
    rgb.fill(255, 3 * (y * picture.widthPx + px(name.xMm - 1)), 3 * (y * picture.widthPx + px(name.xMm + 9)));
  }
  assert.throws(() => digitisePicture({ ...picture, rgb }), /names of the strips .*--layout NAME/);
  assert.equal(digitisePicture({ ...picture, rgb }, { layout: "3x4+3" }).leads.length, 15);
});

test("what the user knows is taken before what is read", () => {
  const { picture } = pictureOf("3x4+1");
  const digitised = digitisePicture(picture, { speedMmPerS: 50, gainMmPerMv: 20, layout: "3x4+1" });
  assert.deepEqual(digitised.speedMmPerS, { value: 50, source: "given" });
  assert.deepEqual(digitised.gainMmPerMv, { value: 20, source: "given" });
  assert.equal(digitised.layoutSource, "given");
  // the same ink means half the time and half the voltage
  const lead = digitised.leads.find((each) => each.lead === "V2" && each.role === "row")!;
  assert.ok(Math.abs(lead.samplesMv.length / 500 - 1.25) < 0.03);
});

function made(
  value: (x: number, y: number) => number,
  [widthPx, heightPx]: readonly [number, number] = [900, 700],
): Picture {
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    const level = Math.max(0, Math.min(255, value(pixel % widthPx, Math.floor(pixel / widthPx))));
    rgb.fill(level, 3 * pixel, 3 * pixel + 3);
  }
  return { widthPx, heightPx, rgb };
}

test("what is no ECG is refused with the reason", () => {
  const random = createRandom(1);
  const ruled = (x: number, y: number) => (x % 8 < 1 || y % 8 < 1 ? 190 : 255);
  const pictures: readonly (readonly [string, Picture])[] = [
    ["blank", made(() => 255)],
    ["black", made(() => 0)],
    ["gradient", made((x, y) => (x + y) / 7)],
    ["noise", made(() => 255 * random.uniform())],
    ["checked paper without a trace", made(ruled)],
    ["lines of text", made((x, y) => (y % 24 < 12 && random.uniform() < 0.4 && x > 40 ? 20 : 250))],
    ["one pixel", made(() => 255, [1, 1])],
    ["a thin strip", made(ruled, [2000, 3])],
  ];
  for (const [what, picture] of pictures) {
    assert.throws(
      () => digitisePicture(picture),
      (error) => {
        assert.ok(error instanceof UnsupportedError, `${what}: ${error}`);
        assert.match(error.message, /no ECG can be read from this picture/, what);
        return true;
      },
      what,
    );
  }
});
