// What is inside one QRS: its deflections Q, R, S, R', S' between crossings of the isoelectric line, its form
// in letters, notches, the slow start of a delta wave and the notch or slur of a J wave. The minimum-wave rule
// follows IEC 60601-2-51 annex GG (at least 30 uV, at least 6 ms from side to side here).
import type { Deflection } from "../ecg/measurements.ts";
import { slope } from "../signal/smoothing.ts";
import { SAMPLE_MS, WORKING_RATE_HZ } from "./prepare-signals.ts";
import type { Boundaries } from "./qrs-boundaries.ts";

const LEAST_DEFLECTION_MV = 0.03;
const LEAST_DEFLECTION_SAMPLES = 3;
/** A deflection stands out of the noise by this factor. */
const NOISE_FACTOR = 3;
/** Lower case letters stand for waves under this. */
const CAPITAL_FROM_MV = 0.5;

export interface QrsForm {
  readonly form: string;
  readonly q: Deflection | null;
  readonly r: Deflection | null;
  readonly s: Deflection | null;
  readonly rPrime: Deflection | null;
  readonly sPrime: Deflection | null;
  readonly peakToPeakMv: number;
  readonly areaMvMs: number;
  /** Sample of the last positive peak (R' before R), or null. */
  readonly rPeak: number | null;
  readonly notches: number;
  readonly slurredOnsetMs: number | null;
  readonly jWaveMv: number | null;
}

interface Part extends Deflection {
  readonly peak: number;
}

/** `beat` in mV above the isoelectric line; `qrs` in samples of it. */
export function qrsForm(beat: Float64Array, qrs: Boundaries): QrsForm {
  const parts = deflections(beat, qrs);
  const named = nameDeflections(parts);
  const heights = parts.map((part) => part.amplitudeMv);
  const upright = named.rPrime ?? named.r;
  return {
    form: named.form,
    q: deflection(named.q),
    r: deflection(named.r),
    s: deflection(named.s),
    rPrime: deflection(named.rPrime),
    sPrime: deflection(named.sPrime),
    peakToPeakMv: Math.max(0, ...heights) - Math.min(0, ...heights),
    areaMvMs: netArea(beat, qrs),
    rPeak: upright?.peak ?? null,
    notches: countNotches(beat, qrs, parts.length),
    slurredOnsetMs: slurredOnset(beat, qrs),
    jWaveMv: upright ? jWave(beat, qrs, upright) : null,
  };
}

function deflection(part: Part | null): Deflection | null {
  return part && { amplitudeMv: part.amplitudeMv, durationMs: part.durationMs };
}

/** Runs of one sign between onset and end, measured from the level at the onset. */
function deflections(beat: Float64Array, { onset, offset }: Boundaries): Part[] {
  const level = zeroLevel(beat, onset);
  const leastMv = Math.max(LEAST_DEFLECTION_MV, NOISE_FACTOR * noiseBefore(beat, onset));
  const parts: Part[] = [];
  let start = onset;
  for (let i = onset + 1; i <= offset + 1; i++) {
    const ended = i > offset || beat[i]! - level > 0 !== beat[start]! - level > 0;
    if (!ended) continue;
    let peak = start;
    for (let k = start; k < i; k++) if (Math.abs(beat[k]! - level) > Math.abs(beat[peak]! - level)) peak = k;
    const amplitudeMv = beat[peak]! - level;
    if (Math.abs(amplitudeMv) >= leastMv && i - start >= LEAST_DEFLECTION_SAMPLES) {
      const previous = parts.at(-1);
      if (previous && Math.sign(previous.amplitudeMv) === Math.sign(amplitudeMv)) {
        // only a ripple lay between: one deflection
        const larger = Math.abs(amplitudeMv) > Math.abs(previous.amplitudeMv);
        parts[parts.length - 1] = {
          amplitudeMv: larger ? amplitudeMv : previous.amplitudeMv,
          peak: larger ? peak : previous.peak,
          durationMs: previous.durationMs + (i - start) * SAMPLE_MS,
        };
      } else parts.push({ amplitudeMv, durationMs: (i - start) * SAMPLE_MS, peak });
    }
    start = i;
  }
  const last = parts.at(-1);
  // an elevated or depressed ST begins on the last flank: without a way back there is no deflection
  const returns = last && Math.abs(beat[last.peak]! - beat[offset]!) >= LEAST_DEFLECTION_MV;
  return returns === false ? parts.slice(0, -1) : parts;
}

/** Mean over 10 ms up to the onset: a single sample would carry its noise into every amplitude. */
function zeroLevel(beat: Float64Array, onset: number): number {
  const from = Math.max(0, onset - 4);
  let sum = 0;
  for (let i = from; i <= onset; i++) sum += beat[i]!;
  return sum / (onset - from + 1);
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

function netArea(beat: Float64Array, { onset, offset }: Boundaries): number {
  const level = zeroLevel(beat, onset);
  let area = 0;
  for (let i = onset; i <= offset; i++) area += (beat[i]! - level) * SAMPLE_MS;
  return area;
}

/** Turning points at least 30 uV from their neighbours, beyond those that the named deflections need. */
function countNotches(beat: Float64Array, { onset, offset }: Boundaries, deflectionCount: number): number {
  let turns = 0;
  let direction = 0;
  let extreme = beat[onset]!;
  for (let i = onset + 1; i <= offset; i++) {
    const value = beat[i]!;
    if (direction >= 0 && value < extreme - LEAST_DEFLECTION_MV) {
      if (direction > 0) turns++;
      direction = -1;
      extreme = value;
    } else if (direction <= 0 && value > extreme + LEAST_DEFLECTION_MV) {
      if (direction < 0) turns++;
      direction = 1;
      extreme = value;
    } else if (direction > 0 ? value > extreme : direction < 0 && value < extreme) extreme = value;
  }
  return Math.max(0, turns - deflectionCount);
}

/** Time from the onset until the slope first passes half of its maximum: 10-20 ms normally, more in a delta wave. */
function slurredOnset(beat: Float64Array, { onset, offset }: Boundaries): number | null {
  const steep = slope(beat.subarray(Math.max(0, onset - 3), offset + 4), 3, WORKING_RATE_HZ).map(Math.abs);
  let top = 0;
  for (const value of steep) top = Math.max(top, value);
  if (top === 0) return null;
  const first = steep.findIndex((value) => value > top / 2);
  return Math.max(0, first - Math.min(3, onset)) * SAMPLE_MS;
}

/** Height of a notch, or of the start of a slur, on the last downslope of R (Macfarlane et al. 2015). */
function jWave(beat: Float64Array, { onset, offset }: Boundaries, r: Part): number | null {
  const level = zeroLevel(beat, onset);
  const steepAt = (i: number): number => (beat[i + 2] ?? beat[i]!) - (beat[i - 2] ?? beat[i]!);
  let steepest = r.peak;
  for (let i = r.peak; i <= offset; i++) if (steepAt(i) < steepAt(steepest)) steepest = i;
  for (let i = steepest + 1; i <= offset; i++) {
    const height = beat[i]! - level;
    if (height < 0.05 || height > 0.5 * r.amplitudeMv) continue;
    if (steepAt(i) > 0.2 * steepAt(steepest)) {
      // the descent has nearly stopped while still above the line: top of the notch, or level of the slur
      let top = height;
      for (let k = i; k <= Math.min(offset + 10, i + 15); k++) top = Math.max(top, beat[k]! - level);
      return top;
    }
  }
  return null;
}
