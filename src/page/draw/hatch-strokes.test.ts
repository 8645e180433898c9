import assert from "node:assert/strict";
import { test } from "node:test";
import { dashedStrokes, hatchStrokes } from "./hatch-strokes.ts";

const box = { xMm: 10.3, yMm: 20.4, widthMm: 7, heightMm: 11 };
const PATTERNS = ["rising", "falling", "crossed", "level", "dots"] as const;

test("hatching stays inside its box and differs in direction from pattern to pattern", () => {
  const slopes = PATTERNS.map((pattern) => {
    const strokes = hatchStrokes(box, pattern);
    assert.ok(strokes.length >= 5, pattern);
    for (const points of strokes) {
      points.forEach((value, index) => {
        const [low, size] = index % 2 === 0 ? [box.xMm, box.widthMm] : [box.yMm, box.heightMm];
        assert.ok(value >= low - 1e-9 && value <= low + size + 1e-9, `${pattern}: ${value}`);
      });
    }
    const found = strokes.map(([x0, y0, x1, y1]) =>
      x1 === undefined ? "dot" : String(Math.round((y1! - y0!) / (x1 - x0!))),
    );
    return [...new Set(found)].sort().join();
  });
  // y grows downwards: "/" has slope -1.
  assert.deepEqual(slopes, ["-1", "1", "-1,1", "0", "dot"]);
  assert.deepEqual(hatchStrokes(box, "none"), []);
});

test("boxes that touch are hatched as one: their lines meet", () => {
  const [left, right] = [
    { xMm: 0.7, yMm: 3, widthMm: 5, heightMm: 6 },
    { xMm: 5.7, yMm: 3, widthMm: 4, heightMm: 6 },
  ];
  for (const [pattern, sign] of [
    ["rising", 1],
    ["falling", -1],
  ] as const) {
    const crossings = (strokes: number[][]) =>
      strokes
        .flatMap(([x0, y0, x1, y1]) => [x0 === 5.7 && y0, x1 === 5.7 && y1])
        .filter((y) => y !== false && y !== undefined && y > 3.01 && y < 8.99)
        .map((y) => Math.round((5.7 + sign * (y as number)) * 1e6))
        .sort((a, b) => a - b);
    const seam = crossings(hatchStrokes(left!, pattern));
    assert.ok(seam.length >= 2);
    assert.deepEqual(crossings(hatchStrokes(right!, pattern)), seam);
  }
});

test("dashes are as long as asked, end with the line, and 0 is a dot", () => {
  const strokes = dashedStrokes([1, 2, 11, 2], [4, 1, 0, 1]);
  assert.deepEqual(strokes, [
    [1, 2, 5, 2],
    [6, 2],
    [7, 2, 11, 2],
  ]);
  assert.deepEqual(dashedStrokes([0, 0, 0, 3], []), [[0, 0, 0, 3]]);
  assert.deepEqual(dashedStrokes([0, 0, 3, 4], [3, 1]), [
    [0, 0, 1.8, 2.4],
    [2.4, 3.2, 3, 4],
  ]);
});
