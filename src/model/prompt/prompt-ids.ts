// A prompt's token ids. The tag <image> is text, never a token: the prompt is cut there, each piece becomes ids on its
// own, and between the pieces stands one number that is no id, where the features of the ECG and the picture go.
import type { Tokenizer } from "../tokens/tokenizer.ts";

export const IMAGE_TAG = "<image>";
/** Stands for the features in a list of ids. */
export const FEATURES_ID = -200;

/** As the reference: only the first piece keeps the beginning's token. */
export function promptIds(tokenizer: Pick<Tokenizer, "encode" | "beginId">, prompt: string): number[] {
  const pieces = prompt.split(IMAGE_TAG).map((piece) => tokenizer.encode(piece));
  const begins = tokenizer.beginId !== null && pieces[0]?.[0] === tokenizer.beginId;
  const ids: number[] = begins ? [tokenizer.beginId] : [];
  pieces.forEach((piece, i) => {
    if (i > 0) ids.push(FEATURES_ID);
    ids.push(...(begins ? piece.slice(1) : piece));
  });
  return ids;
}
