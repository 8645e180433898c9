// What ECG prose can be about, by every name in use: wave and interval names, their measures, and the nouns
// that only look like them (blood pressure, the ventricle as a chamber), which swallow their own adjectives.
import type { LexiconEntry } from "./meaning.ts";

/** How QTc is abbreviated with its formula ("QTcB", "QTc-Fri"). */
const FORMULA_NAMES = {
  bazett: ["b", "baz"],
  fridericia: ["f", "fri"],
  framingham: ["fra", "fram"],
  hodges: ["h", "hod"],
} as const;

export const subjectEntries: readonly LexiconEntry[] = [
  [
    [
      "(heart|ventricular|vent|cardiac|pulse|qrs|sinus|resting heart|average heart|mean heart|mean ventricular|average ventricular|overall heart|underlying) rate",
      "heart rates",
      "heartrate",
      "heart beat rate",
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
      "(time|interval|distance|duration) from (the |)(onset|start|beginning) of (the |)p (wave |)to (the |)(onset|start|beginning) of (the |)(qrs|qrs complex)",
      "av conduction time",
      "atrioventricular conduction time",
      "(atrioventricular|av) (delay|interval)",
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
      "(time|interval|distance|duration) from (the |)(onset|start|beginning) of (the |)(qrs|qrs complex) to (the |)end of (the |)t (wave|)",
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
      "(all|the|these|) (waves|deflections)",
      "all (complexes|waves and complexes)",
      "p (qrs|r) (and|) t (waves|complexes|wave|morphology|)",
      "p qrs t (complex|complexes|waves|morphology|)",
    ],
    { kind: "subject list", subjects: ["p", "qrs", "t"] },
  ],
  [["qrs t angle", "(frontal|spatial) qrs t angle"], { kind: "subject", subject: "qrs-t angle" }],
  [
    ["p wave(s|)", "p deflection(s|)", "atrial (wave|waves|complexes|complex|depolarization)"],
    { kind: "subject", subject: "p" },
  ],
  [["P", "Ps"], { kind: "subject", subject: "p", bare: true }],
  [["q wave(s|)", "q deflection(s|)"], { kind: "subject", subject: "q" }],
  [["Q", "Qs"], { kind: "subject", subject: "q", bare: true }],
  [["r wave(s|)", "r deflection(s|)"], { kind: "subject", subject: "r" }],
  [["R", "Rs"], { kind: "subject", subject: "r", bare: true }],
  [["s wave(s|)", "s deflection(s|)"], { kind: "subject", subject: "s" }],
  [["S"], { kind: "subject", subject: "s", bare: true }],
  [
    ["(r'|r prime) (wave|waves|)", "r'", "secondary r wave", "second r wave"],
    { kind: "subject", subject: "r prime" },
  ],
  [["t wave(s|)", "t deflection(s|)", "t wave vector"], { kind: "subject", subject: "t" }],
  [["T", "Ts", "T's"], { kind: "subject", subject: "t", bare: true }],
  [["u wave(s|)"], { kind: "subject", subject: "u" }],
  [
    [
      "st (segment|segments|level|levels|part|portion|portions|junction|)",
      "(j|st j) (point|points)",
      "j point level",
      "st segment level(s|)",
    ],
    { kind: "subject", subject: "st" },
  ],
  [
    [
      "(st t|stt|st and t|st segment and t|st or t|st segment or t) (wave|waves|segment|segments|complex|)",
      "(st|st segment) (and|or|&) t wave(s|)",
      "(ventricular|) repolarization",
      "repolarization (phase|pattern)",
    ],
    { kind: "subject", subject: "st-t" },
  ],
  [
    [
      "qrs (complex|complexes|wave|waves|deflection|deflections|morphology|morphologies|)",
      "(ventricular|) complex(es|)",
      "ventricular (depolarization|activation)",
    ],
    { kind: "subject", subject: "qrs" },
  ],
  [["qrsd", "qrs (interval|intervals|time)"], { kind: "subject", subject: "qrs duration" }],
  [
    ["(qrs |)voltage(s|)", "(precordial|limb lead|chest lead) qrs voltage(s|)"],
    { kind: "subject", subject: "qrs amplitude" },
  ],
  [["(r s|r to s) ratio", "r:s ratio", "r/s"], { kind: "subject", subject: "r/s ratio" }],
  [
    ["sokolow (lyon|) (index|voltage|voltages|value|sum|score|criterion|criteria|)"],
    { kind: "subject", subject: "sokolow-lyon" },
  ],
  [
    [
      "cornell (voltage|voltages|index|sum|value|criterion|criteria|voltage criteria|voltage criterion|voltage index|)",
    ],
    { kind: "subject", subject: "cornell" },
  ],
  [["cornell (voltage duration |)product"], { kind: "subject", subject: "cornell product" }],
  [
    ["peguero (lo presti|) (index|voltage|value|sum|criterion|criteria|)"],
    { kind: "subject", subject: "peguero-lo presti" },
  ],
  [["gubner (ungerleider|) (index|voltage|sum|criterion|criteria|)"], { kind: "subject", subject: "gubner" }],
  [
    [
      "(r|r wave|precordial r|precordial r wave|anterior r wave|precordial|r wave amplitude) progression",
      "progression of (the |)(r|r wave|r waves)",
      "(r s|rs) progression",
    ],
    { kind: "subject", subject: "r progression" },
  ],
  [
    [
      "(precordial |)transition (zone|point|)",
      "(r s|rs|r|r wave|qrs|precordial r s) transition (zone|point|)",
      "(precordial|r wave) transition zone",
      "zone of transition",
    ],
    { kind: "subject", subject: "transition" },
  ],
  [
    [
      "(cardiac |heart |underlying |basic |ventricular |atrial |predominant |baseline |the )rhythm",
      "rhythm",
      "rhythmicity",
    ],
    { kind: "subject", subject: "rhythm" },
  ],
  [
    [
      "(ecg |conduction |measured |time |all |basic |)intervals",
      "conduction times",
      "conduction (intervals|parameters)",
      "interval(s|) (measurements|durations)",
    ],
    { kind: "subject", subject: "intervals" },
  ],
  [
    ["beats", "heartbeats", "cardiac cycles", "qrs complexes in total", "heart beats"],
    { kind: "subject", subject: "beats" },
  ],
  [["(av|a v|atrioventricular) conduction"], { kind: "subject", subject: "av conduction" }],
  [["(intraventricular|ventricular|iv) conduction"], { kind: "subject", subject: "iv conduction" }],
  [
    [
      "(12 lead|twelve lead|resting|overall|surface|) (ecg|ekg|electrocardiogram|electrocardiograph)",
      "tracing",
    ],
    { kind: "subject", subject: "ecg" },
  ],
  [
    [
      "chest (pain|discomfort|tightness|x ray|wall)",
      "blood pressure",
      "bp",
      "age",
      "(paper|sweep|chart|recording|) speed",
      "gain",
      "calibration",
      "filter",
      "(left|right|) ventricle(s|)",
      "(left|right|both|) (atrium|atria)",
      "sinus node",
      "(left|right) heart (strain|)",
      "heart (muscle|failure|disease|function)",
      "cardiac (function|output|chamber|conditions|condition|disease|chamber dilation)",
      "ejection fraction",
      "(inferior|anterior|lateral|posterior|septal) wall (issue|problem|motion)",
      "potassium",
      "temperature",
      "weight",
      "height of the patient",
      "troponin",
      "patient",
      "symptoms",
      "oxygen saturation",
      "respiratory rate",
      "maximum (predicted |)heart rate",
      "target heart rate",
      "sampling (rate|frequency)",
      "clinical (manifestations|findings|picture|significance)",
      "signal quality",
      "recording",
      "recording quality",
      "baseline wander",
      "underlying (ischemic |)(heart|cardiac) (disease|conditions|condition)",
      "ischemic heart disease",
    ],
    { kind: "subject", subject: "other" },
  ],
  [
    ["amplitude(s|)", "height(s|)", "size", "magnitude", "depth(s|)", "peak"],
    { kind: "measure", measure: "amplitude" },
  ],
  [
    ["duration(s|)", "width(s|)", "length", "interval", "lengths", "breadth", "time"],
    { kind: "measure", measure: "duration" },
  ],
  [
    [
      "morphology",
      "morphologies",
      "shape(s|)",
      "contour(s|)",
      "configuration(s|)",
      "appearance",
      "polarity",
      "pattern(s|)",
      "form(s|)",
      "deflection(s|)",
      "segment(s|)",
      "wave(s|)",
      "waveform(s|)",
      "direction",
      "orientation",
    ],
    { kind: "measure", measure: "form" },
  ],
];
