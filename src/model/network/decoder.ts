// What writes an answer, whichever program it runs in: it takes embeddings and gives the next token's logits, and
// remembers what it has read, so that a second question about the same ECG does not read the ECG again.

export interface Decoder {
  readonly width: number;
  readonly vocabulary: number;
  /** Positions there is room for, the answer's among them. */
  readonly capacity: number;
  /** Positions that are filled. */
  readonly length: number;
  /** A row for each id. Throws UsageError for an id that is none. */
  embed(ids: readonly number[]): Float32Array;
  /** Forgets what is behind the first `length` positions. */
  keep(length: number): void;
  /**
   * Reads token ids, or rows of embeddings, behind what was read; gives the logits after the last, which the next call
   * may overwrite. Throws UsageError if there is no room for them.
   */
  read(input: readonly number[] | Float32Array): Promise<Float32Array>;
}
