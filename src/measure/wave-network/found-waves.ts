// From the network's scores to waves. A wave is a run of steps in which its class scores highest; it begins and
// ends where its margin over the best other class crosses zero, between two steps, so that marks are finer than
// the network's 4 ms.
export interface FoundWave {
  /** Samples at 500 Hz from the start of the recording, not rounded. */
  readonly onset: number;
  readonly offset: number;
  /** Mean probability of the class over the run, 0..1. */
  readonly confidence: number;
}

/** The waves of one lead, in time order. */
export interface FoundWaves {
  readonly p: readonly FoundWave[];
  readonly qrs: readonly FoundWave[];
  readonly t: readonly FoundWave[];
}

export const WAVE_KINDS = ["p", "qrs", "t"] as const;
export type WaveKind = (typeof WAVE_KINDS)[number];

/** Samples at 500 Hz from one score to the next. */
export const STEP_SAMPLES = 2;
/** Shorter runs are flickers, or steps of the baseline: 32 ms of P or T, 40 ms of QRS (a newborn has 50). */
const SHORTEST_STEPS: Readonly<Record<WaveKind, number>> = { p: 8, qrs: 10, t: 8 };
/** The network learnt marks that belong to the wave: the border lies half a sample outside them. */
const EDGE_SAMPLES = 0.5;
/** Two runs of a class so close belong to one wave. */
const LARGEST_BREAK_SAMPLES = 16;

/** `scores` are [none, P, QRS, T] x steps of one lead, before softmax. Waves cut off by an end are left out. */
export function foundWaves(scores: Float32Array): FoundWaves {
  const steps = scores.length / 4;
  const best = new Uint8Array(steps);
  for (let i = 0; i < steps; i++) {
    for (let kind = 1; kind < 4; kind++) {
      if (scores[kind * steps + i]! > scores[best[i]! * steps + i]!) best[i] = kind;
    }
  }
  const waves: Record<WaveKind, FoundWave[]> = { p: [], qrs: [], t: [] };
  for (let start = 0; start < steps; ) {
    const label = best[start]!;
    let end = start + 1;
    while (end < steps && best[end] === label) end++;
    const kind = WAVE_KINDS[label - 1];
    if (kind !== undefined && start > 0 && end < steps && end - start >= SHORTEST_STEPS[kind]) {
      addWave(waves[kind], {
        onset: STEP_SAMPLES * (start - crossing(scores, steps, label, start, -1)) + EDGE_SAMPLES,
        offset: STEP_SAMPLES * (end - 1 + crossing(scores, steps, label, end - 1, 1)) - EDGE_SAMPLES,
        confidence: meanProbability(scores, steps, label, start, end),
      });
    }
    start = end;
  }
  return waves;
}

function addWave(waves: FoundWave[], wave: FoundWave): void {
  const before = waves.at(-1);
  if (before === undefined || wave.onset - before.offset >= LARGEST_BREAK_SAMPLES) waves.push(wave);
  else {
    waves[waves.length - 1] = {
      onset: before.onset,
      offset: wave.offset,
      confidence: Math.max(before.confidence, wave.confidence),
    };
  }
}

/** How far beyond the run's outermost step `at`, as a share of a step, the margin becomes zero. */
function crossing(scores: Float32Array, steps: number, label: number, at: number, direction: -1 | 1): number {
  const inside = margin(scores, steps, label, at);
  const outside = margin(scores, steps, label, at + direction);
  return inside / (inside - outside);
}

/** Score of the class less the best of the others. */
function margin(scores: Float32Array, steps: number, label: number, at: number): number {
  let other = Number.NEGATIVE_INFINITY;
  for (let kind = 0; kind < 4; kind++) {
    if (kind !== label) other = Math.max(other, scores[kind * steps + at]!);
  }
  return scores[label * steps + at]! - other;
}

function meanProbability(
  scores: Float32Array,
  steps: number,
  label: number,
  start: number,
  end: number,
): number {
  let sum = 0;
  for (let i = start; i < end; i++) {
    let total = 0;
    for (let kind = 0; kind < 4; kind++) {
      total += Math.exp(scores[kind * steps + i]! - scores[label * steps + i]!);
    }
    sum += 1 / total;
  }
  return sum / (end - start);
}
