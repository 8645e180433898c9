// The pieces that longer sentences are put together from: each says one thing in three forms, as a noun phrase
// ("a PR interval of 160 ms"), a clause ("the PR interval is 160 ms") and a note ("PR 160").
import type { ClaimFamily, SlotRequest } from "./claim-family.ts";
import { globalNumberFamily, leadNumberFamily, leadStateFamily, stateFamily } from "./claim-family.ts";
import type { PatternSlots } from "./expand-pattern.ts";
import type { LeadState } from "./lead-readings.ts";
import type { GlobalNumber } from "./record-facts.ts";
import type { RecordState } from "./record-states.ts";

export type FragmentForm = "noun" | "clause" | "note";

export interface SentenceFragment {
  /** No sentence says two things about one topic. */
  readonly topic: string;
  readonly noun: string;
  readonly clause: string;
  readonly note: string;
  readonly slots: (request: SlotRequest) => PatternSlots | null;
}

type Wording = Pick<SentenceFragment, "topic" | "noun" | "clause" | "note">;

const unnamed = { id: "fragment", about: "several", patterns: [] };

function from(wording: Wording, family: ClaimFamily): SentenceFragment {
  return { ...wording, slots: family.slots };
}

function number(which: GlobalNumber, topic: string, name: string, note: string): SentenceFragment {
  const wording = {
    topic,
    noun: `a(n) ${name} of [about |approximately |||]<value>`,
    clause: `the ${name} [is|measures|is measured at|comes to] [about |||]<value>`,
    note: `${note}[ |: | = ]<value>`,
  };
  return from(wording, globalNumberFamily({ ...unnamed, which }));
}

function state(
  name: RecordState,
  topic: string,
  noun: string,
  clause: string,
  note: string,
): SentenceFragment {
  return from({ topic, noun, clause, note }, stateFamily({ ...unnamed, state: name }));
}

function leads(name: LeadState, topic: string, noun: string, clause: string, note: string): SentenceFragment {
  return from({ topic, noun, clause, note }, leadStateFamily({ ...unnamed, state: name }));
}

export const sentenceFragments: readonly SentenceFragment[] = [
  number("heartRate", "rate", "[heart|ventricular] rate", "[HR|rate|heart rate]"),
  number("pr", "pr", "PR interval", "PR"),
  number("qrs", "qrs", "QRS duration", "QRS"),
  number("qt", "qt", "QT interval", "QT"),
  number("qtc", "qtc", "QTc", "QTc"),
  number("qrsAxis", "axis", "[frontal |]QRS axis", "axis"),
  state("normalRate", "rate", "a normal heart rate", "the heart rate is normal", "rate normal"),
  state(
    "tachycardia",
    "rate",
    "[a rapid heart rate|tachycardia]",
    "the heart rate is [elevated|fast]",
    "tachycardic",
  ),
  state("bradycardia", "rate", "[a slow heart rate|bradycardia]", "the heart rate is slow", "bradycardic"),
  state("sinus", "rhythm", "sinus rhythm", "the rhythm is sinus", "[SR|sinus rhythm]"),
  state(
    "atrialFibrillation",
    "rhythm",
    "atrial fibrillation",
    "the rhythm is atrial fibrillation",
    "[AF|atrial fibrillation]",
  ),
  state("regular", "regularity", "regular R-R intervals", "the R-R intervals are regular", "regular"),
  state("irregular", "regularity", "irregular R-R intervals", "the R-R intervals are irregular", "irregular"),
  state(
    "normalPr",
    "pr",
    "a normal PR interval",
    "the PR interval is [normal|within normal limits]",
    "[normal PR|PR normal]",
  ),
  state("longPr", "pr", "a prolonged PR interval", "the PR interval is prolonged", "[long PR|PR prolonged]"),
  state(
    "narrowQrs",
    "qrs",
    "[narrow QRS complexes|a narrow QRS complex]",
    "the QRS is narrow",
    "[narrow QRS|QRS narrow]",
  ),
  state(
    "wideQrs",
    "qrs",
    "[wide QRS complexes|a wide QRS complex]",
    "the QRS is [wide|broad]",
    "[wide QRS|broad QRS]",
  ),
  state("normalQtc", "qtc", "a normal QTc", "the QTc is normal", "[QTc normal|normal QTc]"),
  state("longQtc", "qtc", "[a prolonged QTc|QTc prolongation]", "the QTc is prolonged", "long QTc"),
  state(
    "normalAxis",
    "axis",
    "a normal [QRS |electrical |]axis",
    "the axis is normal",
    "[normal axis|axis normal]",
  ),
  state("leftAxis", "axis", "left axis deviation", "the axis is deviated to the left", "[LAD|left axis]"),
  state("rightAxis", "axis", "right axis deviation", "the axis is deviated to the right", "[RAD|right axis]"),
  state("noEctopy", "ectopy", "no ectopic beats", "there are no ectopic beats", "no ectopy"),
  state(
    "pvcs",
    "ectopy",
    "[ventricular ectopy|premature ventricular complexes]",
    "there are premature ventricular complexes",
    "PVCs",
  ),
  state(
    "normalProgression",
    "progression",
    "normal R-wave progression",
    "R-wave progression is normal",
    "normal R progression",
  ),
  state("poorProgression", "progression", "poor R-wave progression", "R-wave progression is poor", "PRWP"),
  state("adequateVoltage", "voltage", "no low voltage", "the QRS voltage is not low", "no low voltage"),
  state(
    "noLvhVoltage",
    "voltage",
    "no voltage criteria for LVH",
    "the voltage criteria for LVH are not met",
    "no LVH by voltage",
  ),
  leads("stElevated", "st", "ST elevation in <leads>", "there is ST elevation in <leads>", "STE <names>"),
  leads("stDepressed", "st", "ST depression in <leads>", "there is ST depression in <leads>", "STD <names>"),
  leads(
    "stNotElevated",
    "st",
    "no [significant |]ST elevation in <leads>",
    "[there is no ST elevation in <leads>|<leads> {shows|show} no ST elevation]",
    "no STE <names>",
  ),
  leads(
    "stIsoelectric",
    "st",
    "isoelectric ST segments in <leads>",
    "the ST segment{ is|s are} isoelectric in <leads>",
    "ST isoelectric in <names>",
  ),
  leads(
    "tUpright",
    "t",
    "upright T waves in <leads>",
    "the T wave{ is|s are} upright in <leads>",
    "T upright <names>",
  ),
  leads(
    "tInverted",
    "t",
    "T-wave inversion in <leads>",
    "the T wave{ is|s are} inverted in <leads>",
    "TWI <names>",
  ),
  leads(
    "noPathologicalQ",
    "q",
    "no pathological Q waves in <leads>",
    "there are no pathological Q waves in <leads>",
    "no path. Q waves in <names>",
  ),
  leads(
    "pathologicalQ",
    "q",
    "pathological Q waves in <leads>",
    "pathological Q waves are present in <leads>",
    "Q waves <names>",
  ),
  from(
    {
      topic: "r",
      noun: "an R wave of <value> in <leads>",
      clause: "the R wave in <leads> [measures|is] <value>",
      note: "R <lead> <value>",
    },
    leadNumberFamily({ ...unnamed, which: "r" }),
  ),
  from(
    {
      topic: "t-amplitude",
      noun: "a T wave of <value> in <leads>",
      clause: "the T wave in <leads> has an amplitude of <value>",
      note: "T <lead> <value>",
    },
    leadNumberFamily({ ...unnamed, which: "t", within: [0.1, 3] }),
  ),
];
