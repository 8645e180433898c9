// From a recording and its Interpretation to the HTML report: draws the 3x4 page with its rhythm strip, the
// layout that clinicians know, and lays the evidence over it.
import type { Interpretation } from "../ecg/interpretation.ts";
import type { Measurements } from "../ecg/measurements.ts";
import type { Recording } from "../ecg/recording.ts";
import { layoutPage } from "../page/layout/layout-page.ts";
import type { PageLayout } from "../page/page.ts";
import { htmlReport } from "./html-report.ts";

export interface HtmlPageOptions {
  readonly recording: Recording;
  readonly interpretation: Interpretation;
  readonly measurements: Measurements;
  /** "3x4+1" unless told. */
  readonly layout?: PageLayout;
}

/** One self-contained HTML document; see htmlReport. */
export function htmlPage({
  recording,
  interpretation,
  measurements,
  layout = "3x4+1",
}: HtmlPageOptions): string {
  return htmlReport({ interpretation, measurements, page: layoutPage(recording, { layout }) });
}
