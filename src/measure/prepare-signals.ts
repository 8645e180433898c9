// One Recording, made ready to be measured: every lead at 500 Hz without gaps, mains hum removed only where
// there is some, and the smoothed copies that the detectors read. Amplitudes are taken from `raw`.
import type { Recording } from "../ecg/recording.ts";
import { bandPass, lowPass } from "../signal/butterworth.ts";
import { fillGaps } from "../signal/fill-gaps.ts";
import { removeMains } from "../signal/remove-mains.ts";
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
    const raw = removeMains(resample(filled, rate, WORKING_RATE_HZ), WORKING_RATE_HZ).samples;
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
