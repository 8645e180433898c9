// The subject a statement ends up with once both its words are known.
import type { Quality, Subject } from "../extracted-claim.ts";

/** Where a word's natural subject differs from the one named: a rate that is "irregular" is a rhythm that is. */
export function settledSubject(subject: Subject, quality: Quality): Subject {
  if (/^(?:regular|irregular|irregularly irregular)$/.test(quality)) return "rhythm";
  if (subject === "st-t" && (quality === "inverted" || quality === "flat")) return "t";
  if (subject === "st-t" && (quality === "elevated" || quality === "depressed")) return "st";
  if (subject === "rhythm" && (quality === "fast" || quality === "slow")) return "heart rate";
  if (subject === "qrs" && (quality === "narrow" || quality === "wide")) return "qrs duration";
  if (/^(?:qrs|r|s) amplitude$/.test(subject) && /^(?:positive|negative)$/.test(quality)) return "qrs";
  if (subject === "qrs" && (quality === "high" || quality === "low")) return "qrs amplitude";
  if (subject === "p" && quality === "prolonged") return "p duration";
  if ((subject === "p" || subject === "t") && quality === "low") return subject === "p" ? "p amplitude" : "t";
  if (subject === "r" && (quality === "high" || quality === "low")) return "r amplitude";
  if (subject === "s" && (quality === "high" || quality === "low")) return "s amplitude";
  return subject;
}
