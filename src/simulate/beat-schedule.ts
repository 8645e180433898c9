// When each simulated beat and its waves happen. R peaks are moved to the nearest sample, so that the R
// amplitude in the samples is the true one; everything else of the beat moves with its R peak.
import type { BeatClass } from "../ecg/measurements.ts";
import type { Random } from "../signal/random.ts";
import { QRS_PEAK_FRACTIONS } from "./beat-shape.ts";
import type { ResolvedOptions } from "./synthetic-ecg-options.ts";

export interface WaveTimes {
  onsetMs: number;
  peakMs: number;
  offsetMs: number;
}

export interface ScheduledBeat {
  rPeakMs: number;
  /** "paced" where the ventricles are paced; atrially paced beats are "normal". */
  class: BeatClass;
  qrsOnsetMs: number;
  qrsOffsetMs: number;
  p: WaveTimes | null;
  t: WaveTimes;
  broad: boolean;
}

export interface Schedule {
  beats: ScheduledBeat[];
  /** P waves that no QRS belongs to: blocked, or dissociated in complete block. */
  nonConductedP: WaveTimes[];
  spikesMs: number[];
}

/** Where T peaks between its onset and its offset: the upstroke is the slower half. */
export const T_PEAK_FRACTION = 0.6;
/** Room before the first P wave. */
const LEAD_IN_MS = 200;
/** From a pacing spike to the onset that it causes. */
const SPIKE_LEAD_MS = 6;

/** Every beat whose QRS lies wholly inside the recording. */
export function scheduleBeats(options: ResolvedOptions, random: Random): Schedule {
  const schedule =
    options.avBlock === null ? scheduleRhythm(options, random) : scheduleAvBlock(options, options.avBlock);
  const { pacing } = options;
  if (pacing !== null) {
    for (const beat of schedule.beats.filter((one) => one.class === "paced" || one.class === "normal")) {
      if (pacing !== "ventricular" && beat.p !== null) {
        schedule.spikesMs.push(toSample(beat.p.onsetMs - SPIKE_LEAD_MS, options));
      }
      if (pacing !== "atrial") schedule.spikesMs.push(toSample(beat.qrsOnsetMs - SPIKE_LEAD_MS, options));
    }
  }
  return schedule;
}

function scheduleRhythm(options: ResolvedOptions, random: Random): Schedule {
  const sinusRrMs = 60_000 / options.rateBpm;
  const irregular = options.rhythm === "af" && (options.pacing === null || options.pacing === "atrial");
  const nextRrMs = () => {
    // In fibrillation the spread is that of an uncontrolled ventricular response, about a fifth of the mean.
    const spreadMs = irregular ? 0.22 * sinusRrMs : options.rrSdMs;
    return Math.max(0.55 * sinusRrMs, sinusRrMs + spreadMs * random.gaussian());
  };
  const pacedVentricle = options.pacing === "ventricular" || options.pacing === "dual";
  const hasP = options.rhythm === "sinus" && options.pacing !== "ventricular";
  const beats: ScheduledBeat[] = [];
  let dueMs = LEAD_IN_MS + options.prMs + QRS_PEAK_FRACTIONS.r * options.qrsMs;
  for (let index = 0; ; index++) {
    const previous = beats.at(-1);
    const isPvc = options.pvcBeats.includes(index);
    const isPac = !isPvc && options.pacBeats.includes(index);
    const premature = previous !== undefined && (isPvc || isPac);
    const rPeakMs = premature ? previous.rPeakMs + options.coupling * sinusRrMs : dueMs;
    const beat = placeBeat(rPeakMs, options, {
      class: isPvc ? "pvc" : isPac ? "pac" : pacedVentricle ? "paced" : "normal",
      broad: isPvc || (pacedVentricle && !isPac),
      prMs: hasP && !isPvc ? options.prMs : null,
    });
    if (beat.qrsOffsetMs > options.durationMs) return { beats, nonConductedP: [], spikesMs: [] };
    beats.push(beat);
    // A PVC leaves the sinus clock alone (full compensatory pause), a PAC sets it anew.
    dueMs = (premature && isPvc ? previous.rPeakMs + sinusRrMs : rPeakMs) + nextRrMs();
  }
}

function scheduleAvBlock(options: ResolvedOptions, block: NonNullable<ResolvedOptions["avBlock"]>): Schedule {
  const schedule: Schedule = { beats: [], nonConductedP: [], spikesMs: [] };
  const ppMs = 60_000 / options.rateBpm;
  for (let index = 0; ; index++) {
    const onsetMs = LEAD_IN_MS + index * ppMs;
    const step = block.kind === "complete" ? 0 : index % block.cycle;
    const conducted = block.kind !== "complete" && step < block.cycle - 1;
    const prMs = options.prMs + (block.kind === "wenckebach" ? step * block.prIncrementMs : 0);
    if (onsetMs + options.pMs > options.durationMs) break;
    if (!conducted) {
      schedule.nonConductedP.push(pWave(onsetMs, options));
      continue;
    }
    const rPeakMs = onsetMs + prMs + QRS_PEAK_FRACTIONS.r * options.qrsMs;
    const beat = placeBeat(rPeakMs, options, { class: "normal", broad: false, prMs });
    if (beat.qrsOffsetMs <= options.durationMs) schedule.beats.push(beat);
  }
  if (block.kind === "complete") {
    for (let rPeakMs = 2 * LEAD_IN_MS; ; rPeakMs += 60_000 / block.ventricularRateBpm) {
      const beat = placeBeat(rPeakMs, options, { class: "normal", broad: false, prMs: null });
      if (beat.qrsOffsetMs > options.durationMs) break;
      schedule.beats.push(beat);
    }
  }
  return schedule;
}

function placeBeat(
  wantedRPeakMs: number,
  options: ResolvedOptions,
  kind: { class: BeatClass; broad: boolean; prMs: number | null },
): ScheduledBeat {
  const rPeakMs = toSample(wantedRPeakMs, options);
  const qrsMs = kind.broad ? options.ventricularQrsMs : options.qrsMs;
  const qrsOnsetMs = rPeakMs - QRS_PEAK_FRACTIONS.r * qrsMs;
  const tOffsetMs = qrsOnsetMs + options.qtMs + (qrsMs - options.qrsMs);
  return {
    rPeakMs,
    class: kind.class,
    qrsOnsetMs,
    qrsOffsetMs: qrsOnsetMs + qrsMs,
    p: kind.prMs === null ? null : pWave(qrsOnsetMs - kind.prMs, options),
    t: {
      onsetMs: tOffsetMs - options.tMs,
      peakMs: tOffsetMs - (1 - T_PEAK_FRACTION) * options.tMs,
      offsetMs: tOffsetMs,
    },
    broad: kind.broad,
  };
}

function pWave(onsetMs: number, options: ResolvedOptions): WaveTimes {
  return { onsetMs, peakMs: onsetMs + options.pMs / 2, offsetMs: onsetMs + options.pMs };
}

function toSample(timeMs: number, { samplingRateHz }: ResolvedOptions): number {
  return (Math.round((timeMs * samplingRateHz) / 1000) * 1000) / samplingRateHz;
}
