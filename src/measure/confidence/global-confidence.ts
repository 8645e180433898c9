// Confidence of the values of the whole recording. To the parts of a lead's confidence comes the disagreement of the
// leads: a global interval is an inner quantile over them. Sums of amplitudes add the errors of their terms, and the
// direction of a vector is as uncertain as the level it stands on is against its length.
import type { GlobalConfidence, GlobalMeasurements, MedianBeat } from "../../ecg/measurements.ts";
import { median, standardDeviation } from "../../signal/statistics.ts";
import type { MeasuredGroup } from "../measure-waves.ts";
import { type FrontalVector, frontalVectors } from "../morphology/axes.ts";
import { CLEAR_T_MV } from "../morphology/global-intervals.ts";
import { type LeadSpread, noSpread } from "../morphology/lead-spread.ts";
import type { SpatialAngles } from "../morphology/spatial-angle.ts";
import { total, type VoltageTerm, voltageTerms } from "../morphology/voltages.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import type { GroupMarks, MedianLead } from "../waves/delineate-group.ts";
import { tEndMethods } from "../waves/t-end-methods.ts";
import {
  asConfidence,
  axisErrorDeg,
  errorOverBeats,
  errorOverLeads,
  quadrature,
  robustDeviation,
  withinProbability,
} from "./confidence.ts";
import { amplitudeErrorMv, amplitudeToleranceMv, edgeErrors, noiseOf } from "./lead-confidence.ts";
import {
  BEAT_SCATTER_MS,
  GLOBAL_ERRORS,
  LEVEL_ERROR_MV,
  NETWORK_GLOBAL_SHARES,
  RATE_ERROR_BPM,
  T_END_METHODS,
  TOLERANCES,
} from "./measurement-errors.ts";
import { recordPPresence } from "./wave-confidence.ts";

type Medians = ReadonlyMap<string, MedianBeat>;
type Values = Omit<GlobalMeasurements, "confidence">;

export function globalConfidence(options: {
  values: Values;
  medians: Medians;
  spreads: ReadonlyMap<string, LeadSpread>;
  group: MeasuredGroup | null;
  rr: readonly number[];
  spatial: SpatialAngles | null;
}): GlobalConfidence {
  const { values, medians, spreads, group, rr, spatial } = options;
  const known = [...medians.keys()].flatMap((lead) => spreads.get(lead) ?? []);
  const parts = globalErrorParts({
    medians,
    spreads,
    leads: group?.leads ?? [],
    marks: group?.marks ?? null,
  });
  const byNetwork = [...spreads.values()].some((spread) => spread.byNetwork);
  const error = (kind: keyof typeof GLOBAL_ERRORS): number => {
    const { ownMs, edge, leads } = GLOBAL_ERRORS[kind];
    const { beatsMs, leadsMs, edgeMs, methodsMs } = parts[kind];
    const share = byNetwork ? NETWORK_GLOBAL_SHARES[kind] : 1;
    return share * quadrature(ownMs, edge * edgeMs, leads * leadsMs, beatsMs, methodsMs);
  };
  const errors = {
    pr: error("pr"),
    p: error("p"),
    qrs: error("qrs"),
    qt: error("qt"),
    tPeakToEnd: error("tPeakToEnd"),
  };
  const pPresence = recordPPresence(values.atrial.pTemplateCorrelation);
  const { intervalMs, qtMs, rateBpm } = TOLERANCES;
  const within = (value: number | null, tolerance: number, error: number, presence = 1): number | null =>
    value === null ? null : asConfidence(presence * withinProbability(tolerance, error));
  const rrError = errorOverBeats(standardDeviation(rr) ?? 0, rr.length);
  const rate = values.heartRateBpm ?? 0;
  const rateError = quadrature(RATE_ERROR_BPM, (rate * rrError) / Math.max(values.rrMs ?? 0, 1));
  const rateConfidence = within(values.heartRateBpm, rateBpm, rateError);
  return {
    heartRateBpm: rateConfidence,
    rrMs: rateConfidence,
    prMs: within(values.prMs, intervalMs, errors.pr, pPresence),
    pDurationMs: within(values.pDurationMs, intervalMs, errors.p, pPresence),
    qrsDurationMs: within(values.qrsDurationMs, intervalMs, errors.qrs),
    qtMs: within(values.qtMs, qtMs, errors.qt),
    qtcMs: correctedConfidence(values, errors.qt, rrError),
    jtMs: within(values.jtMs, qtMs, quadrature(errors.qt, errors.qrs)),
    tPeakToEndMs: within(values.tPeakToEndMs, qtMs, errors.tPeakToEnd),
    ...directions({ values, medians, known, spatial }),
    voltages: voltageConfidence(medians, spreads),
  };
}

/** What a global interval's error is made of, apart from the method's own. */
interface ErrorParts {
  /** Scatter over the beats. */
  readonly beatsMs: number;
  /** Disagreement of the leads. */
  readonly leadsMs: number;
  /** Noise at the edges, of the typical lead. */
  readonly edgeMs: number;
  /** Disagreement of two methods, where there are two. */
  readonly methodsMs: number;
}

export function globalErrorParts(options: {
  medians: Medians;
  spreads: ReadonlyMap<string, LeadSpread>;
  leads: readonly MedianLead[];
  marks: GroupMarks | null;
}): Record<keyof typeof GLOBAL_ERRORS, ErrorParts> {
  const { medians, spreads, leads, marks } = options;
  const known = [...medians].flatMap(([lead, values]) => {
    const spread = spreads.get(lead);
    return spread ? [{ values, spread, edges: edgeErrors(values, spread) }] : [];
  });
  const beats = known[0]?.spread.beats ?? 1;
  const beatsMs = (kind: keyof typeof BEAT_SCATTER_MS): number => {
    const scatter = median(present(known.map(({ spread }) => spread.timesMs[kind])));
    return errorOverBeats(scatter ?? BEAT_SCATTER_MS[kind], beats);
  };
  const leadsMs = (pick: (lead: MedianBeat) => number | null | undefined): number => {
    const marked = present(known.map(({ values }) => pick(values) ?? null));
    return errorOverLeads(robustDeviation(marked) ?? 0, marked.length);
  };
  const edgeMs = (wave: "p" | "qrs" | "t"): number =>
    median(known.flatMap(({ edges }) => (edges[wave] > 0 ? [edges[wave]] : []))) ?? 0;
  const pOnsetsMs = leadsMs(({ p }) => p?.onsetMs);
  const methodsMs = tEndDisagreementMs(leads, marks);
  return {
    pr: { beatsMs: beatsMs("pr"), leadsMs: pOnsetsMs, edgeMs: edgeMs("p"), methodsMs: 0 },
    p: {
      beatsMs: beatsMs("p"),
      leadsMs: quadrature(
        pOnsetsMs,
        leadsMs(({ p }) => p?.offsetMs),
      ),
      edgeMs: edgeMs("p"),
      methodsMs: 0,
    },
    qrs: {
      beatsMs: beatsMs("qrs"),
      leadsMs: leadsMs(({ qrsDurationMs }) => qrsDurationMs),
      edgeMs: edgeMs("qrs"),
      methodsMs: 0,
    },
    qt: {
      beatsMs: beatsMs("qt"),
      leadsMs: leadsMs(({ t }) => t?.offsetMs),
      edgeMs: edgeMs("t"),
      methodsMs,
    },
    tPeakToEnd: {
      beatsMs: beatsMs("qt"),
      leadsMs: leadsMs(({ tPeakToEndMs }) => tPeakToEndMs),
      edgeMs: edgeMs("t"),
      methodsMs,
    },
  };
}

/** How much farther apart, or closer, than usual the two methods put the end of T, as an error. */
function tEndDisagreementMs(leads: readonly MedianLead[], marks: GroupMarks | null): number {
  const ends = leads.flatMap(({ usable, smooth }, index) => {
    const t = marks?.leads[index]?.t;
    const clear = usable && t && Math.abs(smooth[t.peak]!) >= CLEAR_T_MV;
    return clear ? (tEndMethods(smooth, t) ?? []) : [];
  });
  const apart = median(ends.map(({ area, tangent }) => (area - tangent) * SAMPLE_MS));
  const { usuallyApartMs, share } = T_END_METHODS;
  return apart === null ? 0 : share * Math.abs(apart - usuallyApartMs);
}

/** The error of QT and of RR, each through the derivative of the formula. */
function correctedConfidence(
  { qtMs, qtcMs, rrMs }: Values,
  qtError: number,
  rrErrorMs: number,
): GlobalConfidence["qtcMs"] {
  const rr = (rrMs ?? 0) / 1000;
  const rrError = rrErrorMs / 1000;
  const of = (value: number | null, perQt: number, perRr: number): number | null =>
    value === null || qtMs === null
      ? null
      : asConfidence(withinProbability(TOLERANCES.qtMs, quadrature(perQt * qtError, perRr * rrError)));
  return {
    bazett: of(qtcMs.bazett, 1 / Math.sqrt(rr), (qtcMs.bazett ?? 0) / (2 * rr)),
    fridericia: of(qtcMs.fridericia, 1 / Math.cbrt(rr), (qtcMs.fridericia ?? 0) / (3 * rr)),
    framingham: of(qtcMs.framingham, 1, 154),
    hodges: of(qtcMs.hodges, 1, (1.75 * 60) / rr ** 2),
  };
}

function directions(options: {
  values: Values;
  medians: Medians;
  known: readonly LeadSpread[];
  spatial: SpatialAngles | null;
}): Pick<GlobalConfidence, "axisDeg" | "qrsTAngleDeg" | "spatialQrsTAngleDeg"> {
  const { values, medians, known, spatial } = options;
  const noiseMv = median(known.map((spread) => noiseOf(spread).noiseMv)) ?? 0;
  const levelErrorMv = quadrature(LEVEL_ERROR_MV, noiseMv);
  const error = (area: number, durationMs: number): number =>
    axisErrorDeg({ area, durationMs, levelErrorMv });
  const length = (vector: FrontalVector): number => (vector ? Math.hypot(...vector) : 0);
  const vectors = frontalVectors(medians);
  const qrsMs = values.qrsDurationMs ?? 0;
  const tMs = median(present([...medians.values()].map(({ tDurationMs }) => tDurationMs))) ?? 0;
  const errors = {
    p: error(length(vectors.p), values.pDurationMs ?? 0),
    qrs: error(length(vectors.qrs), qrsMs),
    t: error(length(vectors.t), tMs),
    st: error(length(vectors.st), 1),
  };
  const within = (value: number | null, degrees: number): number | null =>
    value === null ? null : asConfidence(withinProbability(TOLERANCES.axisDeg, degrees));
  const { p, qrs, t, st } = values.axisDeg;
  return {
    axisDeg: {
      p: within(p, errors.p),
      qrs: within(qrs, errors.qrs),
      t: within(t, errors.t),
      st: within(st, errors.st),
    },
    qrsTAngleDeg: within(values.qrsTAngleDeg, quadrature(errors.qrs, errors.t)),
    spatialQrsTAngleDeg: within(
      values.spatialQrsTAngleDeg,
      spatial
        ? quadrature(error(spatial.qrsAreaMvMs, qrsMs), error(spatial.tAreaMvMs, (values.qtMs ?? 0) - qrsMs))
        : 0,
    ),
  };
}

function voltageConfidence(
  medians: Medians,
  spreads: ReadonlyMap<string, LeadSpread>,
): GlobalConfidence["voltages"] {
  const termError = ({ lead, wave, mv }: VoltageTerm): number => {
    const spread = spreads.get(lead) ?? noSpread(1);
    const scatterMv = spread.amplitudesMv[wave];
    return amplitudeErrorMv({
      value: mv,
      scatterMv,
      noiseMv: noiseOf(spread).rawNoiseMv,
      beats: spread.beats,
    });
  };
  return Object.fromEntries(
    Object.entries(voltageTerms(medians)).map(([name, terms]) => {
      if (terms === null) return [name, null];
      const tolerance = amplitudeToleranceMv(total(terms));
      return [name, asConfidence(withinProbability(tolerance, quadrature(...terms.map(termError))))];
    }),
  ) as GlobalConfidence["voltages"];
}

function present(values: readonly (number | null)[]): number[] {
  return values.filter((value) => value !== null);
}
