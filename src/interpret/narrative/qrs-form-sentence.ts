// The shape of the QRS in the leads that decide its name: V1 and V6, the limb leads of a fascicular block,
// the slurred onset of pre-excitation, and where R overtakes S across the chest.
import { PRECORDIAL_LEADS, type StandardLead } from "../../ecg/lead-names.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { leadSpan } from "./evidence-span.ts";
import { leadList } from "./lead-list.ts";
import { factCheck, leadCheck } from "./measured-check.ts";
import { findingsOf, medianOf, type NarrativeContext } from "./narrative-context.ts";
import { spokenMillivolts } from "./spoken-number.ts";
import { type Statement, statement } from "./statement.ts";

/** From this QRS duration on, the width of S and the R-peak time are worth their numbers. */
const WIDENED_QRS_MS = 110;
/** An S narrower than this says nothing of the right bundle branch. */
const BROAD_S_MS = 30;

/** "The QRS shows a qRs form in V6 and an rsR' form in V1 (R' of 0.62 mV in V1); the R/S transition is at V3." */
export function qrsFormSentence(context: NarrativeContext): Sentence {
  // an R' is given with its height, which must not seem to belong to the lead behind it
  const splitV1 = medianOf(context, "V1")?.rPrime != null;
  const forms = [
    splitV1 ? formStatement(context, "V6") : formStatement(context, "V1"),
    ...(findingsOf(context, { scp: ["LAFB", "LPFB"], rules: ["bbb.lafb", "bbb.lpfb"] }).length > 0
      ? [formStatement(context, "aVL"), formStatement(context, "III")]
      : []),
    splitV1 ? formStatement(context, "V1") : formStatement(context, "V6"),
  ].filter((it) => it !== null);
  const more = [
    terminalSStatement(context),
    peakTimeStatement(context),
    slurStatement(context),
    transitionStatement(context),
  ].filter((it) => it !== null);
  if (forms.length === 0) return more.length === 0 ? [] : sentence`${enumerate(more)}.`;
  const shown = context.choose("forms", ["The QRS shows", "The QRS complex has", "Its QRS complexes show"]);
  if (more.length === 0) return sentence`${shown} ${enumerate(forms)}.`;
  return sentence`${shown} ${enumerate(forms)}; ${enumerate(more)}.`;
}

function formStatement(context: NarrativeContext, lead: StandardLead): Statement | null {
  const median = medianOf(context, lead);
  if (median === null || median.qrsForm === "") return null;
  const { qrsForm, rPrime } = median;
  const article = /^[rs]/i.test(qrsForm) ? "an" : "a";
  const span = leadSpan(context.measurements, lead, "qrs");
  const form = factCheck({ lead, span, measure: "QRS form", value: qrsForm, said: qrsForm });
  if (rPrime === null) return statement(`${article} ${qrsForm} form in ${lead}`, [form]);
  const value = rPrime.amplitudeMv;
  const height = leadCheck(context, lead, "qrs", {
    measure: "R' amplitude",
    value,
    unit: "mV",
    quantity: "amplitude",
    stated: spokenMillivolts(value).stated,
  });
  return statement(
    `${article} ${qrsForm} form in ${lead} (R' of ${spokenMillivolts(value).text} mV in ${lead})`,
    [form, height],
  );
}

/** The broad S of right bundle branch block. */
function terminalSStatement(context: NarrativeContext): Statement | null {
  if (medianOf(context, "V1")?.rPrime == null || !isWidened(context)) return null;
  const leads = (["I", "V6"] as const).flatMap((lead) => {
    const durationMs = medianOf(context, lead)?.s?.durationMs;
    return durationMs === undefined || durationMs < BROAD_S_MS ? [] : [{ lead, durationMs }];
  });
  if (leads.length === 0) return null;
  const values = leads.map(({ lead, durationMs }) => `${Math.round(durationMs)} ms in ${lead}`);
  return statement(
    `the S wave lasts ${values.join(" and ")}`,
    leads.map(({ lead, durationMs }) => deflectionCheck(context, lead, "S duration", durationMs)),
  );
}

/** The late R peak of left bundle branch block. */
function peakTimeStatement(context: NarrativeContext): Statement | null {
  const value = medianOf(context, "V6")?.rPeakTimeMs ?? null;
  if (value === null || !isWidened(context) || medianOf(context, "V1")?.rPrime != null) return null;
  const check = deflectionCheck(context, "V6", "R-peak time", value);
  return statement(`the R-peak time in V6 is ${Math.round(value)} ms`, [check]);
}

function slurStatement(context: NarrativeContext): Statement | null {
  if (context.suppressedBy !== "pre-excitation") return null;
  const slurred = context.leads.flatMap((lead) => {
    const value = medianOf(context, lead)?.slurredOnsetMs ?? null;
    return value === null || value < 30 ? [] : [{ lead, value }];
  });
  if (slurred.length === 0) return null;
  const text = `the onset of the QRS is slurred in ${leadList(slurred.map(({ lead }) => lead))}`;
  const checks = slurred.map(({ lead, value }) =>
    leadCheck(context, lead, "qrs", {
      measure: "slurred QRS onset",
      value,
      unit: "ms",
      quantity: "count",
      operator: ">=",
      threshold: 30,
    }),
  );
  return statement(text, checks);
}

function transitionStatement(context: NarrativeContext): Statement | null {
  const lead = context.measurements.global.transitionLead;
  if (lead === null || context.suppressedBy !== null) return null;
  // an unusable lead before it could hold the transition
  const upTo = PRECORDIAL_LEADS.slice(0, 1 + (PRECORDIAL_LEADS as readonly string[]).indexOf(lead));
  if (!upTo.every((name) => context.leads.includes(name))) return null;
  const span = leadSpan(context.measurements, lead, "qrs");
  const fact = { lead, span, measure: "first R at least as tall as S", value: true, said: true };
  const text = context.choose("transition", [
    `the precordial transition lies at ${lead}`,
    `R overtakes S with the transition at ${lead}`,
    `the R/S transition is at ${lead}`,
  ]);
  return statement(text, [factCheck(fact)]);
}

function deflectionCheck(context: NarrativeContext, lead: StandardLead, measure: string, value: number) {
  const stated = Math.round(value);
  return leadCheck(context, lead, "qrs", { measure, value, unit: "ms", quantity: "deflection", stated });
}

function isWidened(context: NarrativeContext): boolean {
  return (context.measurements.global.qrsDurationMs ?? 0) >= WIDENED_QRS_MS;
}
