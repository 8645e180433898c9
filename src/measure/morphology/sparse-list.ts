// A list that is filled where something happens: minutes and hours of a day.

/** The entry at a place, made where it is missing. */
export function entryAt<T>(list: T[], place: number, make: () => T): T {
  const index = Math.floor(place);
  const known = list[index];
  if (known !== undefined) return known;
  const made = make();
  list[index] = made;
  return made;
}
