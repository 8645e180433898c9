// Folds that never split a patient: the same heart in training and test would be recognised, not diagnosed.
import type { Random } from "../../signal/random.ts";

/** Fold number of each record; patients in random order go to the fold with the fewest records so far. */
export function patientFolds(
  patients: readonly (string | number)[],
  folds: number,
  random: Random,
): number[] {
  const recordsOf = new Map<string | number, number[]>();
  patients.forEach((patient, index) => {
    const records = recordsOf.get(patient) ?? [];
    records.push(index);
    recordsOf.set(patient, records);
  });
  const groups = [...recordsOf.values()];
  for (let i = groups.length - 1; i > 0; i--) {
    const k = Math.floor(random.uniform() * (i + 1));
    [groups[i], groups[k]] = [groups[k]!, groups[i]!];
  }
  const sizes = new Array<number>(folds).fill(0);
  const result = new Array<number>(patients.length).fill(0);
  for (const group of groups) {
    const fold = sizes.indexOf(Math.min(...sizes));
    sizes[fold]! += group.length;
    for (const record of group) result[record] = fold;
  }
  return result;
}
