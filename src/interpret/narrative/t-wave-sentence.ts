// T waves: where they are clearly inverted or flat, with amplitudes, and where they are upright. aVR, III
// and V1 may be inverted in health and are not judged (AHA/ACCF/HRS 2009 part IV; UDMI4).
import type { StandardLead } from "../../ecg/lead-names.ts";
import { outcomeOf } from "./check.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { joinWords, leadList } from "./lead-list.ts";
import { leadCheck } from "./measured-check.ts";
import { medianOf, type NarrativeContext } from "./narrative-context.ts";
import { spokenMillivolts } from "./spoken-number.ts";
import { type Statement, statement } from "./statement.ts";

const JUDGED_LEADS = ["I", "II", "aVL", "aVF", "V2", "V3", "V4", "V5", "V6"] as const;
/** Flatness is judged here only, and in aVL beside a tall enough R (AHA/ACCF/HRS 2009 part IV). */
const FLAT_LEADS: readonly StandardLead[] = ["I", "II", "V4", "V5", "V6"];
const INVERTED_MV = -0.1;
const FLAT_MV = 0.1;

interface TReading {
  readonly lead: StandardLead;
  readonly amplitudeMv: number;
  readonly kind: "inverted" | "flat" | "upright" | "unsaid";
}

/** "T waves are inverted at -0.21 mV in V4 and -0.18 mV in V5 and upright in I, II and aVF." */
export function tWaveSentence(context: NarrativeContext): Sentence {
  if (context.child) return [];
  const judged = JUDGED_LEADS.filter((lead) => !context.secondaryLeads.includes(lead));
  const readings = judged.flatMap((lead) => readT(context, lead) ?? []);
  const of = (kind: TReading["kind"]) => readings.filter((reading) => reading.kind === kind);
  const parts = [
    of("inverted").length === 0 ? null : inverted(context, of("inverted")),
    of("flat").length < 2 ? null : flat(context, of("flat")),
    of("upright").length === 0 ? null : upright(context, of("upright")),
  ].filter((it) => it !== null);
  if (parts.length === 0) return [];
  const subject = context.choose("t", ["T waves are", "The T waves are", "The T wave is"]);
  return sentence`${subject} ${enumerate(parts)}.`;
}

function inverted(context: NarrativeContext, leads: readonly TReading[]): Statement {
  const values = leads.map(({ lead, amplitudeMv }) => `${spokenMillivolts(amplitudeMv).text} mV in ${lead}`);
  return statement(
    `inverted at ${joinWords(values)}`,
    leads.map((reading) =>
      tCheck(context, reading, {
        stated: spokenMillivolts(reading.amplitudeMv).stated,
        operator: "<=",
        threshold: INVERTED_MV,
      }),
    ),
  );
}

function flat(context: NarrativeContext, leads: readonly TReading[]): Statement {
  return statement(
    `flat in ${leadList(leads.map(({ lead }) => lead))}`,
    leads.map((reading) =>
      tCheck(
        context,
        reading,
        reading.amplitudeMv > 0
          ? { operator: "<", threshold: FLAT_MV }
          : { operator: ">", threshold: INVERTED_MV },
      ),
    ),
  );
}

function upright(context: NarrativeContext, leads: readonly TReading[]): Statement {
  return statement(
    `upright in ${leadList(leads.map(({ lead }) => lead))}`,
    leads.map((reading) => tCheck(context, reading, { operator: ">", threshold: 0 })),
  );
}

function readT(context: NarrativeContext, lead: StandardLead): TReading | null {
  const wave = medianOf(context, lead)?.t ?? null;
  if (wave === null) return null;
  const { amplitudeMv } = wave;
  const biphasic = wave.form === "+-" || wave.form === "-+";
  const reading = (kind: TReading["kind"]): TReading => ({ lead, amplitudeMv, kind });
  const outcome = (operator: "<" | "<=" | ">", threshold: number) =>
    outcomeOf(amplitudeMv, operator, threshold, "amplitude");
  if (outcome("<=", INVERTED_MV) === "met") return reading("inverted");
  const small = outcome("<", FLAT_MV) === "met" && outcome("<=", INVERTED_MV) === "not met";
  if (small && FLAT_LEADS.includes(lead)) return reading("flat");
  return reading(!small && !biphasic && outcome(">", 0) === "met" ? "upright" : "unsaid");
}

interface TLimit {
  readonly stated?: number;
  readonly operator: ">" | "<" | "<=";
  readonly threshold: number;
}

function tCheck(context: NarrativeContext, { lead, amplitudeMv }: TReading, limit: TLimit) {
  const measured = {
    measure: "T amplitude",
    value: amplitudeMv,
    unit: "mV",
    quantity: "amplitude",
    ...limit,
  } as const;
  return leadCheck(context, lead, "t", measured);
}
