import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageRaster } from "../../draw/page-to-raster.ts";
import type { Effect } from "../effect.ts";
import { photographPage, photographPixels } from "../photograph-page.ts";
import { planckianXy, temperatureGains } from "./temperature.ts";

/** A sheet of one grey. */
function flat(grey: number, [widthPx, heightPx] = [600, 400]): PageRaster {
  return {
    widthPx: widthPx!,
    heightPx: heightPx!,
    pxPerMm: 8,
    indices: new Uint8Array(widthPx! * heightPx!),
    palette: Uint8Array.of(grey, grey, grey),
  };
}

const levels = (raster: PageRaster, effects: Effect[], seed = 3) =>
  photographPixels(photographPage(raster, effects, { seed })).rgb;

function spread(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, sd: Math.sqrt(square) };
}

test("noise has the standard deviation that it says; shot noise less of it in the dark", () => {
  for (const [grey, shot, wanted] of [
    [128, 0, 12],
    [204, 1, 12 * Math.sqrt(204 / 255)],
    [51, 1, 12 * Math.sqrt(51 / 255)],
  ] as const) {
    for (const grain of [0, 0.4]) {
      const rgb = levels(flat(grey), [{ effect: "noise", sdLevels: 12, shot, grain, colour: 0.5 }]);
      const { mean, sd } = spread([...rgb]);
      assert.ok(Math.abs(mean - grey) < 0.5, `mean ${mean}`);
      // the strength follows the level before noise; rounding to levels adds a twelfth to the variance
      assert.ok(Math.abs(sd / wanted - 1) < 0.04, `${sd}, wanted ${wanted}`);
    }
  }
});

test("noise of no colour is grey; of all colour red and green have nothing in common", () => {
  const both = (colour: number) => {
    const rgb = levels(flat(128), [{ effect: "noise", sdLevels: 12, shot: 0, grain: 0, colour }]);
    let [product, square] = [0, 0];
    for (let at = 0; at < rgb.length; at += 3) {
      product += (rgb[at]! - 128) * (rgb[at + 1]! - 128);
      square += (rgb[at]! - 128) ** 2;
    }
    return product / square;
  };
  assert.equal(both(0), 1);
  assert.ok(Math.abs(both(1)) < 0.02); // five deviations of 1 / sqrt(240,000)
});

test("grain makes neighbours alike by its own amount, along rows and columns", () => {
  const rgb = levels(flat(128), [{ effect: "noise", sdLevels: 20, shot: 0, grain: 0.6, colour: 0 }]);
  for (const step of [1, 600]) {
    let [product, square] = [0, 0];
    for (let pixel = 0; pixel + step < 600 * 60; pixel++) {
      product += (rgb[3 * pixel]! - 128) * (rgb[3 * (pixel + step)]! - 128);
      square += (rgb[3 * pixel]! - 128) ** 2;
    }
    assert.ok(Math.abs(product / square - 0.6) < 0.06);
  }
});

test("salt hits the share of pixels that it says", () => {
  const rgb = levels(flat(128), [{ effect: "salt", share: 0.02, pepper: 0.25 }]);
  const count = (level: number) =>
    rgb.filter((value, at) => at % 3 === 0 && value === level).length / 240_000;
  assert.ok(Math.abs(count(0) - 0.005) < 0.0008);
  assert.ok(Math.abs(count(255) - 0.015) < 0.0013);
});

test("black bodies have their CIE chromaticities", () => {
  // CIE 15: illuminant A is a black body of 2856 K at (0.44758, 0.40745); Planckian points of 5000 and 10000 K
  // from the tabulated locus: (0.3451, 0.3516) and (0.2807, 0.2884)
  for (const [kelvin, x, y] of [
    [2856, 0.44758, 0.40745],
    [5000, 0.3451, 0.3516],
    [10000, 0.2807, 0.2884],
  ] as const) {
    const [gotX, gotY] = planckianXy(kelvin);
    assert.ok(Math.abs(gotX - x) < 0.001 && Math.abs(gotY - y) < 0.001, `${kelvin}: ${gotX} ${gotY}`);
  }
});

test("6504 K leaves colours, less is redder and more is bluer, full adaptation takes all of it away", () => {
  for (const gain of temperatureGains(6504, 0)) assert.ok(Math.abs(gain - 1) < 1e-9);
  const [warmRed, , warmBlue] = temperatureGains(3000, 0);
  assert.ok(warmRed > 1.3 && warmBlue < 0.5);
  const [coldRed, , coldBlue] = temperatureGains(12000, 0);
  assert.ok(coldRed < 1 && coldBlue > 1.2);
  for (const gain of temperatureGains(3000, 1)) assert.ok(Math.abs(gain - 1) < 1e-9);
});

test("a vignette takes from the corners what it says, in linear light, and nothing from the middle", () => {
  const rgb = levels(flat(200), [{ effect: "vignette", depth: 0.5 }]);
  const middle = rgb[3 * (200 * 600 + 300)]!;
  assert.ok(Math.abs(middle - 200) <= 1);
  assert.ok(Math.abs(rgb[0]! - 200 * 0.5 ** (1 / 2.2)) < 2);
});

test("blurs keep the mean and spread a line over their width", () => {
  const raster = flat(255);
  raster.indices.forEach((_, pixel) => {
    if (pixel % 600 === 300) raster.indices[pixel] = 1;
  });
  const lined = { ...raster, palette: Uint8Array.of(255, 255, 255, 0, 0, 0) };
  const profile = (effect: Effect) => {
    const rgb = levels(lined, [effect]);
    return Array.from({ length: 600 }, (_, x) => 255 - rgb[3 * (200 * 600 + x)]!);
  };
  const moments = (values: readonly number[]) => {
    const sum = values.reduce((total, value) => total + value, 0);
    const mean = values.reduce((total, value, x) => total + x * value, 0) / sum;
    return {
      sum,
      mean,
      variance: values.reduce((total, value, x) => total + (x - mean) ** 2 * value, 0) / sum,
    };
  };
  const gaussian = moments(profile({ effect: "blur", kind: "gaussian", sizeMm: 0.25 })); // 2 px
  assert.ok(Math.abs(gaussian.sum - 255) < 8 && Math.abs(gaussian.mean - 300) < 0.02);
  assert.ok(Math.abs(gaussian.variance - 4) < 0.35);
  const motion = moments(profile({ effect: "blur", kind: "motion", sizeMm: 1.125, degrees: 0 })); // 9 px
  assert.ok(Math.abs(motion.mean - 300) < 0.02);
  assert.ok(Math.abs(motion.variance - (81 - 1) / 12) < 0.2); // of 9 equal steps
  const disk = moments(profile({ effect: "blur", kind: "defocus", sizeMm: 0.75 })); // 6 px
  assert.ok(Math.abs(disk.mean - 300) < 0.02);
  assert.ok(Math.abs(disk.variance - 36 / 4) < 0.9); // a disk seen from the side: r^2 / 4
});

test("black and white leaves nothing between; against surroundings it looks through a shadow", () => {
  const raster = flat(255);
  for (let y = 0; y < 400; y++) raster.indices.fill(1, y * 600 + 500, y * 600 + 504);
  const lined = { ...raster, palette: Uint8Array.of(230, 230, 230, 60, 60, 60) };
  const dark: Effect[] = [{ effect: "light", fall: 0.85, fromDegrees: 180 }];
  const shares = (effect: Effect) => {
    const rgb = levels(lined, [...dark, effect]);
    assert.ok(rgb.every((level) => level === 0 || level === 255));
    return rgb.filter((level, at) => at % 3 === 0 && level === 0).length / 240_000;
  };
  const line = 4 / 600;
  assert.ok(Math.abs(shares({ effect: "threshold", against: "surroundings", level: 0.4 }) - line) < 0.002);
  assert.ok(shares({ effect: "threshold", against: "white", level: 0.55 }) > 0.2);
});
