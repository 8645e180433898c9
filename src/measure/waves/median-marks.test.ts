import assert from "node:assert/strict";
import { test } from "node:test";
import { medianMarks } from "./median-marks.ts";

const marks = (onset: number) => ({ onset, peak: onset + 10, offset: onset + 20 });

test("the medians of the beats' marks, each from its own beginning", () => {
  const beats = [
    { marks: marks(1100), origin: 1000 },
    { marks: marks(2104), origin: 2000 },
    { marks: marks(3110), origin: 3000 },
  ];
  assert.deepEqual(medianMarks(beats), { onset: 104, peak: 114, offset: 124 });
});

test("a wave that fewer than half of the beats show is none", () => {
  const shown = { marks: marks(1100), origin: 1000 };
  const lacking = { marks: null, origin: 2000 };
  assert.equal(medianMarks([shown, lacking, lacking]), null);
  assert.deepEqual(medianMarks([shown, lacking]), marks(100));
  assert.equal(medianMarks([]), null);
});
