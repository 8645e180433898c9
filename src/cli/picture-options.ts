// The flags by which a user confirms or corrects how a picture of an ECG is read.
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "../ecg/errors.ts";
import type { DigitiseOptions } from "../page/digitise/digitise-picture.ts";
import { SHEET_LAYOUT_NAMES } from "../page/digitise/layout/sheet-layouts.ts";
import { type ParsedArguments, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";

export const PICTURE_OPTIONS: ParseArgsOptionsConfig = {
  "px-per-mm": { type: "string" },
  speed: { type: "string" },
  gain: { type: "string" },
  layout: { type: "string" },
  crop: { type: "string" },
  corners: { type: "string" },
};

export const PICTURE_HELP = `Of a picture (PNG, JPEG) of an ECG on ruled paper:
  --speed MM       mm/s, where no calibration pulse tells it, or to correct it
  --gain MM        mm/mV, likewise
  --layout NAME    ${SHEET_LAYOUT_NAMES.filter((name) => !name.includes(" ")).join(", ")};
                   with " cabrera" where the limb leads stand in that order
  --px-per-mm N    scale of a page without a ruled grid
  --crop X,Y,W,H   only this part of the picture, in pixels
  --corners X,Y,.. top left, top right, bottom right, bottom left of something rectangular on the page`;

/** Throws UsageError for values that mean nothing. */
export function pictureOptions(args: ParsedArguments): DigitiseOptions {
  const number = (name: string, least: number, most: number) => {
    const text = textOption(args, name);
    return text === undefined ? undefined : numberOption(`--${name}`, text, least, most);
  };
  const speedMmPerS = number("speed", 5, 100);
  const gainMmPerMv = number("gain", 1, 50);
  const pxPerMm = number("px-per-mm", 1, 60);
  const layout = textOption(args, "layout");
  const crop = numbers(args, "crop", 4, "left,top,width,height");
  const corners = numbers(
    args,
    "corners",
    8,
    "x,y of the top left, top right, bottom right and bottom left corner",
  );
  if (crop !== undefined && corners !== undefined)
    throw new UsageError("--crop and --corners exclude each other");
  return {
    ...(speedMmPerS === undefined ? {} : { speedMmPerS }),
    ...(gainMmPerMv === undefined ? {} : { gainMmPerMv }),
    ...(pxPerMm === undefined ? {} : { pxPerMm }),
    ...(layout === undefined ? {} : { layout }),
    ...(crop === undefined ? {} : { crop: [crop[0]!, crop[1]!, crop[2]!, crop[3]!] }),
    ...(corners === undefined
      ? {}
      : {
          corners: [
            [corners[0]!, corners[1]!],
            [corners[2]!, corners[3]!],
            [corners[4]!, corners[5]!],
            [corners[6]!, corners[7]!],
          ],
        }),
  };
}

function numbers(args: ParsedArguments, name: string, count: number, wanted: string): number[] | undefined {
  const text = textOption(args, name);
  if (text === undefined) return undefined;
  const values = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (values.length === count && values.every((value) => Number.isFinite(value) && Math.abs(value) < 1e5))
    return values;
  throw new UsageError(`--${name}: got ${JSON.stringify(text)}, wanted ${count} numbers: ${wanted}`);
}
