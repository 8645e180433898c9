// One beat of an exactly known ECG: P, QRS, ST and T of each of the eight independent leads as curves in ms from the
// global QRS onset, and the four derived limb leads as sums of curves, so that they too are known between samples.
import { STANDARD_LEADS, type StandardLead } from "../ecg/lead-names.ts";
import { INDEPENDENT_LEADS, type IndependentLead, withLimbLeads } from "./beat-shape.ts";
import { type CurveKnot, curveThrough, curveValue, type Ends, type Point } from "./exact-curve.ts";

/** One lead's waves, each by its turning points (or corners) between its ends. What is left out is not there. */
export interface LeadShape {
  /** ms from the P onset. */
  readonly p?: readonly Point[];
  /** ms from the global QRS onset. */
  readonly qrs?: readonly Point[];
  /** The lead's own QRS inside the global one; absent: all of it. */
  readonly qrsFromMs?: number;
  readonly qrsToMs?: number;
  /** Level at the global end of the QRS, and where T begins; straight between. */
  readonly jMv?: number;
  readonly stEndMv?: number;
  /** ms from the T onset. */
  readonly t?: readonly Point[];
}

export interface BeatTimes {
  readonly prMs: number;
  readonly pMs: number;
  readonly qrsMs: number;
  readonly qtMs: number;
  readonly tMs: number;
}

export interface ExactSignal extends BeatTimes {
  readonly name: string;
  /** What it is for, in words. */
  readonly purpose: string;
  readonly rateBpm: number;
  /** Of the QRS, and of P and T. */
  readonly ends: Ends;
  readonly slowEnds: Ends;
  /** Knots at whole even milliseconds and RR a multiple of 2 ms: every beat has the same samples at 500 and 1000 Hz. */
  readonly onGrid: boolean;
  readonly leads: Readonly<Record<IndependentLead, LeadShape>>;
}

/** A lead's beat: its value at any ms from the global QRS onset, split into P and the rest, and where it has knots. */
export interface LeadCurve {
  readonly p: (atMs: number) => number;
  readonly qrst: (atMs: number) => number;
  readonly knotsMs: readonly number[];
}

export function leadCurves(signal: ExactSignal): Record<StandardLead, LeadCurve> {
  const given = Object.fromEntries(
    INDEPENDENT_LEADS.map((name) => [name, shapeCurve(signal.leads[name], signal)]),
  ) as Record<IndependentLead, LeadCurve>;
  return withLimbLeads(given, (weightI, one, weightII, two) => ({
    p: (atMs) => weightI * one.p(atMs) + weightII * two.p(atMs),
    qrst: (atMs) => weightI * one.qrst(atMs) + weightII * two.qrst(atMs),
    knotsMs: [...new Set([...one.knotsMs, ...two.knotsMs])].sort((a, b) => a - b),
  }));
}

/** The leads in standard order. */
export const EXACT_LEADS: readonly StandardLead[] = STANDARD_LEADS;

function shapeCurve(shape: LeadShape, signal: ExactSignal): LeadCurve {
  const { ends, slowEnds, qrsMs } = signal;
  const p = shape.p ? curveThrough(between(-signal.prMs, signal.pMs, shape.p, [0, 0]), slowEnds) : [];
  const [fromMs, toMs] = [shape.qrsFromMs ?? 0, shape.qrsToMs ?? qrsMs];
  const jMv = shape.jMv ?? 0;
  const qrs = curveThrough([[fromMs, 0], ...(shape.qrs ?? []), [toMs, jMv]], ends);
  const qrst = [...qrs, ...stAndT(shape, signal)];
  return {
    p: (atMs) => curveValue(p, atMs),
    qrst: (atMs) => curveValue(qrst, atMs),
    knotsMs: [...p, ...qrst].map((knot) => knot.atMs),
  };
}

/** From the end of the QRS: a straight ST, then T from the level where ST ended to zero. */
function stAndT(shape: LeadShape, { qrsMs, qtMs, tMs, slowEnds }: ExactSignal): CurveKnot[] {
  const jMv = shape.jMv ?? 0;
  const tOnsetMs = qtMs - tMs;
  const straight = (atMs: number, mv: number): CurveKnot => ({ atMs, mv, course: "line" });
  const t = shape.t ?? [];
  const [, ...wave] = curveThrough(between(tOnsetMs, tMs, t, [shape.stEndMv ?? jMv, 0]), slowEnds);
  return [straight(qrsMs, jMv), straight(tOnsetMs, shape.stEndMv ?? jMv), ...wave];
}

function between(
  startMs: number,
  lengthMs: number,
  points: readonly Point[],
  [before, after]: readonly [number, number],
): Point[] {
  const inside = points.map(([atMs, mv]): Point => [startMs + atMs, mv]);
  return [[startMs, before], ...inside, [startMs + lengthMs, after]];
}
