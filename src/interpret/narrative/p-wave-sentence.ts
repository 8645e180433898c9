// The P wave, told only where a finding speaks of the atria: width, height in II, terminal force in V1.

import type { Check } from "./check.ts";
import { enumerate, type Sentence, sentence } from "./claim-text.ts";
import { globalSpan } from "./evidence-span.ts";
import { globalCheck, leadCheck } from "./measured-check.ts";
import { findingsOf, medianOf, type NarrativeContext } from "./narrative-context.ts";
import { spokenMillivolts, spokenNumber } from "./spoken-number.ts";
import { type Statement, statement } from "./statement.ts";

const ATRIAL = { scp: ["LAO/LAE", "RAO/RAE"], rules: ["laa", "raa", "iab"] };

/** A lower P says nothing of the right atrium. */
const SMALL_P_MV = 0.05;

/** "The P wave lasts 128 ms, measures 0.11 mV in II and has a terminal force of 5.2 mV ms in V1." or nothing. */
export function pWaveSentence(context: NarrativeContext): Sentence {
  if (findingsOf(context, ATRIAL).length === 0) return [];
  const parts = [durationStatement(context), heightStatement(context), terminalStatement(context)];
  const said = parts.filter((part) => part !== null);
  return said.length === 0 ? [] : sentence`The P wave ${enumerate(said)}.`;
}

function durationStatement(context: NarrativeContext): Statement | null {
  const value = context.measurements.global.pDurationMs;
  if (value === null) return null;
  const stated = Math.round(value);
  const measured = { measure: "P duration", value, unit: "ms", quantity: "interval", stated } as const;
  return statement(`lasts ${stated} ms`, [globalCheck(globalSpan(context.measurements, "p"), measured)]);
}

function heightStatement(context: NarrativeContext): Statement | null {
  const value = medianOf(context, "II")?.p?.amplitudeMv ?? null;
  if (value === null || Math.abs(value) < SMALL_P_MV) return null;
  const height = spokenMillivolts(value);
  return statement(`measures ${height.text} mV in II`, [
    leadCheck(context, "II", "p", {
      measure: "P amplitude",
      value,
      unit: "mV",
      quantity: "amplitude",
      stated: height.stated,
    }),
  ]);
}

function terminalStatement(context: NarrativeContext): Statement | null {
  const value = medianOf(context, "V1")?.pTerminalForceMvMs ?? null;
  if (value === null || Math.abs(value) < 1) return null;
  const force = spokenNumber(Math.abs(value), 1);
  const check: Check = leadCheck(context, "V1", "p", {
    measure: "P terminal force",
    value: Math.abs(value),
    unit: "mV ms",
    quantity: "product",
    stated: force.stated,
  });
  return statement(`has a terminal force of ${force.text} mV ms in V1`, [check]);
}
