// Pieces of ink of letter size that stand beside each other on one line.

import type { Blob } from "../ink/blobs.ts";

export interface Word {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly letters: readonly Blob[];
}

const HEIGHT_MM = [1.3, 7] as const;
const MOST_WIDTH_MM = 7;
/** Of a letter's height: more is a space between words. */
const MOST_GAP = 0.42;

export function findWords(blobs: readonly Blob[], pxPerMm: number): Word[] {
  const height = ({ top, bottom }: Blob) => bottom - top;
  const letters = blobs
    .filter((blob) => {
      const mm = height(blob) / pxPerMm;
      return (
        mm >= HEIGHT_MM[0] * 0.55 && mm <= HEIGHT_MM[1] && (blob.right - blob.left) / pxPerMm <= MOST_WIDTH_MM
      );
    })
    .sort((a, b) => a.left - b.left);
  const words: Blob[][] = [];
  for (const letter of letters) {
    const word = words.find((known) => {
      const last = known.at(-1)!;
      const tallest = Math.max(...known.map(height), height(letter));
      const right = Math.max(...known.map((blob) => blob.right));
      const gap = letter.left - right;
      // letters stand on one line; a slash or an apostrophe overlaps at least
      const overlap = Math.min(last.bottom, letter.bottom) - Math.max(last.top, letter.top);
      return (
        gap < MOST_GAP * tallest &&
        gap > -0.3 * tallest &&
        overlap > 0.5 * Math.min(height(last), height(letter))
      );
    });
    if (word === undefined) words.push([letter]);
    else word.push(letter);
  }
  return words
    .map((list) => ({
      left: Math.min(...list.map((blob) => blob.left)),
      top: Math.min(...list.map((blob) => blob.top)),
      right: Math.max(...list.map((blob) => blob.right)),
      bottom: Math.max(...list.map((blob) => blob.bottom)),
      letters: list,
    }))
    .filter((word) => (word.bottom - word.top) / pxPerMm >= HEIGHT_MM[0]);
}
