// The Interpreter "gem": the GEM model is given the signal and the page (Lan et al., NeurIPS 2025), or one of them as in
// the paper's ablations, with what is known of the patient, and writes the Narrative.
import { UsageError } from "../../ecg/errors.ts";
import type { GemModel } from "../../model/gem-model.ts";
import type { Conversation, EcgCase, Interpreter, SeenCase } from "./interpreter.ts";
import { pagePicture } from "./page-picture.ts";

export const MODALITIES = ["signal+image", "signal", "image", "text"] as const;

export type Modality = (typeof MODALITIES)[number];

export interface GemInterpreterOptions {
  readonly model: GemModel;
  /** What the model is called. */
  readonly name: string;
  /** Of its files. */
  readonly sha256: string;
  /** Null: whatever the model reads and the case has; of a page read from paper the picture alone. */
  readonly modality: Modality | null;
}

/** Tokens of the template around two turns, on the safe side. */
const TEMPLATE_TOKENS = 64;

export function gemInterpreter({ model, name, sha256, modality }: GemInterpreterOptions): Interpreter {
  return {
    identity: { name: "gem", model: name, sha256 },
    openCase: (input) => openCase(model, modality, input),
  };
}

function openCase(model: GemModel, modality: Modality | null, input: EcgCase): Conversation {
  const { recording, picture, patient } = input;
  const wants = wanted(model, modality, input);
  if (wants.signal && recording === null) {
    throw new UsageError("--modality: the signal is wanted, but none could be read from the picture");
  }
  const image = wants.image ? (picture ?? (recording === null ? null : pagePicture(recording))) : null;
  const opened = model.openCase({ recording: wants.signal ? recording : null, picture: image, patient });
  const seen: SeenCase = {
    signal: wants.signal,
    image: image === null ? null : picture === null ? "drawn page" : "given picture",
    notes: opened.notes,
  };
  const { tokenizer, config } = model;
  return {
    seen,
    room: {
      tokensOf: (text) => tokenizer.encode(text).length + TEMPLATE_TOKENS / 2,
      tokens: config.maxLength - opened.featureTokens - TEMPLATE_TOKENS,
    },
    async *ask(question, options) {
      const { ids, ...answer } = yield* opened.ask(question, options);
      return { ...answer, newTokens: ids.length };
    },
  };
}

function wanted(
  { config }: GemModel,
  modality: Modality | null,
  { recording, picture }: EcgCase,
): { readonly signal: boolean; readonly image: boolean } {
  switch (modality) {
    case "signal+image":
      return { signal: true, image: true };
    case "signal":
      return { signal: true, image: false };
    case "image":
      return { signal: false, image: true };
    case "text":
      return { signal: false, image: false };
    case null: {
      const image = config.vision !== null;
      // what a pixel of paper tells is not what the ECG tower was trained on; a model without eyes gets it all the same
      const isPaper = recording?.source.paper !== undefined && picture !== null;
      return { signal: config.ecg !== null && recording !== null && !(isPaper && image), image };
    }
  }
}
