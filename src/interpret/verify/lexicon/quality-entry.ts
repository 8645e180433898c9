// The two forms of a quality word: adjectives stand in front of their subject or behind a verb, nouns follow it
// ("ST elevation", "T-wave inversion").
import type { Base, LexiconEntry } from "./meaning.ts";

export function adjective(base: Base, ...phrases: string[]): LexiconEntry {
  return [phrases, { kind: "quality", base, noun: false }];
}

export function noun(base: Base, ...phrases: string[]): LexiconEntry {
  return [phrases, { kind: "quality", base, noun: true }];
}
