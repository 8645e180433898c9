// How well a verifier told truths from lies. A truth passes if something in it was checked and all of it
// supported; a lie passes if something false in it was contradicted, and, where it says several things, nothing
// true was contradicted and nothing false supported. "Not checkable" on a clear sentence is a miss either way.
import type { Claim } from "../../ecg/interpretation.ts";
import { type Proportion, wilsonInterval } from "../../signal/wilson-interval.ts";
import type { ClaimSentence } from "./claim-sentences.ts";

export type JudgedClaim = Pick<Claim, "start" | "end" | "verdict"> & Partial<Pick<Claim, "text" | "reason">>;

export interface VerificationResult {
  readonly sentence: ClaimSentence;
  /** What the verifier returned for the sentence on its own; offsets into `sentence.sentence`. */
  readonly claims: readonly JudgedClaim[];
}

export type MissKind =
  /** No claim was found. */
  | "silent"
  /** Nothing false was contradicted: all that was found was called supported, or some of it not checkable. */
  | "believed"
  | "not checkable"
  /** A true assertion was contradicted. */
  | "wrongly contradicted"
  /** Beside a contradiction, a false assertion of several was called supported. */
  | "wrongly supported";

export interface Miss {
  readonly kind: MissKind;
  readonly result: VerificationResult;
}

export interface VerificationScore {
  readonly truthsSupported: Proportion;
  readonly liesContradicted: Proportion;
  /** The worst errors: lies in which everything found was called supported, truths in which something was contradicted. */
  readonly liesBelieved: Proportion;
  readonly truthsContradicted: Proportion;
  /** Assertions of sentences with several that at least one claim lies on. */
  readonly partsFound: Proportion;
  readonly byAbout: readonly { about: string; truthsSupported: Proportion; liesContradicted: Proportion }[];
  readonly misses: readonly Miss[];
}

/** Half of the shorter of the two is enough: claims may be wider than the assertion, or narrower. */
function liesOn(claim: JudgedClaim, part: { start: number; end: number }): boolean {
  const overlap = Math.min(claim.end, part.end) - Math.max(claim.start, part.start);
  return overlap > 0 && overlap >= 0.5 * Math.min(claim.end - claim.start, part.end - part.start);
}

/** null where the sentence passes, else what went wrong. */
export function judgeSentence({ sentence, claims }: VerificationResult): MissKind | null {
  if (claims.length === 0) return "silent";
  if (sentence.expected === "supported") {
    if (claims.some((claim) => claim.verdict === "contradicted")) return "wrongly contradicted";
    return claims.every((claim) => claim.verdict === "supported") ? null : "not checkable";
  }
  const several = sentence.parts.length > 1;
  /** The verdict fits no assertion that the claim lies on. */
  const misplaced = (claim: JudgedClaim) => {
    const parts = sentence.parts.filter((part) => liesOn(claim, part));
    return several && parts.length > 0 && parts.every((part) => part.expected !== claim.verdict);
  };
  const contradicted = claims.filter((claim) => claim.verdict === "contradicted");
  if (contradicted.some(misplaced)) return "wrongly contradicted";
  if (contradicted.length === 0)
    return claims.some((claim) => claim.verdict === "not checkable") ? "not checkable" : "believed";
  return claims.some((claim) => claim.verdict === "supported" && misplaced(claim))
    ? "wrongly supported"
    : null;
}

function passed(judged: readonly { kind: MissKind | null }[]): Proportion {
  return wilsonInterval(judged.filter(({ kind }) => kind === null).length, judged.length);
}

/** Rates with 95 % Wilson intervals over all sentences and by subject, and every miss. */
export function scoreVerification(results: readonly VerificationResult[]): VerificationScore {
  const judged = results.map((result) => ({ result, kind: judgeSentence(result) }));
  const truths = judged.filter(({ result }) => result.sentence.expected === "supported");
  const lies = judged.filter(({ result }) => result.sentence.expected === "contradicted");
  const believed = lies.filter(({ kind }) => kind === "believed" || kind === "wrongly supported");
  const denied = truths.filter(({ kind }) => kind === "wrongly contradicted");
  const parts = results
    .filter(({ sentence }) => sentence.parts.length > 1)
    .flatMap(({ sentence, claims }) =>
      sentence.parts.map((part) => claims.some((claim) => liesOn(claim, part))),
    );
  const subjects = [...new Set(results.map(({ sentence }) => sentence.about))];
  return {
    truthsSupported: passed(truths),
    liesContradicted: passed(lies),
    liesBelieved: wilsonInterval(believed.length, lies.length),
    truthsContradicted: wilsonInterval(denied.length, truths.length),
    partsFound: wilsonInterval(parts.filter(Boolean).length, parts.length),
    byAbout: subjects.map((about) => ({
      about,
      truthsSupported: passed(truths.filter(({ result }) => result.sentence.about === about)),
      liesContradicted: passed(lies.filter(({ result }) => result.sentence.about === about)),
    })),
    misses: judged.flatMap(({ result, kind }) => (kind === null ? [] : [{ kind, result }])),
  };
}
