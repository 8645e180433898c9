import assert from "node:assert/strict";
import { test } from "node:test";
import { UsageError } from "../../ecg/errors.ts";
import { decodeJpeg } from "./decode-jpeg.ts";
import { encodeJpeg, type JpegOptions } from "./encode-jpeg.ts";
import { jpegRoundTrip } from "./jpeg-round-trip.ts";
import type { Picture } from "./picture.ts";

/** Colours that change smoothly, a hard edge and noise: every coefficient gets something to do. */
function picture(widthPx: number, heightPx: number): Picture {
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  let state = 1;
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++, at += 3) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const noise = (state >>> 28) - 8;
      const isInk = (x + 2 * y) % 37 < 3;
      rgb[at] = isInk ? 30 : Math.max(0, Math.min(255, 230 + noise));
      rgb[at + 1] = isInk ? 30 : Math.max(0, Math.min(255, 180 + ((x >> 2) % 40) + noise));
      rgb[at + 2] = isInk ? 40 : Math.max(0, Math.min(255, 160 + ((y >> 1) % 70) - noise));
    }
  }
  return { widthPx, heightPx, rgb };
}

function difference(one: Picture, other: Picture): { mean: number; most: number } {
  let [sum, most] = [0, 0];
  one.rgb.forEach((level, at) => {
    const away = Math.abs(level - other.rgb[at]!);
    sum += away;
    most = Math.max(most, away);
  });
  return { mean: sum / one.rgb.length, most };
}

const SIZES = [
  [64, 48],
  [61, 45], // neither side a multiple of a block
  [17, 16],
  [8, 1],
  [1, 1],
] as const;
const WAYS: JpegOptions[] = [
  { quality: 90 },
  { quality: 40 },
  { quality: 100, subsampling: "4:4:4" },
  { quality: 5, subsampling: "4:4:4" },
];

test("libjpeg-turbo reads what is written, and sees what the round trip without a file says", async () => {
  for (const [widthPx, heightPx] of SIZES) {
    for (const options of WAYS) {
      const given = picture(widthPx, heightPx);
      const read = await decodeJpeg(encodeJpeg(given, options), "made");
      assert.deepEqual([read.widthPx, read.heightPx], [widthPx, heightPx]);
      const { mean, most } = difference(read, jpegRoundTrip(given, options));
      // its transform works in integers: a level here and there, three where two roundings of colour meet
      assert.ok(
        mean < 0.5 && most <= 4,
        `${widthPx} x ${heightPx}, ${JSON.stringify(options)}: ${mean}, ${most}`,
      );
    }
  }
});

test("at quality 100 without subsampling a picture comes back within rounding", async () => {
  const given = picture(64, 48);
  const read = await decodeJpeg(encodeJpeg(given, { quality: 100, subsampling: "4:4:4" }), "made");
  const { mean, most } = difference(read, given);
  assert.ok(mean < 0.8 && most <= 4, `${mean}, ${most}`);
});

test("lower quality makes smaller files and larger errors", async () => {
  const given = picture(320, 240);
  const files = [95, 75, 50, 20].map((quality) => encodeJpeg(given, { quality }));
  const errors = await Promise.all(
    files.map(async (file) => difference(await decodeJpeg(file, "made"), given).mean),
  );
  for (let at = 1; at < files.length; at++) {
    assert.ok(files[at]!.length < files[at - 1]!.length);
    assert.ok(errors[at]! > errors[at - 1]!);
  }
});

test("the file says its resolution and a comment, in the places of JFIF 1.02", () => {
  const file = encodeJpeg(picture(8, 8), { dpi: 200, comment: "not a medical device" });
  // SOI, APP0 of 16 bytes: "JFIF\0", version, unit 1 (dots an inch), density across and down
  assert.deepEqual([...file.subarray(0, 6)], [0xff, 0xd8, 0xff, 0xe0, 0, 16]);
  assert.deepEqual([...file.subarray(13, 18)], [1, 0, 200, 0, 200]);
  assert.ok(Buffer.from(file).includes("not a medical device"));
  assert.deepEqual([...file.subarray(-2)], [0xff, 0xd9]);
});

test("what the format cannot hold is refused", () => {
  for (const [given, options, message] of [
    [picture(8, 8), { quality: 0 }, /JPEG quality: got 0, wanted a whole number from 1 to 100/],
    [picture(8, 8), { quality: 85.5 }, /got 85\.5/],
    [
      { widthPx: 70000, heightPx: 1, rgb: new Uint8Array(0) },
      {},
      /got 70000 x 1 px, wanted sides from 1 to 65535/,
    ],
    [{ widthPx: 0, heightPx: 1, rgb: new Uint8Array(0) }, {}, /got 0 x 1 px/],
  ] as const) {
    assert.throws(
      () => encodeJpeg(given, options),
      (error) => error instanceof UsageError && message.test(error.message),
    );
  }
});
