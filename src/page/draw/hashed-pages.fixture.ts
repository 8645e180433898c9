// Pages whose pixels must be the same in every JavaScript engine: every layout, several resolutions and styles, every
// kind of mark. The ECG comes from outside, in whole microvolts: a simulation uses functions (sin, exp) that engines may
// round differently.

import type { Measurements } from "../../ecg/measurements.ts";
import { type Recording, UNKNOWN_PATIENT } from "../../ecg/recording.ts";
import { type LayoutOptions, layoutPage, PAGE_LAYOUTS } from "../layout/layout-page.ts";
import { MARK_SYMBOLS } from "../layout/symbol-strokes.ts";
import type { Page, PageHighlight } from "../page.ts";
import { MARK_KINDS } from "./mark-looks.ts";
import { pageToRaster } from "./page-to-raster.ts";

/** Survives JSON. */
export interface PageMaterial {
  readonly samplingRateHz: number;
  readonly microvolts: Readonly<Record<string, readonly number[]>>;
  readonly measurements: Measurements;
}

/** Bands of every kind, calipers both ways, points of every symbol. */
const EVERY_MARK: PageHighlight[] = [
  ...MARK_KINDS.map((kind, index) => {
    return { kind, lead: "II", startMs: 200 + 1500 * index, endMs: 700 + 1500 * index, label: kind };
  }),
  { form: "duration", kind: "measured", lead: "I", startMs: 540, endMs: 700, label: "PR" },
  { form: "duration", lead: "II", startMs: 5000, endMs: 5822, label: "RR", fromMv: 1.2 },
  { form: "amplitude", kind: "supported", lead: "V5", startMs: 8100, endMs: 8200, fromMv: 0, toMv: 1.2 },
  ...MARK_SYMBOLS.map((symbol, index) => {
    const startMs = 7700 + 300 * index;
    return { form: "point", kind: "model", lead: "V6", startMs, endMs: startMs, symbol, label: "R" } as const;
  }),
];

interface HashedPage {
  readonly options: LayoutOptions;
  readonly dpi: number;
}

const CASES: Readonly<Record<string, HashedPage>> = {
  ...Object.fromEntries(PAGE_LAYOUTS.map((layout) => [layout, { options: { layout }, dpi: 200 }] as const)),
  "3x4+1, 72 dpi": { options: { layout: "3x4+1" }, dpi: 72 },
  "12x1, 300 dpi": { options: { layout: "12x1", title: "Ærø 5° <>" }, dpi: 300 },
  "gem12x1, marks": { options: { layout: "gem12x1", highlights: EVERY_MARK }, dpi: 200 },
  "3x4+1, marks": { options: { layout: "3x4+1", highlights: EVERY_MARK }, dpi: 200 },
  "3x4+1, marks, 72 dpi": { options: { layout: "3x4+1", highlights: EVERY_MARK }, dpi: 72 },
  "3x4+1, marks, 300 dpi": { options: { layout: "3x4+1", highlights: EVERY_MARK }, dpi: 300 },
  "6x2, Cabrera, A4, 50 mm/s": {
    options: { layout: "6x2", leadOrder: "cabrera", paper: "a4", speedMmPerS: 50, gainMmPerMv: 20 },
    dpi: 200,
  },
};

export function hashedPage({ samplingRateHz, microvolts, measurements }: PageMaterial, name: string): Page {
  const recording: Recording = {
    name: "made",
    leads: Object.entries(microvolts).map(([lead, values]) => {
      return { name: lead, samplesMv: Float64Array.from(values, (value) => value / 1000) };
    }),
    samplingRateHz,
    patient: UNKNOWN_PATIENT,
    source: { format: "csv", sha256: "", warnings: [] },
  };
  const { options } = CASES[name]!;
  return layoutPage(recording, options.layout === "median" ? { ...options, measurements } : options);
}

/** SHA-256 of each page's size, palette and pixels. */
export async function pageHashes(material: PageMaterial): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [name, { dpi }] of Object.entries(CASES)) {
    const { widthPx, heightPx, palette, indices } = pageToRaster(hashedPage(material, name), { dpi });
    const head = new TextEncoder().encode(`${widthPx} ${heightPx} `);
    const bytes = new Uint8Array(head.length + palette.length + indices.length);
    bytes.set(head);
    bytes.set(palette, head.length);
    bytes.set(indices, head.length + palette.length);
    const digest = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes));
    hashes[name] = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  return hashes;
}
