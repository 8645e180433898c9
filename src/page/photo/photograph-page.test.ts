import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import type { PageRaster } from "../draw/page-to-raster.ts";
import { EFFECT_NAMES, type Effect } from "./effect.ts";
import { photographPage, photographPixels, photographToJpeg } from "./photograph-page.ts";

const [WIDTH, HEIGHT] = [1100, 850];

/** White paper with round black marks of a radius of 5 px, antialiased, at known places. */
function marked(): { raster: PageRaster; marks: [number, number][] } {
  const indices = new Uint8Array(WIDTH * HEIGHT);
  const marks: [number, number][] = [];
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 5; column++) {
      marks.push([150 + 200 * column + 0.37 * row, 130 + 195 * row + 0.61 * column]);
    }
  }
  for (const [x0, y0] of marks) {
    for (let y = Math.floor(y0 - 8); y < y0 + 8; y++) {
      for (let x = Math.floor(x0 - 8); x < x0 + 8; x++) {
        const away = Math.hypot(x + 0.5 - x0, y + 0.5 - y0);
        indices[y * WIDTH + x] = Math.round(15 * Math.max(0, Math.min(1, 5.5 - away)));
      }
    }
  }
  const palette = Uint8Array.from({ length: 48 }, (_, at) => 255 - 17 * Math.floor(at / 3));
  return { raster: { widthPx: WIDTH, heightPx: HEIGHT, pxPerMm: 100 / 25.4, indices, palette }, marks };
}

const { raster, marks } = marked();

/** Middle of the darkness around a place, each pixel against the lightest of the neighbourhood. */
function centroid(
  { rgb, widthPx, heightPx }: { rgb: Uint8Array; widthPx: number; heightPx: number },
  x0: number,
  y0: number,
  { reach = 12, leaveOut = 0.02 },
): [number, number] | null {
  let [sum, sumX, sumY] = [0, 0, 0];
  const [left, top] = [Math.floor(x0 - reach), Math.floor(y0 - reach)];
  if (left < 0 || top < 0 || left + 2 * reach >= widthPx || top + 2 * reach >= heightPx) return null;
  const darkness: [number, number, number][] = [];
  for (let y = top; y < top + 2 * reach; y++) {
    for (let x = left; x < left + 2 * reach; x++) {
      const at = 3 * (y * widthPx + x);
      darkness.push([x + 0.5, y + 0.5, rgb[at]! + rgb[at + 1]! + rgb[at + 2]!]);
    }
  }
  const levels = darkness.map((each) => each[2]).sort((one, other) => one - other);
  const paper = levels[Math.floor(0.8 * levels.length)]!;
  // noise is left out, softly: a hard edge would jump from pixel to pixel
  const lightest = paper - leaveOut * (paper - levels[0]!);
  for (const [x, y, level] of darkness) {
    const weight = Math.max(0, lightest - level);
    sum += weight;
    sumX += weight * x;
    sumY += weight * y;
  }
  return sum === 0 ? null : [sumX / sum, sumY / sum];
}

/** Distances of the marks found in the pixels from where the map says they are. */
function errors(effects: readonly Effect[], leaveOut: number): number[] {
  const photograph = photographPage(raster, effects, { seed: 9 });
  const pixels = photographPixels(photograph);
  return marks.flatMap(([x, y]) => {
    const point = Float64Array.of(x, y);
    photograph.map.toPicture(point);
    const found = centroid(pixels, point[0]!, point[1]!, { leaveOut });
    return found === null ? [] : [Math.hypot(found[0] - point[0]!, found[1] - point[1]!)];
  });
}

const CHAINS: Record<string, { chain: Effect[]; most: number }> = {
  nothing: { chain: [], most: 0.05 },
  rotate: { chain: [{ effect: "rotate", degrees: 7 }], most: 0.05 },
  perspective: {
    chain: [{ effect: "perspective", tiltDegrees: 18, swingDegrees: -12, distance: 1.3 }],
    most: 0.08,
  },
  "crop and pad": {
    chain: [
      { effect: "crop", left: 0.03, top: 0.05 },
      { effect: "pad", topMm: 12.3 },
    ],
    most: 0.05,
  },
  "half size": { chain: [{ effect: "resolution", dpi: 50 }], most: 0.08 },
  larger: { chain: [{ effect: "resolution", dpi: 173 }], most: 0.08 },
  turn: { chain: [{ effect: "turn", quarters: 3 }], most: 0.05 },
  lens: { chain: [{ effect: "lens", barrel: 0.04 }], most: 0.08 },
  wrinkles: { chain: [{ effect: "wrinkles", pullMm: 1.5, sizeMm: 50, relief: 0 }], most: 0.15 },
  creases: { chain: [{ effect: "creases", count: 12, pullMm: 0.5, relief: 0, wear: 0 }], most: 0.3 },
  folds: { chain: [{ effect: "folds", upright: 1, level: 1, pullMm: 0.5, relief: 0, wear: 0 }], most: 0.3 },
  curl: { chain: [{ effect: "curl", bowMm: 8 }], most: 0.1 },
  blurs: {
    chain: [
      { effect: "blur", kind: "gaussian", sizeMm: 0.4 },
      { effect: "blur", kind: "motion", sizeMm: 1.2, degrees: 33 },
      { effect: "blur", kind: "defocus", sizeMm: 0.7 },
    ],
    most: 0.1,
  },
  "the whole way": {
    chain: [
      { effect: "paper" },
      { effect: "wrinkles", pullMm: 0.8, relief: 0.1 },
      { effect: "creases", count: 6, relief: 0.1 },
      { effect: "perspective", tiltDegrees: 9, swingDegrees: 7 },
      { effect: "rotate", degrees: -3 },
      { effect: "pad", leftMm: 10, topMm: 10, rightMm: 10, bottomMm: 10 },
      { effect: "background", kind: "wood", sheets: 2 },
      { effect: "light" },
      { effect: "vignette" },
      { effect: "blur", sizeMm: 0.15 },
      { effect: "noise" },
      { effect: "temperature", kelvin: 3200 },
      { effect: "jpeg", quality: 70, saves: 2 },
    ],
    most: 0.5,
  },
};

for (const [name, { chain, most }] of Object.entries(CHAINS)) {
  test(`${name}: marks in the pixels lie where the map says, within ${most} px`, () => {
    const away = errors(chain, name === "the whole way" ? 0.4 : 0.02);
    assert.ok(away.length >= 8, `${away.length} marks are in the picture`);
    assert.ok(Math.max(...away) < most, `${Math.max(...away)} px away`);
  });
}

test("the same seed makes the same picture, another seed another one", () => {
  const chain = CHAINS["the whole way"]!.chain;
  const hash = (seed: number) =>
    createHash("sha256")
      .update(photographToJpeg(photographPage(raster, chain, { seed })))
      .digest("hex");
  assert.equal(hash(5), hash(5));
  assert.notEqual(hash(5), hash(6));
});

test("the list of applied effects makes the same picture again, under any seed", () => {
  const first = photographPage(raster, CHAINS["the whole way"]!.chain, { seed: 5 });
  const again = photographPage(raster, first.applied as unknown as Effect[], { seed: 77 });
  assert.deepEqual(again.applied, first.applied);
  assert.ok(Buffer.from(again.picture.rgb).equals(Buffer.from(first.picture.rgb)));
});

test("without effects the picture is the raster", () => {
  const { picture, jpeg } = photographPage(raster, [], { seed: 1 });
  assert.equal(jpeg, null);
  const wanted = Uint8Array.from(raster.indices, (index) => raster.palette[3 * index]!);
  assert.ok(picture.rgb.every((level, at) => level === wanted[Math.floor(at / 3)]!));
});

test("every effect runs at its usual parameters and changes the picture", () => {
  const plain = photographPage(raster, [], { seed: 1 }).picture;
  // their usual parameters leave a picture alone that has no colour, no paper beside it, or its own size
  const neutral = new Set(["rotate", "perspective", "turn", "crop", "pad", "background", "tone", "grey"]);
  for (const name of EFFECT_NAMES) {
    const photograph = photographPage(raster, [{ effect: name } as Effect], { seed: 1 });
    const pixels = photographPixels(photograph);
    const isSame =
      pixels.widthPx === plain.widthPx &&
      pixels.heightPx === plain.heightPx &&
      Buffer.from(pixels.rgb).equals(Buffer.from(plain.rgb));
    assert.equal(isSame, neutral.has(name), name);
  }
});

test("a picture that would be too large is refused by the name of the effect", () => {
  assert.throws(
    () => photographPage(raster, [{ effect: "resolution", dpi: 1200 }], { seed: 1 }),
    (error) =>
      error instanceof UsageError && /effect resolution: .* wanted at most 64 million/.test(error.message),
  );
});
