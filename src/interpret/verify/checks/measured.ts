// Where a subject's number stands in the Measurements: the global value, a lead's median beat with the values of its
// single beats, or one named beat.
import type { LeadMeasurements, Measurements, MedianBeat, Sequences } from "../../../ecg/measurements.ts";
import type { Formula, Subject } from "../extracted-claim.ts";
import type { Span } from "./evidence.ts";

/** The candidates a cited number is held against. */
export interface Measured {
  /** The best single value: what the reason cites. */
  readonly value: number;
  /** Further values that are as good an answer (other QTc formulas, another measuring point). */
  readonly alternatives: readonly number[];
  /** The middle half of single beats, where the subject is one of single beats. */
  readonly spread: readonly [number, number] | null;
  readonly name: string;
  readonly span: Span;
}

const QTC_NAMES: Readonly<Record<Formula, string>> = {
  bazett: "QTc (Bazett)",
  fridericia: "QTc (Fridericia)",
  framingham: "QTc (Framingham)",
  hodges: "QTc (Hodges)",
};

function named(
  name: string,
  span: Span,
  value: number | null | undefined,
  alternatives: readonly (number | null)[] = [],
): Measured | null {
  if (value == null) return null;
  return { value, alternatives: alternatives.filter((other) => other !== null), spread: null, name, span };
}

/** The recording's own value of a subject, or null where there is none. */
export function globalValue(
  measurements: Measurements,
  subject: Subject,
  formula: Formula | null,
): Measured | null {
  const { global, beats } = measurements;
  const { qtcMs, axisDeg, voltages, rhythm } = global;
  switch (subject) {
    case "heart rate":
    case "rhythm":
      return named("heart rate", "rr", global.heartRateBpm);
    case "atrial rate":
      return named(
        "atrial rate",
        "rr",
        global.atrial.flutterRatePerMin ??
          (global.atrial.nonConductedPMs.length === 0 && global.atrial.organisedP === true
            ? global.heartRateBpm
            : null),
      );
    case "rr":
      return named("RR interval", "rr", global.rrMs);
    case "pause":
      return named("longest pause", null, rhythm.longestPauseMs ?? rhythm.maxRrMs);
    case "pr":
    case "av conduction":
      return named("PR", "pr", global.prMs);
    case "p duration":
      return named("P duration", "p", global.pDurationMs);
    case "qrs duration":
    case "iv conduction":
    case "qrs":
      return named("QRS duration", "qrs", global.qrsDurationMs);
    case "qt":
      return named("QT", "qt", global.qtMs);
    case "qtc":
      if (formula !== null) return named(QTC_NAMES[formula], "qt", qtcMs[formula]);
      return named("QTc (Bazett)", "qt", qtcMs.bazett ?? qtcMs.fridericia, [
        qtcMs.fridericia,
        qtcMs.framingham,
        qtcMs.hodges,
      ]);
    case "jt":
      return named("JT", "st", global.jtMs);
    case "axis":
      return named("QRS axis", "qrs", axisDeg.qrs);
    case "p axis":
      return named("P axis", "p", axisDeg.p);
    case "t axis":
      return named("T axis", "t", axisDeg.t);
    case "qrs-t angle":
      return named("QRS-T angle", "qrs", global.qrsTAngleDeg);
    case "sokolow-lyon":
      return named("Sokolow-Lyon voltage", "qrs", voltages.sokolowLyonMv);
    case "cornell":
      return named("Cornell voltage", "qrs", voltages.cornellMv);
    case "cornell product":
      return named("Cornell product", "qrs", voltages.cornellProductMvMs);
    case "peguero-lo presti":
      return named("Peguero-Lo Presti voltage", "qrs", voltages.pegueroLoPrestiMv);
    case "gubner":
      return named("Gubner voltage", "qrs", voltages.gubnerMv);
    case "beats":
      return named("number of beats", null, beats.length);
    default:
      return null;
  }
}

const SEQUENCES: Partial<Record<Subject, keyof Sequences>> = {
  "heart rate": "heartRate",
  rr: "rrInterval1",
  pr: "prInterval",
  "p duration": "pDuration",
  "p amplitude": "pAmplitude",
  "qrs duration": "qrsDuration",
  "qrs amplitude": "qrsAmplitude",
  "t amplitude": "tAmplitude",
  "t duration": "tDuration",
  "st duration": "stDuration",
  qt: "qtInterval",
  qtc: "qtcInterval",
};

const size = (wave: { onsetMs: number; offsetMs: number } | null): number | null =>
  wave === null ? null : wave.offsetMs - wave.onsetMs;
const magnitude = (value: number | null | undefined): number | null =>
  value == null ? null : Math.abs(value);

/** What the median beat of a lead says of a subject: the value, and other values as good. */
function medianValues(median: MedianBeat, subject: Subject): readonly (number | null)[] {
  switch (subject) {
    case "pr":
      return [median.prMs];
    case "pr segment":
      return [median.prSegmentMv];
    case "qrs duration":
      return [median.qrsDurationMs];
    case "qt":
      return [median.qtMs];
    case "p duration":
      return [size(median.p)];
    case "t duration":
      return [size(median.t)];
    case "q duration":
      return [median.q?.durationMs ?? null];
    case "r-peak time":
      return [median.rPeakTimeMs];
    case "p amplitude":
      return [median.p?.amplitudeMv ?? null];
    case "t amplitude":
      return [median.t?.amplitudeMv ?? null];
    case "q amplitude":
      return [magnitude(median.q?.amplitudeMv)];
    case "s amplitude":
      return [magnitude(median.s?.amplitudeMv)];
    case "r amplitude":
      return [median.r?.amplitudeMv ?? null, median.rPrime?.amplitudeMv ?? null];
    case "r prime":
      return [median.rPrime?.amplitudeMv ?? null];
    case "qrs amplitude":
      return [median.qrsPeakToPeakMv];
    case "st":
      return [median.stJMv, median.st40Mv, median.st60Mv, median.st80Mv];
    case "u":
      return [median.uMv];
    case "r/s ratio":
      return [
        median.r !== null && median.s !== null && median.s.amplitudeMv !== 0
          ? Math.abs(median.r.amplitudeMv / median.s.amplitudeMv)
          : null,
      ];
    default:
      return [];
  }
}

const SPANS: Partial<Record<Subject, Span>> = {
  pr: "pr",
  "pr segment": "pr",
  qt: "qt",
  qtc: "qt",
  "p duration": "p",
  "p amplitude": "p",
  "t duration": "t",
  "t amplitude": "t",
  st: "st",
  "st duration": "st",
  "heart rate": "rr",
  rr: "rr",
};

/** "r amplitude" -> "R amplitude": wave letters are capitals in prose. */
export function labelOf(subject: Subject): string {
  if (subject === "st") return "ST level";
  return subject
    .replace(/^(?:p|q|r|s|t|u|pr|rr|qt|qrs|st|jt)(?= |$)/, (letters) => letters.toUpperCase())
    .replace(/^qtc/, "QTc")
    .replace(/^r prime$/, "R'")
    .replace(/^r\//, "R/");
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + ((sorted[Math.ceil(at)] ?? low) - low) * (at - Math.floor(at));
}

/** A subject's value in one lead (of one beat, where the text names it), or null where it was not found there. */
export function leadValue(options: {
  values: LeadMeasurements;
  subject: Subject;
  beat: number | null;
}): Measured | null {
  const { values, subject, beat } = options;
  const key = SEQUENCES[subject];
  const sequence = key === undefined ? [] : values.sequences[key];
  const span = SPANS[subject] ?? "qrs";
  const name = labelOf(subject);
  if (beat !== null) {
    const single = sequence[beat];
    return typeof single === "number"
      ? { value: single, alternatives: [], spread: null, name: `${name} of beat ${beat + 1}`, span }
      : null;
  }
  const numbers = sequence
    .filter((value): value is number => typeof value === "number")
    .sort((a, b) => a - b);
  const candidates =
    values.median === null ? [] : medianValues(values.median, subject).filter((value) => value !== null);
  const middle = numbers.length === 0 ? null : quantile(numbers, 0.5);
  const value = candidates[0] ?? middle;
  if (value == null) return null;
  const spread: [number, number] | null =
    numbers.length >= 3 ? [quantile(numbers, 0.25), quantile(numbers, 0.75)] : null;
  return {
    value,
    alternatives: [...candidates.slice(1), ...(middle === null ? [] : [middle])],
    spread,
    name,
    span,
  };
}
