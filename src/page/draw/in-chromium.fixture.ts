// Test support, run in a browser: the hashes of the rasters that this engine makes, and how far the canvas's picture of a
// page is from its raster at the same resolution.

import type { Page, PageItem } from "../page.ts";
import { hashedPage, type PageMaterial, pageHashes } from "./hashed-pages.fixture.ts";
import { type CanvasContext, canvasSize, pageToCanvas } from "./page-to-canvas.ts";
import { pageToRaster } from "./page-to-raster.ts";

interface Canvas {
  width: number;
  height: number;
  getContext(kind: "2d"): CanvasContext & {
    getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
  };
}

interface Browser {
  readonly input: PageMaterial;

  document: { createElement(name: "canvas"): Canvas; body: { textContent: string } };
}

export interface CanvasDistance {
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Mean of |canvas - raster| over all channels, of 255. */
  readonly mean: number;
  /** The same without any text, which the browser sets in a font of its own. */
  readonly meanWithoutText: number;
  /** Share of pixels, without text, in which a channel is more than 96 apart: a stroke that the other lacks. */
  readonly farShare: number;
}

const { document, input: material } = globalThis as unknown as Browser;

function distance(page: Page, pxPerMm: number, devicePixelRatio: number) {
  const { widthPx, heightPx } = canvasSize(page, { pxPerMm, devicePixelRatio });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [widthPx, heightPx];
  const context = canvas.getContext("2d");
  pageToCanvas(context, page, { pxPerMm, devicePixelRatio });
  const { data } = context.getImageData(0, 0, widthPx, heightPx);
  const { indices, palette } = pageToRaster(page, { dpi: pxPerMm * devicePixelRatio * 25.4 });
  let sum = 0;
  let far = 0;
  indices.forEach((value, pixel) => {
    let most = 0;
    for (let channel = 0; channel < 3; channel++) {
      const apart = Math.abs(data[4 * pixel + channel]! - palette[3 * value + channel]!);
      sum += apart;
      most = Math.max(most, apart);
    }
    if (most > 96) far++;
  });
  return { widthPx, heightPx, mean: sum / (3 * indices.length), farShare: far / indices.length };
}

function withoutText(page: Page): Page {
  const items = page.items.flatMap((item): PageItem[] => {
    if (item.kind === "text") return [];
    return item.kind === "highlight" || item.kind === "mark" ? [{ ...item, labelPen: null }] : [item];
  });
  return { ...page, items };
}

function canvasDistance(name: string, pxPerMm: number, devicePixelRatio: number): CanvasDistance {
  const page = hashedPage(material, name);
  const { widthPx, heightPx, mean } = distance(page, pxPerMm, devicePixelRatio);
  const bare = distance(withoutText(page), pxPerMm, devicePixelRatio);
  return { name, widthPx, heightPx, mean, meanWithoutText: bare.mean, farShare: bare.farShare };
}

export interface BrowserAnswer {
  readonly hashes: Readonly<Record<string, string>>;
  readonly distances: readonly CanvasDistance[];
}

async function answer(): Promise<BrowserAnswer> {
  return {
    hashes: await pageHashes(material),
    distances: [
      canvasDistance("3x4+1", 4, 1),
      canvasDistance("3x4+1", 4, 2),
      canvasDistance("gem12x1", 4, 2),
      canvasDistance("12x1, 300 dpi", 3, 1.5),
      canvasDistance("3x4+1, marks", 4, 2),
    ],
  };
}

answer().then(
  (found) => {
    document.body.textContent = JSON.stringify(found);
  },
  (error: Error) => {
    document.body.textContent = String(error.stack);
  },
);
