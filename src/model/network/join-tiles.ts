// The tokens of a picture's tiles, joined (LLaVA-1.6): first those of the whole picture, then those of the tiles as
// they lie on the page, row by row, without the rows or columns of empty paper; a learnt token ends each row.
import type { VisionTowerConfig } from "../config/model-config.ts";
import { bestResolution } from "../prepare/image-tiles.ts";
import type { PreparedImage } from "../prepare/prepare-image.ts";
import type { PixelSize } from "../prepare/resize-bicubic.ts";
import { patchesAcross } from "./vision-tower.ts";

export interface TileTokens {
  readonly config: VisionTowerConfig;
  readonly image: PreparedImage;
  /** Rows of `width` floats, those of one tile after those of another. */
  readonly tokens: Float32Array;
  readonly width: number;
  /** null in a model that was trained without. */
  readonly newline: Float32Array | null;
}

export function joinTiles({ config, image, tokens, width, newline }: TileTokens): Float32Array {
  const { mergeType } = config;
  if (image.aspect !== "anyres" || mergeType === "flat") return tokens;
  const edge = patchesAcross(config);
  const perTile = tokens.length / width / image.tiles.length;
  const paper = bestResolution(image.original, config.image.gridPinpoints);
  const tilesAcross = paper.widthPx / config.image.sizePx;
  const row = (token: number) => tokens.subarray(token * width, (token + 1) * width);
  const whole = Array.from({ length: perTile }, (_, i) => row(i));
  // the class token, where it is kept, stands before the patches
  const tokenOf = (tile: number, patch: number) =>
    row((tile + 1) * perTile + (perTile - edge * edge) + patch);
  if (mergeType === "spatial") {
    const tiles = image.tiles.length - 1;
    const lines = (tiles / tilesAcross) * edge;
    const all = gridRows(
      { first: 0, end: tilesAcross * edge },
      { first: 0, end: lines },
      { edge, tilesAcross, tokenOf },
    );
    return joinRows([...whole, ...all.flat()], width);
  }
  const across = paper.widthPx / config.image.sizePx;
  const down = paper.heightPx / config.image.sizePx;
  const { columns, rows } = withoutPaper(image.original, { across: across * edge, down: down * edge });
  const lines = gridRows(columns, rows, { edge, tilesAcross, tokenOf });
  const ended = lines.flatMap((line) => (newline === null ? line : [...line, newline]));
  return joinRows([...whole, ...ended], width);
}

interface Span {
  readonly first: number;
  readonly end: number;
}

interface Grid {
  readonly edge: number;
  readonly tilesAcross: number;
  readonly tokenOf: (tile: number, patch: number) => Float32Array;
}

function gridRows(columns: Span, rows: Span, { edge, tilesAcross, tokenOf }: Grid): Float32Array[][] {
  const lines: Float32Array[][] = [];
  for (let y = rows.first; y < rows.end; y++) {
    const line: Float32Array[] = [];
    for (let x = columns.first; x < columns.end; x++) {
      const tile = Math.floor(y / edge) * tilesAcross + Math.floor(x / edge);
      line.push(tokenOf(tile, (y % edge) * edge + (x % edge)));
    }
    lines.push(line);
  }
  return lines;
}

/** Which columns and rows of patches show the picture; half of what is empty lies on each side. */
function withoutPaper(
  { widthPx, heightPx }: PixelSize,
  { across, down }: { readonly across: number; readonly down: number },
): { columns: Span; rows: Span } {
  const all = (count: number) => ({ first: 0, end: count });
  const middle = (count: number, shown: number) => {
    const empty = Math.floor((count - shown) / 2);
    return { first: empty, end: count - empty };
  };
  if (widthPx / heightPx > across / down) {
    return { columns: all(across), rows: middle(down, Math.trunc(heightPx * (across / widthPx))) };
  }
  return { columns: middle(across, Math.trunc(widthPx * (down / heightPx))), rows: all(down) };
}

function joinRows(rows: readonly Float32Array[], width: number): Float32Array {
  const all = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    all.set(row, i * width);
  });
  return all;
}
