// Quality words by their bare meaning; which of them a given subject can have, and what it then comes to, is in
// readings.ts.
import type { LexiconEntry } from "./meaning.ts";
import { shapeEntries } from "./qualities-shape.ts";
import { sizeEntries } from "./qualities-size.ts";

export const qualityEntries: readonly LexiconEntry[] = [...sizeEntries, ...shapeEntries];
