// One picture of a data set, from the recording to the bytes of its file and the truth beside it. Compression is the
// caller's, so that it also runs in a browser.
import type { Recording } from "../../ecg/recording.ts";
import { encodePicturePng } from "../../formats/picture/encode-picture-png.ts";
import type { Deflate } from "../../formats/picture/png-file.ts";
import { encodePng } from "../draw/encode-png.ts";
import { type PageRaster, pageToRaster } from "../draw/page-to-raster.ts";
import { layoutPage } from "../layout/layout-page.ts";
import { pictureMap } from "../photo/geometry/picture-map.ts";
import { photographPage, photographPixels, photographToJpeg } from "../photo/photograph-page.ts";
import { classMask } from "../truth/class-mask.ts";
import { pictureTruth, type Taken } from "../truth/picture-truth.ts";
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
  const mask = async (taken: Taken) => (withMask ? encodePng(classMask(page, taken), deflate) : null);
  if (plan.effects.length === 0 && plan.format === "png") {
    // nothing befell the page: its own pixels and palette, a third of the bytes and a tenth of the time
    const taken = untouched(raster, plan.effectSeed);
    return {
      bytes: await encodePng(raster, deflate),
      truth: pictureTruth(page, taken),
      mask: await mask(taken),
    };
  }
  const photograph = photographPage(raster, plan.effects, { seed: plan.effectSeed });
  const truth = pictureTruth(page, photograph);
  if (plan.format === "jpeg")
    return { bytes: photographToJpeg(photograph), truth, mask: await mask(photograph) };
  const { pxPerMm } = photograph.map.picture;
  const bytes = await encodePicturePng(photographPixels(photograph), { pxPerMm, deflate });
  return { bytes, truth, mask: await mask(photograph) };
}

function untouched({ widthPx, heightPx, pxPerMm }: PageRaster, seed: number): Taken {
  return { map: pictureMap({ widthPx, heightPx, pxPerMm }, []), applied: [], marks: [], jpeg: null, seed };
}
