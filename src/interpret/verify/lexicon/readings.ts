// What a quality word comes to once its subject is known: an "increased" PR interval is prolonged, an "increased"
// T wave tall, an "increased" rate fast. A pair that is missing here is no assertion ("inverted" rate), which is
// also how the extractor finds the right subject for a word.
import type { Quality, Subject } from "../extracted-claim.ts";
import type { Base } from "./meaning.ts";

type Readings = Partial<Record<Base, Quality>>;

const always: Readings = { normal: "normal", abnormal: "abnormal", borderline: "borderline" };

const rate: Readings = {
  ...always,
  increased: "fast",
  raised: "fast",
  fast: "fast",
  tall: "fast",
  decreased: "slow",
  slow: "slow",
  regular: "regular",
  constant: "regular",
  irregular: "irregular",
  "irregularly irregular": "irregularly irregular",
  variable: "irregular",
};

const interval: Readings = {
  ...always,
  long: "prolonged",
  increased: "prolonged",
  raised: "prolonged",
  wide: "prolonged",
  slow: "prolonged",
  short: "short",
  decreased: "short",
  narrow: "short",
  small: "short",
  constant: "constant",
  regular: "constant",
  variable: "variable",
  irregular: "variable",
};

const qrsDuration: Readings = {
  ...interval,
  long: "wide",
  increased: "wide",
  raised: "wide",
  wide: "wide",
  slow: "wide",
  narrow: "narrow",
  short: "narrow",
  decreased: "narrow",
  small: "narrow",
};

const rr: Readings = {
  ...interval,
  normal: "normal",
  regular: "regular",
  constant: "regular",
  variable: "irregular",
  irregular: "irregular",
  "irregularly irregular": "irregularly irregular",
};

const axis: Readings = {
  ...always,
  left: "left deviation",
  right: "right deviation",
  leftward: "leftward",
  rightward: "rightward",
  extreme: "extreme deviation",
  deviated: "deviated",
  indeterminate: "indeterminate",
  increased: "deviated",
};

const amplitude: Readings = {
  ...always,
  increased: "high",
  raised: "high",
  tall: "high",
  dominant: "high",
  deep: "high",
  peaked: "high",
  decreased: "low",
  small: "low",
  short: "low",
  flat: "low",
  upright: "positive",
  inverted: "negative",
};

const pWave: Readings = {
  ...always,
  upright: "upright",
  inverted: "inverted",
  biphasic: "biphasic",
  flat: "flat",
  tall: "tall",
  increased: "tall",
  peaked: "tall",
  dominant: "tall",
  raised: "tall",
  decreased: "low",
  small: "low",
  wide: "prolonged",
  long: "prolonged",
  notched: "notched",
  constant: "constant",
  regular: "constant",
  variable: "variable",
};

const tWave: Readings = {
  ...always,
  upright: "upright",
  inverted: "inverted",
  biphasic: "biphasic",
  flat: "flat",
  isoelectric: "flat",
  tall: "tall",
  increased: "tall",
  raised: "tall",
  dominant: "tall",
  peaked: "peaked",
  decreased: "low",
  small: "low",
  notched: "notched",
};

const st: Readings = {
  ...always,
  raised: "elevated",
  increased: "elevated",
  upright: "elevated",
  depressed: "depressed",
  decreased: "depressed",
  isoelectric: "isoelectric",
  flat: "isoelectric",
  deviated: "deviated",
  upsloping: "upsloping",
  downsloping: "downsloping",
  horizontal: "horizontal",
  concave: "concave",
  convex: "convex",
};

const qWave: Readings = {
  normal: "small",
  small: "small",
  narrow: "small",
  pathological: "pathological",
  abnormal: "pathological",
  deep: "pathological",
  wide: "pathological",
  increased: "pathological",
  dominant: "pathological",
  long: "pathological",
};

const rOrS: Readings = {
  ...always,
  tall: "high",
  increased: "high",
  raised: "high",
  deep: "high",
  dominant: "dominant",
  wide: "wide",
  long: "wide",
  decreased: "low",
  small: "low",
  notched: "notched",
};

const qrs: Readings = {
  ...always,
  narrow: "narrow",
  short: "narrow",
  wide: "wide",
  long: "wide",
  upright: "positive",
  inverted: "negative",
  biphasic: "biphasic",
  isoelectric: "biphasic",
  tall: "high",
  increased: "high",
  raised: "high",
  deep: "negative",
  decreased: "low",
  small: "low",
  notched: "notched",
  constant: "constant",
  regular: "regular",
  irregular: "irregular",
};

const rhythm: Readings = {
  normal: "normal",
  abnormal: "abnormal",
  regular: "regular",
  constant: "regular",
  irregular: "irregular",
  "irregularly irregular": "irregularly irregular",
  variable: "irregular",
  fast: "fast",
  slow: "slow",
};

const progression: Readings = {
  ...always,
  poor: "poor",
  decreased: "poor",
  slow: "poor",
  long: "late",
  reversed: "reversed",
  early: "early",
  late: "late",
  right: "early",
  rightward: "early",
  left: "late",
  leftward: "late",
  constant: "normal",
};

const readings: Partial<Record<Subject | "other", Readings>> = {
  "heart rate": rate,
  "atrial rate": rate,
  rr,
  pr: interval,
  "p duration": interval,
  "t duration": interval,
  "q duration": interval,
  "r-peak time": interval,
  qt: interval,
  qtc: interval,
  jt: interval,
  intervals: interval,
  "qrs duration": qrsDuration,
  axis,
  "p axis": axis,
  "t axis": axis,
  p: pWave,
  t: tWave,
  u: { tall: "tall", dominant: "tall", inverted: "inverted", upright: "upright" },
  st,
  "pr segment": { raised: "elevated", depressed: "depressed", isoelectric: "isoelectric", normal: "normal" },
  "st-t": {
    ...always,
    deviated: "abnormal",
    inverted: "inverted",
    flat: "flat",
    raised: "elevated",
    depressed: "depressed",
  },
  q: qWave,
  r: rOrS,
  s: rOrS,
  "r prime": rOrS,
  qrs,
  "p amplitude": amplitude,
  "q amplitude": amplitude,
  "r amplitude": amplitude,
  "s amplitude": amplitude,
  "t amplitude": amplitude,
  "qrs amplitude": amplitude,
  "sokolow-lyon": amplitude,
  cornell: amplitude,
  "cornell product": amplitude,
  "peguero-lo presti": amplitude,
  gubner: amplitude,
  "r/s ratio": amplitude,
  "r progression": progression,
  transition: progression,
  rhythm,
  beats: { regular: "regular", constant: "constant", irregular: "irregular", variable: "irregular" },
  "av conduction": interval,
  "iv conduction": qrsDuration,
  ecg: always,
};

/** The quality a word has of a subject, or null where the two do not go together. */
export function readQuality(subject: Subject | "other", base: Base): Quality | null {
  // A "good tracing" was well recorded; a "good R progression" is normal.
  if (base === "adequate") return subject === "ecg" ? null : (readings[subject]?.normal ?? null);
  return readings[subject]?.[base] ?? null;
}

const EVERY_BASE: Readings = Object.assign({}, ...Object.values(readings));

/** Is this base known to any subject? (A guard for the tables.) */
export function isReadable(base: Base): boolean {
  return base === "adequate" || EVERY_BASE[base] !== undefined;
}
