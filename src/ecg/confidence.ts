// How far each measured value can be trusted: the probability (0..1) that it lies within the tolerance that
// verification allows (rate 5 bpm; P, PR and QRS 20 ms; QT 30 ms; amplitudes 0.05 mV or 15 %; axes 15 degrees).
// The keys are those of the values; a value without a tolerance (forms, counts, areas, ratios) has no entry.
import { z } from "zod";

/** null where the value is null. */
const confidence = z.number().min(0).max(1).nullable();

/** Of a lead's median beat. Deflections and waves are named by their amplitude here. */
export const LeadConfidenceSchema = z.object({
  qMv: confidence,
  rMv: confidence,
  sMv: confidence,
  rPrimeMv: confidence,
  sPrimeMv: confidence,
  qrsPeakToPeakMv: confidence,
  qrsDurationMs: confidence,
  rPeakTimeMs: confidence,
  jWaveMv: confidence,
  stJMv: confidence,
  st20Mv: confidence,
  st40Mv: confidence,
  st60Mv: confidence,
  st80Mv: confidence,
  stMidMv: confidence,
  prMs: confidence,
  prSegmentMv: confidence,
  pMv: confidence,
  pDurationMs: confidence,
  tMv: confidence,
  tDurationMs: confidence,
  tPeakToEndMs: confidence,
  qtMs: confidence,
  uMv: confidence,
});

export const GlobalConfidenceSchema = z.object({
  heartRateBpm: confidence,
  rrMs: confidence,
  prMs: confidence,
  pDurationMs: confidence,
  qrsDurationMs: confidence,
  qtMs: confidence,
  qtcMs: z.object({
    bazett: confidence,
    fridericia: confidence,
    framingham: confidence,
    hodges: confidence,
  }),
  jtMs: confidence,
  tPeakToEndMs: confidence,
  axisDeg: z.object({ p: confidence, qrs: confidence, t: confidence, st: confidence }),
  qrsTAngleDeg: confidence,
  spatialQrsTAngleDeg: confidence,
  voltages: z.object({
    sokolowLyonMv: confidence,
    cornellMv: confidence,
    pegueroLoPrestiMv: confidence,
    gubnerMv: confidence,
    lewisMv: confidence,
    rAvlMv: confidence,
    rV1Mv: confidence,
    rV1SV56Mv: confidence,
    butlerLeggettMv: confidence,
    maxLimbPeakToPeakMv: confidence,
    maxPrecordialPeakToPeakMv: confidence,
  }),
});

export type LeadConfidence = z.infer<typeof LeadConfidenceSchema>;
export type GlobalConfidence = z.infer<typeof GlobalConfidenceSchema>;
