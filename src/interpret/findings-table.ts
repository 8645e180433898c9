// All findings in the order in which they are stated. "Normal ECG" is not here: it is what remains.
import { conductionFindings } from "./findings-table-conduction.ts";
import { infarctionFindings } from "./findings-table-infarction.ts";
import { patternFindings } from "./findings-table-patterns.ts";
import { rhythmFindings } from "./findings-table-rhythm.ts";
import type { FindingEntry } from "./findings-table-schema.ts";
import { stTFindings } from "./findings-table-st-t.ts";
import { structureFindings } from "./findings-table-structure.ts";

export const findingsTable: readonly FindingEntry[] = [
  ...rhythmFindings,
  ...conductionFindings,
  ...structureFindings,
  ...infarctionFindings,
  ...stTFindings,
  ...patternFindings,
];
