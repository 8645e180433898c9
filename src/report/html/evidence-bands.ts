// Where on the page the evidence of each claim lies: one band for every place, shared by the claims that
// cite it. A page such as 3x4 shows only part of each lead; evidence from a beat outside that part is shown
// on the same stretch of the first beat of its class that is inside, and says so.
import type { Claim, Evidence, Verdict } from "../../ecg/interpretation.ts";
import type { Measurements } from "../../ecg/measurements.ts";
import { type BoxMm, type LeadSegment, msToXMm, mvToYMm, type Page } from "../../page/page.ts";

export interface EvidenceBand {
  readonly boxMm: BoxMm;
  readonly lead: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Zero-based; null for spans that belong to no beat. */
  readonly beat: number | null;
  /** The measured beat itself is not drawn in this lead: this is the same stretch of another one. */
  readonly standIn: boolean;
  /** Indices into the claims, ascending. */
  readonly claims: readonly number[];
  /** The worst verdict among its claims. */
  readonly verdict: Verdict;
}

type Place = Pick<EvidenceBand, "boxMm" | "lead" | "startMs" | "endMs" | "beat" | "standIn">;

/** Narrower bands are widened: a pacing spike must still be seen and hit. */
const MIN_WIDTH_MM = 1.2;
/** Free space above and below the trace, and the least reach from its baseline. */
const ROOM_MM = 2.5;
const MIN_REACH_MM = 5;
const SEVERITY: readonly Verdict[] = ["supported", "not checkable", "contradicted"];

/** Bands for all claims, wide ones first so that narrow ones lie on top. */
export function evidenceBands(
  page: Page,
  measurements: Measurements,
  claims: readonly Claim[],
): EvidenceBand[] {
  const found = new Map<string, { place: Place; claims: Set<number> }>();
  claims.forEach((claim, index) => {
    for (const place of claim.evidence.flatMap((evidence) => placesOf(page, measurements, evidence))) {
      const key = `${place.lead} ${place.boxMm.xMm.toFixed(1)} ${place.boxMm.yMm} ${place.boxMm.widthMm.toFixed(1)}`;
      const known = found.get(key) ?? { place, claims: new Set<number>() };
      known.claims.add(index);
      found.set(key, known);
    }
  });
  return [...found.values()]
    .map(({ place, claims: citing }) => ({ ...place, claims: [...citing], verdict: worst(claims, citing) }))
    .sort((a, b) => b.boxMm.widthMm - a.boxMm.widthMm);
}

function placesOf(page: Page, measurements: Measurements, evidence: Evidence): Place[] {
  const { startMs, endMs, beat } = evidence;
  if (startMs === null || endMs === null) return [];
  const drawn = candidates(page, evidence).filter((segment) => segment.state === "drawn");
  const exact = drawn.flatMap((segment) => place(segment, startMs, endMs, beat, false) ?? []);
  if (exact.length > 0 || beat === null) return exact;
  return drawn.flatMap((segment) => standIn(segment, measurements, startMs, endMs, beat) ?? []).slice(0, 1);
}

/** The segments of the lead; of a span that is all the leads', those that show it, a long one on one strip only. */
function candidates(page: Page, { lead, beat }: Evidence): readonly LeadSegment[] {
  if (lead !== null) return page.segments.filter((segment) => segment.lead === lead);
  if (beat !== null) return page.segments;
  const strip = page.segments.find((segment) => segment.role === "rhythm");
  return page.segments.filter(
    (segment) => segment === strip || (strip === undefined && segment.lead === "II"),
  );
}

function standIn(
  segment: LeadSegment,
  measurements: Measurements,
  startMs: number,
  endMs: number,
  beat: number,
): Place | null {
  const measured = measurements.beats.find((it) => it.index === beat);
  if (measured === undefined) return null;
  const [fromMs, toMs] = drawnMs(segment);
  for (const other of measurements.beats) {
    const shiftMs = other.rPeakMs - measured.rPeakMs;
    const inside = startMs + shiftMs >= fromMs && endMs + shiftMs <= toMs;
    if (other.class === measured.class && inside) {
      return place(segment, startMs + shiftMs, endMs + shiftMs, other.index, true);
    }
  }
  return null;
}

function place(
  segment: LeadSegment,
  startMs: number,
  endMs: number,
  beat: number | null,
  standingIn: boolean,
): Place | null {
  const [fromMs, toMs] = drawnMs(segment);
  if (endMs < fromMs || startMs > toMs) return null;
  const left = msToXMm(segment, Math.max(startMs, fromMs));
  const right = msToXMm(segment, Math.min(endMs, toMs));
  const widthMm = Math.max(MIN_WIDTH_MM, right - left);
  const boxMm = { ...traceHeightMm(segment), xMm: (left + right - widthMm) / 2, widthMm };
  return { boxMm, lead: segment.lead, startMs, endMs, beat, standIn: standingIn };
}

/** As high as the lead's trace, so that bands stay close to it and apart from their neighbours. */
function traceHeightMm(segment: LeadSegment): Pick<BoxMm, "yMm" | "heightMm"> {
  let [top, bottom] = [segment.baselineYMm, segment.baselineYMm];
  for (const mv of segment.samplesMv) {
    if (!Number.isFinite(mv)) continue;
    const y = mvToYMm(segment, mv);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const { yMm, heightMm } = segment.boxMm;
  const yTop = Math.max(yMm, Math.min(top - ROOM_MM, segment.baselineYMm - MIN_REACH_MM));
  const yBottom = Math.min(yMm + heightMm, Math.max(bottom + ROOM_MM, segment.baselineYMm + MIN_REACH_MM));
  return { yMm: yTop, heightMm: yBottom - yTop };
}

function drawnMs({ startSample, endSample, samplingRateHz }: LeadSegment): [number, number] {
  return [(startSample / samplingRateHz) * 1000, ((endSample - 1) / samplingRateHz) * 1000];
}

function worst(claims: readonly Claim[], citing: Iterable<number>): Verdict {
  const ranks = [...citing].map((index) => SEVERITY.indexOf(claims[index]?.verdict ?? "not checkable"));
  return SEVERITY[Math.max(...ranks)] ?? "not checkable";
}
