// Does the clinical context speak of acute ischaemia? It may raise the wording of a finding by one step and
// never lowers one; what the text denies does not count.

const COMPLAINT =
  /\b(chest (pain|pressure|tightness|discomfort|heaviness)|angina\w*|retrosternal|acute coronary|ACS|STEMI|NSTEMI|troponin|heart attack|(pain|pressure) in (the |his |her )?(chest|left arm))\b/gi;
/** A denial inside the same clause, before the complaint. */
const DENIED =
  /\b(no|not|non|denies|denied|denying|without|free of|negative|never|absence of|resolved|rule[ds]? out)\b[^.;,]*$/i;
const DENIED_AFTER = /^[^.;,]*\b(negative|normal|denied|absent|ruled out|unlikely)\b/i;

/** True where a complaint is named and not denied in its clause. */
export function contextSuggestsIschaemia(context: string | null): boolean {
  if (context === null) return false;
  return [...context.matchAll(COMPLAINT)].some((found) => {
    const before = context.slice(0, found.index);
    const after = context.slice(found.index + found[0].length);
    return !DENIED.test(before) && !DENIED_AFTER.test(after);
  });
}
