// Training items of one batch brought to one length, and labels and attention mask once features stand where their
// place was held.
import { FEATURES_ID } from "../prompt/prompt-ids.ts";
import { MASKED_LABEL, type TrainingItem } from "./training-item.ts";

export interface Batch {
  readonly inputIds: readonly (readonly number[])[];
  readonly labels: readonly (readonly number[])[];
  /** False on padding. */
  readonly attentionMask: readonly (readonly boolean[])[];
}

/** Padded on the right. A token that is the padding's own, an unknown word, is masked as padding is. */
export function collateItems(
  items: readonly Pick<TrainingItem, "inputIds" | "labels">[],
  { padId, maxLength }: { readonly padId: number; readonly maxLength: number },
): Batch {
  const length = Math.min(maxLength, Math.max(0, ...items.map(({ inputIds }) => inputIds.length)));
  const padded = (values: readonly number[], value: number) => [
    ...values.slice(0, length),
    ...Array<number>(Math.max(0, length - values.length)).fill(value),
  ];
  const inputIds = items.map((item) => padded(item.inputIds, padId));
  return {
    inputIds,
    labels: items.map((item) => padded(item.labels, MASKED_LABEL)),
    attentionMask: inputIds.map((ids) => ids.map((id) => id !== padId)),
  };
}

/** Labels and mask as they are behind the embedding: each place held becomes `features` masked labels. */
export function spliceLabels(
  { inputIds, labels, attentionMask }: Batch,
  { features, maxLength }: { readonly features: number; readonly maxLength: number },
): Pick<Batch, "labels" | "attentionMask"> {
  const spliced = inputIds.map((ids, row) =>
    ids
      .flatMap((id, i) => {
        if (!attentionMask[row]![i]) return [];
        return id === FEATURES_ID ? Array<number>(features).fill(MASKED_LABEL) : [labels[row]![i]!];
      })
      .slice(0, maxLength),
  );
  const longest = Math.max(0, ...spliced.map((row) => row.length));
  return {
    labels: spliced.map((row) => [...row, ...Array<number>(longest - row.length).fill(MASKED_LABEL)]),
    attentionMask: spliced.map((row) => Array.from({ length: longest }, (_, i) => i < row.length)),
  };
}
