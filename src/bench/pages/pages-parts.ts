// The parts of `gem bench pages` by name, apart from the code that measures them.

export const PAGE_PARTS = ["kit", "speed", "effects", "digitise", "same-pixels"] as const;
export type PagePart = (typeof PAGE_PARTS)[number];
