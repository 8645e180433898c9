// One picture of a data set, from the recording to the bytes of its file and the truth beside it. Compression is the
// caller's, so that it also runs in a browser.
import type { Recording } from "../../ecg/recording.ts";
import { encodePicturePng } from "../../formats/picture/encode-picture-png.ts";
import type { Deflate } from "../../formats/picture/png-file.ts";
import { encodePng } from "../draw/encode-png.ts";
import { pageToRaster } from "../draw/page-to-raster.ts";
import { layoutPage } from "../layout/layout-page.ts";
import { photographPage, photographPixels, photographToJpeg } from "../photo/photograph-page.ts";
import { classMask } from "../truth/class-mask.ts";
import { pictureTruth } from "../truth/picture-truth.ts";
import type { PictureTruth } from "../truth/picture-truth-schema.ts";
import type { PagePlan } from "./plan-page.ts";

export interface DrawnPicture {
  /** Of a PNG or JPEG file, as the plan says. */
  readonly bytes: Uint8Array;
  readonly truth: PictureTruth;
  /** Of a PNG file with a class a pixel; null where none was asked for. */
  readonly mask: Uint8Array | null;
}

export interface DrawOptions {
  readonly deflate: Deflate;
  readonly withMask: boolean;
}

/** Throws UsageError where the plan's page cannot be laid out for this recording. */
export async function drawPicture(
  recording: Recording,
  plan: PagePlan,
  { deflate, withMask }: DrawOptions,
): Promise<DrawnPicture> {
  const page = layoutPage(recording, plan.layout);
  const raster = pageToRaster(page, { dpi: plan.dpi });
  const photograph = photographPage(raster, plan.effects, { seed: plan.effectSeed });
  const truth = pictureTruth(page, photograph);
  const mask = withMask ? await encodePng(classMask(page, photograph), deflate) : null;
  if (plan.format === "jpeg") return { bytes: photographToJpeg(photograph), truth, mask };
  // a page that nothing befell keeps its palette: a third of the bytes, a tenth of the time
  if (plan.effects.length === 0) return { bytes: await encodePng(raster, deflate), truth, mask };
  const { pxPerMm } = photograph.map.picture;
  const bytes = await encodePicturePng(photographPixels(photograph), { pxPerMm, deflate });
  return { bytes, truth, mask };
}
