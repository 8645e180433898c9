// A lead in its place on the sheet, before it is traced.

import type { DigitisedLead } from "../digitised.ts";

export interface PlacedLead {
  /** As printed: "-aVR" is upside down. */
  readonly name: string;
  readonly role: DigitisedLead["role"];
  readonly row: number;
  readonly startMs: number;
  /** x of its first sample, and where it ends: its last sample, or the next lead's first. */
  readonly startPx: number;
  readonly endPx: number;
  readonly isLast: boolean;
}
