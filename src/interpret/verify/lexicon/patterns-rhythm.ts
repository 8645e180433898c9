// Rhythms by the names cardiologists, textbooks and machines use.
import type { LexiconEntry } from "./meaning.ts";
import { pattern } from "./pattern-entry.ts";
import { ectopyPatterns } from "./patterns-ectopy.ts";

const rate = { measures: "heart rate" } as const;

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
  ...ectopyPatterns,
];
