// The page that the GEM model looks at, drawn from the recording: its own layout at 200 dpi, 2200 x 1700 pixels.
import type { Recording } from "../../ecg/recording.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { pageToRaster } from "../../page/draw/page-to-raster.ts";
import { layoutPage } from "../../page/layout/layout-page.ts";

const DOTS_PER_INCH = 200;

export function pagePicture(recording: Recording): Picture {
  const page = layoutPage(recording, { layout: "gem12x1" });
  const { widthPx, heightPx, indices, palette } = pageToRaster(page, { dpi: DOTS_PER_INCH });
  const rgb = new Uint8Array(3 * indices.length);
  for (let i = 0; i < indices.length; i++) {
    const at = 3 * indices[i]!;
    rgb[3 * i] = palette[at]!;
    rgb[3 * i + 1] = palette[at + 1]!;
    rgb[3 * i + 2] = palette[at + 2]!;
  }
  return { widthPx, heightPx, rgb };
}
