// Infarction, ischaemia and the morphologies that imitate them, and technical statements, by the names in use.
import type { LexiconEntry } from "./meaning.ts";
import { pattern } from "./pattern-entry.ts";

const leads = { takesLeads: true } as const;

export const ischaemiaPatterns: readonly LexiconEntry[] = [
  pattern(
    "early repolarization",
    ["(benign |)early repolarization (pattern|variant|changes|syndrome|)", "er pattern", "j wave(s|)"],
    leads,
  ),
  pattern("j point elevation", ["j point elevation"], leads),
  pattern(
    "infarct",
    [
      "(acute |old |prior |previous |healed |chronic |recent |remote |evolving |)(myocardial |)(infarct|infarcts|infarction|infarctions|infraction) (pattern|changes|)",
      "(acute |old |prior |previous |)MI",
      "(old |prior |previous |acute |)mi",
      "(acute |)(myocardial|ischemic) (injury|damage|scar)",
      "infarction pattern",
      "myocardial scar(ring|)",
      "transmural infarction",
    ],
    leads,
  ),
  pattern(
    "stemi",
    [
      "stemi",
      "st elevation (myocardial infarction|mi)",
      "st segment elevation (myocardial infarction|mi)",
      "acute (st elevation |)(mi|myocardial infarction)",
      "(acute |)injury (pattern|current)",
      "current of injury",
    ],
    leads,
  ),
  pattern("posterior infarct", [
    "(acute |old |true |)posterior (wall |)(myocardial |)(infarct|infarction|mi|stemi|omi)",
  ]),
  pattern(
    "ischemia",
    [
      "(acute |myocardial |subendocardial |transmural |acute myocardial |acute coronary |)ischemi(a|c changes|c change|c st t changes|c pattern|c st changes|c t wave changes|c abnormalities)",
      "acute coronary syndrome",
      "nstemi (pattern|)",
      "acs",
    ],
    leads,
  ),
  pattern("acute injury", ["acute (ischemic injury|pathology|changes|abnormalities|process)"]),
  pattern("brugada", ["brugada (type 1 |type 2 |type i |type ii |)(pattern|syndrome|sign|)"]),
  pattern("pericarditis", ["(acute |)(peri|myoperi|perimyo)carditis"]),
  pattern("wellens", ["wellens (syndrome|pattern|sign|)", "wellens' (syndrome|pattern|sign|)"]),
  pattern("de winter", ["de winter (pattern|sign|t waves|)"]),
  pattern("hyperkalemia", ["hyperkalemi(a|c changes|c pattern)"]),
  pattern("hypokalemia", ["hypokalemi(a|c changes|c pattern)"]),
  pattern("calcium", ["hypocalcemia", "hypercalcemia"]),
  pattern("digitalis", ["(digitalis|digoxin) (effect|toxicity)"]),
  pattern("pulmonary embolism", [
    "pulmonary embol(ism|us)",
    "s1q3t3 (pattern|)",
    "s1 q3 t3 (pattern|)",
    "right heart strain",
    "right ventricular strain",
    "rv strain",
  ]),
  pattern("lead reversal", [
    "(limb |arm |left right arm |)(lead|leads|electrode|electrodes|cable) (reversal|misplacement|swap|reversed)",
  ]),
  pattern("dextrocardia", ["dextrocardia"]),
  pattern("electrical alternans", ["electrical alternans"]),
  pattern("u wave", ["(prominent|visible|positive) u waves"], leads),
  pattern("lqts", ["long qt syndrome", "lqts"], { measures: "qtc" }),
  pattern("poor quality", [
    "(poor|bad|low) (signal |recording |data |tracing |)quality",
    "(technically |)(uninterpretable|unsatisfactory|inadequate) (ecg|tracing|recording|)",
  ]),
];
