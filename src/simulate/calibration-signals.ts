// Calibration waves: triangles, plateaus and half sines of round sizes, for single measurements. They follow the idea of
// the CAL signals of IEC 60601-2-25 and 60601-2-51 (one shape in I, II and V1..V6, so that III is flat, aVR inverted, aVL
// and aVF half as high; RS of 100 and of 36 ms, single waves of 56 ms, raised and lowered ST), but are our own: no
// sample or table of the standard is in them, and what passes here has passed no test of the standard.

import { INDEPENDENT_LEADS, type IndependentLead } from "./beat-shape.ts";
import type { ExactSignal, LeadShape } from "./exact-beat.ts";
import { type Point, turns } from "./exact-curve.ts";

const TIMES = { prMs: 160, pMs: 100, qrsMs: 100, qtMs: 400, tMs: 180 };
const P: readonly Point[] = turns(50, 0.15);
const T: readonly Point[] = turns(90, 0.3);
const RS_100: readonly Point[] = turns(24, 1, 76, -1);
const RS_36: readonly Point[] = turns(8, 1, 28, -1);

type Changes = Partial<Omit<ExactSignal, "name" | "purpose" | "leads">>;

function calibration(
  name: string,
  purpose: string,
  leads: LeadShape | ExactSignal["leads"],
  changes: Changes = {},
): ExactSignal {
  const each = "qrs" in leads ? alike(leads as LeadShape) : (leads as ExactSignal["leads"]);
  const usual = { rateBpm: 60, ends: "corners", slowEnds: "sharp", onGrid: true, ...TIMES } as const;
  return { name, purpose, ...usual, ...changes, leads: each };
}

function alike(shape: LeadShape): ExactSignal["leads"] {
  return Object.fromEntries(INDEPENDENT_LEADS.map((name) => [name, shape])) as ExactSignal["leads"];
}

function scaled(points: readonly Point[], factor: number): Point[] {
  return points.map(([atMs, mv]) => [atMs, mv * factor]);
}

/** I and II as usual; V1..V6 each with a value of the ladder. */
function ladder(
  steps: readonly number[],
  shape: (step: number) => LeadShape,
  limb: LeadShape,
): ExactSignal["leads"] {
  const rungs: readonly IndependentLead[] = ["V1", "V2", "V3", "V4", "V5", "V6"];
  const chest = Object.fromEntries(rungs.map((name, i) => [name, shape(steps[i]!)]));
  return { I: limb, II: limb, ...chest } as ExactSignal["leads"];
}

const USUAL: LeadShape = { p: P, qrs: RS_100, t: T };
const R_56: LeadShape = { p: P, qrs: turns(28, 1), t: T };
const QS_56: LeadShape = { p: P, qrs: turns(28, -1), t: T };
const SINGLE = { qrsMs: 56, qtMs: 380 };

function raised(shape: LeadShape, levelMv: number): LeadShape {
  return { ...shape, jMv: levelMv, t: turns(90, levelMv + 0.3) };
}

const ofAmplitude = [0.25, 0.5, 1, 2, 3, 5].map((mv) =>
  calibration(`rs-${mv}mv`, `R and S of ${mv} mV, 100 ms`, { p: P, qrs: scaled(RS_100, mv), t: T }),
);

const ofRate = [
  { rateBpm: 40, qtMs: 460 },
  { rateBpm: 120, qtMs: 320, tMs: 140 },
  { rateBpm: 200, prMs: 100, pMs: 70, qrsMs: 60, qtMs: 190, tMs: 90 },
].map((changes) => {
  const shape =
    changes.rateBpm === 200 ? { p: turns(34, 0.15), qrs: turns(14, 1, 46, -1), t: turns(44, 0.3) } : USUAL;
  return calibration(
    `rs-${changes.rateBpm}bpm`,
    `R and S of 1 mV at ${changes.rateBpm} a minute`,
    shape,
    changes,
  );
});

const ofWidth = [36, 56, 80, 120, 140].map((qrsMs) =>
  calibration(
    `r-${qrsMs}ms`,
    `one R of 1 mV, ${qrsMs} ms`,
    { p: P, qrs: turns(qrsMs / 2, 1), t: T },
    { qrsMs, qtMs: 360 + qrsMs / 2 },
  ),
);

const ofSt = [0.2, -0.2].flatMap((levelMv) => [
  calibration(`r-st${levelMv}mv`, `R, level ST of ${levelMv} mV`, raised(R_56, levelMv), SINGLE),
  calibration(`qs-st${levelMv}mv`, `QS, level ST of ${levelMv} mV`, raised(QS_56, levelMv), SINGLE),
]);

const ST_STEPS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.2];

export const CALIBRATION_SIGNALS: readonly ExactSignal[] = [
  ...ofAmplitude,
  ...ofRate,
  ...ofWidth,
  calibration("qs-56ms", "one QS of 1 mV, 56 ms", QS_56, SINGLE),
  calibration("rs-36ms", "R and S of 1 mV in 36 ms", { p: P, qrs: RS_36, t: T }, { qrsMs: 36, qtMs: 360 }),
  calibration(
    "plateau",
    "a sloping plateau of 1 mV with flanks of 10 ms",
    { p: P, qrs: turns(10, 1, 70, 0.96), t: T },
    { qrsMs: 80 },
  ),
  ...ofSt,
  calibration(
    "r-ladder",
    "R of 0.05 to 2 mV",
    ladder([0.05, 0.1, 0.2, 0.5, 1, 2], (mv) => ({ p: P, qrs: turns(50, mv), t: T }), USUAL),
  ),
  calibration(
    "st-ladder",
    "ST raised by 5 to 200 uV",
    ladder(ST_STEPS, (mv) => raised(USUAL, mv), USUAL),
  ),
  calibration(
    "st-ladder-down",
    "ST lowered by 5 to 200 uV",
    ladder(ST_STEPS, (mv) => raised(USUAL, -mv), USUAL),
  ),
  calibration(
    "t-ladder",
    "T of 0.05 to 1.5 mV",
    ladder([0.05, 0.1, 0.2, 0.5, 1, 1.5], (mv) => ({ p: P, qrs: RS_100, t: turns(90, mv) }), USUAL),
  ),
  calibration(
    "p-ladder",
    "P of 0.05 to 0.3 mV",
    ladder([0.05, 0.06, 0.1, 0.15, 0.2, 0.3], (mv) => ({ p: turns(50, mv), qrs: RS_100, t: T }), USUAL),
  ),
];
