// Which QTc the text gives, by which formula, and whether it may be judged. Linear formulas are preferred
// (AHA/ACCF/HRS 2009 part IV); after a wide QRS or in atrial fibrillation the number is given unjudged.
import type { Sex } from "../../ecg/recording.ts";
import { findingsOf, type NarrativeContext } from "./narrative-context.ts";

export interface QtcReading {
  readonly formula: "Bazett" | "Fridericia" | "Framingham" | "Hodges";
  readonly valueMs: number;
  readonly judged: boolean;
}

const FORMULAS = ["Framingham", "Hodges", "Fridericia", "Bazett"] as const;
/** From here on QTc says nothing about repolarisation alone. */
const WIDE_QRS_MS = 120;

/** Short from here downwards (ESC 2022). */
export const SHORT_QTC_MS = 360;

/** 450 ms in men, 460 ms in women; of an unknown sex the milder, 460 ms (AHA/ACCF/HRS 2009 part IV). */
export function qtcLimitMs(sex: Sex | null): number {
  return sex === "male" ? 450 : 460;
}

/** The formula that the QT rule used where it names one, else the first linear one that was measured. */
export function qtcReading(context: NarrativeContext): QtcReading | null {
  const { qtcMs, qrsDurationMs } = context.measurements.global;
  const cited =
    context.results.get("qt.long")?.evidence.map((evidence) => evidence.measure.toLowerCase()) ?? [];
  const order = [...FORMULAS].sort((a, b) => Number(isCited(b, cited)) - Number(isCited(a, cited)));
  for (const formula of order) {
    const valueMs = qtcMs[formula.toLowerCase() as keyof typeof qtcMs];
    if (valueMs === null) continue;
    const wide = qrsDurationMs !== null && qrsDurationMs >= WIDE_QRS_MS;
    const fibrillating =
      findingsOf(context, { scp: ["AFIB", "AFLT"], rules: ["rhy.af", "rhy.afl"] }).length > 0;
    return { formula, valueMs, judged: !wide && !fibrillating && context.suppressedBy === null };
  }
  return null;
}

function isCited(formula: string, cited: readonly string[]): boolean {
  return cited.some((measure) => measure.includes(formula.toLowerCase()));
}
