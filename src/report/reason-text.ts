/** Reasons of quality for people: what only informs says so in the data ("note: ...") and need not say it twice. */
export function reasonText(reasons: readonly string[]): string {
  return reasons.map((reason) => reason.replace(/^note: /, "")).join("; ");
}
