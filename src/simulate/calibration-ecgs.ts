// The named ECGs with exact truth that measurements are tested against.
import { ANALYTIC_SIGNALS } from "./analytic-signals.ts";
import { CALIBRATION_SIGNALS } from "./calibration-signals.ts";
import { type ExactEcg, type ExactEcgOptions, exactEcg } from "./exact-ecg.ts";

/** All of them at one sampling rate and length: first the calibration waves, then the analytic ECGs. */
export function calibrationEcgs(options: ExactEcgOptions = {}): ExactEcg[] {
  return [...CALIBRATION_SIGNALS, ...ANALYTIC_SIGNALS].map((signal) => exactEcg(signal, options));
}
