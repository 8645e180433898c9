// What an effect is. A chain acts in the order of the world, whatever order it is written in: first on the sheet (ink,
// stains, the paper itself), then in space (folds, the camera's place), then on the light, then in the camera and the
// file. Within each, effects act as listed. All of space is one map and one resampling pass.

import type { z } from "zod";
import type { Subsampling } from "../../formats/picture/jpeg-planes.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import type { Random } from "../../signal/random.ts";
import type { Frame, GeometryStep, PictureMap } from "./geometry/picture-map.ts";
import type { Backdrop, ColourRow } from "./geometry/resample-page.ts";
import type { PackedSheet } from "./sheet/packed-sheet.ts";

/** Something that an effect put on the sheet, for the truth: its outline in page pixels. */
export interface SheetMark {
  readonly kind: "handwriting" | "stamp" | "header" | "redaction" | "stain";
  readonly text: string | null;
  /** x0, y0, x1, y1, ... of a closed outline. */
  readonly outlinePx: readonly number[];
}

/** Light that falls on a point of the picture, as a factor in linear light; on the table as on the paper. */
export type Shade = (pictureX: number, pictureY: number) => number;

/** Light that the paper itself gives back at a point of the page: its folds, slopes and stains of age. */
export type Relief = (pageX: number, pageY: number) => number;

/** Changes a row of the picture in place; rows come from the top, each once. */
export type RowStep = (colours: ColourRow, y: number) => void;

/** Steps after the picture is taken: row by row where a pixel depends on itself alone, else the whole picture. */
export type DevelopStep =
  | { readonly kind: "row"; readonly row: RowStep }
  | { readonly kind: "picture"; readonly picture: (picture: Picture) => Picture };

export interface JpegSettings {
  readonly quality: number;
  readonly subsampling: Subsampling;
}

/** Displacement of the paper at a point of the page, added to `out`. */
export type Bend = (x: number, y: number, out: Float64Array) => void;

/** One kind of effect. Each hook starts at the beginning of the effect's own random numbers, so that all see the same folds. */
export interface EffectKind<Shape extends z.ZodRawShape, Parameters, Name extends string = string> {
  readonly name: Name;
  readonly parameters: Shape;
  /** What an effect takes for parameters that are not given. */
  readonly usual: Parameters;
  /** Changes colours all over the sheet alike: applied to the palette before anything is drawn on it. */
  readonly tint?: (
    parameters: Parameters,
    colour: readonly [number, number, number],
  ) => [number, number, number];
  readonly paint?: (parameters: Parameters, sheet: PackedSheet, random: Random) => SheetMark[];
  /** Pulls the paper aside, in the page's own pixels, before any `move`; what `bend` returns ADDS to out[0], out[1]. */
  readonly bend?: (parameters: Parameters, page: Frame, random: Random) => Bend;
  readonly move?: (parameters: Parameters, frame: Frame, random: Random) => GeometryStep;
  readonly backdrop?: (parameters: Parameters, map: PictureMap, random: Random) => Backdrop;
  /** Alike in the page's own pixels; beyond the sheet it is not asked. */
  readonly relief?: (parameters: Parameters, page: Frame, random: Random) => Relief;
  readonly shade?: (parameters: Parameters, map: PictureMap, random: Random) => Shade;
  readonly develop?: (parameters: Parameters, frame: Frame, random: Random) => DevelopStep;
  /** Saves as JPEG; the last such save of a chain is the picture's file. */
  readonly save?: (parameters: Parameters) => JpegSettings & { readonly saves: number };
}

/** Gives an effect kind's hooks the types of its parameters. */
export function effectKind<const Name extends string, Shape extends z.ZodRawShape>(
  kind: EffectKind<Shape, z.output<z.ZodObject<Shape>>, Name>,
): EffectKind<Shape, z.output<z.ZodObject<Shape>>, Name> {
  return kind;
}
