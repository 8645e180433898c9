import assert from "node:assert/strict";
import { test } from "node:test";
import { fitText, textBoxMm, textStrokesMm, textWidthMm } from "./stroke-font.ts";

const pen = { xMm: 10, yMm: 50, capHeightMm: 2.1, strokeMm: 0 };

function round(strokes: number[][]): number[][] {
  return strokes.map((stroke) => stroke.map((value) => Math.round(value * 1e6) / 1e6));
}

test("H is two stems and a bar, where Hershey's table puts them", () => {
  // Glyph 508: 22 units wide, stems at 4 and 18 from -12 to 9, bar at -2; here 21 units are 2.1 mm, baseline at 9.
  assert.deepEqual(round(textStrokesMm("H", pen)), [
    [10.4, 47.9, 10.4, 50],
    [11.8, 47.9, 11.8, 50],
    [10.4, 48.9, 11.8, 48.9],
  ]);
  assert.ok(Math.abs(textWidthMm("HH", 2.1) - 4.4) < 1e-9);
});

test("the ink of a capital stands on the baseline and is as high as asked, whatever the pen", () => {
  for (const strokeMm of [0.1, 0.5]) {
    const box = textBoxMm("H", { ...pen, capHeightMm: 3, strokeMm });
    assert.ok(Math.abs(box.yMm - 47) < 1e-9);
    assert.ok(Math.abs(box.heightMm - 3) < 1e-9);
  }
});

test("letters outside ASCII lose their marks or become a question mark", () => {
  assert.deepEqual(textStrokesMm("Müller–Ærø µ", pen), textStrokesMm("Muller-AEro u", pen));
  assert.deepEqual(textStrokesMm("病\u0007", pen), textStrokesMm("??", pen));
  assert.notDeepEqual(textStrokesMm("°", pen), textStrokesMm("?", pen));
  assert.deepEqual(textBoxMm(" ", pen), { xMm: 10, yMm: 50, widthMm: 0, heightMm: 0 });
});

test("text that is too wide is cut and says so", () => {
  assert.equal(fitText("HHH", 2.1, 6.7), "HHH"); // 3 * 2.2 mm
  const cut = fitText("HHHHHHHH", 2.1, 10);
  assert.match(cut, /^H+\.\.\.$/);
  assert.ok(textWidthMm(cut, 2.1) <= 10 && textWidthMm(`H${cut}`, 2.1) > 10);
});
