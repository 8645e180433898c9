// Expected values: the order of the patches on the page, by hand; tokens are their own number.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { VisionTowerConfig } from "../config/model-config.ts";
import { goldenConfig } from "../golden.fixture.ts";
import type { PreparedImage } from "../prepare/prepare-image.ts";
import { joinTiles } from "./join-tiles.ts";

const tower = goldenConfig().vision!;

interface Made {
  /** Patches along a tile's edge. */
  readonly edge: number;
  readonly paper: readonly [number, number];
  readonly picture: readonly [number, number];
  readonly tiles: number;
  readonly mergeType?: VisionTowerConfig["mergeType"];
  readonly keepsClassToken?: boolean;
  readonly newline?: number | null;
}

/** Patches are two pixels wide; -1 stands for the end of a row. */
function joined(made: Made): number[] {
  const { edge, paper, picture, tiles, mergeType = "spatial_unpad", keepsClassToken = false } = made;
  const { newline = -1 } = made;
  const config: VisionTowerConfig = {
    ...tower,
    patchPx: 2,
    mergeType,
    keepsClassToken,
    image: { ...tower.image, sizePx: 2 * edge, gridPinpoints: [paper] },
  };
  const image: PreparedImage = {
    tiles: Array.from({ length: tiles }, () => new Float32Array(0)),
    original: { widthPx: picture[0], heightPx: picture[1] },
    aspect: "anyres",
  };
  const perTile = edge * edge + (keepsClassToken ? 1 : 0);
  const tokens = Float32Array.from({ length: tiles * perTile }, (_, i) => i);
  const end = newline === null ? null : Float32Array.of(newline);
  return [...joinTiles({ config, image, tokens, width: 1, newline: end })];
}

test("the whole first, then two tiles side by side, row by row", () => {
  const made = { edge: 2, paper: [8, 4], picture: [80, 40], tiles: 3 } as const;
  assert.deepEqual(joined(made), [0, 1, 2, 3, 4, 5, 8, 9, -1, 6, 7, 10, 11, -1]);
  assert.deepEqual(joined({ ...made, mergeType: "spatial" }), [0, 1, 2, 3, 4, 5, 8, 9, 6, 7, 10, 11]);
  assert.deepEqual(
    joined({ ...made, mergeType: "flat" }),
    Array.from({ length: 12 }, (_, i) => i),
  );
});

test("two tiles below each other", () => {
  const made = { edge: 2, paper: [4, 8], picture: [40, 80], tiles: 3 } as const;
  assert.deepEqual(joined(made), [0, 1, 2, 3, 4, 5, -1, 6, 7, -1, 8, 9, -1, 10, 11, -1]);
});

test("rows that show paper only are left out, half above and half below", () => {
  // 32 x 8 on 16 x 8 paper fills two of four rows of patches
  const made = { edge: 4, paper: [16, 8], picture: [32, 8], tiles: 3 } as const;
  const row = (y: number) => [16, 17, 18, 19, 32, 33, 34, 35].map((first) => first + 4 * y);
  assert.deepEqual(joined(made).slice(16), [...row(1), -1, ...row(2), -1]);
});

test("and columns likewise", () => {
  const made = { edge: 4, paper: [8, 16], picture: [8, 32], tiles: 3 } as const;
  const rows = Array.from({ length: 8 }, (_, y) => [16 + 4 * y + 1, 16 + 4 * y + 2, -1]);
  assert.deepEqual(joined(made).slice(16), rows.flat());
});

test("a class token that is kept stands before its whole picture, and with no tile", () => {
  const made = { edge: 1, paper: [4, 2], picture: [40, 20], tiles: 3, keepsClassToken: true } as const;
  assert.deepEqual(joined(made), [0, 1, 3, 5, -1]);
});
