// Variety without chance: which of several phrasings is used depends on the recording's hash and on the
// place in the text (FNV-1a, 32 bit), so the same input always reads the same.

export type Choose = <T>(place: string, options: readonly [T, ...T[]]) => T;

/** A chooser for one recording; `place` names the slot ("rhythm", "axis"). */
export function phraseChooser(sha256: string): Choose {
  return (place, options) => options[fnv1a(`${sha256}/${place}`) % options.length] ?? options[0];
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
