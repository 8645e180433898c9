// The decoder's input: embeddings of the prompt's ids, with the features' rows where their place is held.
import { UsageError } from "../../ecg/errors.ts";
import { FEATURES_ID } from "../prompt/prompt-ids.ts";
import type { Decoder } from "./decoder.ts";

export interface SplicedPrompt {
  /** Rows as wide as the decoder. */
  readonly rows: Float32Array;
  /** One entry a row: the id, or FEATURES_ID for each row of features. */
  readonly ids: readonly number[];
}

/** `features` stand at the one place held for them; none may be held where there are none. */
export function spliceFeatures(
  decoder: Pick<Decoder, "embed" | "width">,
  { ids, features }: { readonly ids: readonly number[]; readonly features: Float32Array },
): SplicedPrompt {
  const held = ids.filter((id) => id === FEATURES_ID).length;
  if (held !== (features.length > 0 ? 1 : 0)) {
    throw new UsageError(
      `a prompt with ${held} places for features and ${features.length > 0 ? "one" : "no"} ECG or picture`,
    );
  }
  const at = ids.indexOf(FEATURES_ID);
  if (at < 0) return { rows: decoder.embed(ids), ids };
  const [before, after] = [ids.slice(0, at), ids.slice(at + 1)];
  const featureRows = features.length / decoder.width;
  const rows = new Float32Array((ids.length - 1 + featureRows) * decoder.width);
  rows.set(decoder.embed(before));
  rows.set(features, at * decoder.width);
  rows.set(decoder.embed(after), (at + featureRows) * decoder.width);
  return { rows, ids: [...before, ...Array<number>(featureRows).fill(FEATURES_ID), ...after] };
}
