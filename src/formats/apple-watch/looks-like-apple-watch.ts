// Tells the export of Apple's Health app from other tables, in whatever language its labels are.

/** A line "label,512 hertz" and a line "label,µV", or the English labels of rate and lead. */
export function looksLikeAppleWatch(text: string): boolean {
  const rate = /^[^,\n#]{1,60},"?\d{1,6}(?:[.,]\d{1,9})?\s?(?:hertz|hz)"?\s*$/im;
  const unit = /^[^,\n#]{1,60},"?[\u00b5\u03bcu]V"?\s*$/im;
  if (rate.test(text) && unit.test(text)) return true;
  return /^"?Sample Rate"?,/m.test(text) && /^"?Lead"?,/m.test(text);
}
