// Rates, intervals and axes by every name in use.
import type { LexiconEntry } from "./meaning.ts";

/** How QTc is abbreviated with its formula ("QTcB", "QTc-Fri"). */
const FORMULA_NAMES = {
  bazett: ["b", "baz"],
  fridericia: ["f", "fri"],
  framingham: ["fra", "fram"],
  hodges: ["h", "hod"],
} as const;

export const intervalEntries: readonly LexiconEntry[] = [
  [
    [
      "(heart|ventricular|vent|cardiac|pulse|qrs|sinus|resting heart|average heart|mean heart|mean ventricular|average ventricular|overall heart|underlying) rate",
      "heart rates",
      "heartrate",
      "heart beat rate",
      "(the |)(heart|ventricles) (is |are |)(beating|beats|beat|contracting|contracts|contract)",
      "heartbeat",
      "hr",
      "pulse",
      "ventricular response (rate|)",
      "ventricular frequency",
      "heart frequency",
      "frequency",
      "rate",
      "rate of (the|) (ventricles|ventricular response|heart)",
    ],
    { kind: "subject", subject: "heart rate" },
  ],
  [["(atrial|p wave) rate"], { kind: "subject", subject: "atrial rate" }],
  [
    [
      "(mean|average|median|) (r r|rr|r to r) (interval|intervals|spacing|cycle length|distance|distances|duration|)",
      "(ventricular|sinus|) cycle length",
      "beat to beat interval(s|)",
      "interbeat interval(s|)",
      "(p p|pp) interval(s|)",
      "(p p|pp) and (r r|rr) intervals",
      "r wave to r wave interval(s|)",
      "(the |)(time|interval|intervals|distance|distances|spacing) (between|of) (successive|consecutive|adjacent|neighboring|two|the) (r waves|r peaks|rs|qrs complexes|complexes|beats|heartbeats)",
      "(the |)(time|interval|distance) from (one|each) (r wave|r|beat|qrs complex|qrs) to (the |)next",
    ],
    { kind: "subject", subject: "rr" },
  ],
  [
    ["longest (pause|rr interval|r r interval|rr)", "maximum (pause|rr interval)"],
    { kind: "subject", subject: "pause" },
  ],
  [
    [
      "(p r|pr|p q|pq) (interval|intervals|time|duration|durations|conduction|)",
      "from (the |)(onset|start|beginning) of (the |)p (wave |)to (the |)(onset|start|beginning) of (the |)(qrs|qrs complex)",
      "from (the |)p (wave |)(onset|start) to (the |)(qrs|qrs complex) (onset|start)",
      "(the |)(time|interval|distance|duration|period|delay) (from|between) (the |)(onset|start|beginning) of (the |)p (wave |)(to|and|until) (the |)(onset|start|beginning) of (the |)(qrs|qrs complex|q wave)",
      "(the |)(time|interval|distance|duration|period|delay) (from|between) (the |)p (wave |)(onset|start) (to|and|until) (the |)(qrs|qrs complex) (onset|start)",
      "(the |)(time|interval|distance) (from|between) (the |)p (wave |)(to|and) (the |)qrs (complex|)",
      "av conduction time",
      "atrioventricular conduction time",
      "(atrioventricular|av|a v) interval",
      "pri",
    ],
    { kind: "subject", subject: "pr" },
  ],
  [["(p r|pr|p q|pq) segment(s|)"], { kind: "subject", subject: "pr segment" }],
  [["st (duration|interval)", "st segment duration"], { kind: "subject", subject: "st duration" }],
  [
    [
      "(r|r wave) peak time",
      "intrinsicoid deflection",
      "ventricular activation time",
      "time to (r|r wave) peak",
      "vat",
    ],
    { kind: "subject", subject: "r-peak time" },
  ],
  [
    [
      "(q t|qt) (interval|intervals|time|duration|)",
      "(the |)(time|interval|distance|duration|period) (from|between) (the |)(onset|start|beginning) of (the |)(qrs|qrs complex|q wave|q) (to|and|until) (the |)(end|offset) of (the |)t (wave|)",
      "(the |)(time|interval|distance|duration|period) (from|between) (the |)(qrs|q|q wave|qrs complex) (onset|start) (to|and|until) (the |)(end|offset) of (the |)t (wave|)",
      "(the |)(time|interval|distance|duration|period) (from|between) (the |)(qrs|q|q wave|qrs complex) (onset|start) (to|and|until) (the |)t (wave |)(end|offset)",
      "electrical systole",
      "from (the |)(onset|start|beginning) of (the |)(qrs|qrs complex) to (the |)(end|offset) of (the |)t (wave|)",
      "from (the |)(qrs|q|qrs complex) (onset|start) to (the |)(end of (the |)t (wave|)|t wave end|t end|t offset)",
      "(total |)(duration|time) of ventricular (depolarization and repolarization|electrical activity)",
      "ventricular depolarization and repolarization (together|)",
      "uncorrected (q t|qt) (interval|)",
      "raw qt (interval|)",
      "measured qt (interval|)",
    ],
    { kind: "subject", subject: "qt" },
  ],
  [
    [
      "(qtc|qt c|q tc) (interval|intervals|time|duration|value|values|)",
      "(corrected|rate corrected|heart rate corrected) (qt|q t|qtc) (interval|intervals|time|duration|)",
      "(qt|q t) (interval|) corrected (for (heart |)rate|)",
    ],
    { kind: "subject", subject: "qtc" },
  ],
  ...(["bazett", "fridericia", "framingham", "hodges"] as const).map(
    (formula): LexiconEntry => [
      [
        ...FORMULA_NAMES[formula].flatMap((name) => [`qtc${name} (interval|)`, `qtc ${name} (interval|)`]),
        `(${formula}|${formula}'s) (corrected|) (qt|qtc) (interval|)`,
        `qtc ${formula} (interval|)`,
      ],
      { kind: "subject", subject: "qtc", formula },
    ],
  ),
  [["jt interval", "jt"], { kind: "subject", subject: "jt" }],
  [
    [
      "(qrs|electrical|cardiac|heart|frontal|frontal plane|frontal plane qrs|frontal qrs|mean qrs|mean electrical|mean frontal|mean frontal plane|mean frontal plane qrs|mean frontal qrs|mean|ventricular|r|r wave|frontal plane electrical|mean cardiac|main qrs|overall|heart's electrical|heart electrical|electric|electrical heart|cardiac electrical) axis",
      "axis",
      "axes",
      "axis (: |)qrs",
      "position of the (heart|electrical|cardiac) axis",
      "qrs vector",
      "mean vector",
    ],
    { kind: "subject", subject: "axis" },
  ],
  [["(p|p wave) (axis|axes)"], { kind: "subject", subject: "p axis" }],
  [["(t|t wave) (axis|axes)"], { kind: "subject", subject: "t axis" }],
  [
    ["(p|p wave) (r|qrs) t (axis|axes)", "axes p (r|qrs) t", "p (r|qrs) and t (axis|axes)"],
    { kind: "subject list", subjects: ["p axis", "axis", "t axis"] },
  ],
  [
    [
      "(all|all the|these) (waves|deflections)",
      "all (complexes|waves and complexes)",
      "p (qrs|r) (and|) t (waves|complexes|wave|morphology|)",
      "p qrs t (complex|complexes|waves|morphology|)",
    ],
    { kind: "subject list", subjects: ["p", "qrs", "t"] },
  ],
  [["qrs t angle", "(frontal|spatial) qrs t angle"], { kind: "subject", subject: "qrs-t angle" }],
];
