// Every measurement against signals whose truth is known exactly: calibration waves and analytic ECGs, clean, noisy, at
// other sampling rates, lengths, leads and heart rates, and simulated rhythms. It needs no data.

import { type MeasureOptions, measureRecording } from "../../measure/measure-recording.ts";
import { ANALYTIC_SIGNALS } from "../../simulate/analytic-signals.ts";
import { CALIBRATION_SIGNALS } from "../../simulate/calibration-signals.ts";
import { exactEcg } from "../../simulate/exact-ecg.ts";
import { type ConditionScore, type Measure, scoreCondition } from "./exact-condition.ts";
import { type NoiseShifts, noiseShifts } from "./exact-noise-shifts.ts";
import { readExactAmplitudes } from "./exact-readings.ts";
import { exactRhythms, type RhythmCount } from "./exact-rhythms.ts";
import { type ExactScore, scoreExact } from "./exact-score.ts";
import { type ExactSeries, exactSeries } from "./exact-series.ts";

export interface ExactTruthBenchmark {
  /** Noise-free, both kinds of signals at 500 and at 1000 Hz. */
  readonly calibration: ConditionScore;
  readonly analytic: ConditionScore;
  /** Amplitudes with the wave marks given, displaced outwards by so many milliseconds. */
  readonly readings: readonly { readonly outwardsMs: number; readonly scores: readonly ExactScore[] }[];
  readonly noise: readonly NoiseShifts[];
  readonly series: ExactSeries;
  readonly rhythms: readonly RhythmCount[];
}

const SAMPLING_RATES_HZ = [500, 1000];
const OUTWARDS_MS = [-8, -4, 0, 4, 8];
const NOISE_SEEDS = [1, 2];
/** Long enough for the third beat of the slowest signal, which is the one that is read. */
const READING_MS = 6000;

/** Takes about half a minute of CPU time; several times that with a delineator. */
export function exactTruthBenchmark(options: MeasureOptions = {}): ExactTruthBenchmark {
  const measure: Measure = (recording) => measureRecording(recording, options);
  const atBothRates = (signals: typeof ANALYTIC_SIGNALS) =>
    SAMPLING_RATES_HZ.flatMap((samplingRateHz) =>
      signals.map((signal) => exactEcg(signal, { samplingRateHz })),
    );
  const all = [...CALIBRATION_SIGNALS, ...ANALYTIC_SIGNALS];
  const short = all.map((signal) => exactEcg(signal, { durationMs: READING_MS }));
  return {
    calibration: scoreCondition("calibration waves", atBothRates(CALIBRATION_SIGNALS), measure),
    analytic: scoreCondition("analytic ECGs", atBothRates(ANALYTIC_SIGNALS), measure),
    readings: OUTWARDS_MS.map((outwardsMs) => ({
      outwardsMs,
      scores: scoreExact(short.flatMap((ecg) => readExactAmplitudes(ecg, ecg.recording, { outwardsMs }))),
    })),
    noise: noiseShifts(
      ANALYTIC_SIGNALS.map((signal) => exactEcg(signal)),
      NOISE_SEEDS,
      measure,
    ),
    series: exactSeries(measure),
    rhythms: exactRhythms(measure),
  };
}
