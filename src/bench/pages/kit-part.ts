// Our pages against those of ecg-image-kit for the same record: where each sample lies, and how alike the pictures are at
// the width that the vision tower of GEM looks at.
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Recording } from "../../ecg/recording.ts";
import { decodePicture } from "../../formats/picture/decode-picture.ts";
import type { Picture } from "../../formats/picture/picture.ts";
import { readRecording } from "../../formats/read-recording.ts";
import { type PageRaster, pageToRaster } from "../../page/draw/page-to-raster.ts";
import { layoutPage } from "../../page/layout/layout-page.ts";
import type { Page, PageLayout } from "../../page/page.ts";
import { pageMeta } from "../../page/truth/page-meta.ts";
import { markdownTable } from "../markdown-table.ts";
import { likeness } from "./picture-likeness.ts";
import { type KitPage, readKitPage } from "./read-kit-page.ts";

export const MOST_PX = 0.01;
export const LEAST_CORRELATION = 0.995;
/** Of the CLIP towers of LLaVA and GEM. */
const TOWER_WIDTH_PX = 336;

const PAGES = [
  { layout: "kit3x4+1", image: "ecgimagekit_3x4_E07500.png", truth: "3x4_E07500.json" },
  { layout: "gem12x1", image: "gem_12x1_E07500.png", truth: "gem_12x1_E07500.json" },
] as const satisfies readonly { layout: PageLayout; image: string; truth: string }[];
const RECORD = "wfdb-matlab4-cinc2021/E07500";

export interface KitResult {
  readonly layout: PageLayout;
  readonly samples: number;
  readonly largestDistancePx: number;
  readonly correlation: number | null;
  readonly correlationAt336: number | null;
  readonly meanAbsoluteDifference: number;
  readonly meanAbsoluteDifferenceAt336: number;
}

/** `folder` holds `image/` with the kit's output and the record that it shows. Says in words what it lacks. */
export async function kitPart(
  folder: string,
): Promise<{ result: readonly KitResult[]; passed: boolean; markdown: string } | string> {
  const missing = join(folder, "image", PAGES[0].image);
  if ((await stat(missing).catch(() => null)) === null)
    return `${missing} is not there; wanted pages of ecg-image-kit`;
  const recording = await readRecording(join(folder, RECORD));
  const result: KitResult[] = [];
  for (const { layout, image, truth } of PAGES) {
    const kit = await readKitPage(join(folder, "image", truth));
    const picture = await decodePicture(await readFile(join(folder, "image", image)), image);
    result.push(compare(recording, layout, kit, picture));
  }
  const passed = result.every(
    ({ largestDistancePx, correlationAt336 }) =>
      largestDistancePx <= MOST_PX && (correlationAt336 ?? 0) >= LEAST_CORRELATION,
  );
  const rows = result.map((each) => [
    each.layout,
    String(each.samples),
    each.largestDistancePx.toFixed(4),
    each.correlationAt336?.toFixed(4) ?? "-",
    each.meanAbsoluteDifferenceAt336.toFixed(2),
    each.correlation?.toFixed(4) ?? "-",
    each.meanAbsoluteDifference.toFixed(2),
  ]);
  const head = ["", "samples", "furthest px", "r at 336", "MAE at 336", "r", "MAE of 255"];
  return {
    result,
    passed,
    markdown: `## Beside ecg-image-kit: Georgia record E07500, 2200 x 1700

${markdownTable(head, rows)}

Wanted: at most ${MOST_PX} px from the kit's own coordinates (which it rounds to 0.01), r at least ${LEAST_CORRELATION} at ${TOWER_WIDTH_PX} px wide.
`,
  };
}

function compare(recording: Recording, layout: PageLayout, kit: KitPage, theirs: Picture): KitResult {
  const page = layoutPage(recording, { layout });
  const raster = pageToRaster(page);
  const ours = pictureOf(raster);
  const small = likeness(ours, theirs, TOWER_WIDTH_PX);
  const whole = likeness(ours, theirs, theirs.widthPx);
  return {
    layout,
    ...distances(page, raster, kit),
    correlation: whole.correlation,
    correlationAt336: small.correlation,
    meanAbsoluteDifference: whole.meanAbsoluteDifference,
    meanAbsoluteDifferenceAt336: small.meanAbsoluteDifference,
  };
}

/** Every sample that the kit plotted must be on our page; the distance is the larger of the two axes'. */
function distances(page: Page, raster: PageRaster, kit: KitPage) {
  const { leads } = pageMeta(page, raster);
  let [samples, largestDistancePx] = [0, 0];
  for (const lead of kit.leads) {
    const own = leads.find(
      ({ name, startSample, pixels }) =>
        name === lead.name && startSample === lead.startSample && pixels.length >= lead.pixels.length,
    );
    for (const [index, [x, y]] of lead.pixels.entries()) {
      const [ourX, ourY] = own?.pixels[index] ?? [Number.POSITIVE_INFINITY, null];
      const distance = Math.max(Math.abs(ourX - x), Math.abs((ourY ?? Number.POSITIVE_INFINITY) - y));
      largestDistancePx = Math.max(largestDistancePx, distance);
      samples++;
    }
  }
  return { samples, largestDistancePx };
}

function pictureOf({ widthPx, heightPx, indices, palette }: PageRaster): Picture {
  const rgb = new Uint8Array(indices.length * 3);
  for (let i = 0; i < indices.length; i++) {
    const at = indices[i]! * 3;
    rgb[i * 3] = palette[at]!;
    rgb[i * 3 + 1] = palette[at + 1]!;
    rgb[i * 3 + 2] = palette[at + 2]!;
  }
  return { widthPx, heightPx, rgb };
}
