// What the extractor hands to the checker: one assertion of a text about an ECG, structured, with its place in
// the text. Nothing here has seen a measurement.

/** What an assertion is about. "pattern" covers coded statements (LBBB, AF); the rest are measurable things. */
export type Subject =
  | "heart rate"
  | "atrial rate"
  | "rr"
  | "pause"
  | "pr"
  | "pr segment"
  | "p duration"
  | "qrs duration"
  | "q duration"
  | "t duration"
  | "st duration"
  | "r-peak time"
  | "qt"
  | "qtc"
  | "jt"
  | "axis"
  | "p axis"
  | "t axis"
  | "qrs-t angle"
  | "p"
  | "q"
  | "r"
  | "s"
  | "r prime"
  | "t"
  | "u"
  | "st"
  | "st-t"
  | "qrs"
  | "p amplitude"
  | "q amplitude"
  | "r amplitude"
  | "s amplitude"
  | "t amplitude"
  | "qrs amplitude"
  | "r/s ratio"
  | "sokolow-lyon"
  | "cornell"
  | "cornell product"
  | "peguero-lo presti"
  | "gubner"
  | "r progression"
  | "transition"
  | "rhythm"
  | "intervals"
  | "beats"
  | "av conduction"
  | "iv conduction"
  | "ecg"
  | "pattern";

export type Unit = "bpm" | "ms" | "mV" | "deg" | "count" | "ratio" | "mV*ms" | "none";

/** Formulas that correct QT for rate. */
export type Formula = "bazett" | "fridericia" | "framingham" | "hodges";

export type Comparator = "<" | "<=" | ">" | ">=";

/** The text's certainty about its own assertion; null where it is stated outright. */
export type Hedge = "possible" | "probable" | "borderline" | null;

/** How the leads were given: one by one, as a region, "all", "some", "most", or not at all. */
export type LeadScope = "listed" | "group" | "all" | "some" | "most" | "unspecified";

export interface ValueAssertion {
  readonly kind: "value";
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
  readonly comparator: Comparator | null;
  /** QTc only: the formula the text names. */
  readonly formula: Formula | null;
  /** ST only: how far behind the J point the text has measured, where it says so. */
  readonly pointMs?: number;
}

export interface QualityAssertion {
  readonly kind: "quality";
  readonly word: Quality;
  /** "significant", "pathological", "deeply", "slightly", ... that change what is asserted. */
  readonly degree: "significant" | "slight" | "marked" | null;
}

export interface PresenceAssertion {
  readonly kind: "presence";
  /** A pattern id of lexicon/patterns.ts. */
  readonly pattern: string;
  /** How many ("three PVCs"), or null. */
  readonly count: number | null;
}

export interface ComparisonAssertion {
  readonly kind: "comparison";
  readonly relation: "greater" | "less" | "equal" | "greatest" | "least";
  readonly otherSubject: Subject | null;
  readonly otherLeads: readonly string[];
}

export interface FormAssertion {
  readonly kind: "form";
  /** QRS letters as written, e.g. "rS", "rsR'", "QS". */
  readonly form: string;
}

export type Assertion =
  | ValueAssertion
  | QualityAssertion
  | PresenceAssertion
  | ComparisonAssertion
  | FormAssertion;

/** What a quality word comes to once its subject is known ("increased" PR is "prolonged", T wave "tall"). */
export type Quality =
  | "normal"
  | "otherwise normal"
  | "abnormal"
  | "borderline"
  | "prolonged"
  | "short"
  | "narrow"
  | "wide"
  | "fast"
  | "slow"
  | "constant"
  | "variable"
  | "regular"
  | "irregular"
  | "irregularly irregular"
  | "left deviation"
  | "right deviation"
  | "extreme deviation"
  | "leftward"
  | "rightward"
  | "deviated"
  | "indeterminate"
  | "elevated"
  | "depressed"
  | "isoelectric"
  | "upsloping"
  | "downsloping"
  | "horizontal"
  | "concave"
  | "convex"
  | "upright"
  | "inverted"
  | "flat"
  | "biphasic"
  | "tall"
  | "peaked"
  | "low"
  | "high"
  | "notched"
  | "pathological"
  | "small"
  | "present"
  | "absent"
  | "dominant"
  | "positive"
  | "negative"
  | "poor"
  | "reversed"
  | "early"
  | "late"
  | "located";

export interface ExtractedClaim {
  /** UTF-16 offsets; `text` is the slice between them. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly subject: Subject;
  readonly leads: readonly string[];
  readonly leadScope: LeadScope;
  readonly assertion: Assertion;
  readonly negated: boolean;
  readonly hedge: Hedge;
  /** Zero-based index of the beat the text speaks of ("the third beat" is 2), or null for the whole recording. */
  readonly beat: number | null;
  /** The text itself says that the criteria of what it suspects are not met. */
  readonly withoutCriteria?: true;
  /** The text speaks of an earlier recording or of a change since then. */
  readonly comparedWithPrior: boolean;
}
