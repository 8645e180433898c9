// Angle in space between the vectors of QRS and T, from a vectorcardiogram that is reconstructed by the regression
// matrix of Kors et al. (Eur Heart J 1990;11:1083), which comes closer to Frank's leads than the inverse Dower matrix
// (Cortez and Schlegel 2010). Mean vectors are areas: QRS from its onset to J, T from J to its end.

import { SAMPLE_MS } from "../prepare-signals.ts";
import type { GroupMarks, MedianLead } from "../waves/delineate-group.ts";

type Vector = readonly [x: number, y: number, z: number];

/** X to the left, Y down, Z to the back. */
const KORS: readonly (readonly [lead: string, vector: Vector])[] = [
  ["I", [0.38, -0.07, 0.11]],
  ["II", [-0.07, 0.93, -0.23]],
  ["V1", [-0.13, 0.06, -0.43]],
  ["V2", [0.05, -0.02, -0.06]],
  ["V3", [-0.01, -0.05, -0.14]],
  ["V4", [0.14, 0.06, -0.2]],
  ["V5", [0.06, -0.17, -0.11]],
  ["V6", [0.54, 0.13, 0.31]],
];

/** Under these the direction is noise. */
const LEAST_QRS_AREA_MV_MS = 3;
const LEAST_T_AREA_MV_MS = 0.6;
const LEAST_PEAK_MV = 0.05;

export interface SpatialAngles {
  readonly meanDeg: number | null;
  readonly peakDeg: number | null;
  readonly qrsAreaMvMs: number;
  readonly tAreaMvMs: number;
}

/** null where one of the eight leads, or T, is missing. */
export function spatialAngles(leads: readonly MedianLead[], marks: GroupMarks): SpatialAngles | null {
  const { qrs, t } = marks;
  if (t === null || t.offset <= qrs.offset) return null;
  const parts = KORS.flatMap(([name, vector]) => {
    const lead = leads.find((candidate) => candidate.usable && candidate.name === name);
    return lead ? [{ samples: lead.smooth, vector, zero: lead.smooth[qrs.onset]! }] : [];
  });
  if (parts.length < KORS.length) return null;
  const qrsArea = areaVector(parts, qrs.onset, qrs.offset);
  const tArea = areaVector(parts, qrs.offset, t.offset);
  const [qrsAreaMvMs, tAreaMvMs] = [length(qrsArea), length(tArea)];
  const qrsPeak = longestVector(parts, qrs.onset, qrs.offset);
  const tPeak = longestVector(parts, Math.max(qrs.offset, t.onset), t.offset);
  return {
    qrsAreaMvMs,
    tAreaMvMs,
    meanDeg:
      qrsAreaMvMs >= LEAST_QRS_AREA_MV_MS && tAreaMvMs >= LEAST_T_AREA_MV_MS ? angle(qrsArea, tArea) : null,
    peakDeg: Math.min(length(qrsPeak), length(tPeak)) >= LEAST_PEAK_MV ? angle(qrsPeak, tPeak) : null,
  };
}

interface Part {
  readonly samples: Float64Array;
  readonly vector: Vector;
  /** The lead's level at the QRS onset. */
  readonly zero: number;
}

/** The matrix is linear: areas are taken in the leads. */
function areaVector(parts: readonly Part[], from: number, to: number): Vector {
  let [x, y, z] = [0, 0, 0];
  for (const { samples, vector, zero } of parts) {
    let area = 0;
    for (let i = from; i <= to; i++) area += (samples[i]! - zero) * SAMPLE_MS;
    x += area * vector[0];
    y += area * vector[1];
    z += area * vector[2];
  }
  return [x, y, z];
}

function longestVector(parts: readonly Part[], from: number, to: number): Vector {
  let best: Vector = [0, 0, 0];
  let largest = 0;
  for (let i = from; i <= to; i++) {
    let [x, y, z] = [0, 0, 0];
    for (const { samples, vector, zero } of parts) {
      const value = samples[i]! - zero;
      x += value * vector[0];
      y += value * vector[1];
      z += value * vector[2];
    }
    const square = x * x + y * y + z * z;
    if (square > largest) {
      largest = square;
      best = [x, y, z];
    }
  }
  return best;
}

function length(vector: Vector): number {
  return Math.hypot(...vector);
}

function angle(a: Vector, b: Vector): number {
  const product = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const cosine = Math.min(1, Math.max(-1, product / (length(a) * length(b))));
  return Math.round((Math.acos(cosine) * 180) / Math.PI);
}
