import assert from "node:assert/strict";
import { test } from "node:test";
import type { Picture } from "../../formats/picture/picture.ts";
import { discCentre } from "./disc-centre.ts";

const RADIUS = 6;

/** Discs of `RADIUS` px, each pixel as dark as the part of it that they cover (by 8 x 8 points). */
function picture(discs: readonly (readonly [number, number])[], paper = 230): Picture {
  const [widthPx, heightPx] = [60, 50];
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  for (let pixel = 0; pixel < widthPx * heightPx; pixel++) {
    let covered = 0;
    for (let point = 0; point < 64; point++) {
      const x = (pixel % widthPx) + ((point % 8) + 0.5) / 8;
      const y = Math.floor(pixel / widthPx) + (Math.floor(point / 8) + 0.5) / 8;
      if (discs.some(([cx, cy]) => (x - cx) ** 2 + (y - cy) ** 2 < RADIUS ** 2)) covered++;
    }
    rgb.fill(Math.round(paper - (paper - 20) * (covered / 64)), 3 * pixel, 3 * pixel + 3);
  }
  return { widthPx, heightPx, rgb };
}

test("the centre is found to a few hundredths of a pixel, also where it was expected elsewhere", () => {
  for (const [x, y] of [
    [30, 25],
    [30.37, 24.81],
    [28.5, 26.25],
  ] as const) {
    const found = discCentre(picture([[x, y]]), { xPx: 30, yPx: 25, radiusPx: RADIUS })!;
    assert.ok(Math.hypot(found.xPx - x, found.yPx - y) < 0.03, `${found.xPx}, ${found.yPx} for ${x}, ${y}`);
  }
});

test("nothing is found where there is nothing, half of it, two of them, or the picture's edge", () => {
  const at = { xPx: 30, yPx: 25, radiusPx: RADIUS };
  assert.equal(discCentre(picture([]), at), null);
  assert.equal(discCentre(picture([[41, 25]]), at), null);
  assert.equal(
    discCentre(
      picture([
        [30, 25],
        [39, 30],
      ]),
      at,
    ),
    null,
  );
  assert.equal(discCentre(picture([[8, 25]]), { ...at, xPx: 8 }), null);
});
