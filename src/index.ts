// The public API. Everything exported here is a promise; what is not is internal. Reading files needs Node,
// the rest runs in a browser as well.

export { DISCLAIMER } from "./ecg/disclaimer.ts";
export { FileAccessError, FormatError, GemError, UnsupportedError, UsageError } from "./ecg/errors.ts";
export type { Claim, Evidence, Finding, Interpretation, Verdict } from "./ecg/interpretation.ts";
export { InterpretationSchema, VerificationSchema } from "./ecg/interpretation.ts";
export { normaliseLeadName, STANDARD_LEADS } from "./ecg/lead-names.ts";
export type { LeadMeasurements, Measurements, MedianBeat } from "./ecg/measurements.ts";
export { MeasurementsSchema } from "./ecg/measurements.ts";
export type { Lead, Patient, Recording } from "./ecg/recording.ts";
export { writeCsv } from "./formats/csv/write-csv.ts";
export { type FoundRecordings, findRecordings } from "./formats/find-recordings.ts";
export { localStore, openRecording, type ReadOptions, readRecording } from "./formats/read-recording.ts";
export { writeWfdb } from "./formats/wfdb/write-wfdb.ts";
export { deriveFindings } from "./interpret/derive-findings.ts";
export { evaluateRules } from "./interpret/evaluate-rules.ts";
export { interpretRecording } from "./interpret/interpret-recording.ts";
export { verifyText } from "./interpret/verify/verify-text.ts";
export { type MeasureOptions, measureRecording } from "./measure/measure-recording.ts";
export { createDelineator, type Delineator } from "./measure/wave-network/delineator.ts";
export { readDelineator } from "./measure/wave-network/read-delineator.ts";
export { encodePng } from "./page/draw/encode-png.ts";
export { type CanvasContext, canvasSize, pageToCanvas } from "./page/draw/page-to-canvas.ts";
export { pageToPdf } from "./page/draw/page-to-pdf.ts";
export { pageToRaster } from "./page/draw/page-to-raster.ts";
export { pageToSvg } from "./page/draw/page-to-svg.ts";
export { type LayoutOptions, layoutPage, PAGE_LAYOUTS } from "./page/layout/layout-page.ts";
export { STYLE_NAMES } from "./page/layout/named-styles.ts";
export { PAPER_NAMES } from "./page/layout/page-paper.ts";
export { pageMeta } from "./page/truth/page-meta.ts";
export { htmlPage } from "./report/html-page.ts";
export { terminalReport } from "./report/terminal-report.ts";
