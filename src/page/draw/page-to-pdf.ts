// Pages as a PDF for print: vectors in true millimetres, text as text, one sheet a page. Written here because lines,
// two standard fonts and a handful of objects are all it takes: the libraries for it are many times larger, and stamp
// the hour and a random number into the file, while here the same pages always give the same bytes.
// The disclaimer stands on every sheet; a layout that has none gets it at its lower edge.

import { zlibSync } from "fflate";
import { DISCLAIMER } from "../../ecg/disclaimer.ts";
import { UsageError } from "../../ecg/errors.ts";
import type { Rgb } from "../layout/page-style.ts";
import type { BoxMm, Page, PageItem } from "../page.ts";
import { paintPage, type Surface } from "./paint-page.ts";
import { type PdfDocument, pdfDocument } from "./pdf-document.ts";
import { pdfText, pdfTextString } from "./pdf-text.ts";
import { EM_PER_CAP } from "./svg-parts.ts";

const POINTS_PER_MM = 72 / 25.4;
/** The largest sheet of PDF 1.7 (annex C.2): 200 inches. */
const MAX_SIDE_MM = 200 * 25.4;

const number = (value: number) => {
  const text = (Math.round(value * 1000) / 1000).toString();
  return text === "-0" ? "0" : text;
};
const numbers = (...values: readonly number[]) => values.map(number).join(" ");
const colourOf = (colour: Rgb) => colour.map((channel) => number(channel / 255)).join(" ");
const boxOf = ({ xMm, yMm, widthMm, heightMm }: BoxMm) => numbers(xMm, yMm, widthMm, heightMm);

/** One path for each polyline; one of a single point becomes a dot, as round caps make it. */
function pathOf(points: readonly number[]): string {
  const [x, y] = [points[0]!, points[1]!];
  let path = `${numbers(x, y)} m`;
  if (points.length === 2) path += ` ${numbers(x, y)} l`;
  for (let i = 2; i + 1 < points.length; i += 2) path += ` ${number(points[i]!)} ${number(points[i + 1]!)} l`;
  return path;
}

/** Writes the content stream of a sheet; `opacities` collects the transparencies that it needs. */
function pdfSurface(page: Page, content: string[], opacities: Set<number>): Surface {
  const pen = (colour: Rgb, strokeMm: number) => `${colourOf(colour)} RG ${number(strokeMm)} w`;
  return {
    fill: (box, colour, opacity) => {
      const state = opacity < 1 ? `/O${Math.round(opacity * 100)} gs ` : "";
      if (opacity < 1) opacities.add(Math.round(opacity * 100));
      content.push(`q ${state}${colourOf(colour)} rg ${boxOf(box)} re f Q`);
    },
    rule: ({ direction, positionsMm, boxMm, colour, strokeMm }) => {
      const { xMm, yMm, widthMm, heightMm } = boxMm;
      const lines = positionsMm.map((at) =>
        direction === "upright"
          ? `${numbers(at, yMm)} m ${numbers(at, yMm + heightMm)} l`
          : `${numbers(xMm, at)} m ${numbers(xMm + widthMm, at)} l`,
      );
      if (lines.length > 0) content.push(`${pen(colour, strokeMm)} ${lines.join(" ")} S`);
    },
    stroke: ({ strokesMm, strokeMm }, colour, isClipped) => {
      if (strokesMm.length === 0) return;
      const paths = `${pen(colour, strokeMm)} ${strokesMm.map(pathOf).join(" ")} S`;
      content.push(isClipped ? `q ${boxOf(page.clipMm)} re W n ${paths} Q` : paths);
    },
    write: (text, { xMm, yMm, capHeightMm }, { colour, isBold }) => {
      const { shown, actual } = pdfText(text);
      // The sheet's y points down, so the letters are turned over once more.
      const font = `${isBold ? "/F2" : "/F1"} ${number(capHeightMm * EM_PER_CAP)} Tf`;
      const line = `BT ${colourOf(colour)} rg ${font} 1 0 0 -1 ${numbers(xMm, yMm)} Tm ${shown} Tj ET`;
      content.push(
        actual === null ? line : `/Span << /ActualText ${pdfTextString(actual)} >> BDC ${line} EMC`,
      );
    },
  };
}

function withDisclaimer(page: Page): Page {
  if (page.items.some((item) => item.kind === "text" && item.role === "disclaimer")) return page;
  const pen = { xMm: 4, yMm: page.heightMm - 1.2, capHeightMm: 1.5, strokeMm: 0.16 };
  const disclaimer: PageItem = { kind: "text", role: "disclaimer", text: DISCLAIMER, segment: null, ...pen };
  return { ...page, items: [...page.items, disclaimer] };
}

function addSheet(file: PdfDocument, page: Page, shared: { parent: number; fonts: string }): number {
  const [width, height] = [page.widthMm * POINTS_PER_MM, page.heightMm * POINTS_PER_MM];
  const scale = (Math.round(POINTS_PER_MM * 1e6) / 1e6).toString();
  const opacities = new Set<number>();
  // From points, y up, to millimetres, y down; round caps and joins.
  const content = [`${scale} 0 0 -${scale} 0 ${number(height)} cm 1 J 1 j`];
  paintPage(withDisclaimer(page), pdfSurface(page, content, opacities));
  const bytes = zlibSync(new TextEncoder().encode(content.join("\n")), { level: 6 });
  const stream = file.addStream("/Filter /FlateDecode", bytes);
  const states = [...opacities].map((percent) => `/O${percent} << /ca ${percent / 100} >>`).join(" ");
  return file.add(
    `<< /Type /Page /Parent ${shared.parent} 0 R /MediaBox [0 0 ${numbers(width, height)}] /Contents ${stream} 0 R ` +
      `/Resources << /Font << ${shared.fonts} >> /ExtGState << ${states} >> >> >>`,
  );
}

/**
 * One or more pages as the bytes of a PDF file, each on a sheet of its own size; printed at 100 %, as the file asks, it
 * is to scale. It says nothing of who or when: whatever the pages show is all that it holds.
 * @throws UsageError for no page at all, or one larger than 5080 mm.
 */
export function pageToPdf(pages: Page | readonly Page[]): Uint8Array {
  const list = "segments" in pages ? [pages] : pages;
  if (list.length === 0) throw new UsageError("PDF: got no pages, wanted at least one");
  const longest = Math.max(...list.flatMap(({ widthMm, heightMm }) => [widthMm, heightMm]));
  if (!(longest <= MAX_SIDE_MM)) {
    throw new UsageError(`PDF page: got ${longest} mm, wanted at most ${MAX_SIDE_MM}`);
  }
  const file = pdfDocument();
  const parent = file.reserve();
  const font = (name: string) =>
    file.add(`<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`);
  const fonts = `/F1 ${font("Helvetica")} 0 R /F2 ${font("Helvetica-Bold")} 0 R`;
  const sheets = list.map((page) => addSheet(file, page, { parent, fonts }));
  const kids = sheets.map((sheet) => `${sheet} 0 R`).join(" ");
  file.add(`<< /Type /Pages /Count ${sheets.length} /Kids [${kids}] >>`, parent);
  const root = file.add(
    `<< /Type /Catalog /Pages ${parent} 0 R /Lang (en) ` +
      "/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>",
  );
  const info = file.add(`<< /Title (ECG) /Subject ${pdfTextString(DISCLAIMER)} /Producer (gem-ecg) >>`);
  return file.finish({ root, info });
}
