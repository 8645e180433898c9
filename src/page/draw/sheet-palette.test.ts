import assert from "node:assert/strict";
import { test } from "node:test";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { layoutPage } from "../layout/layout-page.ts";
import type { MarkKind } from "../page.ts";
import { blend, sheetClasses } from "./grid-template.ts";
import { MARK_KINDS, markLook } from "./mark-looks.ts";
import { sheetPalette } from "./sheet-palette.ts";

const recording = {
  name: "made",
  leads: [{ name: "II", samplesMv: new Float64Array(5000) }],
  samplingRateHz: 500,
  patient: UNKNOWN_PATIENT,
  source: { format: "csv", sha256: "", warnings: [] },
};

function lit(layout: "12x1" | "gem12x1", kinds: readonly MarkKind[]) {
  const highlights = kinds.map((kind, index) => {
    return { kind, lead: "II", startMs: 1000 * index, endMs: 1000 * index + 500 };
  });
  return layoutPage(recording, { layout, highlights });
}

test("sheet, tints and ink levels fit one byte, with no kind of mark and with all, at any resolution", () => {
  for (const layout of ["12x1", "gem12x1"] as const) {
    for (const kinds of [[], ["evidence"], ["model", "supported"], MARK_KINDS] as const) {
      for (const dpi of [20, 72, 200, 600]) {
        const page = lit(layout, kinds);
        const { inkLevels, palette, tinted } = sheetPalette(page, dpi / 25.4);
        assert.ok(inkLevels >= 8 && palette.length <= 3 * 256, `${layout} ${kinds.join()} ${dpi}`);
        assert.equal(tinted.size, kinds.length);
        for (const values of tinted.values()) {
          for (let value = 0; 3 * value < palette.length; value++) {
            assert.ok(3 * values[value]! < palette.length);
            assert.equal(values[value]! % inkLevels, value % inkLevels); // a tint leaves the ink
            assert.equal(values[values[value]!], values[value]); // twice is as once
          }
        }
      }
    }
  }
});

test("a tint replaces another, and paper under it has the blended colour", () => {
  const page = lit("12x1", ["supported", "model"]);
  const { palette, tinted } = sheetPalette(page, 200 / 25.4);
  const [supported, model] = [tinted.get("supported")!, tinted.get("model")!];
  const paper = [...palette.keys()].find(
    (value) => palette[3 * value] === 255 && palette[3 * value + 2] === 255,
  )!;
  assert.equal(model[supported[paper]!], model[paper]);
  const { tint, opacity } = markLook("model", page.style);
  const shown = [...palette.subarray(3 * model[paper]!, 3 * model[paper]! + 3)];
  assert.deepEqual(shown, blend([255, 255, 255], tint, opacity));
});

test("one tint on the model's sheet keeps light and heavy lines apart under it", () => {
  const page = lit("gem12x1", ["evidence"]);
  const { palette, tinted, inkLevels } = sheetPalette(page, 200 / 25.4);
  const { colours } = sheetClasses(page.style, 200 / 25.4);
  const shownOf = (name: "minor" | "major") => {
    const at = colours.findIndex((colour) => colour.join() === page.style[name].colour.join());
    const value = tinted.get("evidence")![at * inkLevels]!;
    return palette.subarray(3 * value, 3 * value + 3);
  };
  const apart = Math.max(...shownOf("minor").map((channel, i) => Math.abs(channel - shownOf("major")[i]!)));
  assert.ok(apart > 60, `${apart}`);
});
