// The deflections Q, R, S, R', S' of one QRS, between crossings of the isoelectric line, and its form in letters. The
// minimum-wave rule follows IEC 60601-2-51 annex GG (at least 30 uV, at least 6 ms from side to side here).
import type { Deflection } from "../../ecg/measurements.ts";
import { SAMPLE_MS } from "../prepare-signals.ts";
import { levelBeside } from "../waves/level-beside.ts";
import type { Boundaries } from "../waves/qrs-boundaries.ts";

export const LEAST_DEFLECTION_MV = 0.03;
const LEAST_DEFLECTION_SAMPLES = 3;
/** How far before the onset the zero level is looked for. */
const LEVEL_REACH_SAMPLES = 10;
/** Under 20 uV for over 6 ms is isoelectric: experts saw no wave there (CSE; IEC 60601-2-25 FF.5). */
const ISOELECTRIC_MV = 0.02;
const ISOELECTRIC_SAMPLES = 3;
/** A deflection stands out of the noise by this factor. */
const NOISE_FACTOR = 3;
/** Lower case letters stand for waves under this. */
const CAPITAL_FROM_MV = 0.5;

export interface Part extends Deflection {
  readonly peak: number;
  readonly areaMvMs: number;
}

export interface QrsDeflections extends NamedParts {
  /** With those that have no name. */
  readonly count: number;
  readonly peakToPeakMv: number;
  /** What they are measured from, mV. */
  readonly level: number;
}

/**
 * `beat` in mV, `qrs` in samples of it. `noiseMv`: RMS of the noise that is known to be in it; what the beat itself shows
 * before its QRS counts where it is more.
 */
export function qrsDeflections(
  beat: Float64Array,
  qrs: Boundaries,
  noiseMv: number | null = null,
): QrsDeflections {
  const level = zeroLevel(beat, qrs.onset);
  const parts = deflections(beat, qrs, { level, noiseMv: noiseMv ?? 0 });
  const heights = parts.map((part) => part.amplitudeMv);
  return {
    ...nameDeflections(parts),
    count: parts.length,
    peakToPeakMv: Math.max(0, ...heights) - Math.min(0, ...heights),
    level,
  };
}

/** Runs of one sign between onset and end, measured from the level at the onset. */
function deflections(
  beat: Float64Array,
  { onset, offset }: Boundaries,
  { level, noiseMv }: { level: number; noiseMv: number },
): Part[] {
  const leastMv = Math.max(LEAST_DEFLECTION_MV, NOISE_FACTOR * Math.max(noiseMv, noiseBefore(beat, onset)));
  const parts: Part[] = [];
  let start = onset;
  for (let i = onset + 1; i <= offset + 1; i++) {
    const ended = i > offset || beat[i]! - level > 0 !== beat[start]! - level > 0;
    if (!ended) continue;
    let peak = start;
    for (let k = start; k < i; k++) if (Math.abs(beat[k]! - level) > Math.abs(beat[peak]! - level)) peak = k;
    const amplitudeMv = beat[peak]! - level;
    let areaMvMs = 0;
    for (let k = start; k < i; k++) areaMvMs += (beat[k]! - level) * SAMPLE_MS;
    if (Math.abs(amplitudeMv) >= leastMv && i - start >= LEAST_DEFLECTION_SAMPLES) {
      const durationMs = durationOf(beat, { level, onset, offset, start, last: i - 1, peak });
      const previous = parts.at(-1);
      if (previous && Math.sign(previous.amplitudeMv) === Math.sign(amplitudeMv)) {
        // only a ripple lay between: one deflection
        const larger = Math.abs(amplitudeMv) > Math.abs(previous.amplitudeMv);
        parts[parts.length - 1] = {
          amplitudeMv: larger ? amplitudeMv : previous.amplitudeMv,
          peak: larger ? peak : previous.peak,
          durationMs: previous.durationMs + durationMs,
          areaMvMs: previous.areaMvMs + areaMvMs,
        };
      } else parts.push({ amplitudeMv, durationMs, peak, areaMvMs });
    }
    start = i;
  }
  const last = parts.at(-1);
  // an elevated or depressed ST begins on the last flank: without a way back there is no deflection
  const returns = last && Math.abs(beat[last.peak]! - beat[offset]!) >= LEAST_DEFLECTION_MV;
  return returns === false ? parts.slice(0, -1) : parts;
}

/**
 * From crossing to crossing, between samples. The isoelectric stretches that one lead may have inside the global QRS,
 * before its own beginning and after its own end, belong to no deflection.
 */
function durationOf(
  beat: Float64Array,
  run: { level: number; onset: number; offset: number; start: number; last: number; peak: number },
): number {
  const { level, onset, offset, start, last, peak } = run;
  const height = (i: number): number => Math.abs(beat[i]! - level);
  let [from, to] = [start, last];
  while (from < peak && height(from) <= ISOELECTRIC_MV) from++;
  while (to > peak && height(to) <= ISOELECTRIC_MV) to--;
  // heights on both sides of a crossing share the sample between them
  const beforeStart = start > onset ? height(start) / (height(start) + height(start - 1)) : 0;
  const afterLast = last < offset ? height(last) / (height(last) + height(last + 1)) : 0;
  const begin = from - start > ISOELECTRIC_SAMPLES ? from : start - beforeStart;
  const end = last - to > ISOELECTRIC_SAMPLES ? to : last + afterLast;
  return Math.round((end - begin) * SAMPLE_MS * 10) / 10;
}

/** Mean of 10 ms before the onset, or earlier where that lies on a flank; at the very start of the beat the sample there. */
function zeroLevel(beat: Float64Array, onset: number): number {
  return levelBeside(beat, onset, onset - LEVEL_REACH_SAMPLES) ?? beat[onset]!;
}

/** RMS of the noise in the 40 ms before the onset, from first differences, which do not see slopes. */
function noiseBefore(beat: Float64Array, onset: number): number {
  const from = Math.max(1, onset - 20);
  let sum = 0;
  for (let i = from; i < onset; i++) sum += (beat[i]! - beat[i - 1]!) ** 2;
  return onset > from ? Math.sqrt(sum / (onset - from) / 2) : 0;
}

interface NamedParts {
  q: Part | null;
  r: Part | null;
  s: Part | null;
  rPrime: Part | null;
  sPrime: Part | null;
  form: string;
}

function nameDeflections(parts: readonly Part[]): NamedParts {
  const named: NamedParts = { q: null, r: null, s: null, rPrime: null, sPrime: null, form: "" };
  const letter = (part: Part, lower: string): string =>
    Math.abs(part.amplitudeMv) >= CAPITAL_FROM_MV ? lower.toUpperCase() : lower;
  for (const part of parts) {
    const up = part.amplitudeMv > 0;
    if (up && named.r === null) {
      named.r = part;
      named.form += letter(part, "r");
    } else if (up && named.rPrime === null) {
      named.rPrime = part;
      named.form += `${letter(part, "r")}'`;
    } else if (!up && named.r === null) {
      named.q = part;
      named.form += letter(part, "q");
    } else if (!up && named.rPrime === null && named.s === null) {
      named.s = part;
      named.form += letter(part, "s");
    } else if (!up && named.rPrime !== null && named.sPrime === null) {
      named.sPrime = part;
      named.form += `${letter(part, "s")}'`;
    }
  }
  // a single negative wave with nothing upright is a QS complex
  if (named.q && named.r === null) named.form = "QS";
  return named;
}
