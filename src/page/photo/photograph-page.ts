// A page's raster through a chain of effects: paint the sheet, bend it, place the camera, take the picture in one
// resampling pass with light and colour in the same rows, then save. The same raster, effects and seed give the same
// pixels in every engine: no step uses Math.random, a clock, or a function that engines round differently.

import { UsageError } from "../../ecg/errors.ts";
import { encodeJpeg } from "../../formats/picture/encode-jpeg.ts";
import { jpegRoundTrip } from "../../formats/picture/jpeg-round-trip.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { createRandom, type Random } from "../../signal/random.ts";
import type { PageRaster } from "../draw/page-to-raster.ts";
import { lightRows } from "./capture/light-mesh.ts";
import { type AppliedEffect, appliedEffects, type Effect, kindOf } from "./effect.ts";
import type { JpegSettings, RowStep, SheetMark } from "./effect-kind.ts";
import { displacementField } from "./geometry/displacement-field.ts";
import { type Frame, type GeometryStep, type PictureMap, pictureMap } from "./geometry/picture-map.ts";
import { type Backdrop, type ColourRow, resamplePage } from "./geometry/resample-page.ts";
import { type PackedSheet, packedSheet } from "./sheet/packed-sheet.ts";

export interface Photograph {
  /** As it was before its last save as JPEG, if it has one. */
  readonly picture: Picture;
  readonly map: PictureMap;
  /** The effects with all their parameters and seeds; the same list gives the same picture again. */
  readonly applied: readonly AppliedEffect[];
  /** What effects put on the sheet, in page pixels. */
  readonly marks: readonly SheetMark[];
  /** How its last save compresses it; null where it is not saved as JPEG. */
  readonly jpeg: JpegSettings | null;
  readonly seed: number;
}

const MOST_PIXELS = 64e6;
const LONGEST_SIDE_PX = 32767;

export interface PhotographOptions {
  /** Effects that bring no seed of their own take theirs from this; only its low 32 bits count. */
  readonly seed: number;
}

/** Seeds of an effect's hooks are all the same: a fold's line, its shade and its wear must agree. */
function randomOf({ seed }: AppliedEffect): Random {
  return createRandom(seed);
}

function checkFrame(frame: Frame, effect: string): void {
  const { widthPx, heightPx } = frame;
  if (widthPx * heightPx <= MOST_PIXELS && Math.max(widthPx, heightPx) <= LONGEST_SIDE_PX) return;
  throw new UsageError(
    `effect ${effect}: the picture would have ${widthPx} x ${heightPx} pixels, wanted at most ${MOST_PIXELS / 1e6} million`,
  );
}

/** Sheet of paper with what the effects put on it. */
function paintedSheet(
  raster: PageRaster,
  applied: readonly AppliedEffect[],
): { sheet: PackedSheet; marks: SheetMark[] } {
  const palette = raster.palette.slice();
  for (const effect of applied) {
    const { tint } = kindOf(effect);
    if (tint === undefined) continue;
    for (let at = 0; at + 2 < palette.length; at += 3) {
      palette.set(tint(effect, [palette[at]!, palette[at + 1]!, palette[at + 2]!]), at);
    }
  }
  const sheet = packedSheet({ ...raster, palette });
  const marks = applied.flatMap((effect) => kindOf(effect).paint?.(effect, sheet, randomOf(effect)) ?? []);
  return { sheet, marks };
}

function geometrySteps(page: Frame, applied: readonly AppliedEffect[]): GeometryStep[] {
  const bends = applied.flatMap((effect) => kindOf(effect).bend?.(effect, page, randomOf(effect)) ?? []);
  const steps: GeometryStep[] = [];
  if (bends.length > 0) {
    const field = displacementField(page, (x, y, out) => {
      for (const bend of bends) bend(x, y, out);
    });
    steps.push({ kind: "displaced", field });
  }
  let frame = page;
  for (const effect of applied) {
    const step = kindOf(effect).move?.(effect, frame, randomOf(effect));
    if (step === undefined) continue;
    steps.push(step);
    if (step.kind === "projective") frame = step.frame;
    checkFrame(frame, effect.effect);
  }
  return steps;
}

/** The map of a chain without its pixels. */
export function photographMap(page: Frame, applied: readonly AppliedEffect[]): PictureMap {
  return pictureMap(page, geometrySteps(page, applied));
}

interface Development {
  readonly rows: RowStep[];
  /** Done on the whole picture after the rows. */
  readonly picture: ((picture: Picture) => Picture) | null;
}

/** The steps after the picture is taken, in order, rows together up to the next step on the whole picture. */
function developments(picture: Frame, applied: readonly AppliedEffect[]): Development[] {
  const groups: Development[] = [];
  let rows: RowStep[] = [];
  const endGroup = (whole: Development["picture"]) => {
    groups.push({ rows, picture: whole });
    rows = [];
  };
  const lastSave = applied.findLastIndex((effect) => kindOf(effect).save !== undefined);
  applied.forEach((effect, index) => {
    const kind = kindOf(effect);
    const step = kind.develop?.(effect, picture, randomOf(effect));
    if (step?.kind === "row") rows.push(step.row);
    if (step?.kind === "picture") endGroup(step.picture);
    const save = kind.save?.(effect);
    // the last save is the file; what comes before it leaves its traces in the pixels
    const times = (save?.saves ?? 0) - (index === lastSave && isLastStep(applied, index) ? 1 : 0);
    for (let time = 0; time < times; time++) endGroup((taken) => jpegRoundTrip(taken, save!));
  });
  endGroup(null);
  return groups;
}

function isLastStep(applied: readonly AppliedEffect[], index: number): boolean {
  return applied.slice(index + 1).every((effect) => kindOf(effect).develop === undefined);
}

/** Photographs a page. @throws UsageError where an effect would make the picture larger than 64 million pixels. */
export function photographPage(
  raster: PageRaster,
  effects: readonly Effect[],
  { seed }: PhotographOptions,
): Photograph {
  const applied = appliedEffects(effects, seed);
  const page: Frame = { widthPx: raster.widthPx, heightPx: raster.heightPx, pxPerMm: raster.pxPerMm };
  const { sheet, marks } = paintedSheet(raster, applied);
  const map = photographMap(page, applied);
  const backdrop = applied.reduce<Backdrop | null>(
    (last, effect) => kindOf(effect).backdrop?.(effect, map, randomOf(effect)) ?? last,
    null,
  );
  const shades = applied.flatMap((effect) => kindOf(effect).shade?.(effect, map, randomOf(effect)) ?? []);
  const [first, ...later] = developments(map.picture, applied);
  const reliefs = applied.flatMap((effect) => kindOf(effect).relief?.(effect, page, randomOf(effect)) ?? []);
  const isLit = shades.length + reliefs.length > 0;
  const rowSteps = isLit ? [lightRows(map, { shades, reliefs }), ...first!.rows] : first!.rows;

  const { widthPx, heightPx } = map.picture;
  const rgb = new Uint8Array(3 * widthPx * heightPx);
  resamplePage(sheet, {
    map,
    backdrop,
    onRow: (colours, y) => {
      for (const step of rowSteps) step(colours, y);
      storeRow(colours, rgb, 3 * y * widthPx);
    },
  });
  let picture: Picture = { widthPx, heightPx, rgb };
  if (first!.picture !== null) picture = first!.picture(picture);
  for (const group of later) picture = developed(picture, group);
  const last = applied.findLastIndex((effect) => kindOf(effect).save !== undefined);
  const jpeg = last >= 0 && isLastStep(applied, last) ? kindOf(applied[last]!).save!(applied[last]!) : null;
  return {
    picture,
    map,
    applied,
    marks,
    jpeg: jpeg === null ? null : { quality: jpeg.quality, subsampling: jpeg.subsampling },
    seed: seed >>> 0,
  };
}

/** Rounds a row to whole levels, three colours a pixel. */
function storeRow(colours: ColourRow, rgb: Uint8Array, from: number): void {
  const width = colours.length / 3;
  for (let x = 0, at = from; x < width; x++, at += 3) {
    rgb[at] = (colours[x]! + 8) >> 4;
    rgb[at + 1] = (colours[x + width]! + 8) >> 4;
    rgb[at + 2] = (colours[x + 2 * width]! + 8) >> 4;
  }
}

function developed(picture: Picture, { rows, picture: whole }: Development): Picture {
  if (rows.length > 0) {
    const { widthPx, heightPx, rgb } = picture;
    const colours = new Int16Array(3 * widthPx);
    for (let y = 0; y < heightPx; y++) {
      const from = 3 * y * widthPx;
      for (let x = 0, at = from; x < widthPx; x++, at += 3) {
        colours[x] = rgb[at]! << 4;
        colours[x + widthPx] = rgb[at + 1]! << 4;
        colours[x + 2 * widthPx] = rgb[at + 2]! << 4;
      }
      for (const step of rows) step(colours, y);
      storeRow(colours, rgb, from);
    }
  }
  return whole === null ? picture : whole(picture);
}

/** The photograph as the bytes of its JPEG file; quality 90 where its effects do not say how it is saved. */
export function photographToJpeg({ picture, jpeg, map }: Photograph): Uint8Array {
  const settings = jpeg ?? { quality: 90, subsampling: "4:2:0" };
  return encodeJpeg(picture, {
    ...settings,
    dpi: Math.max(1, Math.min(65535, Math.round(map.picture.pxPerMm * 25.4))),
  });
}

/** The pixels as a reader of its file sees them: with the artefacts of its last save. */
export function photographPixels({ picture, jpeg }: Photograph): Picture {
  return jpeg === null ? picture : jpegRoundTrip(picture, jpeg);
}
