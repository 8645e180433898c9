import assert from "node:assert/strict";
import { test } from "node:test";
import { UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { layoutPage } from "../layout/layout-page.ts";
import { gridTemplate, sheetClasses } from "./grid-template.ts";

const source = { format: "csv", sha256: "", warnings: [] };
const empty = { name: "made", leads: [], samplingRateHz: 500, patient: UNKNOWN_PATIENT, source };
const PX_PER_MM = 200 / 25.4;

function colourAt(layout: "gem12x1" | "12x1", x: number, y: number) {
  const page = layoutPage(empty, { layout });
  const options = { widthPx: 2200, heightPx: 1700, pxPerMm: PX_PER_MM, inkLevels: 7 };
  return sheetClasses(page.style, PX_PER_MM).colours[gridTemplate(page, options)[y * 2200 + x]! / 7]!;
}

test("the gem sheet's lines lie on the pixels and in the colours of ecg-image-kit's image", () => {
  // Pixel columns and rows of the first heavy lines, read off the kit's own 2200 x 1700 image, where a line at p px
  // fills pixel floor(p + 0.5); heavy lines are 39.37 px apart, counted from the left and from the bottom.
  const red = [255, 0, 0];
  for (const x of [39, 79, 118, 157, 197, 2165]) assert.deepEqual(colourAt("gem12x1", x, 58), red);
  for (const y of [7, 46, 86, 125, 1661]) assert.deepEqual(colourAt("gem12x1", 12, y), red);
  // 0.5 pt is 1.389 px: the neighbours of a line get 0.194 of its colour, 255 + 0.194 * (0 - 255) = 205.5.
  assert.deepEqual(colourAt("gem12x1", 12, 6), [255, 205, 205]);
  // Light lines, (254, 223, 219), come 7.874 px apart and are ruled over the heavy ones that they cross.
  assert.deepEqual(colourAt("gem12x1", 12, 15), [254, 223, 219]);
  assert.deepEqual(colourAt("gem12x1", 39, 15), [254, 223, 219]);
  assert.deepEqual(colourAt("gem12x1", 12, 11), [255, 255, 255]);
});

test("the clinical sheet has paper around its field and unbroken heavy lines", () => {
  const { grid, style } = layoutPage(empty, { layout: "12x1" });
  const pixel = (mm: number) => Math.floor(mm * PX_PER_MM + 0.5);
  const [left, top] = [grid.boxMm.xMm, grid.boxMm.yMm];
  assert.deepEqual(colourAt("12x1", pixel(left) - 3, pixel(top) + 40), style.paper);
  assert.deepEqual(colourAt("12x1", pixel(left + 12.5), pixel(top) - 3), style.paper);
  // Along the heavy line 10 mm into the field every pixel is at least as strong as the line itself.
  for (let y = pixel(top); y < pixel(top + 20); y++) {
    assert.deepEqual(colourAt("12x1", pixel(left + 10), y), style.major.colour);
  }
});
