// The names of what can be measured, apart from the code that measures it: a help text must not wait for that, and
// a lexicon in memory would make everything that is timed beside it look slower.

export const PARTS = ["findings", "transfer", "delineation", "quality", "speed", "verification"] as const;
export type Part = (typeof PARTS)[number];

export const FORMAT_PARTS = ["agreement", "hostile", "speed", "long", "bundle", "browser"] as const;
export type FormatPart = (typeof FORMAT_PARTS)[number];
