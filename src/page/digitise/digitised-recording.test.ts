import assert from "node:assert/strict";
import { test } from "node:test";
import type { Digitised, DigitisedLead } from "./digitised.ts";
import { digitisedRecording } from "./digitised-recording.ts";

function lead(
  name: string,
  startMs: number,
  seconds: number,
  change: Partial<DigitisedLead> = {},
): DigitisedLead {
  return {
    lead: name,
    role: "row",
    startMs,
    samplesMv: Float64Array.from({ length: 500 * seconds }, (_, i) => Math.sin(i / 20)),
    quality: { usable: true, reasons: [], inkShare: 1, sharedShare: 0 },
    cornersPx: [],
    linePx: [],
    ...change,
  };
}

const digitised = (leads: readonly DigitisedLead[], change: Partial<Digitised> = {}): Digitised => ({
  widthPx: 2200,
  heightPx: 1700,
  pxPerMm: 8,
  geometry: "scan",
  gridResidualMm: 0.01,
  layout: "3x4+1",
  layoutSource: "lead names",
  namesFound: 12,
  namePlaces: 12,
  speedMmPerS: { value: 25, source: "calibration pulse" },
  gainMmPerMv: { value: 10, source: "calibration pulse" },
  penMm: 0.27,
  leads,
  assumptions: [],
  ...change,
});

test("a lead stands at its own time and is invalid where the page does not show it", () => {
  const recording = digitisedRecording(digitised([lead("V1", 5000, 2.5), lead("I", 0, 2.5)]), {
    name: "page",
    sha256: "ab",
  });
  assert.deepEqual(
    recording.leads.map(({ name }) => name),
    ["I", "V1"],
  );
  const [one, v1] = recording.leads.map(({ samplesMv }) => samplesMv);
  assert.equal(v1!.length, 3750);
  assert.ok(v1!.subarray(0, 2500).every(Number.isNaN));
  assert.ok(v1!.subarray(2500).every(Number.isFinite));
  assert.ok(one!.subarray(0, 1250).every(Number.isFinite));
  assert.ok(one!.subarray(1250).every(Number.isNaN));
  // 25 mm/s and 8 px a mm are 5 ms a px; 10 mm/mV 0.0125 mV a px
  assert.deepEqual(recording.source.paper, { msPerPx: 5, mvPerPx: 0.0125 });
});

test("it says that it came from paper, and what was taken for granted", () => {
  const { source } = digitisedRecording(
    digitised([lead("I", 0, 2.5)], {
      speedMmPerS: { value: 25, source: "assumed" },
      assumptions: ["the columns are taken to follow each other in time"],
    }),
    { name: "page", sha256: "ab" },
  );
  assert.match(
    source.warnings[0] ?? "",
    /^read from a picture of paper: 3x4\+1, 25 mm\/s and 10 mm\/mV \(speed assumed/,
  );
  assert.ok(source.warnings.some((warning) => /taken for granted: a speed of 25 mm\/s/.test(warning)));
  assert.ok(source.warnings.some((warning) => /the columns are taken to follow/.test(warning)));
});

test("a lead that could not be traced is there, all invalid, with the reason", () => {
  const quality = { usable: false, reasons: ["its trace is broken"], inkShare: 0.4, sharedShare: 0 };
  const { leads, source } = digitisedRecording(
    digitised([lead("I", 0, 2.5), lead("V2", 0, 2.5, { quality })]),
    {
      name: "page",
      sha256: "ab",
    },
  );
  assert.ok(leads.find(({ name }) => name === "V2")!.samplesMv.every(Number.isNaN));
  assert.ok(source.warnings.includes("lead V2 could not be traced: its trace is broken"));
});

test("limb leads that break Einthoven's law are told: a lead may bear another's name", () => {
  const wave = (factor: number) => ({
    samplesMv: Float64Array.from({ length: 1250 }, (_, i) => factor * Math.sin(i / 20)),
  });
  const told = (third: number) =>
    digitisedRecording(
      digitised([
        lead("I", 0, 2.5, wave(1)),
        lead("II", 0, 2.5, wave(1.5)),
        lead("III", 0, 2.5, wave(third)),
      ]),
      { name: "page", sha256: "ab" },
    ).source.warnings.slice(1);
  assert.deepEqual(told(0.5), []); // I + III = II
  assert.equal(told(-2).length, 1);
});
