// What the measurements say about an assertion before the text's own "no" is applied: true, false or open, with the
// reason in one sentence. A soft judgement may support a text but never contradict it: it rests on an unverified
// rule, or sources differ on the limit.
import type { Evidence } from "../../../ecg/interpretation.ts";

export interface Judgement {
  readonly outcome: "true" | "false" | "open";
  readonly soft: boolean;
  /** Open because the value lies at a limit: what "borderline" means. */
  readonly near: boolean;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

export function judge(
  outcome: Judgement["outcome"],
  reason: string,
  evidence: readonly Evidence[] = [],
): Judgement {
  return { outcome, soft: false, near: false, reason, evidence };
}

export function soft(
  outcome: Judgement["outcome"],
  reason: string,
  evidence: readonly Evidence[] = [],
): Judgement {
  return { outcome, soft: true, near: false, reason, evidence };
}

export function open(reason: string, evidence: readonly Evidence[] = []): Judgement {
  return judge("open", reason, evidence);
}

/** Open, for the value lies at a limit. */
export function atLimit(reason: string, evidence: readonly Evidence[] = []): Judgement {
  return { ...open(reason, evidence), near: true };
}

/** The judgement of the opposite assertion. */
export function opposite(judgement: Judgement): Judgement {
  const outcome = judgement.outcome === "open" ? "open" : judgement.outcome === "true" ? "false" : "true";
  return { ...judgement, outcome };
}

/** Reasons cited in full; more are counted. */
const CITED_REASONS = 4;

/** Reasons one after the other; remarks in brackets about one and the same measurement are put together. */
function joinedReason(judgements: readonly Judgement[]): string {
  const remarks = new Map<string, Set<string>>();
  for (const { reason } of judgements) {
    const remark = / \(([^()]*)\)$/.exec(reason);
    const said = remark === null ? reason : reason.slice(0, remark.index);
    const known = remarks.get(said) ?? new Set();
    if (remark !== null) known.add(remark[1] ?? "");
    remarks.set(said, known);
  }
  const all = [...remarks].map(([said, known]) =>
    known.size === 0 ? said : `${said} (${[...known].join(", ")})`,
  );
  const rest = all.length - CITED_REASONS;
  return rest > 1 ? `${all.slice(0, CITED_REASONS).join("; ")}; and ${rest} more alike` : all.join("; ");
}

function pick(judgements: readonly Judgement[], outcome: Judgement["outcome"]): Judgement[] {
  return judgements.filter((judgement) => judgement.outcome === outcome);
}

function result(outcome: Judgement["outcome"], from: readonly Judgement[]): Judgement {
  return {
    outcome,
    soft: from.length > 0 && from.every((judgement) => judgement.soft),
    near: outcome === "open" && from.some((judgement) => judgement.near),
    reason: joinedReason(from),
    evidence: from.flatMap((judgement) => judgement.evidence),
  };
}

/** True if all are; false if any is (a hard one before a soft one); else open. */
export function allOf(judgements: readonly Judgement[]): Judgement {
  const denied = pick(judgements, "false");
  const hard = denied.filter((judgement) => !judgement.soft);
  if (hard.length > 0) return result("false", hard);
  if (denied.length > 0) return result("false", denied);
  const undecided = pick(judgements, "open");
  if (undecided.length > 0 || judgements.length === 0) return result("open", undecided);
  const softOnes = judgements.filter((judgement) => judgement.soft);
  return { ...result("true", judgements), soft: softOnes.length > 0 };
}

/** True if any is; false if all are; else open. */
export function anyOf(judgements: readonly Judgement[]): Judgement {
  return opposite(allOf(judgements.map(opposite)));
}

/**
 * For a region ("inferior leads"): true where half the leads or more show it and none plainly lacks it, false where
 * most plainly lack it or none shows it; a region that is split stays open.
 */
export function mostOf(judgements: readonly Judgement[]): Judgement {
  const met = pick(judgements, "true");
  const lacking = pick(judgements, "false");
  if (lacking.length === 0 && met.length * 2 >= judgements.length && met.length > 0)
    return result("true", met);
  if (lacking.length * 2 > judgements.length || (met.length === 0 && lacking.length > 0))
    return result("false", lacking);
  return result("open", judgements);
}
