// The true measurements of an exactly known beat, read off its curves and not off samples.
//
// Where does a wave begin and end? `onsetMs` and `offsetMs` are the ends of its support: the last moments at which
// the curve is still on its line. Corners and sharp feet leave the line visibly there. A smooth foot does not: below
// 20 uV (the level that experts could not tell from the line, CSE; IEC 60601-2-25 FF.5) nobody sees it, so there
// is also `seenFromMs`..`seenToMs`, where the wave is farther than that from its line. A reading between the two is right.
//
// Inside the QRS a run of one sign counts as a wave by the minimum-wave rule of IEC 60601-2-51 GG.5: two opposite
// slopes with a turning point between, at least 30 uV for at least 6 ms. Runs that are near these limits make the
// lead `doubtful`: readers would differ. Amplitudes are against the line before the QRS, which is zero here.
import type { StandardLead } from "../ecg/lead-names.ts";
import type { Wave } from "../ecg/measurements.ts";
import { EXACT_LEADS, type ExactSignal, type LeadCurve, leadCurves } from "./exact-beat.ts";
import { areaUnder } from "./exact-curve.ts";
import { type ExactQrs, exactDeflections } from "./exact-deflections.ts";

/** All in ms from the global QRS onset; P is negative. */
export interface ExactSpan {
  readonly onsetMs: number;
  readonly offsetMs: number;
  readonly seenFromMs: number;
  readonly seenToMs: number;
}

/** A P or T wave. Lobes under 30 uV are none; `amplitudeMv` is the larger one's. */
export interface ExactWave extends ExactSpan {
  readonly amplitudeMv: number;
  readonly peakMs: number;
  readonly form: Wave["form"];
  readonly initialMv: number;
  readonly terminalMv: number;
  readonly areaMvMs: number;
}

export interface ExactLead {
  /** null: no wave that anyone could see. */
  readonly p: ExactWave | null;
  readonly qrs: (ExactSpan & ExactQrs) | null;
  readonly t: ExactWave | null;
  /** Nothing at all: not even a wave too small to be seen. */
  readonly absent: { readonly p: boolean; readonly qrs: boolean; readonly t: boolean };
  readonly stMv: {
    readonly j: number;
    readonly j20: number;
    readonly j40: number;
    readonly j60: number;
    readonly j80: number;
  };
}

/** From the earliest onset to the latest end over the leads. */
export interface GlobalSpans {
  readonly p: ExactSpan | null;
  readonly qrs: ExactSpan | null;
  readonly t: ExactSpan | null;
}

export interface ExactTruth extends GlobalSpans {
  readonly rrMs: number;
  readonly heartRateBpm: number;
  /** From the net areas in I and aVF; null where nearly nothing is left of them. */
  readonly axisDeg: { readonly p: number | null; readonly qrs: number | null; readonly t: number | null };
  readonly leads: Readonly<Record<StandardLead, ExactLead>>;
}

/** Experts could not tell less than this from the line. */
const SEEN_FROM_MV = 0.02;
const LEAST_WAVE_MV = 0.03;
const LEAST_AREA_MV_MS = 2;
const STEP_MS = 0.1;
const ROUNDING_MV = 1e-9;

export function exactTruth(signal: ExactSignal): ExactTruth {
  const curves = leadCurves(signal);
  const { prMs, pMs, qrsMs, qtMs, tMs } = signal;
  const entries = EXACT_LEADS.map((name): [StandardLead, ExactLead] => [
    name,
    leadTruth(curves[name], signal),
  ]);
  const leads = Object.fromEntries(entries) as Record<StandardLead, ExactLead>;
  const axis = (part: "p" | "qrst", [fromMs, toMs]: readonly [number, number]) => {
    const area = ({ knotsMs, [part]: curve }: LeadCurve): number => {
      const times = timesBetween(fromMs, toMs, knotsMs);
      return areaUnder(times, times.map(curve));
    };
    return axisOf(area(curves.I), area(curves.aVF));
  };
  return {
    rrMs: 60_000 / signal.rateBpm,
    heartRateBpm: signal.rateBpm,
    ...globalSpans(entries.map(([, lead]) => lead)),
    axisDeg: {
      p: axis("p", [-prMs, -prMs + pMs]),
      qrs: axis("qrst", [0, qrsMs]),
      t: axis("qrst", [qtMs - tMs, qtMs]),
    },
    leads,
  };
}

function leadTruth(curve: LeadCurve, signal: ExactSignal): ExactLead {
  const { prMs, pMs, qrsMs, qtMs, tMs } = signal;
  const at = curve.qrst;
  const pTimes = timesBetween(-prMs, -prMs + pMs, curve.knotsMs);
  const times = timesBetween(0, qrsMs, curve.knotsMs);
  const tTimes = timesBetween(qtMs - tMs, qtMs, curve.knotsMs);
  const qrsSpan = spanOf(at, times, [0, at(qrsMs)]);
  const flat = (part: Curve, when: readonly number[]) =>
    when.every((atMs) => Math.abs(part(atMs)) < ROUNDING_MV);
  return {
    p: slowWave(curve.p, pTimes),
    qrs: qrsSpan && { ...qrsSpan, ...exactDeflections(at, times) },
    t: slowWave(at, tTimes),
    absent: { p: flat(curve.p, pTimes), qrs: flat(at, times), t: flat(at, tTimes) },
    stMv: {
      j: at(qrsMs),
      j20: at(qrsMs + 20),
      j40: at(qrsMs + 40),
      j60: at(qrsMs + 60),
      j80: at(qrsMs + 80),
    },
  };
}

/** Every tenth of a millisecond, and every knot, of a stretch. */
function timesBetween(fromMs: number, toMs: number, knotsMs: readonly number[]): number[] {
  const count = Math.round((toMs - fromMs) / STEP_MS);
  const regular = Array.from(
    { length: count + 1 },
    (_, i) => fromMs + ((toMs - fromMs) * i) / Math.max(count, 1),
  );
  const knots = knotsMs.filter((atMs) => atMs > fromMs && atMs < toMs);
  return [...regular, ...knots].sort((a, b) => a - b);
}

type Curve = (atMs: number) => number;

/** Where the curve is off its line, which is at `levels` before and after it. null: never visibly. */
function spanOf(curve: Curve, times: readonly number[], levels: readonly [number, number]): ExactSpan | null {
  const first = (leastMv: number) => times.findIndex((atMs) => Math.abs(curve(atMs) - levels[0]) > leastMv);
  const last = (leastMv: number) =>
    times.findLastIndex((atMs) => Math.abs(curve(atMs) - levels[1]) > leastMv);
  const [seenFrom, seenTo] = [first(SEEN_FROM_MV), last(SEEN_FROM_MV)];
  if (seenFrom < 0 || seenTo < 0) return null;
  return {
    onsetMs: times[Math.max(0, first(ROUNDING_MV) - 1)]!,
    offsetMs: times[Math.min(times.length - 1, last(ROUNDING_MV) + 1)]!,
    seenFromMs: times[seenFrom]!,
    seenToMs: times[seenTo]!,
  };
}

/** A P or a T. Its lobes are its turning points: where it starts off the line (T after a raised ST), the start is none. */
function slowWave(curve: Curve, times: readonly number[]): ExactWave | null {
  const values = times.map(curve);
  const span = spanOf(curve, times, [values[0]!, values.at(-1)!]);
  if (span === null) return null;
  const lobes = turningPoints(values).filter((index) => Math.abs(values[index]!) >= LEAST_WAVE_MV);
  const first = lobes[0];
  const last = lobes.at(-1);
  if (first === undefined || last === undefined) return null;
  const main = lobes.reduce((a, b) => (Math.abs(values[b]!) > Math.abs(values[a]!) ? b : a));
  const sign = (index: number): string => (values[index]! > 0 ? "+" : "-");
  const biphasic = sign(first) !== sign(last);
  const notched = !biphasic && lobes.length > 1 && values[main]! > 0;
  return {
    ...span,
    amplitudeMv: values[main]!,
    peakMs: times[main]!,
    form: biphasic ? (sign(first) === "+" ? "+-" : "-+") : notched ? "notched" : (sign(main) as "+" | "-"),
    initialMv: biphasic ? values[first]! : values[main]!,
    terminalMv: biphasic ? values[last]! : values[main]!,
    areaMvMs: areaUnder(times, values),
  };
}

/** Extremes away from zero between the ends: of upright stretches the tops, of hanging ones the bottoms. */
function turningPoints(values: readonly number[]): number[] {
  const found: number[] = [];
  for (let i = 1; i < values.length - 1; i++) {
    const here = values[i]!;
    if (here === values[i - 1]) continue;
    // a plateau turns where it is left
    let left = i + 1;
    while (left < values.length - 1 && values[left] === here) left++;
    const after = values[left]!;
    const outwards = Math.sign(here) * (here - values[i - 1]!) > 0;
    if (outwards && Math.sign(here) * (after - here) < 0) found.push(i);
  }
  return found;
}

/** Of some of the leads, where not all were recorded. */
export function globalSpans(leads: readonly ExactLead[]): GlobalSpans {
  const over = (wave: "p" | "qrs" | "t") =>
    widest(leads.map((lead) => lead[wave]).filter((span) => span !== null));
  return { p: over("p"), qrs: over("qrs"), t: over("t") };
}

function widest(spans: readonly ExactSpan[]): ExactSpan | null {
  if (spans.length === 0) return null;
  const least = (key: "onsetMs" | "seenFromMs") => Math.min(...spans.map((span) => span[key]));
  const most = (key: "offsetMs" | "seenToMs") => Math.max(...spans.map((span) => span[key]));
  return {
    onsetMs: least("onsetMs"),
    offsetMs: most("offsetMs"),
    seenFromMs: least("seenFromMs"),
    seenToMs: most("seenToMs"),
  };
}

/** null where the net area, and with it the direction, is nothing against what a reading of 25 uV too much would make. */
function axisOf(inI: number, inAvf: number): number | null {
  const y = (2 / Math.sqrt(3)) * inAvf;
  if (Math.hypot(inI, y) < LEAST_AREA_MV_MS) return null;
  return (Math.atan2(y, inI) * 180) / Math.PI;
}
