// Decides where everything on an ECG page goes. Pure arithmetic in millimetres: nothing here knows of pixels.

import { UsageError } from "../../ecg/errors.ts";
import {
  isStandardLead,
  LIMB_LEADS,
  normaliseLeadName,
  PRECORDIAL_LEADS,
  STANDARD_LEADS,
} from "../../ecg/lead-names.ts";
import { findLead, type Recording } from "../../ecg/recording.ts";
import { fitText } from "../draw/stroke-font.ts";
import type { Page, PageHighlight, PageLayout, TextItem } from "../page.ts";
import { layoutClinicalPage } from "./layout-clinical-page.ts";
import { layoutKitPage } from "./layout-kit-page.ts";
import { highlightItems } from "./page-highlights.ts";

export interface LayoutOptions {
  readonly layout: PageLayout;
  /** 5 to 100, default 25. */
  readonly speedMmPerS?: number;
  /** 1 to 50, default 10. */
  readonly gainMmPerMv?: number;
  /** Lead of the rhythm strip of the "+1" layouts; by default II, or the first that is recorded where II is not. */
  readonly rhythmLead?: string;
  readonly highlights?: readonly PageHighlight[];
  /** Printed at the top; nothing is printed by default, so no page carries an identity unasked. */
  readonly title?: string;
}

const THREE_BY_FOUR = [
  STANDARD_LEADS.slice(0, 3),
  STANDARD_LEADS.slice(3, 6),
  STANDARD_LEADS.slice(6, 9),
  STANDARD_LEADS.slice(9, 12),
];

const LAYOUTS = {
  "3x4+1": { columns: THREE_BY_FOUR, hasRhythm: true, isKit: false },
  "6x2": { columns: [LIMB_LEADS, PRECORDIAL_LEADS], hasRhythm: false, isKit: false },
  "12x1": { columns: [STANDARD_LEADS], hasRhythm: false, isKit: false },
  gem12x1: { columns: [STANDARD_LEADS], hasRhythm: false, isKit: true },
  "kit3x4+1": { columns: THREE_BY_FOUR, hasRhythm: true, isKit: true },
} as const satisfies Record<PageLayout, unknown>;

/** Every layout, for a command line's help and checks. */
export const PAGE_LAYOUTS = Object.keys(LAYOUTS) as readonly PageLayout[];

function checkRange(name: string, value: number, [low, high]: readonly [number, number]): void {
  if (value >= low && value <= high) return;
  throw new UsageError(`page ${name}: got ${value}, wanted ${low === high ? low : `${low} to ${high}`}`);
}

function checkHighlight({ startMs, endMs }: PageHighlight): void {
  if (Number.isFinite(startMs) && Number.isFinite(endMs) && startMs <= endMs) return;
  throw new UsageError(`page highlight: got ${startMs} to ${endMs} ms, wanted a start not after its end`);
}

/** The strip is all that a page shows of one lead for ten seconds: it must not stay empty. */
function usualRhythmLead({ leads }: Recording): string {
  if (leads.length === 0 || leads.some(({ name }) => name === "II")) return "II";
  return (leads.find(({ name }) => isStandardLead(name)) ?? leads[0]!).name;
}

function rhythmLeadOf(recording: Recording, name: string): string {
  const lead = normaliseLeadName(name);
  if (isStandardLead(lead) || findLead(recording, lead) !== undefined) return lead;
  const known = recording.leads.map((each) => each.name).join(", ");
  throw new UsageError(`page rhythm lead: got "${name}", wanted a standard lead or one of: ${known}`);
}

function titleItems(title: string, xMm: number, pageWidthMm: number): TextItem[] {
  const pen = { xMm, yMm: 8, capHeightMm: 3.2, strokeMm: 0.35 };
  const text = fitText(title.replace(/\s+/g, " ").trim(), pen.capHeightMm, pageWidthMm - 2 * xMm);
  return text === "" ? [] : [{ kind: "text", role: "title", text, ...pen, segment: null }];
}

/**
 * The page of a recording's first ten seconds. Leads are looked up by their standard names; one that is missing
 * leaves its place empty and labelled. "gem12x1" and "kit3x4+1" reproduce ecg-image-kit's geometry, whose scale
 * is fixed, and carry no disclaimer: whoever shows them must.
 * @throws UsageError for an unknown layout or rhythm lead, a scale out of range, a highlight that ends before
 * it starts, or a sampling rate that is not above 0.
 */
export function layoutPage(recording: Recording, options: LayoutOptions): Page {
  const { layout, speedMmPerS = 25, gainMmPerMv = 10, highlights = [], title } = options;
  const spec = Object.hasOwn(LAYOUTS, layout) ? LAYOUTS[layout] : undefined;
  if (spec === undefined) {
    throw new UsageError(`page layout: got "${layout}", wanted one of: ${PAGE_LAYOUTS.join(", ")}`);
  }
  const of = spec.isKit ? ` of ${layout}` : "";
  checkRange(`speed${of} in mm/s`, speedMmPerS, spec.isKit ? [25, 25] : [5, 100]);
  checkRange(`gain${of} in mm/mV`, gainMmPerMv, spec.isKit ? [10, 10] : [1, 50]);
  checkRange("sampling rate in Hz", recording.samplingRateHz, [Number.MIN_VALUE, 1e6]);
  highlights.forEach(checkHighlight);

  const { rhythmLead = spec.isKit ? "II" : usualRhythmLead(recording) } = options;
  const rhythm = spec.hasRhythm ? rhythmLeadOf(recording, rhythmLead) : null;
  const { titleXMm, ...laidOut } = spec.isKit
    ? layoutKitPage(recording, spec.columns, rhythm)
    : layoutClinicalPage(recording, { columns: spec.columns, rhythmLead: rhythm, speedMmPerS, gainMmPerMv });
  const { bands, undrawn } = highlightItems(laidOut.segments, highlights, laidOut.widthMm - 3);
  return {
    ...laidOut,
    layout,
    speedMmPerS,
    gainMmPerMv,
    items: [...bands, ...laidOut.items, ...titleItems(title ?? "", titleXMm, laidOut.widthMm)],
    undrawnHighlights: undrawn,
  };
}
