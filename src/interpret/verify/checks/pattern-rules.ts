// Which rules of the rule book decide a named pattern. Patterns that need more than rules (counts, leads, several
// measures) have a reader of their own in check-pattern.ts or check-infarct.ts.

export interface PatternRule {
  /** The pattern is there if any of these is met. */
  readonly rules: readonly string[];
  /** It takes over the whole rhythm, so plain sinus rhythm rules it out. */
  readonly excludedBySinus?: true;
  /** It needs a P wave that no QRS follows, so 1:1 conduction rules it out. */
  readonly excludedByConduction?: true;
}

export const PATTERN_RULES: Readonly<Record<string, PatternRule>> = {
  "sinus pause": { rules: ["rhy.pause"] },
  "sinoatrial block": { rules: ["rhy.sab"] },
  "atrial fibrillation": { rules: ["rhy.af"], excludedBySinus: true },
  "atrial flutter": { rules: ["rhy.afl"], excludedBySinus: true },
  "atrial tachycardia": { rules: ["rhy.at"], excludedBySinus: true },
  "multifocal atrial rhythm": { rules: ["rhy.mat"], excludedBySinus: true },
  "supraventricular tachycardia": { rules: ["rhy.svt"], excludedBySinus: true },
  "junctional rhythm": { rules: ["rhy.junc", "rhy.junc@accelerated"], excludedBySinus: true },
  "idioventricular rhythm": { rules: ["rhy.ivr", "rhy.ivr@accelerated"], excludedBySinus: true },
  "ectopic atrial rhythm": { rules: ["rhy.ectatr"], excludedBySinus: true },
  "wide complex tachycardia": { rules: ["rhy.wct@tachycardia", "rhy.vt"], excludedBySinus: true },
  "ventricular fibrillation": { rules: ["rhy.vf"], excludedBySinus: true },
  "second-degree av block": { rules: ["av.mob1", "av.mob2", "av.21"], excludedByConduction: true },
  "mobitz i": { rules: ["av.mob1"], excludedByConduction: true },
  "mobitz ii": { rules: ["av.mob2"], excludedByConduction: true },
  "2:1 av block": { rules: ["av.21"], excludedByConduction: true },
  "high-grade av block": { rules: ["av.high"], excludedByConduction: true },
  "third-degree av block": { rules: ["av.3"], excludedByConduction: true },
  lbbb: { rules: ["bbb.lbbb"] },
  rbbb: { rules: ["bbb.rbbb"] },
  "incomplete lbbb": { rules: ["bbb.ilbbb"] },
  "incomplete rbbb": { rules: ["bbb.irbbb"] },
  "bundle branch block": { rules: ["bbb.lbbb", "bbb.rbbb", "bbb.ilbbb", "bbb.irbbb"] },
  ivcd: { rules: ["bbb.nivcd"] },
  lafb: { rules: ["bbb.lafb"] },
  lpfb: { rules: ["bbb.lpfb"] },
  "fascicular block": { rules: ["bbb.lafb", "bbb.lpfb"] },
  wpw: { rules: ["wpw"] },
  "delta wave": { rules: ["wpw"] },
  rvh: { rules: ["rvh"] },
  laa: { rules: ["laa"] },
  raa: { rules: ["raa"] },
  "atrial enlargement": { rules: ["laa", "raa"] },
  "interatrial block": { rules: ["iab"] },
  "early repolarization": { rules: ["er"] },
  brugada: { rules: ["brug1", "brug2"] },
  pericarditis: { rules: ["peri"] },
  wellens: { rules: ["wellens"] },
  "de winter": { rules: ["dewinter"] },
  hyperkalemia: { rules: ["hyperk"] },
  hypokalemia: { rules: ["hypok"] },
  calcium: { rules: ["ca", "ca@hypo"] },
  digitalis: { rules: ["dig"] },
  "pulmonary embolism": { rules: ["pe", "pe@strain"] },
  dextrocardia: { rules: ["lead.dextro"] },
  "posterior infarct": { rules: ["post", "q@posterior"] },
  "u wave": { rules: ["u"] },
};

/** Causes an ECG only hints at: a pattern that is there does not prove them. */
export const HINT_ONLY =
  /^(?:pericarditis|wellens|hyperkalemia|hypokalemia|calcium|digitalis|pulmonary embolism)$/;

/** Patterns that are true only when all of several are. */
export const COMBINED: Readonly<Record<string, readonly string[]>> = {
  biatrial: ["laa", "raa"],
  bvh: ["lvh", "rvh"],
};

/** Met, these make an ECG abnormal by verified rules. */
export const ABNORMAL_RULES: readonly string[] = [
  "rhy.sbrad",
  "rhy.stach",
  "rhy.pause",
  "rhy.af",
  "av.1",
  "av.3",
  "av.mob2",
  "bbb.rbbb",
  "bbb.lbbb",
  "bbb.lafb",
  "bbb.lpfb",
  "bbb.nivcd",
  "wpw",
  "q",
  "ste",
  "std",
  "twi",
  "qt.long",
  "brug1",
];

/** Met, these leave open whether a reader calls the ECG abnormal. */
export const DISPUTED_RULES: readonly string[] = [
  "rhy.pac",
  "rhy.pvc",
  "rhy.afl",
  "rhy.at",
  "rhy.svt",
  "rhy.junc",
  "rhy.ectatr",
  "rhy.pace",
  "av.mob1",
  "av.21",
  "av.high",
  "bbb.irbbb",
  "bbb.ilbbb",
  "low",
  "lvh.sl",
  "lvh.cv",
  "lvh.cp",
  "lvh.avl",
  "lvh.pl",
  "rvh",
  "laa",
  "raa",
  "prwp",
  "t.class@inverted",
  "t.class@flat",
  "er",
];
