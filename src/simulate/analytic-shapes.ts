// What the analytic ECGs have in common: their usual times, and P and T drawn to the length that a rate asks for.

import { INDEPENDENT_LEADS } from "./beat-shape.ts";
import type { ExactSignal, LeadShape } from "./exact-beat.ts";
import type { Point } from "./exact-curve.ts";

export type Shapes = ExactSignal["leads"];

/** The lengths that shapes of P and T are written for; a QRS is drawn shorter where it would not fit. */
const P_MS = 104;
const QRS_MS = 94;
const T_MS = 190;

type Changes = Partial<Omit<ExactSignal, "name" | "purpose" | "leads">>;

/** Sharp ends, 60 a minute nearly, off the grid, unless changed. */
export function analytic(name: string, purpose: string, shapes: Shapes, changes: Changes = {}): ExactSignal {
  const usual = { prMs: 162, pMs: P_MS, qrsMs: 94, qtMs: 396, tMs: T_MS, rateBpm: 61.3, onGrid: false };
  const signal = { ends: "sharp", slowEnds: "sharp", ...usual, ...changes } as const;
  const leads = Object.fromEntries(
    INDEPENDENT_LEADS.map((lead) => [
      lead,
      stretched(shapes[lead], {
        p: signal.pMs / P_MS,
        qrs: Math.min(1, signal.qrsMs / QRS_MS),
        t: signal.tMs / T_MS,
      }),
    ]),
  ) as Shapes;
  return { name, purpose, ...signal, leads };
}

function stretched(shape: LeadShape, factors: { p: number; qrs: number; t: number }): LeadShape {
  const by = (wave: "p" | "qrs" | "t"): Point[] =>
    (shape[wave] ?? []).map(([atMs, mv]) => [atMs * factors[wave], mv]);
  return { ...shape, p: by("p"), qrs: by("qrs"), t: by("t") };
}
