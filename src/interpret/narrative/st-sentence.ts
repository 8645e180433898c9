// The ST segment at the J point, lead by lead: elevation by the sex and age limits of the Fourth Universal
// Definition of MI, depression from 0.05 mV, and the leads in which there is clearly neither.
import type { StandardLead } from "../../ecg/lead-names.ts";
import type { Patient } from "../../ecg/recording.ts";
import { type Check, outcomeOf } from "./check.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { joinWords, leadList } from "./lead-list.ts";
import { leadCheck } from "./measured-check.ts";
import { medianOf, type NarrativeContext } from "./narrative-context.ts";
import { withNeighbour } from "./neighbouring-leads.ts";
import { spokenMillivolts } from "./spoken-number.ts";
import { type Statement, statement } from "./statement.ts";

const DEPRESSION_MV = -0.05;
interface StReading {
  readonly lead: StandardLead;
  readonly levelMv: number;
  readonly limitMv: number;
  readonly kind: "elevated" | "depressed" | "level" | "unsaid";
}

/** The J-point limit of elevation in one lead; of an unknown sex or age the milder. */
export function elevationLimitMv(lead: string, patient: Pick<Patient, "ageYears" | "sex">): number {
  if (lead !== "V2" && lead !== "V3") return 0.1;
  if (patient.sex === "female") return 0.15;
  return patient.ageYears !== null && patient.ageYears >= 40 ? 0.2 : 0.25;
}

/** "The ST segment is elevated by 0.15 mV in II, 0.21 mV in III and 0.18 mV in aVF (convex in III), with no ST elevation or depression in V1-V6." */
export function stSentence(context: NarrativeContext): Sentence {
  if (context.child) return [];
  const judged = context.leads.filter((lead) => !context.secondaryLeads.includes(lead));
  const readings = judged.flatMap((lead) => readSt(context, lead) ?? []);
  if (readings.length === 0) return [];
  if (context.suppressedBy !== null) return rangeSentence(context, readings, context.suppressedBy);
  const of = (kind: StReading["kind"]) => readings.filter((reading) => reading.kind === kind);
  const elevated = withNeighbour(of("elevated"));
  const depressed = withNeighbour(of("depressed"));
  const level = of("level");
  const present = [
    elevated.length === 0 ? null : presentStatement(context, elevated, "elevated"),
    depressed.length === 0 ? null : presentStatement(context, depressed, "depressed"),
  ].filter((it) => it !== null);
  const denial = level.length === 0 ? null : denialStatement(context, level);
  if (present.length === 0) return denial === null ? [] : sentence`There is ${denial}.`;
  return sentence`The ST segment is ${enumerate(present)}${denial === null ? "" : sentence`, with ${denial}`}.`;
}

function presentStatement(
  context: NarrativeContext,
  leads: readonly StReading[],
  word: "elevated" | "depressed",
): Statement {
  const largest = leads.reduce((a, b) => (Math.abs(b.levelMv) > Math.abs(a.levelMv) ? b : a));
  const median = medianOf(context, largest.lead);
  const shape = word === "elevated" ? median?.stCurve : median?.stForm;
  const shown = shape == null || shape === "straight" ? "" : ` (${SHAPE_WORDS[shape]} in ${largest.lead})`;
  const values = leads.map(
    ({ lead, levelMv }) => `${spokenMillivolts(Math.abs(levelMv)).text} mV in ${lead}`,
  );
  return statement(
    `${word} by ${joinWords(values)}${shown}`,
    leads.map((reading) =>
      stCheck(context, reading, {
        stated: spokenMillivolts(reading.levelMv).stated,
        ...(word === "elevated"
          ? { operator: ">=", threshold: reading.limitMv }
          : { operator: "<=", threshold: DEPRESSION_MV }),
      }),
    ),
  );
}

const SHAPE_WORDS = {
  concave: "concave",
  convex: "convex",
  horizontal: "horizontal",
  upslope: "upsloping",
  downslope: "downsloping",
} as const;

function denialStatement(context: NarrativeContext, level: readonly StReading[]): Statement {
  const none = context.choose("no st", [
    "no significant ST elevation or depression",
    "no ST elevation or depression",
    "neither ST elevation nor ST depression",
  ]);
  const where =
    level.length === 12
      ? "any of the twelve leads"
      : leadList(
          level.map((reading) => reading.lead),
          "or",
        );
  return statement(
    `${none} in ${where}`,
    level.map((reading) => {
      // the nearer of the two limits: whoever keeps clear of it keeps clear of the other
      const high = reading.levelMv > (reading.limitMv + DEPRESSION_MV) / 2;
      return stCheck(
        context,
        reading,
        high ? { operator: "<", threshold: reading.limitMv } : { operator: ">", threshold: DEPRESSION_MV },
      );
    }),
  );
}

function rangeSentence(
  context: NarrativeContext,
  readings: readonly StReading[],
  suppressedBy: string,
): Sentence {
  const sorted = [...readings].sort((a, b) => a.levelMv - b.levelMv);
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!];
  const say = ({ lead, levelMv }: StReading) => `${spokenMillivolts(levelMv).text} mV in ${lead}`;
  const range = statement(
    `the J point lies between ${say(lowest)} and ${say(highest)}`,
    [lowest, highest].map((reading) =>
      stCheck(context, reading, { stated: spokenMillivolts(reading.levelMv).stated }),
    ),
  );
  return sentence`${range}; with ${suppressedBy} the usual limits are set aside.`;
}

function readSt(context: NarrativeContext, lead: StandardLead): StReading | null {
  const levelMv = medianOf(context, lead)?.stJMv ?? null;
  if (levelMv === null) return null;
  const limitMv = elevationLimitMv(lead, context.measurements.patient);
  const reading = (kind: StReading["kind"]): StReading => ({ lead, levelMv, limitMv, kind });
  const high = outcomeOf(levelMv, ">=", limitMv, "amplitude");
  const low = outcomeOf(levelMv, "<=", DEPRESSION_MV, "amplitude");
  if (high === "met") return reading("elevated");
  if (low === "met") return reading(lead === "aVR" ? "unsaid" : "depressed");
  return reading(high === "not met" && low === "not met" ? "level" : "unsaid");
}

interface StLimit {
  readonly stated?: number;
  readonly operator?: ">" | ">=" | "<" | "<=";
  readonly threshold?: number;
}

function stCheck(context: NarrativeContext, { lead, levelMv }: StReading, limit: StLimit): Check {
  const measured = {
    measure: "ST level at J",
    value: levelMv,
    unit: "mV",
    quantity: "amplitude",
    ...limit,
  } as const;
  return leadCheck(context, lead, "st", measured);
}
