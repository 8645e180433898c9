// Decides where everything on an ECG page goes. Pure arithmetic in millimetres: nothing here knows of pixels.

import type { Recording } from "../../ecg/recording.ts";
import { fitText } from "../draw/stroke-font.ts";
import type { LaidOut, Page, TextItem } from "../page.ts";
import { layoutClinicalPage } from "./layout-clinical-page.ts";
import { layoutKitPage } from "./layout-kit-page.ts";
import { checkedSpec, type LayoutOptions } from "./layout-options.ts";
import { pageStyle } from "./named-styles.ts";
import { highlightItems } from "./page-highlights.ts";
import type { LayoutSpec } from "./page-layouts.ts";
import { chosenLead } from "./page-leads.ts";
import { planPage } from "./plan-page.ts";

export type { LayoutOptions } from "./layout-options.ts";
export { PAGE_LAYOUTS } from "./page-layouts.ts";

function titleItems(title: string, xMm: number, pageWidthMm: number): TextItem[] {
  const pen = { xMm, yMm: 8, capHeightMm: 3.2, strokeMm: 0.35 };
  const text = fitText(title.replace(/\s+/g, " ").trim(), pen.capHeightMm, pageWidthMm - 2 * xMm);
  return text === "" ? [] : [{ kind: "text", role: "title", text, ...pen, segment: null }];
}

function kitPage(recording: Recording, options: LayoutOptions, spec: LayoutSpec): LaidOut {
  const { rhythmLeads = ["II"], startMs = 0, style = "gem", pulse } = options;
  return layoutKitPage(recording, {
    columns: spec.columns,
    rhythm: spec.strips === 0 ? null : chosenLead(recording, rhythmLeads[0]!, "rhythm lead"),
    startS: startMs / 1000,
    style: pageStyle(style),
    hasPulse: pulse !== "none",
  });
}

/**
 * A page of a recording, by default of its first ten seconds. Leads are looked up by their standard names; one that is
 * missing leaves its place empty and labelled. "gem12x1" and "kit3x4+1" reproduce ecg-image-kit's geometry, whose
 * scale and paper are fixed, and carry no disclaimer: whoever shows them must.
 * @throws UsageError for options that make no sense or do not fit together (the message names what would), and for a
 * layout that does not fit the paper.
 */
export function layoutPage(recording: Recording, options: LayoutOptions): Page {
  const { layout, gainMmPerMv = 10, highlights = [], title } = options;
  const spec = checkedSpec(recording, options);
  const speedMmPerS = options.speedMmPerS ?? (spec.kind === "median" ? 50 : 25);
  const { titleXMm, ...laidOut } =
    spec.kind === "kit"
      ? kitPage(recording, options, spec)
      : layoutClinicalPage(recording, planPage(recording, options, spec, { speedMmPerS, gainMmPerMv }));
  const items = [...laidOut.items, ...titleItems(title ?? "", titleXMm, laidOut.widthMm)];
  const { bands, marks, undrawn } = highlightItems({ ...laidOut, items }, highlights);
  return {
    ...laidOut,
    layout,
    timing: spec.kind === "median" ? "simultaneous" : (options.columns ?? "sequential"),
    leadOrder: options.leadOrder ?? "standard",
    speedMmPerS,
    gainMmPerMv,
    items: [...bands, ...items, ...marks],
    undrawnHighlights: undrawn,
  };
}
