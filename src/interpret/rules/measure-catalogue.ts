// All measures a rule may name. Paths are those of Measurements ("global.prMs"; "median.*" is read in the
// lead in view); "derived.*" are computed here.
import { derivedConductionMeasures } from "./derived-conduction-measures.ts";
import { derivedLeadGroupMeasures } from "./derived-lead-group-measures.ts";
import { derivedLeadMeasures } from "./derived-lead-measures.ts";
import { derivedRhythmMeasures } from "./derived-rhythm-measures.ts";
import { leadMeasures } from "./lead-measures.ts";
import type { Measure } from "./measure.ts";
import { recordMeasures } from "./record-measures.ts";

export const measures = {
  ...recordMeasures,
  ...leadMeasures,
  ...derivedLeadMeasures,
  ...derivedRhythmMeasures,
  ...derivedConductionMeasures,
  ...derivedLeadGroupMeasures,
} as const;

export type MeasureName = keyof typeof measures;

export const MEASURE_NAMES = Object.keys(measures) as MeasureName[];

export function measureNamed(name: MeasureName): Measure {
  return measures[name];
}
