// Expected values: Pillow 13.0.0 and the reference's image processor (test/fixtures/golden/README.md), to the bit.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { goldenConfig, goldenJson, goldenPicture, goldenTensors } from "../golden.fixture.ts";
import { bestResolution } from "./image-tiles.ts";
import { CLIP_MEAN, cropMiddle, padToSquare, prepareImage, shrink } from "./prepare-image.ts";
import { resizeBicubic } from "./resize-bicubic.ts";

const { pillow, sha256 } = goldenJson("expected/pictures.json");
const settings = goldenConfig().vision!.image;

function sha256Of(values: Uint8Array | Float32Array): string {
  return createHash("sha256")
    .update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    .digest("hex");
}

for (const [name, widthPx, heightPx, wanted] of pillow) {
  test(`${name} resized to ${widthPx} x ${heightPx} is Pillow's to the bit`, async () => {
    const picture = resizeBicubic(await goldenPicture(name), { widthPx, heightPx });
    assert.deepEqual([picture.widthPx, picture.heightPx], [widthPx, heightPx]);
    assert.equal(sha256Of(picture.rgb), wanted);
  });
}

test("336 pixels of a wide page: the reference's crop to the bit", async () => {
  const picture = cropMiddle(shrink(await goldenPicture("wide440"), 336), 336);
  assert.equal(sha256Of(picture.rgb), sha256["clip336_wide440"]);
});

test("the tower's numbers are the reference's to the bit, of wide and of tall pictures", async () => {
  for (const [name, item] of [
    ["wide", "item0.image"],
    ["tall", "item1.image"],
  ] as const) {
    const { tiles } = prepareImage(await goldenPicture(name), settings);
    assert.equal(tiles.length, 1);
    assert.equal(sha256Of(tiles[0]!), sha256[item]);
  }
});

test("tiles: the whole picture, then four, the reference's to the bit", async () => {
  const { tiles } = prepareImage(await goldenPicture("wide"), { ...settings, aspect: "anyres" });
  const wanted = goldenTensors("expected/single_anyres.safetensors").get("pixel_values")!;
  const size = 3 * 56 * 56;
  assert.equal(tiles.length, 5);
  const different = tiles.filter((tile, i) => tile.some((value, k) => value !== wanted.values[i * size + k]));
  assert.equal(different.length, 0);
});

test("padded pictures: Pillow and the reference's arithmetic to the bit", async () => {
  for (const name of ["wide", "tall"] as const) {
    const { tiles } = prepareImage(await goldenPicture(name), { ...settings, aspect: "pad" });
    assert.equal(sha256Of(tiles[0]!), sha256[`pad.${name}`]);
  }
});

test("padding keeps the whole page, in the middle of the mean colour", () => {
  // two pixels side by side, red and blue
  const square = padToSquare(
    { widthPx: 2, heightPx: 1, rgb: Uint8Array.of(255, 0, 0, 0, 0, 255) },
    CLIP_MEAN,
  );
  // the colour is 255 times the mean, cut to a whole number: 122, 116, 104, as LLaVA has it
  assert.deepEqual([...square.rgb], [255, 0, 0, 0, 0, 255, 122, 116, 104, 122, 116, 104]);
});

test("the paper is the one that keeps most pixels, then the one that wastes least", () => {
  // worked out by hand: 220 x 170 at 112 x 112 keeps 112 x 86; at 112 x 56 it keeps 72 x 56
  const choices = [
    [56, 112],
    [112, 56],
    [112, 112],
  ] as const;
  assert.deepEqual(bestResolution({ widthPx: 220, heightPx: 170 }, choices), { widthPx: 112, heightPx: 112 });
  // a strip: 112 x 28 on both, and 112 x 56 wastes less
  assert.deepEqual(bestResolution({ widthPx: 400, heightPx: 100 }, choices), { widthPx: 112, heightPx: 56 });
});

test("a picture that cannot be prepared is refused, not blown up", () => {
  const strip = { widthPx: 5000, heightPx: 1, rgb: new Uint8Array(15_000) };
  assert.throws(() => prepareImage(strip, settings), UsageError);
  const none = { ...settings, aspect: "anyres" as const, gridPinpoints: [] };
  assert.throws(() => prepareImage({ ...strip, widthPx: 100, heightPx: 50 }, none), /image_grid_pinpoints/);
});
