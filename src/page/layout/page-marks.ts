// Lines beside the traces: the calibration pulse, and what parts one column from the next.
// The pulse, 1 mV by 200 ms: Kligfield et al., Circulation 2007;115:1306-24.

import type { LeadSegment, LineItem } from "../page.ts";
import { PULSE_FOOT_MM, PULSE_S } from "./page-field.ts";

interface PulseOptions {
  readonly startXMm: number;
  readonly speedMmPerS: number;
  readonly gainMmPerMv: number;
  readonly strokeMm: number;
}

export function calibrationPulse(baselineYMm: number, options: PulseOptions): LineItem {
  const { startXMm, speedMmPerS, gainMmPerMv, strokeMm } = options;
  const low = baselineYMm;
  const high = low - gainMmPerMv;
  const up = startXMm + PULSE_FOOT_MM;
  const down = up + PULSE_S * speedMmPerS;
  return {
    kind: "line",
    role: "calibration",
    pointsMm: [startXMm, low, up, low, up, high, down, high, down, low, down + PULSE_FOOT_MM, low],
    strokeMm,
  };
}

/** Two ticks that leave the trace itself free. */
export function separators({ baselineYMm: y, boxMm }: LeadSegment): LineItem[] {
  const far = Math.min(8, boxMm.heightMm / 2);
  return [-1, 1].map((side) => ({
    kind: "line",
    role: "separator",
    pointsMm: [boxMm.xMm, y + side * (far - 3), boxMm.xMm, y + side * far],
    strokeMm: 0.3,
  }));
}
