// Ectopic beats, pacing and AV conduction by the names cardiologists, textbooks and machines use.
import type { LexiconEntry } from "./meaning.ts";
import { pattern } from "./pattern-entry.ts";

const rate = { measures: "heart rate" } as const;
const ECTOPIC = "(extrasystole|extrasystoles|ectopic|ectopics|ectopic beat|ectopic beats|ectopic complexes)";
const PREMATURE =
  "(beat|beats|complex|complexes|contraction|contractions|depolarization|depolarizations|systole|systoles)";

export const ectopyPatterns: readonly LexiconEntry[] = [
  pattern("pvc", [
    `(ventricular|isolated ventricular|premature ventricular) ${ECTOPIC}`,
    `(premature ventricular|ventricular premature|ventricular ectopic) ${PREMATURE}`,
    "ventricular (ectopy|extrasystolic activity|ectopic activity|extrasystoly)",
    "pvc(s|)",
    "vpc(s|)",
    "vpb(s|)",
    "pvc's",
    "VE",
    "VEs",
    "ves",
    "premature ventricular and fusion complexes",
    "premature ventricular or aberrantly conducted complexes",
  ]),
  pattern("pac", [
    `(atrial|supraventricular|premature atrial|premature supraventricular|junctional) ${ECTOPIC}`,
    `(premature atrial|atrial premature|atrial ectopic|premature supraventricular|supraventricular premature|supraventricular ectopic|premature junctional|junctional premature) ${PREMATURE}`,
    "(atrial|supraventricular) (ectopy|ectopic activity)",
    "pac(s|)",
    "apc(s|)",
    "apb(s|)",
    "pac's",
    "sve(s|)",
  ]),
  pattern("ectopy", [
    "(any |)ectopy",
    "ectopic (beat|beats|complex|complexes|activity)",
    "ectopics",
    "extrasystole(s|)",
    "premature (beat|beats|complex|complexes)",
    "extra (beats|beat)",
    "premature ectopic (complexes|beats)",
  ]),
  pattern("arrhythmia", [
    "(cardiac |significant |)(arrhythmia|dysrhythmia)(s|)",
    "rhythm (disturbance|disorder|abnormality|abnormalities|disturbances)",
  ]),
  pattern("bigeminy", [
    "every (second|other) (beat|complex) (is|being) (a |an |)(pvc|premature|ectopic|ventricular ectopic|ventricular premature beat|premature ventricular complex|premature ventricular contraction|ventricular extrasystole)",
    "(ventricular |atrial |a pattern of |in a pattern of |)bigemin(y|us|al rhythm|al pattern)",
  ]),
  pattern("trigeminy", [
    "(ventricular |atrial |a pattern of |in a pattern of |)trigemin(y|us|al rhythm|al pattern)",
  ]),
  pattern("couplet", ["(ventricular |atrial |pvc |)couplet(s|)", "paired pvcs"]),
  pattern(
    "ventricular pacing",
    [
      "(ventricular|right ventricular|biventricular|v) (paced|pacing) (rhythm|complexes|beats|spikes|)",
      "ventricular pacemaker",
      "electronic ventricular pacemaker",
      "(atrial sensed |)ventricular paced (rhythm|complexes|)",
    ],
    rate,
  ),
  pattern(
    "atrial pacing",
    ["atrial (paced|pacing) (rhythm|complexes|beats|spikes|)", "electronic atrial pacemaker"],
    rate,
  ),
  pattern(
    "pacing",
    [
      "(pacemaker|paced|pacing|artificial|electronic pacemaker|dual paced|av paced|av dual paced) (rhythm|spikes|spike|activity|artifacts|stimuli|stimulus|beats|complexes|)",
      "(av sequential|dual chamber|demand|electronic) (pacing|pacemaker|paced rhythm)",
      "pacer spikes",
    ],
    rate,
  ),
  pattern(
    "first-degree av block",
    [
      "(first|1st|1 st|i|1) degree (av|a v|atrioventricular|heart|atrio ventricular|) block",
      "(av|a v|atrioventricular|heart) block (of |)(first degree|1st degree|first-degree|grade 1|grade i|degree 1|degree i)",
      "(1|1st|first) (avb|av block)",
      "(grade|type|degree) (1|i|one) (av|a v|atrioventricular) block",
      "(av|a v) block (i|1)",
      "1avb",
      "(first|1st) degree avb",
      "(first|1st) degree (av|atrioventricular) (delay|conduction delay)",
      "prolonged av conduction",
      "i avb",
    ],
    { measures: "pr" },
  ),
  pattern("second-degree av block", [
    "(second|2nd|2 nd|ii|2) degree (av|a v|atrioventricular|heart|atrio ventricular|) block",
    "(av|a v|atrioventricular) block (of |)(second degree|2nd degree)",
    "2avb",
  ]),
  pattern("mobitz i", [
    "(second degree |2nd degree |)(av |a v |atrioventricular |)(block |)(mobitz (type |)(i|1)|wenckebach|type i mobitz|type 1) (av |)(block|phenomenon|periodicity|)",
    "mobitz (type |)(i|1) (wenckebach|) (second degree |2nd degree |)(av |atrioventricular |)block",
  ]),
  pattern("mobitz ii", [
    "(second degree |2nd degree |)(av |a v |atrioventricular |)(block |)mobitz (type |)(ii|2) (av |)(block|)",
    "mobitz (type |)(ii|2) (second degree |2nd degree |)(av |atrioventricular |)block",
  ]),
  pattern("2:1 av block", ["(2:1|two to one) (av |a v |atrioventricular |)(block|conduction)"]),
  pattern("high-grade av block", [
    "(high grade|high degree|advanced) (second degree |)(av|a v|atrioventricular|heart) block",
  ]),
  pattern("third-degree av block", [
    "(third|3rd|3 rd|iii|3) degree (av|a v|atrioventricular|heart|) block",
    "complete (heart|av|a v|atrioventricular) block",
    "chb",
    "3avb",
    "(av|atrioventricular) dissociation",
    "(no|without) (fixed |consistent |)(relation|relationship|association) between (the |)p waves and (the |)qrs (complexes|)",
  ]),
  pattern("av block", [
    "(av|a v|atrioventricular|heart|atrio ventricular) (block|blocks|nodal block)",
    "avb",
    "(av|atrioventricular) conduction (abnormality|abnormalities|defect|disturbance)",
  ]),
  [
    [
      "(av|a v|atrioventricular) (conduction |nodal |nodal conduction |)delay",
      "delay (in|of) (av|a v|atrioventricular) conduction",
      "delayed (av|a v|atrioventricular) conduction",
    ],
    {
      kind: "pattern",
      subject: "pr",
      assertion: { kind: "quality", word: "prolonged", degree: null },
      takesLeads: false,
      measures: "pr",
    },
  ],
  pattern("dropped beats", [
    "(dropped|missed|missing|skipped) (beat|beats|qrs|qrs complex|qrs complexes|complexes|ventricular beat|ventricular beats)",
    "(blocked|nonconducted|non conducted|unconducted|not conducted|dropped) (p|p wave|p waves|sinus beat|sinus beats|atrial beats|sinus p waves|sinus p wave)",
    "p (wave|waves) (without|with no|not followed by|that are not followed by|that is not followed by|lacking) (a |an |their |)(qrs|qrs complex|qrs complexes|following qrs)",
    "p (wave|waves) (that |which |)(is|are|is being|are being) (blocked|not conducted)",
    "p (wave|waves) (that |which |)(fail|fails) to (conduct|be conducted)",
  ]),
  pattern("qrs after every p", [
    "(every|each|all|all the|all of the) p (wave|waves) (is|are|being|) conducted",
    "(every|each|all|all the) p (wave|waves) (conducts|conduct)",
    "(1:1|one to one) (av|a v|atrioventricular|p qrs|p to qrs|p:qrs) (conduction|association|relationship|relation|ratio|)",
    "(p qrs|p:qrs|p to qrs) (ratio|relationship|relation) (of |is |)(1:1|one to one)",
  ]),
  [
    ["(controlled|normal) ventricular (response|rate)", "rate controlled", "(normocardi|eucardi)(c|a)"],
    {
      kind: "pattern",
      subject: "heart rate",
      assertion: { kind: "quality", word: "normal", degree: null },
      takesLeads: false,
      measures: "heart rate",
    },
  ],
  [
    [
      "rapid ventricular (response|rate)",
      "rvr",
      "fast ventricular response",
      "uncontrolled ventricular (response|rate)",
      "tachycardia",
      "tachyarrhythmia",
      "tachycardia rate",
      "tachycardi(c|ac)",
      "tachy",
    ],
    {
      kind: "pattern",
      subject: "heart rate",
      assertion: { kind: "quality", word: "fast", degree: null },
      takesLeads: false,
      measures: "heart rate",
    },
  ],
  [
    ["slow ventricular (response|rate)", "bradycardia", "bradyarrhythmia", "bradycardi(c|ac)", "brady"],
    {
      kind: "pattern",
      subject: "heart rate",
      assertion: { kind: "quality", word: "slow", degree: null },
      takesLeads: false,
      measures: "heart rate",
    },
  ],
];
