// One Recording, made ready to be measured: every lead at 500 Hz without gaps, mains hum removed only where
// there is some, and the smoothed copies that the detectors read. Amplitudes are taken from `raw`.
import type { Recording } from "../ecg/recording.ts";
import { bandPass, highPass, lowPass, notch } from "../signal/butterworth.ts";
import { fillGaps } from "../signal/fill-gaps.ts";
import { resample } from "../signal/resample.ts";

/** The rate everything is measured at; one sample is 2 ms. */
export const WORKING_RATE_HZ = 500;
export const SAMPLE_MS = 1000 / WORKING_RATE_HZ;

export interface PreparedLead {
  readonly name: string;
  /** Millivolts at 500 Hz, gaps bridged, mains removed where present, nothing else. */
  readonly raw: Float64Array;
  /** Low-passed at 40 Hz: P, T and ST are read here. */
  readonly smooth: Float64Array;
  /** 5-30 Hz: QRS energy for the joint detector. */
  readonly detection: Float64Array;
  readonly usable: boolean;
}

export interface PreparedSignals {
  readonly leads: readonly PreparedLead[];
  readonly sampleCount: number;
  readonly durationMs: number;
}

/** `usable` says which leads may take part in joint decisions; unusable ones are prepared all the same. */
export function prepareSignals(recording: Recording, usable: (lead: string) => boolean): PreparedSignals {
  const rate = recording.samplingRateHz;
  const leads = recording.leads.map((lead) => {
    const filled = fillGaps(lead.samplesMv).filled;
    const raw = removeMains(resample(filled, rate, WORKING_RATE_HZ));
    return {
      name: lead.name,
      raw,
      smooth: lowPass(raw, 40, WORKING_RATE_HZ),
      detection: bandPass(raw, [5, 30], WORKING_RATE_HZ),
      usable: usable(lead.name),
    };
  });
  const sampleCount = leads[0]?.raw.length ?? 0;
  return { leads, sampleCount, durationMs: sampleCount * SAMPLE_MS };
}

/** Notches 50 or 60 Hz when that line carries more than 10 uV RMS and stands out from its neighbourhood. */
function removeMains(samples: Float64Array): Float64Array {
  if (samples.length < WORKING_RATE_HZ) return samples;
  // the high-pass keeps wander, the window neighbouring QRS energy, from leaking into the line
  const windowed = highPass(samples, 20, WORKING_RATE_HZ);
  for (let i = 0; i < windowed.length; i++) {
    windowed[i]! *= 1 - Math.cos((2 * Math.PI * i) / windowed.length);
  }
  let result = samples;
  for (const frequencyHz of [50, 60]) {
    const line = toneRms(windowed, frequencyHz);
    if (line <= 0.01) continue;
    const beside = Math.max(toneRms(windowed, frequencyHz - 4), toneRms(windowed, frequencyHz + 4));
    if (line > 3 * beside) result = notch(result, frequencyHz, WORKING_RATE_HZ);
  }
  return result;
}

/** RMS of one frequency (Goertzel). */
function toneRms(windowed: Float64Array, frequencyHz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequencyHz) / WORKING_RATE_HZ);
  let s1 = 0;
  let s2 = 0;
  for (let i = 0; i < windowed.length; i++) {
    const s0 = windowed[i]! + coefficient * s1 - s2;
    s2 = s1;
    s1 = s0;
  }
  const power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
  return (Math.SQRT2 * Math.sqrt(Math.max(power, 0))) / windowed.length;
}
