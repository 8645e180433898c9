// The marks of an aECG's annotation sets: every annotation with a region of interest in time becomes one mark a
// lead, in milliseconds from the start of the recording. Of an interval with one end only, the mark is a moment
// and its code says which ("MDC_ECG_WAVC_TWAVE/high": the end of a T wave whose start is not given). A peak is
// named with its wave ("MDC_ECG_WAVC_RWAVE/MDC_ECG_WAVC_PEAK"); a beat without a region spans its waves.
import type { Annotation } from "../../ecg/recording.ts";
import { type XmlElement, xmlChild, xmlChildren } from "../parse-xml.ts";
import { leadOfCode } from "./lead-code.ts";
import { durationMs } from "./time-base.ts";
import { type AecgTime, msBetween, parseTimestamp } from "./timestamp.ts";

export interface AnnotationClock {
  /** Of the recording's first sample, or null where the file has no absolute time. */
  readonly recordingStart: AecgTime | null;
  /** Where relative times of the series begin, from the start of the recording. */
  readonly relativeZeroMs: number;
}

interface Span {
  readonly lowMs: number | null;
  readonly highMs: number | null;
}

/** Codes are machine words; anything else in their place might be a person's. */
const CODE = /^[\w.:+-]{1,80}$/;

/** The timed annotations of one `series`, in time order. */
export function readAnnotations(series: XmlElement, clock: AnnotationClock): Annotation[] {
  return xmlChildren(series, "subjectOf")
    .flatMap((part) => xmlChildren(part, "annotationSet"))
    .flatMap((set) => nestedAnnotations(set))
    .flatMap((annotation) => marksOf(annotation, null, clock))
    .sort((a, b) => a.timeMs - b.timeMs);
}

/** True for an annotation that `readAnnotations` gives a place in time. */
export function isTimed(annotation: XmlElement): boolean {
  return boundaries(annotation).some((boundary) => timeValue(boundary) !== undefined);
}

function marksOf(annotation: XmlElement, parentCode: string | null, clock: AnnotationClock): Annotation[] {
  const own = codeOf(annotation);
  const code = own === "MDC_ECG_WAVC_PEAK" && parentCode !== null ? `${parentCode}/${own}` : own;
  const nested = nestedAnnotations(annotation).flatMap((inner) => marksOf(inner, own, clock));
  if (code === null) return nested;
  const span = spanOf(annotation, clock);
  if (span !== null) {
    const leads = boundaries(annotation).flatMap((boundary) =>
      timeValue(boundary) === undefined ? (leadOfCode(xmlChild(boundary, "code")) ?? []) : [],
    );
    return [...(leads.length === 0 ? [null] : leads).map((lead) => mark(code, lead, span)), ...nested];
  }
  const isBeat = xmlChild(annotation, "code")?.attributes.get("code") === "MDC_ECG_BEAT";
  if (!isBeat || nested.length === 0) return nested;
  const lowMs = nested.reduce((least, { timeMs }) => Math.min(least, timeMs), Number.POSITIVE_INFINITY);
  const highMs = nested.reduce((most, inner) => Math.max(most, inner.timeMs + inner.durationMs), lowMs);
  return [mark(code, null, { lowMs, highMs }), ...nested];
}

function nestedAnnotations(parent: XmlElement): readonly XmlElement[] {
  return xmlChildren(parent, "component").flatMap((part) => xmlChildren(part, "annotation"));
}

/** What an annotation says ("MDC_ECG_WAVC_PWAVE"), or else of what it speaks ("MDC_ECG_WAVC"). */
function codeOf(annotation: XmlElement): string | null {
  const said = xmlChild(annotation, "value")?.attributes.get("code")?.trim();
  const topic = xmlChild(annotation, "code")?.attributes.get("code")?.trim();
  return [said, topic].find((code) => code !== undefined && CODE.test(code)) ?? null;
}

function boundaries(annotation: XmlElement): readonly XmlElement[] {
  const region = xmlChild(annotation, "support", "supportingROI");
  return xmlChildren(region, "component").flatMap((part) => xmlChildren(part, "boundary"));
}

function timeValue(boundary: XmlElement): XmlElement | undefined {
  const code = xmlChild(boundary, "code")?.attributes.get("code") ?? "";
  return /^TIME_(?:ABSOLUTE|RELATIVE)$/i.test(code) ? xmlChild(boundary, "value") : undefined;
}

function spanOf(annotation: XmlElement, clock: AnnotationClock): Span | null {
  for (const boundary of boundaries(annotation)) {
    const value = timeValue(boundary);
    if (value === undefined) continue;
    const isRelative = /RELATIVE$/i.test(xmlChild(boundary, "code")?.attributes.get("code") ?? "");
    const at = (element: XmlElement | undefined) =>
      isRelative ? relativeMs(element, clock) : absoluteMs(element, clock);
    const moment = at(value) ?? at(xmlChild(value, "center"));
    const lowMs = at(xmlChild(value, "low")) ?? moment;
    const highMs = at(xmlChild(value, "high")) ?? moment;
    if (lowMs !== null || highMs !== null) return { lowMs, highMs };
  }
  return null;
}

function relativeMs(element: XmlElement | undefined, clock: AnnotationClock): number | null {
  const relative = durationMs(element);
  return relative === null ? null : clock.relativeZeroMs + relative;
}

function absoluteMs(element: XmlElement | undefined, clock: AnnotationClock): number | null {
  const absolute = parseTimestamp(element?.attributes.get("value"));
  return absolute === null || clock.recordingStart === null
    ? null
    : msBetween(clock.recordingStart, absolute);
}

function mark(code: string, lead: string | null, { lowMs, highMs }: Span): Annotation {
  const timeMs = lowMs ?? highMs!;
  const oneEnd = lowMs === null ? "/high" : highMs === null ? "/low" : "";
  const lengthMs = Math.max(0, (highMs ?? timeMs) - timeMs);
  return { timeMs, durationMs: lengthMs, lead, code: code + oneEnd, text: null };
}
