// What can be asked of syntheticEcg, with the defaults of a healthy adult, and the checks on what was asked.
import { UsageError } from "../ecg/errors.ts";
import type { Patient } from "../ecg/recording.ts";
import { UNKNOWN_PATIENT } from "../ecg/recording.ts";
import {
  INDEPENDENT_LEADS,
  type IndependentLead,
  type LeadAmplitudes,
  NORMAL_AMPLITUDES,
  VENTRICULAR_AMPLITUDES,
} from "./beat-shape.ts";

/**
 * `wenckebach` and `mobitz2`: of every `cycle` P waves the last is not conducted (2 is 2:1 block); in
 * `wenckebach` the PR grows by `prIncrementMs` a beat. `complete`: the ventricles go at their own rate.
 */
export type AvBlock =
  | { kind: "wenckebach"; cycle: number; prIncrementMs: number }
  | { kind: "mobitz2"; cycle: number }
  | { kind: "complete"; ventricularRateBpm: number };

export interface NoiseOptions {
  /** RMS of white noise, independent in I, II and V1..V6. */
  whiteMv?: number;
  /** Amplitude of a sine at `mainsHz`, equal in phase in all given leads. */
  mainsMv?: number;
  mainsHz?: number;
  /** Amplitude of a slow sine at `wanderHz`, of another phase in every given lead. */
  wanderMv?: number;
  wanderHz?: number;
}

export type AmplitudeOverrides = Partial<Record<IndependentLead, Partial<LeadAmplitudes>>>;

export interface SyntheticEcgOptions {
  name?: string;
  patient?: Patient;
  /** Sinus rate (of the atria in AV block), or the mean ventricular rate in af. Not used in flutter, whose rate is `flutterRatePerMin / flutterRatio`. */
  rateBpm?: number;
  /** Standard deviation of the sinus RR interval. */
  rrSdMs?: number;
  durationMs?: number;
  samplingRateHz?: number;
  prMs?: number;
  pMs?: number;
  qrsMs?: number;
  /** null or absent: 400 ms at 60 bpm, with the cube root of RR at other rates. */
  qtMs?: number | null;
  /** Absent: 180 ms, or less where QT leaves no room. */
  tMs?: number;
  /** Changes to the normal amplitudes; the limb leads III, aVR, aVL and aVF follow from I and II. */
  amplitudes?: AmplitudeOverrides;
  /** As `amplitudes`, for the broad shape of PVCs and ventricular paced beats. */
  ventricularAmplitudes?: AmplitudeOverrides;
  ventricularQrsMs?: number;
  rhythm?: "sinus" | "af" | "flutter";
  /** Amplitude of fibrillatory or flutter waves in V1 (af) or II (flutter); other leads in proportion. */
  atrialWaveMv?: number;
  flutterRatePerMin?: number;
  flutterRatio?: number;
  /** Beats, counted from 0 in the finished recording, that are premature. */
  pvcBeats?: readonly number[];
  pacBeats?: readonly number[];
  /** Interval before a premature beat over the sinus RR. */
  coupling?: number;
  avBlock?: AvBlock | null;
  pacing?: "atrial" | "ventricular" | "dual" | null;
  spikeMv?: number;
  noise?: NoiseOptions;
  seed?: number;
}

export type ResolvedOptions = Readonly<
  Required<Omit<SyntheticEcgOptions, "amplitudes" | "ventricularAmplitudes" | "noise" | "qtMs">>
> & {
  readonly qtMs: number;
  readonly amplitudes: Readonly<Record<IndependentLead, LeadAmplitudes>>;
  readonly ventricularAmplitudes: Readonly<Record<IndependentLead, LeadAmplitudes>>;
  readonly noise: Readonly<Required<NoiseOptions>>;
};

const positive = [
  "rateBpm",
  "durationMs",
  "samplingRateHz",
  "prMs",
  "pMs",
  "qrsMs",
  "tMs",
  "ventricularQrsMs",
  "flutterRatePerMin",
  "flutterRatio",
  "coupling",
] as const;

/** Fills in the defaults. Throws UsageError for a value that is out of range or a lead that is derived. */
export function resolveOptions(options: SyntheticEcgOptions): ResolvedOptions {
  const rateBpm =
    options.rhythm === "flutter"
      ? (options.flutterRatePerMin ?? 300) / (options.flutterRatio ?? 4)
      : (options.rateBpm ?? 60);
  const qrsMs = options.qrsMs ?? 92;
  const qtMs = options.qtMs ?? 400 * Math.cbrt(60 / rateBpm);
  const resolved: ResolvedOptions = {
    name: options.name ?? "synthetic",
    patient: options.patient ?? UNKNOWN_PATIENT,
    rateBpm,
    rrSdMs: options.rrSdMs ?? 0,
    durationMs: options.durationMs ?? 10_000,
    samplingRateHz: options.samplingRateHz ?? 500,
    prMs: options.prMs ?? 160,
    pMs: options.pMs ?? 100,
    qrsMs,
    qtMs,
    tMs: options.tMs ?? Math.min(180, 0.75 * (qtMs - qrsMs)),
    amplitudes: override(NORMAL_AMPLITUDES, options.amplitudes),
    ventricularAmplitudes: override(VENTRICULAR_AMPLITUDES, options.ventricularAmplitudes),
    ventricularQrsMs: options.ventricularQrsMs ?? 156,
    rhythm: options.rhythm ?? "sinus",
    atrialWaveMv: options.atrialWaveMv ?? (options.rhythm === "flutter" ? 0.2 : 0.08),
    flutterRatePerMin: options.flutterRatePerMin ?? 300,
    flutterRatio: options.flutterRatio ?? 4,
    pvcBeats: options.pvcBeats ?? [],
    pacBeats: options.pacBeats ?? [],
    coupling: options.coupling ?? 0.6,
    avBlock: options.avBlock ?? null,
    pacing: options.pacing ?? null,
    spikeMv: options.spikeMv ?? 1.5,
    noise: { whiteMv: 0, mainsMv: 0, mainsHz: 50, wanderMv: 0, wanderHz: 0.3, ...options.noise },
    seed: options.seed ?? 1,
  };
  for (const key of positive) {
    if (!(resolved[key] > 0))
      throw new UsageError(`syntheticEcg: ${key} is ${resolved[key]}, wanted above 0`);
  }
  if (resolved.qtMs < resolved.qrsMs + resolved.tMs) {
    throw new UsageError(
      `syntheticEcg: qtMs is ${resolved.qtMs}, wanted at least qrsMs + tMs = ${resolved.qrsMs + resolved.tMs}`,
    );
  }
  const { avBlock } = resolved;
  if (avBlock !== null && avBlock.kind !== "complete" && !(avBlock.cycle >= 2)) {
    throw new UsageError(`syntheticEcg: avBlock.cycle is ${avBlock.cycle}, wanted at least 2 P waves`);
  }
  if (avBlock !== null && !plainSinus(resolved)) {
    throw new UsageError(
      "syntheticEcg: avBlock goes with sinus rhythm only, without ectopic beats or pacing",
    );
  }
  return resolved;
}

function plainSinus(options: ResolvedOptions): boolean {
  const ectopic = options.pvcBeats.length > 0 || options.pacBeats.length > 0;
  return options.rhythm === "sinus" && options.pacing === null && !ectopic;
}

function override(
  base: Readonly<Record<IndependentLead, LeadAmplitudes>>,
  changes: AmplitudeOverrides = {},
): Record<IndependentLead, LeadAmplitudes> {
  for (const name of Object.keys(changes)) {
    if (!(INDEPENDENT_LEADS as readonly string[]).includes(name)) {
      throw new UsageError(
        `syntheticEcg: amplitudes given for lead ${name}, wanted one of ${INDEPENDENT_LEADS.join(", ")} (the other limb leads follow from I and II)`,
      );
    }
  }
  const entries = INDEPENDENT_LEADS.map((name) => [name, { ...base[name], ...changes[name] }]);
  return Object.fromEntries(entries) as Record<IndependentLead, LeadAmplitudes>;
}
