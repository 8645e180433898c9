// PR, QRS and QTc with their values. What is clearly abnormal is called so, what lies within the tolerance
// beyond a limit is called borderline, what lies just inside it is given without a word, the rest is normal.

import { compare } from "../rules/compare.ts";
import type { Quantity } from "../rules/measure.ts";
import { type Check, outcomeOf } from "./check.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { globalSpan } from "./evidence-span.ts";
import { globalCheck } from "./measured-check.ts";
import type { NarrativeContext } from "./narrative-context.ts";
import { qtcLimitMs, qtcReading, SHORT_QTC_MS } from "./qtc-reading.ts";
import { statement } from "./statement.ts";

interface Limit {
  readonly operator: ">" | ">=" | "<" | "<=";
  readonly threshold: number;
  readonly word: string;
}

interface Interval {
  readonly name: string;
  readonly value: number;
  readonly quantity: Quantity;
  readonly part: "pr" | "qrs" | "qt";
  /** Severest first; empty where nothing is judged. */
  readonly limits: readonly Limit[];
}

interface Reading {
  /** Normal readings share one verb at the end of the sentence. */
  readonly normal: boolean;
  readonly interval: Interval;
  readonly said: Sentence;
}

/** PR 120-200 ms (ACC/AHA/HRS 2018), QRS to 110 ms, wide from 120 ms (AHA 2009 III); QTc see qtc-reading. */
const PR_LIMITS: readonly Limit[] = [
  { operator: ">", threshold: 200, word: "prolonged" },
  { operator: "<", threshold: 120, word: "short" },
];
const QRS_LIMITS: readonly Limit[] = [
  { operator: ">=", threshold: 120, word: "wide" },
  { operator: ">", threshold: 110, word: "prolonged" },
];

/** "The PR interval is prolonged at 224 ms; the QRS duration of 92 ms and the QTc (Fridericia) of 412 ms are within normal limits." */
export function intervalsSentence(context: NarrativeContext): Sentence {
  const readings = intervals(context).map((interval) => read(context, interval));
  const normal = readings.filter((reading) => reading.normal);
  const clauses: Sentence[] = readings.filter((reading) => !reading.normal).map((reading) => reading.said);
  if (normal.length > 0) {
    const verb = normal.length === 1 ? "is" : "are";
    const limits = context.choose("intervals", ["within normal limits", "normal", "within the normal range"]);
    const judged = statement(
      `${verb} ${limits}`,
      normal.flatMap((reading) => normalChecks(context, reading.interval)),
    );
    clauses.push(sentence`${enumerate(normal.map((reading) => reading.said))} ${judged}`);
  }
  if (clauses.length === 0) return [];
  return [...clauses.flatMap((clause, index) => (index === 0 ? clause : ["; ", ...clause])), "."];
}

function intervals(context: NarrativeContext): Interval[] {
  const { prMs, qrsDurationMs, qtMs } = context.measurements.global;
  const judged = (limits: readonly Limit[]) => (context.child ? [] : limits);
  const list: Interval[] = [];
  if (prMs !== null) {
    const limits = judged(context.suppressedBy === "pre-excitation" ? [] : PR_LIMITS);
    list.push({ name: "PR interval", value: prMs, quantity: "interval", part: "pr", limits });
  }
  if (qrsDurationMs !== null) {
    const limits = judged(QRS_LIMITS);
    list.push({ name: "QRS duration", value: qrsDurationMs, quantity: "interval", part: "qrs", limits });
  }
  const qtc = qtcReading(context);
  if (qtc === null && qtMs !== null) {
    list.push({ name: "QT interval", value: qtMs, quantity: "qt", part: "qt", limits: [] });
  }
  if (qtc !== null) {
    const limits = qtc.judged ? judged(qtcLimits(context)) : [];
    list.push({ name: `QTc (${qtc.formula})`, value: qtc.valueMs, quantity: "qt", part: "qt", limits });
  }
  return list;
}

function qtcLimits(context: NarrativeContext): Limit[] {
  return [
    { operator: ">=", threshold: qtcLimitMs(context.measurements.patient.sex), word: "prolonged" },
    { operator: "<=", threshold: SHORT_QTC_MS, word: "short" },
  ];
}

function read(context: NarrativeContext, interval: Interval): Reading {
  const { name, value, limits, quantity } = interval;
  const stated = Math.round(value);
  const told = (text: string, limit: Limit | null): Reading => {
    const said = statement(text, [intervalCheck(context, interval, limit, stated)]);
    return { normal: false, interval, said: sentence`${said}${rawQt(context, interval)}` };
  };
  const outcomes = limits.map((limit) => outcomeOf(value, limit.operator, limit.threshold, quantity));
  const reached = limits[outcomes.indexOf("met")];
  if (reached !== undefined) return told(`the ${name} is ${reached.word} at ${stated} ms`, reached);
  const near = limits.filter((_, index) => outcomes[index] === "borderline");
  const touched = near.findLast(
    ({ operator, threshold }) => compare({ value, operator, threshold, tolerance: 0 }).outcome === "met",
  );
  if (touched !== undefined) return told(`the ${name} is borderline at ${stated} ms`, touched);
  if (limits.length === 0 || near.length > 0) return told(`the ${name} is ${stated} ms`, null);
  return { ...told(`the ${name} of ${stated} ms`, null), normal: true };
}

/** The uncorrected QT behind a QTc, in parentheses. */
function rawQt(context: NarrativeContext, interval: Interval): Sentence {
  const value = context.measurements.global.qtMs;
  if (value === null || !interval.name.startsWith("QTc")) return [];
  const stated = Math.round(value);
  const measured = { measure: "QT interval", value, unit: "ms", quantity: "qt", stated } as const;
  return sentence` (${statement(`QT ${stated} ms`, [globalCheck(globalSpan(context.measurements, "qt"), measured)])})`;
}

function normalChecks(context: NarrativeContext, interval: Interval): Check[] {
  const opposite = { ">": "<=", ">=": "<", "<": ">=", "<=": ">" } as const;
  return interval.limits.map((limit) =>
    globalCheck(globalSpan(context.measurements, interval.part), {
      measure: interval.name,
      value: interval.value,
      unit: "ms",
      quantity: interval.quantity,
      operator: opposite[limit.operator],
      threshold: limit.threshold,
    }),
  );
}

function intervalCheck(
  context: NarrativeContext,
  interval: Interval,
  limit: Limit | null,
  stated: number,
): Check {
  const { name, value, quantity, part } = interval;
  const measured = { measure: name, value, unit: "ms", quantity, stated };
  const { operator, threshold } = limit ?? {};
  return globalCheck(globalSpan(context.measurements, part), {
    ...measured,
    ...(operator === undefined || threshold === undefined ? {} : { operator, threshold }),
  });
}
