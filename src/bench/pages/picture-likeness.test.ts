import assert from "node:assert/strict";
import { test } from "node:test";
import type { Picture } from "../../formats/picture/picture.ts";
import { likeness } from "./picture-likeness.ts";

function picture(
  widthPx: number,
  heightPx: number,
  value: (x: number, y: number, c: number) => number,
): Picture {
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (let i = 0; i < rgb.length; i++) {
    rgb[i] = value(Math.floor(i / 3) % widthPx, Math.floor(i / 3 / widthPx), i % 3);
  }
  return { widthPx, heightPx, rgb };
}

test("a picture is like itself, opposite to its negative, and nothing to a blank one", () => {
  const own = picture(40, 20, (x, y, c) => (7 * x + 13 * y + 29 * c) % 256);
  const negative = picture(40, 20, (x, y, c) => 255 - ((7 * x + 13 * y + 29 * c) % 256));
  assert.deepEqual(likeness(own, own, 10), { correlation: 1, meanAbsoluteDifference: 0 });
  assert.ok(Math.abs(likeness(own, negative, 10).correlation! + 1) < 1e-12);
  assert.equal(
    likeness(
      own,
      picture(40, 20, () => 255),
      10,
    ).correlation,
    null,
  );
});

test("scaling is by what a pixel covers: stripes of one pixel become their mean, also where widths do not divide", () => {
  const stripes = picture(30, 12, (x) => (x % 2) * 200);
  const grey = picture(15, 6, () => 100);
  assert.ok(likeness(stripes, grey, 15).meanAbsoluteDifference < 1e-9);
  // at 7 of 30 pixels every new one covers 4 2/7: a ramp keeps the means of its stretches, 8.57 apart
  const ramp = picture(30, 30, (x) => 2 * x);
  const same = picture(7, 7, (x) => Math.round((x + 0.5) * (60 / 7) - 1));
  assert.ok(likeness(ramp, same, 7).meanAbsoluteDifference < 0.5); // the rounding to whole levels
});
