// What a picture is too coarse for is not asserted: a duration needs pixels shorter than what would change its meaning.
// A QRS of 110 ms and one of 120 ms are read differently (AHA/ACCF/HRS 2009 part III), so beyond 10 ms a pixel its
// duration is withheld, and with it what depends on it; P, PR and QT bear 20 ms.
import type { GlobalMeasurements, Measurements, MedianBeat } from "../../ecg/measurements.ts";

export const COARSEST_QRS_MS_PER_PX = 10;
export const COARSEST_INTERVAL_MS_PER_PX = 20;

export function withholdTooFine(
  measurements: Measurements,
  { msPerPx }: { readonly msPerPx: number },
): Measurements {
  if (msPerPx <= COARSEST_QRS_MS_PER_PX || measurements.quality.verdict === "unusable") return measurements;
  const noIntervals = msPerPx > COARSEST_INTERVAL_MS_PER_PX;
  const why = `read from paper: a pixel is ${msPerPx.toFixed(1)} ms wide`;
  const { global } = measurements;
  const qrs = {
    qrsDurationMs: null,
    jtMs: null,
    jtcMs: nothing(global.jtcMs),
    fragmentation: { leads: [], contiguousLeads: 0, notches: 0 },
    deltaWave: null,
    voltages: { ...global.voltages, cornellProductMvMs: null },
    romhiltEstes: nothing(global.romhiltEstes),
  } satisfies Partial<GlobalMeasurements>;
  const intervals = {
    prMs: null,
    pDurationMs: null,
    qtMs: null,
    qtcMs: nothing(global.qtcMs),
    tPeakToEndMs: null,
    tPeakToEndOverQt: null,
    qtDispersionMs: null,
    qtDispersionSdMs: null,
    pDispersionMs: null,
    pDispersionSdMs: null,
  } satisfies Partial<GlobalMeasurements>;
  const withheld = { ...qrs, ...(noIntervals ? intervals : {}) };
  const leads = Object.fromEntries(
    Object.entries(measurements.leads).map(([name, lead]) => [
      name,
      { ...lead, median: lead.median && coarseMedian(lead.median) },
    ]),
  );
  const names = ["qrsDurationMs", ...(noIntervals ? ["prMs", "pDurationMs", "qtMs", "qtcMs"] : [])];
  return {
    ...measurements,
    quality: {
      ...measurements.quality,
      verdict: "limited",
      reasons: [
        ...measurements.quality.reasons,
        `${why}: ${noIntervals ? "no interval but RR is" : "no QRS duration is"} asserted`,
      ],
    },
    leads,
    global: { ...global, ...withheld },
    notMeasured: [
      ...(measurements.notMeasured ?? []).filter(({ what }) => !names.includes(what)),
      ...names.map((what) => ({ what, why })),
    ],
  };
}

/** Durations within the QRS, and its small notches, of one lead. */
function coarseMedian(median: MedianBeat): MedianBeat {
  return {
    ...median,
    rPeakTimeMs: null,
    slurredOnsetMs: null,
    slurredOnsetMv: null,
    notches: 0,
    jWaveMv: null,
    jWaveForm: null,
    jWaveTimeMs: null,
  };
}

function nothing<Values extends object>(values: Values): { [Key in keyof Values]: null } {
  return Object.fromEntries(Object.keys(values).map((key) => [key, null])) as { [Key in keyof Values]: null };
}
