// Cuts one lead's stretch of time out of a recording and fixes its place on the page.

import { findLead, type Recording } from "../../ecg/recording.ts";
import type { LeadSegment, SegmentState } from "../page.ts";

export interface SegmentPlace {
  /** As the recording names it. */
  readonly lead: string;
  /** As the page names it; the same where it is left out. */
  readonly label?: string;
  /** Drawn upside down. */
  readonly isInverted?: boolean;
  readonly role: LeadSegment["role"];
  readonly startS: number;
  readonly durationS: number;
  /** x of `startS`. */
  readonly xMm: number;
  readonly baselineYMm: number;
  readonly pitchMm: number;
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
}

/** First sample at or after a time; the margin undoes the rounding of times such as 0.1 * 3. */
function sampleAtOrAfter(seconds: number, samplingRateHz: number): number {
  return Math.max(0, Math.ceil(seconds * samplingRateHz - 1e-6)); // ceil gives -0
}

/**
 * The segment of `place.lead` that starts at `startS` and lasts `durationS`, or less where the recording
 * ends. Where the start falls between two samples, the first sample is drawn that fraction further right.
 */
export function leadSegment(recording: Recording, place: SegmentPlace): LeadSegment {
  const rate = recording.samplingRateHz;
  const all = findLead(recording, place.lead)?.samplesMv;
  const start = sampleAtOrAfter(place.startS, rate);
  const end = Math.min(all?.length ?? 0, sampleAtOrAfter(place.startS + place.durationS, rate));
  let samplesMv = all?.subarray(start, Math.max(start, end)) ?? new Float64Array(0);
  let state: SegmentState = "drawn";
  if (all === undefined) state = "not recorded";
  else if (samplesMv.length === 0) state = "ended";
  else if (!samplesMv.some(Number.isFinite)) state = "no valid samples";
  if (state !== "drawn") samplesMv = samplesMv.subarray(0, 0);
  return placedSegment(place, { state, samplesMv, startSample: start, samplingRateHz: rate });
}

type SegmentSamples = Pick<LeadSegment, "state" | "samplesMv" | "startSample" | "samplingRateHz">;

/** Samples in their place: `startSample` lies at its own time after `place.startS`, and the scale is the place's. */
export function placedSegment(place: SegmentPlace, samples: SegmentSamples): LeadSegment {
  const { speedMmPerS, gainMmPerMv } = place;
  const { startSample, samplingRateHz: rate, samplesMv } = samples;
  return {
    lead: place.lead,
    label: place.label ?? place.lead,
    role: place.role,
    state: samples.state,
    startSample,
    endSample: startSample + samplesMv.length,
    samplingRateHz: rate,
    samplesMv,
    originXMm: place.xMm + (startSample / rate - place.startS) * speedMmPerS,
    baselineYMm: place.baselineYMm,
    mmPerSample: speedMmPerS / rate,
    mmPerMv: place.isInverted === true ? -gainMmPerMv : gainMmPerMv,
    boxMm: {
      xMm: place.xMm,
      yMm: place.baselineYMm - place.pitchMm / 2,
      widthMm: place.durationS * speedMmPerS,
      heightMm: place.pitchMm,
    },
  };
}
