// Some devices end each lead with a calibration pulse. A reader keeps it, since it is in the file, and marks it; taken
// for ECG it would make two beats and break I + III = II.
import { CALIBRATION_CODE, type Recording } from "../../ecg/recording.ts";

/** The recording with the samples of marked calibration pulses missing. */
export function withoutCalibration(recording: Recording): Recording {
  const marks = (recording.annotations ?? []).filter(({ code }) => code === CALIBRATION_CODE);
  if (marks.length === 0) return recording;
  const place = (ms: number) => Math.max(0, Math.round((ms / 1000) * recording.samplingRateHz));
  const leads = recording.leads.map((lead) => {
    const samplesMv = lead.samplesMv.slice();
    for (const { timeMs, durationMs } of marks) {
      samplesMv.fill(Number.NaN, place(timeMs), place(timeMs + durationMs));
    }
    return { ...lead, samplesMv };
  });
  return { ...recording, leads };
}
