// Analytic ECGs: every lead with another shape, as in life, every wave of known ends and heights, and no beat on the grid
// of the samples. The idea is that of the ANE signals of IEC 60601-2-51; the shapes and numbers are our own.
import { analytic, type Shapes } from "./analytic-shapes.ts";
import type { ExactSignal } from "./exact-beat.ts";
import { turns } from "./exact-curve.ts";

/** Normal conduction; V2 with a deep S, as where filters ring most. */
const NORMAL: Shapes = {
  I: { p: turns(50, 0.08), qrs: turns(10, -0.06, 36, 0.7, 68, -0.12), t: turns(100, 0.22) },
  II: { p: turns(50, 0.15), qrs: turns(10, -0.14, 36, 1.2, 68, -0.3), t: turns(100, 0.34) },
  V1: { p: turns(28, 0.08, 76, -0.05), qrs: turns(18, 0.26, 52, -1.05), t: turns(100, -0.12) },
  V2: { p: turns(50, 0.08), qrs: turns(18, 0.45, 52, -1.8), t: turns(100, 0.6) },
  V3: { p: turns(50, 0.07), qrs: turns(22, 0.8, 56, -0.95), t: turns(100, 0.5) },
  V4: { p: turns(50, 0.07), qrs: turns(8, -0.07, 36, 1.6, 66, -0.5), t: turns(100, 0.42) },
  V5: { p: turns(50, 0.07), qrs: turns(8, -0.12, 36, 1.45, 68, -0.25), t: turns(100, 0.36) },
  V6: { p: turns(50, 0.07), qrs: turns(10, -0.12, 36, 1.1, 68, -0.12), t: turns(100, 0.28) },
};

/** Two-peaked and two-signed P and T. */
const SLOW_FORMS: Shapes = {
  ...NORMAL,
  I: { ...NORMAL.I, p: turns(32, 0.1, 56, 0.05, 80, 0.11), t: turns(60, 0.2, 136, -0.16) },
  II: { ...NORMAL.II, p: turns(32, 0.22, 56, 0.12, 80, 0.24), t: turns(60, 0.2, 136, -0.4) },
  V1: { ...NORMAL.V1, p: turns(28, 0.12, 76, -0.14), t: turns(60, -0.15, 136, 0.2) },
  V2: { ...NORMAL.V2, p: turns(28, 0.1, 76, -0.08), t: turns(60, 0.35, 96, 0.2, 136, 0.42) },
  V3: { ...NORMAL.V3, t: turns(60, 0.4, 136, -0.3) },
  V4: { ...NORMAL.V4, t: turns(60, -0.25, 136, 0.3) },
};

/** rsR' on the right, a wide S on the left. */
const RIGHT_BUNDLE: Shapes = {
  I: { p: turns(50, 0.08), qrs: turns(8, -0.06, 34, 0.8, 92, -0.45), t: turns(100, 0.25) },
  II: { p: turns(50, 0.14), qrs: turns(8, -0.12, 34, 1, 92, -0.3), t: turns(100, 0.32) },
  V1: { p: turns(50, 0.06), qrs: turns(14, 0.3, 40, -0.35, 90, 0.9), stEndMv: -0.06, t: turns(100, -0.3) },
  V2: { p: turns(50, 0.07), qrs: turns(16, 0.4, 44, -0.8, 92, 0.7), stEndMv: -0.05, t: turns(100, -0.2) },
  V3: { p: turns(50, 0.07), qrs: turns(18, 0.6, 50, -0.7, 96, 0.25), t: turns(100, 0.2) },
  V4: { p: turns(50, 0.07), qrs: turns(34, 1.2, 86, -0.6), t: turns(100, 0.35) },
  V5: { p: turns(50, 0.07), qrs: turns(8, -0.08, 34, 1.3, 90, -0.5), t: turns(100, 0.32) },
  V6: { p: turns(50, 0.07), qrs: turns(8, -0.1, 34, 1, 90, -0.4), t: turns(100, 0.26) },
};

/** Broad notched R on the left, deep QS and rS on the right, ST and T against them. */
const LEFT_BUNDLE: Shapes = {
  I: {
    p: turns(50, 0.08),
    qrs: turns(44, 0.8, 70, 0.62, 96, 0.85),
    jMv: -0.08,
    stEndMv: -0.14,
    t: turns(90, -0.32),
  },
  II: {
    p: turns(50, 0.14),
    qrs: turns(44, 0.5, 70, 0.4, 96, 0.45),
    jMv: -0.05,
    stEndMv: -0.08,
    t: turns(90, -0.18),
  },
  V1: { p: turns(50, 0.06), qrs: turns(20, 0.12, 74, -1.5), jMv: 0.15, stEndMv: 0.22, t: turns(90, 0.5) },
  V2: { p: turns(50, 0.07), qrs: turns(74, -2.1), jMv: 0.2, stEndMv: 0.3, t: turns(90, 0.8) },
  V3: { p: turns(50, 0.07), qrs: turns(74, -1.8), jMv: 0.2, stEndMv: 0.28, t: turns(90, 0.7) },
  V4: { p: turns(50, 0.07), qrs: turns(26, 0.3, 86, -0.9), jMv: 0.1, stEndMv: 0.15, t: turns(90, 0.4) },
  V5: {
    p: turns(50, 0.07),
    qrs: turns(44, 1.1, 70, 0.9, 96, 1.15),
    jMv: -0.1,
    stEndMv: -0.15,
    t: turns(90, -0.3),
  },
  V6: {
    p: turns(50, 0.07),
    qrs: turns(44, 1.2, 70, 1, 96, 1.3),
    jMv: -0.12,
    stEndMv: -0.2,
    t: turns(90, -0.4),
  },
};

/** Wide Q below with raised ST, lowered ST on the other side, T inverted. */
const INFARCT: Shapes = {
  I: { p: turns(50, 0.08), qrs: turns(30, 0.7, 68, -0.1), jMv: -0.1, stEndMv: -0.12, t: turns(100, 0.15) },
  II: { p: turns(50, 0.14), qrs: turns(22, -0.4, 52, 0.6), jMv: 0.15, stEndMv: 0.22, t: turns(100, -0.2) },
  V1: { p: turns(50, 0.06), qrs: turns(20, 0.3, 54, -0.9), jMv: -0.05, stEndMv: -0.05, t: turns(100, 0.2) },
  V2: { p: turns(50, 0.07), qrs: turns(24, 0.6, 56, -1.1), jMv: -0.15, stEndMv: -0.2, t: turns(100, 0.45) },
  V3: { p: turns(50, 0.07), qrs: turns(26, 0.8, 58, -0.7), jMv: -0.2, stEndMv: -0.1, t: turns(100, 0.4) },
  V4: { p: turns(50, 0.07), qrs: turns(34, 1.2, 68, -0.4), jMv: -0.1, stEndMv: -0.15, t: turns(100, 0.3) },
  V5: { p: turns(50, 0.07), qrs: turns(14, -0.3, 44, 0.9), jMv: 0.1, stEndMv: 0.05, t: turns(100, -0.2) },
  V6: { p: turns(50, 0.07), qrs: turns(18, -0.5, 50, 0.6), jMv: 0.2, stEndMv: 0.3, t: turns(100, -0.3) },
};

/** Tall R and deep S with falling ST. */
const TALL: Shapes = {
  I: {
    p: turns(50, 0.1),
    qrs: turns(8, -0.1, 38, 1.9, 70, -0.12),
    jMv: -0.1,
    stEndMv: -0.2,
    t: turns(100, -0.35),
  },
  II: {
    p: turns(50, 0.2),
    qrs: turns(8, -0.14, 38, 1.2, 70, -0.3),
    jMv: -0.06,
    stEndMv: -0.12,
    t: turns(100, -0.2),
  },
  V1: {
    p: turns(28, 0.08, 76, -0.12),
    qrs: turns(14, 0.12, 54, -2.4),
    jMv: 0.15,
    stEndMv: 0.2,
    t: turns(100, 0.5),
  },
  V2: { p: turns(50, 0.08), qrs: turns(14, 0.2, 54, -3.4), jMv: 0.25, stEndMv: 0.3, t: turns(100, 0.8) },
  V3: { p: turns(50, 0.08), qrs: turns(20, 0.6, 56, -2.2), jMv: 0.15, stEndMv: 0.2, t: turns(100, 0.6) },
  V4: { p: turns(50, 0.08), qrs: turns(8, -0.1, 38, 2.6, 70, -0.8), t: turns(100, 0.2) },
  V5: {
    p: turns(50, 0.08),
    qrs: turns(8, -0.2, 38, 3.8, 72, -0.2),
    jMv: -0.2,
    stEndMv: -0.35,
    t: turns(100, -0.6),
  },
  V6: {
    p: turns(50, 0.08),
    qrs: turns(8, -0.25, 38, 2.8, 72, -0.12),
    jMv: -0.15,
    stEndMv: -0.25,
    t: turns(100, -0.5),
  },
};

/** Everything a quarter as high. */
const LOW: Shapes = {
  I: { p: turns(50, 0.05), qrs: turns(36, 0.22, 66, -0.08), t: turns(100, 0.06) },
  II: { p: turns(50, 0.06), qrs: turns(36, 0.3, 66, -0.16), t: turns(100, 0.12) },
  V1: { p: turns(50, 0.05), qrs: turns(18, 0.1, 52, -0.3), t: turns(100, -0.05) },
  V2: { p: turns(50, 0.05), qrs: turns(18, 0.15, 52, -0.45), t: turns(100, 0.15) },
  V3: { p: turns(50, 0.05), qrs: turns(22, 0.25, 56, -0.3), t: turns(100, 0.12) },
  V4: { p: turns(50, 0.05), qrs: turns(36, 0.4, 66, -0.2), t: turns(100, 0.1) },
  V5: { p: turns(50, 0.05), qrs: turns(36, 0.35, 68, -0.1), t: turns(100, 0.08) },
  V6: { p: turns(50, 0.05), qrs: turns(36, 0.3, 68, -0.08), t: turns(100, 0.06) },
};

/** Some leads begin late or end early: flat stretches inside the global QRS that belong to no wave. */
const LATE_LEADS: Shapes = {
  ...NORMAL,
  V1: { ...NORMAL.V1, qrsFromMs: 16, qrs: turns(30, 0.26, 56, -1.05) },
  V2: { ...NORMAL.V2, qrsToMs: 80, qrs: turns(18, 0.45, 46, -1.8) },
  V4: { ...NORMAL.V4, qrsFromMs: 12, qrsToMs: 84, qrs: turns(20, -0.1, 42, 1.6, 66, -0.5) },
  V5: { ...NORMAL.V5, qrsToMs: 76, qrs: turns(8, -0.12, 36, 1.45) },
  V6: { ...NORMAL.V6, qrsFromMs: 14, qrs: turns(44, 1.1, 74, -0.2) },
};

const FAST = { prMs: 120, pMs: 80, qtMs: 300, tMs: 150 };

export const ANALYTIC_SIGNALS: readonly ExactSignal[] = [
  analytic("normal-sharp", "normal waves with visible ends", NORMAL),
  analytic("normal-smooth", "normal waves with smooth feet", NORMAL, { ends: "smooth", slowEnds: "smooth" }),
  analytic("normal-slow", "normal waves at 41 a minute", NORMAL, { rateBpm: 41.3, qtMs: 480 }),
  analytic("normal-fast", "normal waves at 118 a minute", NORMAL, { rateBpm: 118.3, ...FAST }),
  analytic("slow-forms", "notched and biphasic P and T", SLOW_FORMS),
  analytic("right-bundle", "rsR' and wide S, 130 ms", RIGHT_BUNDLE, { qrsMs: 130, qtMs: 420 }),
  analytic("left-bundle", "notched R and QS, 150 ms", LEFT_BUNDLE, { qrsMs: 150, qtMs: 450 }),
  analytic("infarct", "wide Q, raised and lowered ST", INFARCT),
  analytic("tall", "waves of up to 3.8 mV", TALL, { qrsMs: 106, qtMs: 410 }),
  analytic("low", "waves of a few tenths of a millivolt", LOW, { ends: "smooth", slowEnds: "smooth" }),
  analytic("late-leads", "flat stretches inside the QRS", LATE_LEADS),
];

/** Normal waves at any rate from 30 to 220 a minute: its waves are as short as keeps T and the next P apart. */
export function normalAtRate(rateBpm: number): ExactSignal {
  const rrMs = 60_000 / rateBpm;
  const fast = rateBpm >= 140;
  const times = { prMs: fast ? 96 : 150, pMs: fast ? 60 : 96, qrsMs: fast ? 74 : 94 };
  const qtMs = Math.min(400 * Math.cbrt(rrMs / 1000), rrMs - times.prMs - 8);
  const tMs = Math.min(190, 0.55 * qtMs);
  return analytic(`normal-${rateBpm}bpm`, "normal waves", NORMAL, { rateBpm, ...times, qtMs, tMs });
}
