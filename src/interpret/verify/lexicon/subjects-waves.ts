// Waves, segments, voltages and the ECG as a whole, by every name in use.
import type { LexiconEntry } from "./meaning.ts";

export const waveEntries: readonly LexiconEntry[] = [
  [
    ["p wave(s|)", "p deflection(s|)", "atrial (wave|waves|complexes|complex|depolarization)"],
    { kind: "subject", subject: "p" },
  ],
  [["P", "Ps"], { kind: "subject", subject: "p", bare: true }],
  [["q wave(s|)", "q deflection(s|)"], { kind: "subject", subject: "q" }],
  [["Q", "Qs", "q"], { kind: "subject", subject: "q", bare: true }],
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
    ["st (segment|segments|level|levels|part|portion|portions|junction|)", "st segment level(s|)"],
    { kind: "subject", subject: "st" },
  ],
  [
    [
      "(j|st j) (point|points|junction)",
      "(j|st j) (point |junction |)(level|amplitude|elevation level)",
      "(level|amplitude) (of|at) the (j|st j) (point|junction)",
      "st (segment |level |)at (the |)j (point|junction|)",
    ],
    { kind: "subject", subject: "st", pointMs: 0 },
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
  [
    [
      "qrsd",
      "qrs (interval|intervals|time)",
      "(time|interval|duration|distance) (from|between) (the |)(onset|start|beginning) (to|and) (the |)(end|offset) of (the |)(qrs|qrs complex)",
      "(time|interval|duration|distance) (from|between) qrs onset (to|and) (qrs offset|qrs end|offset|end)",
      "ventricular (depolarization|activation) (duration|time)",
      "duration of ventricular (depolarization|activation)",
      "(the |)ventricles are (activated|depolarized|excited)",
      "width of the (ventricular |qrs |)complex(es|)",
    ],
    { kind: "subject", subject: "qrs duration" },
  ],
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
      "(transition|transitional) lead",
      "lead of transition",
      "(the |)first (precordial |chest |)(lead |)(in which|where|with|to show|that shows) (the |an |)r (wave |)(that |which |)(is |)(as large as|at least as large as|at least equal to|larger than|taller than|greater than|bigger than|higher than|exceeds|exceeding|dominates|outweighs|equals|overtakes) (the |)s (wave|)",
      "(the |)r (wave |)(first becomes (larger|taller|greater|bigger|higher|dominant over) (than |)|first overtakes|first exceeds|first equals|begins to exceed|starts to exceed|first dominates|first outweighs|first surpasses) (the |)s (wave|)",
      "(the |)r (wave |)first becomes (dominant|predominant)",
      "(the |)r s ratio (first exceeds|first crosses|crosses|first passes|first reaches|becomes greater than|becomes larger than|becomes more than) (1|one|unity)",
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
  [
    [
      "(av|a v|atrioventricular) (conduction|transmission)",
      "conduction (from the atria to the ventricles|through the av node)",
    ],
    { kind: "subject", subject: "av conduction" },
  ],
  [["(intraventricular|ventricular|iv) conduction"], { kind: "subject", subject: "iv conduction" }],
  [
    [
      "(12 lead|twelve lead|resting|overall|surface|) (ecg|ekg|electrocardiogram|electrocardiograph)",
      "tracing",
    ],
    { kind: "subject", subject: "ecg" },
  ],
];
