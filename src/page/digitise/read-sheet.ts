// From the flat sheet to its leads: pulses, rows, each row's trace; then, in what ink is left, the names that say which
// lead stands where.

import type { DigitiseOptions } from "./digitise-picture.ts";
import type { Digitised } from "./digitised.ts";
import { findBlobs } from "./ink/blobs.ts";
import { measurePen } from "./ink/measure-pen.ts";
import type { Sheet } from "./ink/sheet.ts";
import { inkNoise, steadyInk } from "./ink/steady-ink.ts";
import { findPulses } from "./layout/find-pulses.ts";
import { findRows } from "./layout/find-rows.ts";
import { nameInk } from "./layout/name-ink.ts";
import { placeLeads } from "./layout/place-leads.ts";
import { readLayout } from "./layout/read-layout.ts";
import { readScales } from "./layout/read-scale.ts";
import { traceBlobs } from "./layout/trace-blobs.ts";
import { traceExtent } from "./layout/trace-extent.ts";
import { noEcg } from "./no-ecg.ts";
import { rowPaths } from "./trace/row-paths.ts";
import { traceLeads } from "./trace/trace-leads.ts";
import { traceSpans } from "./trace/trace-spans.ts";

const INK = 0.45;
const PEN_BAND_MM = 6;
export type SheetReading = Omit<Digitised, "widthPx" | "heightPx" | "geometry" | "gridResidualMm">;

/** Throws UnsupportedError where there is no ECG, or what stands where cannot be told. */
export function readSheet(sheet: Sheet, options: DigitiseOptions): SheetReading {
  const mm = sheet.pxPerMm;
  const noise = inkNoise(sheet.ink);
  const steady = { ...sheet, ink: steadyInk(sheet.ink, noise) };
  const blobs = findBlobs(steady.ink, INK);
  const isTrace = traceBlobs(blobs, steady);
  const pulses = findPulses(steady);
  const rows = findRows({ sheet: steady, blobs, isTrace, pulses });
  const bands = rows.map(
    ({ baselinePx }) => [baselinePx - PEN_BAND_MM * mm, baselinePx + PEN_BAND_MM * mm] as const,
  );
  const pen = measurePen(sheet.ink, bands, { pxPerMm: mm, noise });
  const extent = traceExtent({ sheet, blobs, isTrace, rows, penPx: pen.widthPx });
  if (extent === null) throw noEcg("there is no trace on it");
  const paths = rowPaths({ sheet, ink: steady.ink, blobs, isTrace, rows, extent, penPx: pen.widthPx });
  const spans = traceSpans({ ink: steady.ink, paths, penPx: pen.widthPx });
  const names = nameInk({ ink: steady.ink, pulses, spans, penPx: pen.widthPx });
  const reading = readLayout({
    ink: names,
    pxPerMm: mm,
    blobs: findBlobs(names, INK).list,
    rows,
    extent,
    layoutName: options.layout ?? null,
  });
  const { speed, gain } = readScales(pulses, mm, options);
  const extents = { sheet, blobs, isTrace, rows, penPx: pen.widthPx };
  const { leads: placed, assumptions } = placeLeads({
    reading,
    extents,
    spans,
    extent,
    pxPerMs: (speed.value * mm) / 1000,
  });
  return {
    pxPerMm: mm,
    layout: reading.layout.name,
    layoutSource: options.layout === undefined ? "lead names" : "given",
    namesFound: reading.namesFound,
    namePlaces: reading.places,
    speedMmPerS: speed,
    gainMmPerMv: gain,
    penMm: pen.widthPx / mm,
    leads: traceLeads({ sheet, rows, spans, leads: placed, extent, pen, noise, speed, gain }),
    assumptions,
  };
}
