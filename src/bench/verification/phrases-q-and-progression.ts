// Q waves, QRS shapes, and the growth of R across the chest.
import { type ClaimFamily, leadStateFamily, stateFamily } from "./claim-family.ts";

const transitionFamily: ClaimFamily = {
  id: "progression.transition",
  about: "R progression",
  patterns: [
    "The [R/S |precordial |]transition [is|occurs|lies|takes place] [at|in] <lead>.",
    "The transition zone is [at|in] [lead |]<lead>.",
    "Transition[:| at|] <lead>",
    "R/S transition [in|at] <lead>",
    "The R wave first [exceeds|becomes taller than] the S wave in <lead>.",
    "The precordial transition zone is located [at|in] lead <lead>.",
    "R-wave progression with transition at <lead>",
    "<lead> is the first precordial lead in which R is larger than S.",
    "R-wave dominance begins [at|in] <lead>.",
  ],
  slots: ({ facts, choose, lie }) => {
    const found = facts.measurements.global.transitionLead;
    const step = choose.pick([2, 3]);
    if (facts.state("clearTransition") !== true || found === null) return null;
    if (!lie) return { lead: found };
    const at = Number(found.slice(1));
    const wrong = [at + step, at - step, at + 2, at - 2].find((position) => position >= 1 && position <= 6);
    return wrong === undefined ? null : { lead: `V${wrong}` };
  },
};

export const qAndProgressionFamilies: readonly ClaimFamily[] = [
  leadStateFamily({
    id: "q.pathological",
    about: "Q wave",
    state: "pathologicalQ",
    patterns: [
      "There are pathological Q waves in <leads>.",
      "[Pathological|Pathologic|Significant] Q waves in <leads>",
      "[Pathological|Abnormal|Significant|Deep] Q waves are [seen|present|noted|evident] in <leads>.",
      "<leads> {shows|show} pathological Q waves.",
      "In <leads>, [significant|pathological] Q waves are present.",
      "PATHOLOGICAL Q WAVES IN <leads>",
      "Q waves of pathological [width and depth|size] are [seen|noted] in <leads>.",
      "<leads> {demonstrates|demonstrate} [deep, wide|pathologic] Q waves.",
    ],
  }),
  leadStateFamily({
    id: "q.pathological.region",
    about: "Q wave",
    kind: "region",
    state: "pathologicalQ",
    patterns: [
      "[There are|The ECG shows] <region> pathological Q waves.",
      "<region> pathological Q waves are [present|seen].",
      "Pathological Q waves <regionally>",
    ],
  }),
  leadStateFamily({
    id: "q.not-pathological",
    about: "Q wave",
    state: "noPathologicalQ",
    patterns: [
      "[There are no|No evidence of|No] [pathological|pathologic|significant|abnormal] Q waves in <leads>.",
      "No pathological Q waves are [seen|present|noted] in <leads>.",
      "<leads> {shows|show} no [pathological|significant] Q waves.",
      "[Pathological|Significant] Q waves are [absent|not seen|not present] in <leads>.",
      "<leads> {is|are} free of pathological Q waves.",
      "<leads> {does|do} not [show|display|exhibit] [any |]pathological Q waves.",
      "The absence of [significant|pathological] Q waves in <leads> is [noted|notable].",
      "Without pathological Q waves in <leads>",
      "No path. Q waves [in |]<names>",
      "[There is no|No] [pathological|significant] Q[-| ]wave in <leads>.",
      "<leads> {lacks|lack} significant Q waves.",
    ],
  }),
  leadStateFamily({
    id: "q.present",
    about: "Q wave",
    state: "hasQ",
    patterns: [
      "{A Q wave is|Q waves are} [present|seen|visible] in <leads>.",
      "<leads> {shows|show} {a Q wave|Q waves}.",
      "There {is a Q wave|are Q waves} in <leads>.",
      "Q waves in <leads>",
      "In <leads>, the QRS complex begins with a Q wave.",
    ],
  }),
  leadStateFamily({
    id: "q.absent",
    about: "Q wave",
    state: "noQ",
    patterns: [
      "There {is no Q wave|are no Q waves} in <leads>.",
      "No Q waves in <leads>",
      "{The Q wave is|Q waves are} [absent|missing] in <leads>.",
      "<leads> {has|have} no Q waves.",
      "No Q wave is [seen|present] in <leads>.",
      "<leads> without Q waves",
    ],
  }),
  leadStateFamily({
    id: "shape.qs",
    about: "Q wave",
    state: "qsComplex",
    patterns: [
      "There is a QS complex in <leads>.",
      "QS [complexes|pattern] in <leads>",
      "<leads> {shows|show} a QS [pattern|complex].",
      "A QS deflection is [seen|present] in <leads>.",
    ],
  }),
  leadStateFamily({
    id: "shape.rs",
    about: "QRS shape",
    state: "rsPattern",
    kind: "one",
    patterns: [
      "There is an rS pattern in <leads>.",
      "rS complex in <leads>",
      "The QRS complex in <leads> has an rS configuration.",
    ],
  }),
  leadStateFamily({
    id: "shape.rsr",
    about: "QRS shape",
    state: "rsrPattern",
    kind: "one",
    among: ["V1", "V2"],
    patterns: [
      "There is an rsR' pattern in <leads>.",
      "rSR' in <leads>",
      "An [rsR'|RSR'|rSR'] [pattern|complex] is [seen|observed|present] in <leads>.",
      "<leads> [shows|demonstrates] an rsR' complex.",
    ],
  }),
  leadStateFamily({
    id: "shape.dominant-r",
    about: "QRS shape",
    state: "dominantR",
    kind: "one",
    patterns: [
      "There is a dominant R wave in <leads>.",
      "The R wave is [taller|larger] than the S wave in <leads>.",
      "Dominant R in <names>",
      "In <leads>, R exceeds S.",
      "The QRS complex is predominantly positive in <leads>.",
    ],
  }),
  leadStateFamily({
    id: "shape.dominant-s",
    about: "QRS shape",
    state: "dominantS",
    kind: "one",
    patterns: [
      "The S wave is deeper than the R wave is tall in <leads>.",
      "Dominant S wave in <leads>",
      "In <leads>, S exceeds R.",
    ],
  }),
  transitionFamily,
  stateFamily({
    id: "progression.normal",
    about: "R progression",
    state: "normalProgression",
    patterns: [
      "[R-wave|R wave|Precordial R-wave] progression is [normal|preserved|unremarkable|within normal limits].",
      "Normal R[-| ]wave progression",
      "There is normal R-wave progression across the [precordium|precordial leads|chest leads].",
      "NORMAL R WAVE PROGRESSION",
      "[There is no|No|No evidence of] poor R[-| ]wave progression.",
      "R waves [grow|increase|progress] normally from V1 to V4.",
      "Good R-wave progression [V1-V4|across the precordium].",
      "The R wave progression is not [poor|delayed].",
      "The precordial leads show a normal increase of R-wave height.",
    ],
  }),
  stateFamily({
    id: "progression.poor",
    about: "R progression",
    state: "poorProgression",
    patterns: [
      "[There is|The ECG shows] poor R[-| ]wave progression.",
      "Poor R[-| ]wave progression",
      "PRWP",
      "POOR R WAVE PROGRESSION",
      "R-wave progression is [poor|delayed|abnormal|reduced].",
      "The R wave fails to grow [across the anterior precordium|from V1 to V3].",
      "Poor progression of the R wave is [seen|noted] across the precordial leads.",
    ],
  }),
  stateFamily({
    id: "progression.early",
    about: "R progression",
    state: "earlyTransition",
    patterns: [
      "[There is|The ECG shows] an early [R/S |precordial |]transition.",
      "Early [precordial |R/S |]transition",
      "Counterclockwise rotation",
    ],
  }),
  stateFamily({
    id: "progression.late",
    about: "R progression",
    state: "lateTransition",
    patterns: [
      "[There is|The ECG shows] a [late|delayed] [R/S |precordial |]transition.",
      "[Late|Delayed] [precordial |R/S |]transition",
      "Clockwise rotation",
      "The precordial transition is [delayed|late].",
    ],
  }),
  stateFamily({
    id: "progression.normal-transition",
    about: "R progression",
    state: "normalTransition",
    patterns: [
      "The precordial transition is normal, in V3 or V4.",
      "The transition zone is in the normal position.",
      "Normal [precordial |]transition zone",
    ],
  }),
];
