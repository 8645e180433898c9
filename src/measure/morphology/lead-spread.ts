// How the single beats of a class scatter about their median beat in one lead: noise outside the QRS, and the spread
// of every value that is measured beat by beat. The raw material of confidence.
import type { BeatWaves } from "../../ecg/measurements.ts";
import { median } from "../../signal/statistics.ts";
import { MEDIAN_BEFORE, MEDIAN_LENGTH } from "../beats/median-beat.ts";
import { medianNoise, robustDeviation } from "../confidence/confidence.ts";
import type { MeasuredWaves } from "../measure-waves.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import type { GroupMarks, MedianLead } from "../waves/delineate-group.ts";
import { samplesOf } from "../waves/wave-boundaries.ts";

type MeasuredLead = MeasuredWaves["leads"][number];

const SPREADS = ["pr", "qt", "p", "qrs", "t"] as const;
const AMPLITUDES = ["q", "r", "s", "rPrime", "peakToPeak", "pWave", "tWave"] as const;

export interface LeadSpread {
  readonly beats: number;
  /** Whether the network placed these waves. */
  readonly byNetwork: boolean;
  /** RMS of single beats about the median, 0-40 Hz; and what of it is left in the median beat. */
  readonly noiseMv: number | null;
  readonly medianNoiseMv: number | null;
  /** The same at full bandwidth. */
  readonly rawMedianNoiseMv: number | null;
  /** Robust standard deviations over the beats, null for fewer than three. */
  readonly timesMs: Readonly<Record<(typeof SPREADS)[number], number | null>>;
  readonly amplitudesMv: Readonly<Record<(typeof AMPLITUDES)[number], number | null>>;
}

export function leadSpread(options: {
  lead: MeasuredLead;
  median: MedianLead;
  group: { readonly beats: readonly number[]; readonly marks: GroupMarks };
  fiducials: readonly number[];
  waves: readonly BeatWaves[];
}): LeadSpread {
  const { lead, median: template, group, fiducials, waves } = options;
  const { beats, marks } = group;
  const starts = beats.map((beat) => fiducials[beat]! - MEDIAN_BEFORE);
  const noiseMv = residual(lead.smooth, template.smooth, starts, marks);
  const rawNoiseMv = residual(lead.raw, template.raw, starts, marks);
  const own = beats.map((beat) => lead.beats[beat]!);
  const over = <T>(all: readonly T[], pick: (one: T) => number | null): number | null => {
    const values: number[] = [];
    for (const one of all) {
      const value = pick(one);
      if (value !== null) values.push(value);
    }
    return robustDeviation(values);
  };
  const ms = (samples: number): number => samples * SAMPLE_MS;
  const measured = beats.map((beat) => waves[beat]!);
  return {
    beats: beats.length,
    byNetwork: own.some(({ qrs }) => qrs?.sureness !== undefined),
    noiseMv,
    medianNoiseMv: noiseMv === null ? null : medianNoise(noiseMv, beats.length),
    rawMedianNoiseMv: rawNoiseMv === null ? null : medianNoise(rawNoiseMv, beats.length),
    timesMs: {
      pr: over(own, ({ p, qrs }) => (p && qrs && !p.onsetUnknown ? ms(qrs.onset - p.onset) : null)),
      qt: over(own, ({ qrs, t }) => (qrs && t ? ms(t.offset - qrs.onset) : null)),
      p: over(own, ({ p }) => (p && !p.onsetUnknown ? ms(p.offset - p.onset) : null)),
      qrs: over(own, ({ qrs }) => qrs && ms(qrs.offset - qrs.onset)),
      t: over(own, ({ t }) => t && ms(t.offset - t.onset)),
    },
    amplitudesMv: {
      q: over(measured, ({ qrs }) => qrs?.qMv ?? null),
      r: over(measured, ({ qrs }) => qrs?.rMv ?? null),
      s: over(measured, ({ qrs }) => qrs?.sMv ?? null),
      rPrime: over(measured, ({ qrs }) => qrs?.rPrimeMv ?? null),
      peakToPeak: over(measured, ({ qrs }) => qrs?.amplitudeMv ?? null),
      pWave: over(measured, ({ p }) => p?.amplitudeMv ?? null),
      tWave: over(measured, ({ t }) => t?.amplitudeMv ?? null),
    },
  };
}

const STEP = 4;

/** Where there is nothing to see of the scatter. */
export function noSpread(beats: number): LeadSpread {
  return {
    beats,
    byNetwork: false,
    noiseMv: null,
    medianNoiseMv: null,
    rawMedianNoiseMv: null,
    timesMs: { pr: null, qt: null, p: null, qrs: null, t: null },
    amplitudesMv: { q: null, r: null, s: null, rPrime: null, peakToPeak: null, pWave: null, tWave: null },
  };
}

/**
 * Median over beats of the RMS about the template, from before P to the end of T. The QRS is left out: where it is
 * steep, a shift of half a sample looks like noise. Every fourth sample is enough.
 */
function residual(
  samples: Float64Array,
  template: Float64Array,
  starts: readonly number[],
  { qrs, p, t }: GroupMarks,
): number | null {
  const count = starts.length;
  if (count < 2) return null;
  const from = Math.max(0, p ? p.onset - samplesOf(20) : qrs.onset - samplesOf(120));
  const to = Math.min(MEDIAN_LENGTH - 1, t ? t.offset + samplesOf(20) : qrs.offset + samplesOf(200));
  const margin = samplesOf(6);
  const perBeat = starts.flatMap((start) => {
    let squares = 0;
    let used = 0;
    const add = (first: number, last: number): void => {
      const end = Math.min(last, samples.length - 1 - start);
      for (let i = Math.max(first, -start); i <= end; i += STEP) {
        const apart = samples[start + i]! - template[i]!;
        squares += apart * apart;
        used++;
      }
    };
    add(from, qrs.onset - margin);
    add(qrs.offset + margin, to);
    return used > 0 ? [Math.sqrt(squares / used)] : [];
  });
  const typical = median(perBeat);
  // the template has part of every beat in it
  return typical === null ? null : typical * Math.sqrt(count / (count - 1));
}
