// Texts as damage and malice leave them, for readers that must refuse or survive them all.
import fc from "fast-check";

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** One of the texts with up to five places overwritten, cut out or doubled; `fragments` are what breaks such a format. */
export function mutatedText(texts: readonly string[], fragments: readonly string[]): fc.Arbitrary<string> {
  const insert = fc.oneof(
    { arbitrary: fc.constantFrom(...fragments), weight: 2 },
    fc.string({ maxLength: 6 }),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const edit = fc.record({ at: share, drop: fc.integer({ min: 0, max: 8 }), insert });
  return fc.tuple(fc.constantFrom(...texts), fc.array(edit, { maxLength: 5 })).map(([text, edits]) =>
    edits.reduce((current, { at, drop, insert: put }) => {
      const position = Math.floor(at * current.length);
      return current.slice(0, position) + put + current.slice(position + drop);
    }, text),
  );
}

/** The text with one to four of the `places` taken by other values, so that what is around them stays sound. */
export function swappedText(text: string, places: RegExp, values: readonly string[]): fc.Arbitrary<string> {
  const found = [...text.matchAll(places)];
  const swap = fc.record({ at: share, value: fc.constantFrom(...values) });
  return fc.array(swap, { minLength: 1, maxLength: 4 }).map((swaps) => {
    const chosen = new Map(swaps.map(({ at, value }) => [Math.floor(at * (found.length - 1)), value]));
    return [...chosen]
      .sort((a, b) => b[0] - a[0])
      .reduce((current, [index, value]) => {
        const place = found[index]!;
        return current.slice(0, place.index) + value + current.slice(place.index + place[0].length);
      }, text);
  });
}
