// Frontal axes of QRS, P and T: degrees, ranges and classes.
import type { ClaimFamily } from "./claim-family.ts";
import { globalNumberFamily, stateFamily } from "./claim-family.ts";

const about = "axis";

const axisRange: ClaimFamily = {
  id: "axis.range",
  about,
  patterns: [
    "The QRS axis lies between <low> and <high>[ degrees|°].",
    "The [frontal |electrical |]axis [is|falls|lies] somewhere between <low> and <high> degrees.",
    "QRS axis in the range <low> to <high> degrees",
  ],
  slots: ({ facts, choose, lie }) => {
    const centre = facts.number("qrsAxis")?.values[0];
    const shift = choose.integer(0, 1);
    if (centre === undefined) return null;
    const low = Math.floor((centre - 20) / 10) * 10;
    const width = 50;
    // 40 degrees and more beyond either end of the true place.
    const moved = low - 90 >= -170 && shift === 0 ? low - 100 : low + 100;
    const from = lie ? moved : low;
    if (from < -180 || from + width > 180) return null;
    return { low: String(from), high: String(from + width) };
  },
};

export const axisFamilies: readonly ClaimFamily[] = [
  axisRange,
  globalNumberFamily({
    id: "axis.value",
    about,
    which: "qrsAxis",
    patterns: [
      "The [QRS|electrical|frontal plane QRS|frontal|cardiac|mean QRS|heart's electrical] axis is [approximately |about |around ||]<value>.",
      "[Axis|QRS axis|Frontal QRS axis|Electrical axis][:| =|] <value>",
      "Axis <bare>",
      "QRS AXIS <bare>",
      "The QRS axis [measures|is calculated at|was calculated as|lies at|points to|is directed at] [about |]<value>.",
      "There is a QRS axis of <value>.",
      "A[ mean|] frontal QRS axis of [approximately |]<value> is [noted|recorded|seen].",
      "The mean electrical axis in the frontal plane is [near |roughly |]<value>.",
      "With an axis of [about |]<value>, the frontal QRS vector is defined.",
      "The axis comes out at <value>.",
      "I estimate the axis at [about |around |]<value>.",
    ],
  }),
  globalNumberFamily({
    id: "axis.p",
    about,
    which: "pAxis",
    patterns: [
      "The P[-wave| wave|] axis is [approximately |about |]<value>.",
      "P axis[:| =|] <value>",
      "P AXIS <bare>",
      "A P-wave axis of <value> is [noted|recorded].",
    ],
  }),
  globalNumberFamily({
    id: "axis.t",
    about,
    which: "tAxis",
    patterns: [
      "The T[-wave| wave|] axis is [approximately |about |]<value>.",
      "T axis[:| =|] <value>",
      "T AXIS <bare>",
      "A T-wave axis of <value> is [noted|recorded].",
    ],
  }),
  stateFamily({
    id: "axis.normal",
    about,
    state: "normalAxis",
    patterns: [
      "The [QRS|electrical|frontal|cardiac|heart's electrical|] axis is [normal|within normal limits|unremarkable|within the normal range].",
      "[Normal|Unremarkable] [QRS |electrical |]axis",
      "Axis [normal|WNL]",
      "NORMAL AXIS",
      "[There is no|No evidence of|No] axis deviation.",
      "There is [neither left nor right axis deviation|no left or right axis deviation].",
      "The axis is not deviated.",
      "The QRS axis lies between -30 and +90 degrees.",
      "A normal [frontal |]QRS axis is [seen|noted|observed].",
      "The frontal axis shows no deviation to the left or right.",
      "Normal-axis tracing.",
      "The electrical axis of the heart is normal, [reflecting|indicating] an ordinary direction of ventricular activation.",
    ],
  }),
  stateFamily({
    id: "axis.left",
    about,
    state: "leftAxis",
    patterns: [
      "[There is|The ECG shows|The tracing shows] [a |]left axis deviation.",
      "Left[-| ]axis deviation",
      "LAD",
      "LEFT AXIS DEVIATION",
      "The [QRS |electrical |frontal |]axis is [deviated to the left|shifted to the left|leftward|left-deviated|abnormally leftward].",
      "[Marked |Clear |]left axis deviation is [present|seen|noted|evident].",
      "The QRS axis is more negative than -30 degrees.",
      "Leftward axis",
      "Left axis.",
    ],
  }),
  stateFamily({
    id: "axis.right",
    about,
    state: "rightAxis",
    patterns: [
      "[There is|The ECG shows|The tracing shows] [a |]right axis deviation.",
      "Right[-| ]axis deviation",
      "RAD",
      "RIGHT AXIS DEVIATION",
      "The [QRS |electrical |frontal |]axis is [deviated to the right|shifted to the right|rightward|right-deviated].",
      "Right axis deviation is [present|seen|noted|evident].",
      "The QRS axis [exceeds|is greater than|is beyond] +90 degrees.",
      "Rightward axis",
      "Right axis.",
    ],
  }),
  stateFamily({
    id: "axis.extreme",
    about,
    state: "extremeAxis",
    patterns: [
      "[There is|The ECG shows] [an |]extreme axis deviation.",
      "The QRS axis lies in the [north-west quadrant|northwest quadrant|extreme quadrant].",
      "Extreme [right |]axis deviation",
      "A superior right axis is [seen|present].",
    ],
  }),
  stateFamily({
    id: "axis.fascicular-left",
    about: "conduction",
    state: "leftAnteriorBlock",
    patterns: [
      "[There is|The ECG shows] [a |]left anterior fascicular block.",
      "LAFB",
      "[Left anterior hemiblock|LAHB]",
      "Left axis deviation due to left anterior fascicular block.",
    ],
  }),
  stateFamily({
    id: "axis.fascicular-right",
    about: "conduction",
    state: "leftPosteriorBlock",
    patterns: [
      "[There is|The ECG shows] [a |]left posterior fascicular block.",
      "LPFB",
      "Left posterior hemiblock",
    ],
  }),
];
