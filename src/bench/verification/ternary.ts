// Three-valued judgements: true and false only where the measurement lies clearly (a full tolerance) on one
// side of the usual threshold, null in between, so that no sentence is built on an edge.

export type Ternary = boolean | null;

/** True where all values are at least `trueFrom`, false where all are at most `falseTo`. */
export function above(values: readonly number[], limits: { trueFrom: number; falseTo: number }): Ternary {
  if (values.length === 0) return null;
  if (values.every((value) => value >= limits.trueFrom)) return true;
  if (values.every((value) => value <= limits.falseTo)) return false;
  return null;
}

/** True where all values are at most `trueTo`, false where all are at least `falseFrom`. */
export function below(values: readonly number[], limits: { trueTo: number; falseFrom: number }): Ternary {
  if (values.length === 0) return null;
  if (values.every((value) => value <= limits.trueTo)) return true;
  if (values.every((value) => value >= limits.falseFrom)) return false;
  return null;
}

export function not(value: Ternary): Ternary {
  return value === null ? null : !value;
}

/** True where all are true, false where any is false. */
export function all(...values: Ternary[]): Ternary {
  if (values.some((value) => value === false)) return false;
  return values.every((value) => value === true) ? true : null;
}

/** False only, for what cannot be said to be true from the measurements used here. */
export function onlyIfFalse(clearlyNot: boolean): Ternary {
  return clearlyNot ? false : null;
}
