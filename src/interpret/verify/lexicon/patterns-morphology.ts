// Conduction, axis, voltage, hypertrophy and the rest of morphology by the names in use.
import type { Quality, Subject } from "../extracted-claim.ts";
import type { LexiconEntry } from "./meaning.ts";
import { pattern } from "./pattern-entry.ts";
import { ischaemiaPatterns } from "./patterns-ischaemia.ts";

/** A phrase that is a quality of a measurable subject in disguise ("left axis deviation"). */
function named(
  subject: Subject,
  word: Quality,
  takesLeads: boolean,
  phrases: readonly string[],
): LexiconEntry {
  return [
    phrases,
    {
      kind: "pattern",
      subject,
      assertion: { kind: "quality", word, degree: null },
      takesLeads,
      measures: subject,
    },
  ];
}

const qrs = { measures: "qrs duration" } as const;
const leads = { takesLeads: true } as const;
const BUNDLE = "(bundle branch|bundle-branch|bundle branches|bundle)";

export const morphologyPatterns: readonly LexiconEntry[] = [
  pattern(
    "lbbb",
    [
      `(complete |typical |)left ${BUNDLE} (branch |)block (pattern|morphology|)`,
      "(c|complete |)lbbb (pattern|morphology|)",
    ],
    qrs,
  ),
  pattern(
    "rbbb",
    [
      `(complete |typical |)right ${BUNDLE} (branch |)block (pattern|morphology|)`,
      "(c|complete |)rbbb (pattern|morphology|)",
    ],
    qrs,
  ),
  pattern(
    "incomplete lbbb",
    [`(incomplete|partial) left ${BUNDLE} block (pattern|)`, "(incomplete |partial |i)lbbb"],
    qrs,
  ),
  pattern(
    "incomplete rbbb",
    [
      `(incomplete|partial) right ${BUNDLE} block (pattern|)`,
      "(incomplete |partial |i)rbbb",
      "right ventricular conduction delay",
    ],
    qrs,
  ),
  pattern(
    "bundle branch block",
    [
      "bundle branch block(s|) (pattern|)",
      "bbb",
      "(left|right) (and|or|nor|/) (left|right) bundle branch block(s|)",
    ],
    qrs,
  ),
  pattern(
    "ivcd",
    [
      "(nonspecific|non specific|unspecific) (intraventricular|ventricular|iv|interventricular) (conduction |)(delay|defect|disturbance|block|abnormality)",
      "nivcd",
      "ncd",
      "nonspecific ivcd",
    ],
    qrs,
  ),
  pattern(
    "intraventricular delay",
    [
      "(intraventricular|ventricular|iv|interventricular) (conduction |)(delay|defect|disturbance|block|abnormality)",
      "ivcd",
      "(delayed|slowed|disturbed) (intraventricular|ventricular) conduction",
    ],
    qrs,
  ),
  pattern("conduction abnormality", [
    "conduction (abnormalit(y|ies)|defect(s|)|disturbance(s|)|delay(s|)|block(s|)|disease)",
  ]),
  pattern("lafb", [
    "left anterior (fascicular block|hemiblock|hemi block|fascicle block|fascicular hemiblock)",
    "lafb",
    "lahb",
    "left anterior hemiblock",
    "lah",
  ]),
  pattern("lpfb", [
    "left posterior (fascicular block|hemiblock|hemi block|fascicle block)",
    "lpfb",
    "lphb",
    "lph",
  ]),
  pattern("fascicular block", ["(fascicular block|hemiblock)(s|)"]),
  pattern("bifascicular block", ["bifascicular (conduction |)block"]),
  pattern("trifascicular block", ["trifascicular (conduction |)block"]),
  pattern("wpw", [
    "(wolff parkinson white|wpw) (syndrome|pattern|)",
    "(ventricular |)(preexcitation|pre excitation) (pattern|)",
  ]),
  named("ecg", "otherwise normal", false, [
    "otherwise (a |)(normal|unremarkable) (12 lead |)(ecg|ekg|electrocardiogram|tracing|)",
    "(ecg|ekg|tracing) (is |)otherwise (normal|unremarkable)",
    "no other abnormalit(y|ies)",
    "(normal|unremarkable) (12 lead |)(ecg|ekg|electrocardiogram|tracing) (except|except for|apart from|aside from|other than|but for|save for|with the exception of)",
    "(ecg|ekg|electrocardiogram|tracing) is (normal|unremarkable) (except|except for|apart from|aside from|other than|but for|save for|with the exception of)",
  ]),
  pattern("delta wave", ["delta wave(s|)"], leads),

  named("axis", "left deviation", false, [
    "(marked |abnormal |borderline left |)left axis (deviation|shift|)",
    "LAD",
    "(axis|frontal axis|qrs axis|electrical axis) deviation to the left",
    "left deviation of the (qrs |electrical |cardiac |)axis",
    "left (deviated|shifted) axis",
    "left qrs axis (deviation|)",
    "left electrical axis",
  ]),
  named("axis", "right deviation", false, [
    "(marked |abnormal |)right axis (deviation|shift|)",
    "RAD",
    "(axis|frontal axis|qrs axis|electrical axis) deviation to the right",
    "right deviation of the (qrs |electrical |cardiac |)axis",
    "right (deviated|shifted) axis",
    "right qrs axis (deviation|)",
    "right electrical axis",
  ]),
  named("axis", "leftward", false, ["leftward (qrs |electrical |cardiac |frontal |)axis (deviation|)"]),
  named("axis", "rightward", false, ["rightward (qrs |electrical |cardiac |frontal |)axis (deviation|)"]),
  named("axis", "extreme deviation", false, [
    "(extreme|right superior|superior|northwest|north west) (qrs |electrical |)axis (deviation|)",
    "(extreme|severe) (right|left) axis deviation",
    "no man's land axis",
  ]),
  named("axis", "deviated", false, [
    "(qrs |electrical |frontal |)axis (deviation|shift)",
    "abnormal (qrs |electrical |cardiac |frontal |)axis",
    "(left|right) (and|or|nor|/) (left|right) axis deviation",
  ]),
  named("axis", "indeterminate", false, ["(indeterminate|undetermined) (qrs |electrical |)axis"]),

  named("qrs amplitude", "low", true, [
    "low (qrs |ecg |)(voltage|voltages|voltage qrs|qrs voltage)",
    "low voltage qrs (complexes|)",
    "low voltage (complexes|criteria|in qrs|)",
    "qrs low voltage",
    "microvoltage",
  ]),
  named("r progression", "normal", false, [
    "(r|r wave|r waves|r wave amplitude|r wave amplitudes) (progress|progresses|increase|increases|grow|grows|rise|rises|evolve|evolves|grow in size|grows in size|increase in size|increases in size) (normally|progressively|gradually|steadily|as expected|appropriately|from|across|toward|towards)",
    "(normal|gradual|progressive|steady) (increase|growth|rise) (of|in) (the |)(r|r wave|r waves|r wave amplitude)",
  ]),
  named("transition", "late", false, ["clockwise rotation", "(clockwise|cw) rotation of the heart"]),
  named("transition", "early", false, [
    "(counterclockwise|counter clockwise|anticlockwise|ccw) rotation",
    "(counterclockwise|counter clockwise|anticlockwise) rotation of the heart",
  ]),
  named("r progression", "poor", false, [
    "(r|r wave|r waves|r wave amplitude) (progress|progresses|increase|increases|grow|grows|rise|rises) (poorly|slowly|insufficiently)",
    "(loss|lack|absence) of (normal |)(r|r wave|precordial r wave|precordial) progression",
    "(poor|reduced|loss of|lack of) (growth|increase) (of|in) (the |)(r|r wave|r waves)",
    "prwp",
  ]),
  named("qrs amplitude", "high", true, [
    "(high|increased|large|excessive|elevated) (left ventricular |lateral |)(qrs |)voltage(s|)",
    "high voltage qrs (complexes|)",
    "high qrs voltage (complexes|)",
  ]),
  pattern(
    "lvh voltage",
    [
      "(voltage criteria|voltage criterion|voltages|voltage evidence|voltage) (for|of|suggesting|suggestive of|consistent with) (left ventricular hypertrophy|lvh|lv hypertrophy)",
      "(lvh|left ventricular hypertrophy) (voltage criteria|voltage criterion|by voltage|by voltage criteria|voltage)",
      "(minimal|moderate) voltage criteria (for (left ventricular hypertrophy|lvh)|)",
      "voltage criteria",
      "meets (voltage |)criteria for (lvh|left ventricular hypertrophy)",
    ],
    leads,
  ),
  pattern("lvh", [
    "left ventric(ular|le) (hypertrophy|enlargement)",
    "lvh",
    "lv hypertrophy",
    "left ventricular overload",
    "left ventricular hypertrophic pattern",
    "hypertrophy of the left ventricle",
  ]),
  pattern("rvh", [
    "right ventric(ular|le) (hypertrophy|enlargement)",
    "rvh",
    "rv hypertrophy",
    "hypertrophy of the right ventricle",
  ]),
  pattern("bvh", ["biventricular hypertrophy", "bvh"]),
  pattern("ventricular hypertrophy", [
    "ventricular hypertrophy",
    "(left|right) (and|or|nor|/) (left|right) ventricular (hypertrophy|enlargement)",
    "chamber (enlargement|hypertrophy)",
    "hypertrophy (of either ventricle|)",
  ]),
  pattern("laa", [
    "left atri(al|um) (enlargement|abnormality|dilation|dilatation|hypertrophy|overload|conduction abnormality|conduction delay)",
    "lae",
    "laa",
    "p mitrale",
    "enlargement of the left atrium",
  ]),
  pattern("raa", [
    "right atri(al|um) (enlargement|abnormality|dilation|dilatation|hypertrophy|overload)",
    "rae",
    "raa",
    "p pulmonale",
    "enlargement of the right atrium",
  ]),
  pattern("biatrial", ["(biatrial|bi atrial) (enlargement|abnormality|dilation|dilatation)", "bae"]),
  pattern("atrial enlargement", [
    "(left|right) (and|or|nor|/) (left|right) atrial (enlargement|abnormality|abnormalities)",
    "atrial (enlargement|abnormality|abnormalities|dilation|dilatation|hypertrophy|overload)",
  ]),
  pattern("interatrial block", [
    "(partial |advanced |)(interatrial|intra atrial|intraatrial|inter atrial) (block|conduction delay)",
  ]),
  named("st", "elevated", true, ["ste", "stes"]),
  named("st", "depressed", true, ["std", "stds"]),
  named("t", "inverted", true, ["twi", "twis"]),
  pattern(
    "strain",
    [
      "((lvh|lv|left ventricular|lvh with|ventricular|left ventricular hypertrophy) |)strain (pattern|patterns|)",
      "secondary (repolarization|st t|st t wave|st and t wave|stt) (abnormalit(y|ies)|change(s|)|pattern)",
      "(lvh|left ventricular hypertrophy) strain pattern",
    ],
    leads,
  ),

  ...ischaemiaPatterns,
];
