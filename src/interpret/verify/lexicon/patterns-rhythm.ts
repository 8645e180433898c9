// Rhythm, ectopy, pacing and AV conduction statements, by the names cardiologists, textbooks and machines use.
import type { Subject } from "../extracted-claim.ts";
import type { LexiconEntry } from "./meaning.ts";

interface PatternOptions {
  readonly takesLeads?: boolean;
  readonly measures?: Subject;
}

/** A coded statement: these phrases assert that the pattern is there. */
export function pattern(id: string, phrases: readonly string[], options: PatternOptions = {}): LexiconEntry {
  return [
    phrases,
    {
      kind: "pattern",
      subject: "pattern",
      assertion: { kind: "presence", pattern: id, count: null },
      takesLeads: options.takesLeads ?? false,
      measures: options.measures ?? null,
    },
  ];
}

const rate = { measures: "heart rate" } as const;
const ECTOPIC = "(extrasystole|extrasystoles|ectopic|ectopics|ectopic beat|ectopic beats|ectopic complexes)";
const PREMATURE =
  "(beat|beats|complex|complexes|contraction|contractions|depolarization|depolarizations|systole|systoles)";

export const rhythmPatterns: readonly LexiconEntry[] = [
  pattern(
    "normal sinus rhythm",
    ["(normal|nl) sinus (rhythm|)", "nsr", "sinus rhythm with normal rate"],
    rate,
  ),
  pattern(
    "sinus rhythm",
    [
      "sinus rhythm(s|)",
      "sinus mechanism",
      "of sinus origin",
      "sinus in origin",
      "sinus",
      "sinus node rhythm",
      "SR",
      "(originates|originating|arises|arising|comes|coming|starts) (from|in|at) the (sinus|sinoatrial) node",
      "(driven|controlled|paced) by the (sinus|sinoatrial) node",
      "pacemaker is the (sinus|sinoatrial) node",
      "the (sinus|sinoatrial) node is the pacemaker",
      "sinoatrial rhythm",
    ],
    rate,
  ),
  pattern("sinus bradycardia", ["sinus brady(cardia|)", "sinus bradyarrhythmia"], rate),
  pattern("sinus tachycardia", ["sinus tach(ycardia|)", "sinus tachyarrhythmia"], rate),
  pattern("sinus arrhythmia", ["(respiratory|phasic|) sinus arrhythmia(s|)", "sinus arrythmia"]),
  pattern("sinus pause", [
    "sinus (pause|pauses|arrest)",
    "pause(s|)",
    "ventricular pause(s|)",
    "prolonged pause(s|)",
  ]),
  pattern("sinoatrial block", ["(sa|sinoatrial|sino atrial|sinus) (exit |)block", "sinus node exit block"]),
  pattern(
    "atrial fibrillation",
    [
      "(atrial|auricular) fibrillation",
      "(atria|atrium) (is|are) fibrillating",
      "AF",
      "af",
      "afib",
      "a fib",
      "a-fib",
      "(atrial fibrillation|af) rhythm",
      "fibrillat(ory|ion) (waves|activity|baseline)",
      "AFIB",
      "f waves of atrial fibrillation",
    ],
    rate,
  ),
  pattern(
    "atrial flutter",
    [
      "atrial flutter",
      "a flutter",
      "aflutter",
      "flutter",
      "flutter waves",
      "saw tooth (flutter |)(waves|pattern|baseline)",
      "sawtooth (flutter |)(waves|pattern|baseline|)",
      "AFL",
    ],
    rate,
  ),
  pattern(
    "atrial tachycardia",
    ["(ectopic |focal |paroxysmal |)atrial tach(ycardia|)", "ectopic atrial tachycardia"],
    rate,
  ),
  pattern(
    "multifocal atrial rhythm",
    ["multifocal atrial (tachycardia|rhythm)", "MAT", "wandering (atrial |)pacemaker", "WAP"],
    rate,
  ),
  pattern(
    "supraventricular tachycardia",
    [
      "(paroxysmal |)supraventricular tachycardia",
      "svt",
      "psvt",
      "avnrt",
      "avrt",
      "av nodal reentrant tachycardia",
      "narrow (complex|qrs) tachycardia",
      "av reentrant tachycardia",
    ],
    rate,
  ),
  pattern(
    "junctional rhythm",
    [
      "(accelerated |)(junctional|nodal|av nodal|av junctional) (escape |)(rhythm|tachycardia|bradycardia)",
      "(junctional|nodal) escape (beats|complexes|)",
    ],
    rate,
  ),
  pattern(
    "idioventricular rhythm",
    ["(accelerated |)(idioventricular|ventricular escape) rhythm", "aivr", "ventricular escape"],
    rate,
  ),
  pattern(
    "ectopic atrial rhythm",
    [
      "(ectopic|low|unusual p axis ectopic|left) atrial rhythm",
      "coronary sinus rhythm",
      "ectopic atrial pacemaker",
    ],
    rate,
  ),
  pattern(
    "ventricular tachycardia",
    [
      "(nonsustained |non sustained |sustained |monomorphic |polymorphic |)ventricular tachycardia",
      "vt",
      "nsvt",
      "v tach",
      "ventricular tach",
      "torsade(s|) (de pointes|)",
      "run(s|) of (ventricular tachycardia|vt)",
    ],
    rate,
  ),
  pattern("wide complex tachycardia", ["(wide|broad) (complex|qrs) tachycardia", "wct"], rate),
  pattern("ventricular fibrillation", ["ventricular fibrillation", "vf", "v fib", "asystole"]),
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
    ["(atrial|a) (paced|pacing) (rhythm|complexes|beats|spikes|)", "electronic atrial pacemaker"],
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
    "(av|atrioventricular) conduction (delay|abnormality|abnormalities|defect|disturbance)",
  ]),
  pattern("qrs after every p", [
    "(1:1|one to one) (av|a v|atrioventricular|p qrs|p to qrs|p:qrs) (conduction|association|relationship|relation|ratio|)",
    "(p qrs|p:qrs|p to qrs) (ratio|relationship|relation) (of |is |)(1:1|one to one)",
  ]),
  [
    ["(controlled|normal) ventricular (response|rate)", "rate controlled"],
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
    ["slow ventricular (response|rate)", "bradycardia", "bradyarrhythmia"],
    {
      kind: "pattern",
      subject: "heart rate",
      assertion: { kind: "quality", word: "slow", degree: null },
      takesLeads: false,
      measures: "heart rate",
    },
  ],
];
