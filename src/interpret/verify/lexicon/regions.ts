// Lead groups by name. Prose uses them as adjectives ("inferior leads", "anterolateral ischaemia") and as nouns.
import type { LexiconEntry } from "./meaning.ts";

function group(leads: readonly string[], ...phrases: string[]): LexiconEntry {
  return [phrases, { kind: "region", leads, scope: "group" }];
}

const LIMB = ["I", "II", "III", "aVR", "aVL", "aVF"];
const PRECORDIAL = ["V1", "V2", "V3", "V4", "V5", "V6"];
const ALL = [...LIMB, ...PRECORDIAL];
const TAIL = "(leads|lead|wall|territory|territories|region|wall leads|)";

export const regionEntries: readonly LexiconEntry[] = [
  group(["II", "III", "aVF"], `inferior ${TAIL}`, "inferiorly", "diaphragmatic (leads|wall|)"),
  group(
    ["I", "aVL", "V5", "V6"],
    `lateral ${TAIL}`,
    "laterally",
    "left sided leads",
    "left lateral leads",
    "lateral limb and precordial leads",
  ),
  group(
    ["I", "aVL"],
    `high lateral ${TAIL}`,
    "(high |)(lateral|left lateral|left) (limb|extremity|frontal plane) leads",
    "(limb|extremity) leads facing the lateral wall",
  ),
  group(["II", "III", "aVF"], "inferior (limb|extremity|frontal plane) leads"),
  group(
    ["V5", "V6"],
    `(low|apical) lateral ${TAIL}`,
    "(left |far |)lateral (precordial|chest|v|thoracic) leads",
    "(left|left sided|far left) (precordial|chest|precordial chest) leads",
    "lateral precordium",
    "left precordium",
  ),
  group(["V1", "V2"], `septal ${TAIL}`, "septal (precordial|chest) leads", "septally"),
  group(
    ["V1", "V2", "V3", "V4"],
    `anteroseptal ${TAIL}`,
    `antero septal ${TAIL}`,
    "(anteroseptal|antero septal) (precordial|chest) leads",
    "right to mid precordial leads",
    "anterior septal leads",
  ),
  group(
    ["V1", "V2", "V3"],
    "right (precordial|chest|sided|sided precordial|precordial chest) leads",
    "right sided (precordial|chest) leads",
    "right precordium",
    "right sided chest leads",
  ),
  group(
    ["V3", "V4"],
    "(mid|middle|central) (precordial|chest|precordium) (leads|)",
    "midprecordial leads",
    "mid to anterior chest leads",
  ),
  group(
    ["V1", "V2", "V3", "V4"],
    `anterior (precordial |chest |)${TAIL}`,
    "anteriorly",
    "extensive anterior",
  ),
  group(["V3", "V4", "V5", "V6"], "(anterolateral|antero lateral) (precordial|chest) leads"),
  group(
    ["I", "aVL", "V3", "V4", "V5", "V6"],
    `anterolateral ${TAIL}`,
    `antero lateral ${TAIL}`,
    "anterolaterally",
  ),
  group(
    ["II", "III", "aVF", "I", "aVL", "V5", "V6"],
    `inferolateral ${TAIL}`,
    `infero lateral ${TAIL}`,
    "inferior and lateral leads",
    "inferolaterally",
  ),
  group(["II", "III", "aVF", "V1", "V2"], "inferoseptal (leads|wall|)"),
  group(
    ["II", "III", "aVF", "V1", "V2", "V3", "V4"],
    "(inferoanterior|inferior and anterior|anterior and inferior) leads",
  ),
  group(
    LIMB,
    "(all |the |all six |six |)(limb|extremity|frontal|frontal plane|peripheral|standard and augmented|standard limb) (leads|lead|plane leads)",
  ),
  group(["aVR", "aVL", "aVF"], "augmented (limb |)leads"),
  group(LIMB, "(limb|peripheral|extremity)"),
  group(PRECORDIAL, "(precordial|chest)"),
  group(["I", "II", "III"], "(standard|bipolar) (limb |)leads"),
  group(
    PRECORDIAL,
    "(all |the |all six |six |)(precordial|chest|v|thoracic|horizontal plane|precordial chest) (leads|lead)",
    "(across |throughout |)the precordium",
    "precordially",
  ),
  [
    [
      "all (of |)(the |)(12 |twelve |recorded |standard |other |)leads",
      "(any|every|each) (of the |single |)(12 |)(lead|leads)",
      "(any|all) of the leads",
      "(across|throughout) (all |)(the |)(12 |)leads",
      "throughout (the |)(ecg|tracing|recording|leads|)",
      "throughout",
      "diffuse",
      "diffusely",
      "global",
      "globally",
      "generalized",
      "(all |)(12|twelve) leads",
      "across leads",
      "everywhere",
      "any contiguous leads",
      "any two contiguous leads",
      "any lead",
      "universally",
      "widespread",
    ],
    { kind: "region", leads: ALL, scope: "all" },
  ],
  [
    [
      "(several|some|multiple|many|various|different|certain|a few|numerous|contiguous|two or more contiguous|at least one|one or more|at least two contiguous) (contiguous |)(lead|leads)",
      "(one|a single) lead",
      "(several|some) of the leads",
    ],
    { kind: "region", leads: ALL, scope: "some" },
  ],
  [
    ["most (of the |)(leads|)", "the majority of (the |)leads", "(nearly|almost) all (of the |)leads"],
    { kind: "region", leads: ALL, scope: "most" },
  ],
];
