// Lists whose members pair up: "QT/QTc 384/420 ms", "P-R-T axes 54 12 40", "PR, QRS and QT are 158, 92 and 384 ms",
// "R waves in V5 and V6 measure 1.8 and 1.5 mV". Only lists of equal length pair; anything else is left alone.
import type { Subject, Unit } from "../extracted-claim.ts";
import type { Item } from "../sentence/items.ts";
import { type Draft, draftClaim, isLight, type Sentence } from "../sentence/sentence.ts";
import { valueAssertion } from "./read-values.ts";

type ValueItem = Extract<Item, { kind: "value" }>;

/** The members of a run of one kind of item from `start`, over conjunctions, and the index after the run. */
function run(items: readonly Item[], start: number, kind: Item["kind"]): { members: number[]; end: number } {
  const members: number[] = [];
  let end = start;
  for (let at = start; at < items.length && at - start < 24; at++) {
    const item = items[at]!;
    if (item.kind === kind) {
      members.push(at);
      end = at + 1;
    } else if (item.kind !== "conjunction" && item.kind !== "formula" && !isLight(item)) break;
  }
  return { members, end };
}

function skipLink(items: readonly Item[], from: number): number {
  let at = from;
  while (at - from < 8) {
    const item = items[at];
    const links =
      item?.kind === "verb" ||
      item?.kind === "colon" ||
      isLight(item) ||
      item?.kind === "formula" ||
      item?.kind === "comparator" ||
      (item?.kind === "boundary" && item.boundary === "parenthesis") ||
      (item?.kind === "preposition" && /^(?:of|at|in)$/.test(item.word)) ||
      item?.kind === "lead word" ||
      item?.kind === "measure";
    if (!links) break;
    at++;
  }
  return at;
}

function listedSubject(item: Item | undefined): { subject: Subject; unit: Unit } | null {
  if (item?.kind !== "subject" || item.subject === "other") return null;
  if (/rate$/.test(item.subject)) return { subject: item.subject, unit: "bpm" };
  if (/axis$/.test(item.subject)) return { subject: item.subject, unit: "deg" };
  if (/amplitude$/.test(item.subject)) return { subject: item.subject, unit: "mV" };
  if (item.subject === "qrs") return { subject: "qrs duration", unit: "ms" };
  if (item.subject === "p" && item.bare) return { subject: "p duration", unit: "ms" };
  return /^(?:pr|qt|qtc|rr|jt|p duration|qrs duration|t duration)$/.test(item.subject)
    ? { subject: item.subject, unit: "ms" }
    : null;
}

function sharedUnit(items: readonly Item[], values: readonly number[]): ValueItem["unit"] {
  for (const at of [...values].reverse()) {
    const item = items[at];
    if (item?.kind === "value" && item.unit !== null) return item.unit;
  }
  return null;
}

/** Drafts of all paired lists; `taken` receives the items they used. */
export function readLists(sentence: Sentence, taken: Set<number>): Draft[] {
  const { items, marks } = sentence;
  const drafts: Draft[] = [];
  for (let index = 0; index < items.length; index++) {
    if (items[index]?.kind !== "subject" || marks.skipped[index]) continue;
    const subjects = run(items, index, "subject");
    const values = run(items, skipLink(items, subjects.end), "value");
    const paired = subjects.members.length > 1 && subjects.members.length === values.members.length;
    if (paired && subjects.members.every((at) => listedSubject(items[at]) !== null)) {
      const unit = sharedUnit(items, values.members);
      for (const [position, at] of subjects.members.entries()) {
        const named = listedSubject(items[at])!;
        const valueAt = values.members[position]!;
        const value = items[valueAt] as ValueItem;
        const assertion = valueAssertion(
          items,
          {
            ...value,
            unit:
              value.unit ?? (named.unit === "ms" && unit === "ms" ? "ms" : named.unit === "mV" ? unit : null),
          },
          { ...named, at },
          valueAt,
        );
        const draft = draftClaim(sentence, {
          subject: named.subject,
          assertion,
          anchor: valueAt,
          subjectAt: -1,
          takesLeads: false,
        });
        drafts.push({
          ...draft,
          parts: position === 0 ? [...subjects.members, valueAt] : [valueAt],
          subjectAt: at,
        });
        taken.add(valueAt).add(at);
      }
      index = values.end - 1;
      continue;
    }
    drafts.push(...spelledAxes(sentence, index, taken), ...pairLeads(sentence, index, taken));
  }
  return drafts;
}

/** One subject, k listed leads, k values. */
function pairLeads(sentence: Sentence, index: number, taken: Set<number>): Draft[] {
  const { items } = sentence;
  const wave =
    listedSubject(items[index]) ??
    (items[index]?.kind === "subject" &&
    /^(?:st|[rsqtp])$/.test((items[index] as { subject: string }).subject)
      ? waveAmplitude(items[index])
      : null);
  if (wave === null) return [];
  let at = index + 1;
  while (items[at]?.kind === "quality" || isLight(items[at]) || items[at]?.kind === "preposition") at++;
  let leads = items[at];
  if (leads?.kind !== "leads") {
    // "Leads V5 and V6 show tall R waves (2.1 mV and 1.8 mV)".
    const front = sentence.roles.findLastIndex(
      (role, earlier) => earlier < index && (role === "front" || role === "before"),
    );
    leads = items[front];
    at = index;
  }
  if (leads?.kind !== "leads" || leads.scope !== "listed" || leads.leads.length < 2) return [];
  const values = run(items, skipLink(items, at + 1), "value");
  if (values.members.length !== leads.leads.length) return [];
  const unit = sharedUnit(items, values.members);
  const named = leads;
  return values.members.map((valueAt, position) => {
    const value = items[valueAt] as ValueItem;
    const assertion = valueAssertion(
      items,
      { ...value, unit: value.unit ?? unit },
      { ...wave, at: index },
      valueAt,
    );
    const draft = draftClaim(sentence, {
      subject: wave.subject,
      assertion,
      anchor: valueAt,
      subjectAt: -1,
      takesLeads: false,
    });
    taken.add(valueAt);
    return {
      ...draft,
      parts: position === 0 ? [index, valueAt] : [valueAt],
      subjectAt: index,
      leads: [named.leads[position]!],
      leadScope: "listed" as const,
    };
  });
}

/** "P 54, QRS 12, T 40": three bare waves with bare numbers are axes. */
function spelledAxes(sentence: Sentence, index: number, taken: Set<number>): Draft[] {
  const { items } = sentence;
  const wanted = [/^p(?: axis)?$/, /^(?:qrs|r|axis)$/, /^t(?: axis)?$/];
  const subjects = ["p axis", "axis", "t axis"] as const;
  const drafts: Draft[] = [];
  let at = index;
  for (const [position, pattern] of wanted.entries()) {
    const wave = items[at];
    const valueAt = skipLink(items, at + 1);
    const value = items[valueAt];
    if (
      wave?.kind !== "subject" ||
      !pattern.test(wave.subject) ||
      value?.kind !== "value" ||
      !(value.unit === null || value.unit === "deg")
    )
      return [];
    const subject = subjects[position]!;
    const assertion = valueAssertion(items, { ...value, unit: "deg" }, { subject, unit: "deg", at }, valueAt);
    drafts.push({
      ...draftClaim(sentence, { subject, assertion, anchor: valueAt, subjectAt: at, takesLeads: false }),
    });
    at = valueAt + 1;
    while (items[at]?.kind === "conjunction") at++;
  }
  for (const draft of drafts) taken.add(draft.anchor).add(draft.subjectAt);
  return drafts;
}

function waveAmplitude(item: Item | undefined): { subject: Subject; unit: Unit } | null {
  if (item?.kind !== "subject") return null;
  return item.subject === "st"
    ? { subject: "st", unit: "mV" }
    : { subject: `${item.subject} amplitude` as Subject, unit: "mV" };
}
