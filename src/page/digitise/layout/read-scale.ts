// Speed and gain: from the calibration pulse, 1 mV for 200 ms, whose height and width on paper are one of a few that
// electrocardiographs print; from the user; else the usual 25 mm/s and 10 mm/mV, which are then said to be assumed.

import type { ReadScale } from "../digitised.ts";
import { noEcg } from "../no-ecg.ts";
import type { Pulse } from "./find-pulses.ts";

const SPEEDS = [12.5, 25, 50] as const;
const GAINS = [2.5, 5, 10, 20, 40] as const;
const PULSE_S = 0.2;
/** A pulse is a pen's width wider or narrower than it should be; the standard scales lie a factor of 2 apart. */
const TOLERANCE = 0.1;

export interface ScaleGiven {
  readonly speedMmPerS?: number | undefined;
  readonly gainMmPerMv?: number | undefined;
}

export interface ReadScales {
  readonly speed: ReadScale;
  readonly gain: ReadScale;
}

/** Throws UnsupportedError where a pulse contradicts the ruling. */
export function readScales(pulses: readonly Pulse[], pxPerMm: number, given: ScaleGiven): ReadScales {
  const read = (
    measured: number | null,
    standard: readonly number[],
    usual: number,
    unit: string,
  ): ReadScale => {
    const near =
      measured === null ? undefined : standard.find((value) => Math.abs(measured / value - 1) < TOLERANCE);
    if (near !== undefined) return { value: near, source: "calibration pulse" };
    if (measured !== null) {
      // the ruling was misread, or what was taken for a pulse is none: nothing on this page can be trusted
      throw noEcg(
        `what looks like its calibration pulse gives ${measured.toFixed(1)} ${unit}, which is no usual scale (--speed and --gain say what it is)`,
      );
    }
    return { value: usual, source: "assumed" };
  };
  const of = (value: number | undefined, otherwise: () => ReadScale): ReadScale =>
    value === undefined ? otherwise() : { value, source: "given" };
  const middle = (size: (pulse: Pulse) => number) => {
    const sizes = pulses.map((pulse) => size(pulse) / pxPerMm).sort((a, b) => a - b);
    return sizes[sizes.length >> 1] ?? null;
  };
  const width = middle(({ leftPx, rightPx }) => rightPx - leftPx);
  const height = middle(({ topPx, footPx }) => footPx - topPx);
  return {
    speed: of(given.speedMmPerS, () => read(width === null ? null : width / PULSE_S, SPEEDS, 25, "mm/s")),
    gain: of(given.gainMmPerMv, () => read(height, GAINS, 10, "mm/mV")),
  };
}
