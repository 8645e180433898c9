// One exactly known ECG against what was measured of it: every measurement beside its true value.
import type { Measurements, MedianBeat } from "../../ecg/measurements.ts";
import type { DeflectionName } from "../../simulate/exact-deflections.ts";
import { type ExactLead, type ExactSpan, type ExactTruth, globalSpans } from "../../simulate/exact-truth.ts";

export type Unit = "mV" | "ms" | "bpm" | "deg";

/** One value. `wanted` null: there is nothing to measure; `got` null: nothing was found. */
export interface Comparison {
  readonly measure: string;
  readonly unit: Unit;
  /** A lead, or "global". */
  readonly where: string;
  /** The nearest right value, where a smooth foot leaves a range of them. */
  readonly wanted: number | null;
  readonly got: number | null;
  readonly tolerance: number;
}

export interface FormComparison {
  readonly wave: "P" | "QRS" | "T";
  readonly where: string;
  readonly wanted: string;
  readonly got: string | null;
}

/** 25 uV or 5 %: IEC 60601-2-25 and 60601-2-51 for amplitudes. */
export function amplitudeTolerance(amplitudeMv: number): number {
  return Math.max(0.025, 0.05 * Math.abs(amplitudeMv));
}

/** Of the mean difference, IEC 60601-2-51 (biological ECGs), ms. The SDs are in exact-score.ts. */
const INTERVAL_MS = { p: 10, pr: 10, qrs: 10, qt: 25 };
/** Ours: the standard has none. A deflection's ends are crossings, so it is held to the QRS's limit. */
const DEFLECTION_MS = 10;
const RATE_BPM = 1;
const AXIS_DEG = 5;

/** Everything that is measured of the median beats and the whole recording; only of leads that were recorded. */
export function compareExact(truth: ExactTruth, measured: Measurements): Comparison[] {
  const leads = recordedLeads(truth, measured);
  return [
    ...globalComparisons(truth, measured),
    ...leads.flatMap(([name, lead]) => leadComparisons(name, lead, measured.leads[name]?.median ?? null)),
  ];
}

function recordedLeads(truth: ExactTruth, measured: Measurements): [string, ExactLead][] {
  return Object.entries(truth.leads).filter(([name]) => measured.record.leads.includes(name));
}

function globalComparisons(truth: ExactTruth, measured: Measurements): Comparison[] {
  const { global } = measured;
  const of = (measure: string, unit: Unit, tolerance: number, wanted: number | null, got: number | null) => ({
    measure,
    unit,
    where: "global",
    wanted,
    got,
    tolerance,
  });
  const { p, qrs, t } = globalSpans(recordedLeads(truth, measured).map(([, lead]) => lead));
  const interval = (measure: string, limitMs: number, range: [number, number] | null, got: number | null) =>
    of(measure, "ms", limitMs, nearest(range, got), got);
  return [
    of("heart rate", "bpm", RATE_BPM, truth.heartRateBpm, global.heartRateBpm),
    interval("P duration", INTERVAL_MS.p, p && spans(p, p), global.pDurationMs),
    interval("PR", INTERVAL_MS.pr, p && qrs && fromOnsets(p, qrs), global.prMs),
    interval("QRS duration", INTERVAL_MS.qrs, qrs && spans(qrs, qrs), global.qrsDurationMs),
    interval("QT", INTERVAL_MS.qt, qrs && t && spans(qrs, t), global.qtMs),
    ...(hasFrontalPlane(measured) ? axisComparisons(truth, measured) : []),
  ];
}

function hasFrontalPlane({ record }: Measurements): boolean {
  return record.leads.includes("I") && (record.leads.includes("aVF") || record.leads.includes("II"));
}

function axisComparisons(truth: ExactTruth, { global }: Measurements): Comparison[] {
  const names = { p: "P axis", qrs: "QRS axis", t: "T axis" };
  return (["p", "qrs", "t"] as const).flatMap((wave): Comparison[] => {
    const wanted = truth.axisDeg[wave];
    const got = global.axisDeg[wave];
    if (wanted === null) return [];
    // an angle is off by at most half a turn
    const near = got === null ? null : wanted + ((((got - wanted) % 360) + 540) % 360) - 180;
    return [{ measure: names[wave], unit: "deg", where: "global", wanted, got: near, tolerance: AXIS_DEG }];
  });
}

/** From the start of one wave to the end of another: between the supports, and between what can be seen. */
function spans(start: ExactSpan, end: ExactSpan): [number, number] {
  return [end.offsetMs - start.onsetMs, end.seenToMs - start.seenFromMs];
}

function fromOnsets(start: ExactSpan, end: ExactSpan): [number, number] {
  return [end.onsetMs - start.onsetMs, end.seenFromMs - start.seenFromMs];
}

/** Where nothing was found, the support's value. */
function nearest(range: readonly [number, number] | null, got: number | null): number | null {
  if (range === null) return null;
  const [low, high] = [Math.min(...range), Math.max(...range)];
  return got === null ? range[0] : Math.min(high, Math.max(low, got));
}

const DEFLECTIONS: readonly (readonly [DeflectionName, string])[] = [
  ["q", "Q"],
  ["r", "R"],
  ["s", "S"],
  ["rPrime", "R'"],
  ["sPrime", "S'"],
];

function leadComparisons(where: string, truth: ExactLead, median: MedianBeat | null): Comparison[] {
  const found: Comparison[] = [];
  const amplitude = (measure: string, wanted: number | null, got: number | null | undefined): void => {
    found.push({
      measure,
      unit: "mV",
      where,
      wanted,
      got: got ?? null,
      tolerance: amplitudeTolerance(wanted ?? 0),
    });
  };
  if (truth.p || truth.absent.p)
    amplitude("P amplitude", truth.p?.amplitudeMv ?? null, median?.p?.amplitudeMv);
  if (truth.t || truth.absent.t)
    amplitude("T amplitude", truth.t?.amplitudeMv ?? null, median?.t?.amplitudeMv);
  if (isClear(truth)) {
    for (const [key, name] of DEFLECTIONS) {
      const wanted = truth.qrs?.deflections[key] ?? null;
      const got = median?.[key] ?? null;
      amplitude(`${name} amplitude`, wanted?.amplitudeMv ?? null, got?.amplitudeMv);
      const duration = { unit: "ms", where, tolerance: DEFLECTION_MS } as const;
      found.push({
        measure: `${name} duration`,
        ...duration,
        wanted: wanted?.durationMs ?? null,
        got: got?.durationMs ?? null,
      });
    }
  }
  const { stMv, absent } = truth;
  // where there is no QRS there is no J
  if (absent.qrs) return found;
  amplitude("ST at J", stMv.j, median?.stJMv);
  amplitude("ST at J+20", stMv.j20, median?.st20Mv);
  amplitude("ST at J+40", stMv.j40, median?.st40Mv);
  amplitude("ST at J+60", stMv.j60, median?.st60Mv);
  amplitude("ST at J+80", stMv.j80, median?.st80Mv);
  return found;
}

/** A QRS whose deflections no reader would name otherwise. */
function isClear({ qrs, absent }: ExactLead): boolean {
  return qrs === null ? absent.qrs : !qrs.doubtful;
}

export function compareForms(truth: ExactTruth, measured: Measurements): FormComparison[] {
  return Object.entries(truth.leads).flatMap(([where, lead]): FormComparison[] => {
    const median = measured.leads[where]?.median;
    if (!median) return [];
    const { p, t } = lead;
    return [
      ...(p ? [{ wave: "P" as const, where, wanted: p.form, got: median.p?.form ?? null }] : []),
      ...(lead.qrs && isClear(lead)
        ? [
            {
              wave: "QRS" as const,
              where,
              wanted: qrsLetters(lead.qrs.deflections),
              got: median.qrsForm.toLowerCase(),
            },
          ]
        : []),
      ...(t ? [{ wave: "T" as const, where, wanted: t.form, got: median.t?.form ?? null }] : []),
    ];
  });
}

/** "qrs", "rsr'": without capitals, which depend on half a millivolt. */
function qrsLetters(
  deflections: Readonly<Record<DeflectionName, { readonly peakMs: number } | null>>,
): string {
  if (deflections.q && !deflections.r) return "qs";
  return DEFLECTIONS.flatMap(([key, name]) => {
    const deflection = deflections[key];
    return deflection ? [{ name, at: deflection.peakMs }] : [];
  })
    .sort((a, b) => a.at - b.at)
    .map(({ name }) => name.toLowerCase())
    .join("");
}
