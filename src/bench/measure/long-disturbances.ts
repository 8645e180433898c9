// What disturbs an ECG that is worn: added to finished leads for some seconds of every minute, seeded. Muscle noise is
// of 20-100 Hz and electrode motion of 1-10 Hz, the band of the QRS (Moody, Muldrow and Mark, Comput Cardiol
// 1984;11:381); both are simulated here, none is taken from their records.
import { bandPass } from "../../signal/butterworth.ts";
import { createRandom } from "../../signal/random.ts";

export interface Disturbance {
  /** `off`: no samples; `rail`: the recorder's end of range, without any noise. */
  readonly kind: "muscle" | "motion" | "jumps" | "off" | "rail";
  /** RMS of the noise, size of the jumps, level of the rail. */
  readonly sizeMv: number;
  /** For so long, from so late in every minute. */
  readonly seconds: number;
  readonly fromSecond: number;
  /** The one lead, or all. */
  readonly lead: number | "all";
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Samples {
  readonly leads: readonly Float64Array[];
  readonly samplingRateHz: number;
}

const MINUTE_MS = 60_000;
const MUSCLE_HZ = [20, 100] as const;
const MOTION_HZ = [1, 10] as const;
/** Between two jumps of the baseline. */
const JUMP_SECONDS = 3;

/** Disturbs the leads in place. */
export function disturb(samples: Samples, disturbances: readonly Disturbance[], seed: number): void {
  for (const [index, disturbance] of disturbances.entries()) {
    const { leads, samplingRateHz } = samples;
    for (const [lead, values] of leads.entries()) {
      if (disturbance.lead !== "all" && disturbance.lead !== lead) continue;
      const random = createRandom(seed + 1000 * index + lead);
      for (const { fromMs, toMs } of spansOf(disturbance, (values.length / samplingRateHz) * 1000)) {
        const [from, to] = [fromMs, toMs].map((ms) => Math.round((ms / 1000) * samplingRateHz));
        change(values.subarray(from, to), { disturbance, samplingRateHz, gaussian: random.gaussian });
      }
    }
  }
}

/** Where no lead has a signal: nothing can be found there. */
export function unseenSpans(
  disturbances: readonly Disturbance[],
  { leadCount, durationMs }: { readonly leadCount: number; readonly durationMs: number },
): Span[] {
  return disturbances.flatMap((disturbance) => {
    const { kind, lead } = disturbance;
    if (kind !== "off" && kind !== "rail") return [];
    return lead === "all" || leadCount === 1 ? spansOf(disturbance, durationMs) : [];
  });
}

function spansOf({ seconds, fromSecond }: Disturbance, durationMs: number): Span[] {
  return Array.from({ length: Math.ceil(durationMs / MINUTE_MS) }, (_, minute) => {
    const fromMs = minute * MINUTE_MS + 1000 * fromSecond;
    return { fromMs: Math.min(fromMs, durationMs), toMs: Math.min(fromMs + 1000 * seconds, durationMs) };
  }).filter(({ fromMs, toMs }) => toMs > fromMs);
}

function change(
  values: Float64Array,
  {
    disturbance: { kind, sizeMv },
    samplingRateHz,
    gaussian,
  }: { disturbance: Disturbance; samplingRateHz: number; gaussian: () => number },
): void {
  if (kind === "off") values.fill(Number.NaN);
  else if (kind === "rail") values.fill(sizeMv);
  else if (kind === "jumps") {
    const length = Math.max(1, Math.round(JUMP_SECONDS * samplingRateHz));
    for (let start = 0; start < values.length; start += length) {
      const level = sizeMv * gaussian();
      for (let i = start; i < Math.min(start + length, values.length); i++) values[i]! += level;
    }
  } else {
    const white = Float64Array.from(values, gaussian);
    const noise = bandPass(white, kind === "muscle" ? MUSCLE_HZ : MOTION_HZ, samplingRateHz);
    const rms = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / Math.max(1, noise.length));
    for (let i = 0; i < values.length; i++) values[i]! += (sizeMv * noise[i]!) / (rms || 1);
  }
}
