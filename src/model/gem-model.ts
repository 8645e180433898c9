// The model as one thing: weights in the kernels' memory, what it knows of an ECG, and answers to questions about it.
// `openCase` prepares one ECG, picture or neither; each question after the first reads only what is new.
import { FormatError, UsageError } from "../ecg/errors.ts";
import type { Patient, Recording } from "../ecg/recording.ts";
import type { Picture } from "../formats/picture/picture.ts";
import { createArena } from "../tensor/arena.ts";
import type { KernelBuild } from "../tensor/kernels/kernels.ts";
import { createTransformerKernels } from "../tensor/transformer/create-transformer-kernels.ts";
import type { Precision } from "../tensor/transformer/matrix.ts";
import {
  type Answer,
  type GenerateOptions,
  generateAnswer,
  type ReadSoFar,
} from "./answer/generate-answer.ts";
import type { ModelConfig } from "./config/model-config.ts";
import type { Decoder } from "./network/decoder.ts";
import { encodeFeatures, type FeatureNetwork, placeFeatureNetwork } from "./network/encode-features.ts";
import { placeLlamaDecoder } from "./network/llama-decoder.ts";
import { spliceFeatures } from "./network/splice-features.ts";
import { prepareEcg } from "./prepare/prepare-ecg.ts";
import { type ImageAspect, prepareImage } from "./prepare/prepare-image.ts";
import { TEMPLATE_ENDS, writeConversation } from "./prompt/conversation-template.ts";
import { promptIds } from "./prompt/prompt-ids.ts";
import { questionText } from "./prompt/question-text.ts";
import type { Turn } from "./prompt/turn.ts";
import type { Tokenizer } from "./tokens/tokenizer.ts";
import { checkTensors } from "./weights/model-tensors.ts";
import type { WeightSource } from "./weights/weight-source.ts";

export interface GemModelOptions {
  readonly config: ModelConfig;
  readonly source: WeightSource;
  readonly tokenizer: Tokenizer;
  /** Of the matrices in memory; "f32" if not said. */
  readonly precision?: Precision;
  /** Of the encoders' and projectors'; as `precision` if not said. */
  readonly featurePrecision?: Precision;
  /** Of keys and values; "f32" if not said. */
  readonly cachePrecision?: "f32" | "f16";
  /** Positions to make room for, at most as many as the model was trained with; these if not said. */
  readonly capacity?: number;
  readonly build?: KernelBuild;
  /** Writes the answers in the place of our own engine, which then holds only the encoders. */
  readonly decoder?: Decoder;
}

export interface CaseInput {
  /** Its signal goes to the ECG tower; what it says of the patient goes into the prompt. */
  readonly recording?: Recording | null;
  readonly picture?: Picture | null;
  /** In the place of the recording's; null to tell the model nothing. */
  readonly patient?: Patient | null;
  /** Prepares all as the reference does: first samples, file's order of leads, no patient, the configured aspect. */
  readonly compat?: boolean;
  /** If not said, the configured one, but "pad" for "ori", which would cut the page. */
  readonly aspect?: ImageAspect;
}

export interface AskOptions extends GenerateOptions {
  /** What was asked and answered before, in the words of both. */
  readonly history?: readonly Turn[];
}

/** One ECG or picture, or neither, that questions are asked about. */
export interface Case {
  /** What the model does not see as it was recorded. */
  readonly notes: readonly string[];
  readonly featureTokens: number;
  /** Yields pieces of the answer's text. One question at a time. */
  ask(question: string, options?: AskOptions): AsyncGenerator<string, Answer, void>;
}

export interface GemModel {
  readonly config: ModelConfig;
  readonly tokenizer: Tokenizer;
  openCase(input: CaseInput): Case;
}

/** Throws FormatError if the weights are not those of the configuration. */
export async function createGemModel(options: GemModelOptions): Promise<GemModel> {
  const { config, source, tokenizer, precision = "f32", cachePrecision = "f32" } = options;
  checkVocabulary(tokenizer, config, source.where);
  if (options.decoder === undefined) checkTensors(source, config);
  const arena = createArena(await createTransformerKernels(options.build));
  const network = await placeFeatureNetwork(
    { arena, source, precision: options.featurePrecision ?? precision },
    config,
  );
  const decoder =
    options.decoder ??
    (await placeLlamaDecoder(
      { arena, source, precision },
      {
        config: config.decoder,
        capacity: Math.min(options.capacity ?? config.maxLength, config.maxLength),
        cachePrecision,
      },
    ));
  const answering: Answering = {
    config,
    network,
    decoder,
    tokenizer,
    endIds: endIds(tokenizer, config),
    readSoFar: { ids: [], features: null },
    busy: { is: false },
  };
  return { config, tokenizer, openCase: (input) => openCase(answering, input) };
}

interface Answering {
  readonly config: ModelConfig;
  readonly network: FeatureNetwork;
  readonly decoder: Decoder;
  readonly tokenizer: Tokenizer;
  readonly endIds: ReadonlySet<number>;
  readonly readSoFar: ReadSoFar;
  /** There is one memory of what was read. */
  readonly busy: { is: boolean };
}

function checkVocabulary({ size }: Tokenizer, { decoder }: ModelConfig, where: string): void {
  if (size <= decoder.vocabulary) return;
  throw new FormatError({
    file: where,
    field: "tokens of the tokenizer",
    got: size,
    wanted: `at most ${decoder.vocabulary}, the vocabulary of the model`,
  });
}

function endIds(tokenizer: Tokenizer, { template }: ModelConfig): Set<number> {
  const ids = [tokenizer.endId, ...TEMPLATE_ENDS[template].map((token) => tokenizer.idOf(token))];
  return new Set(ids.filter((id) => id !== null));
}

function openCase(answering: Answering, input: CaseInput): Case {
  const { config, network, decoder } = answering;
  const { features, notes } = caseFeatures(network, config, input);
  const patient = input.patient !== undefined ? input.patient : (input.recording?.patient ?? null);
  return {
    notes,
    featureTokens: features.length / decoder.width,
    ask: (question, options = {}) =>
      ask(answering, {
        features,
        patient: input.compat ? null : patient,
        asIs: input.compat ?? false,
        question,
        options,
      }),
  };
}

function caseFeatures(
  network: FeatureNetwork,
  { ecg, vision }: ModelConfig,
  { recording = null, picture = null, compat = false, aspect }: CaseInput,
): { features: Float32Array; notes: readonly string[] } {
  if (recording !== null && ecg === null) {
    throw new UsageError("this model reads no ECG signal, wanted a picture of the ECG or text alone");
  }
  if (picture !== null && vision === null) {
    throw new UsageError("this model sees no pictures, wanted the ECG's signal or text alone");
  }
  const prepared = recording === null || ecg === null ? null : prepareEcg(recording, { ...ecg, compat });
  const configured = vision?.image.aspect ?? "ori";
  const wanted = aspect ?? (configured === "ori" && !compat ? "pad" : configured);
  const image =
    picture === null || vision === null ? null : prepareImage(picture, { ...vision.image, aspect: wanted });
  return { features: encodeFeatures(network, { ecg: prepared, image }), notes: prepared?.notes ?? [] };
}

interface Question {
  readonly features: Float32Array;
  readonly patient: Patient | null;
  /** Special tokens within what was said stay such, as the reference has it. */
  readonly asIs: boolean;
  readonly question: string;
  readonly options: AskOptions;
}

async function* ask(
  answering: Answering,
  { features, patient, asIs, question, options }: Question,
): AsyncGenerator<string, Answer, void> {
  const { config, decoder, tokenizer, busy } = answering;
  if (busy.is) throw new UsageError("the model is answering another question, wanted one at a time");
  if (question.trim() === "") throw new UsageError("an empty question, wanted one in words");
  busy.is = true;
  try {
    const { history = [], ...generate } = options;
    const turns = [...history, { role: "user" as const, text: question }].map(({ role, text }, i) => {
      const hasFeatures = i === 0 && features.length > 0;
      const written =
        role === "assistant" ? text : questionText(text, { hasFeatures, patient: i === 0 ? patient : null });
      return { role, text: asIs ? written : withoutSpecialTokens(written, tokenizer) };
    });
    const ids = promptIds(tokenizer, writeConversation(config.template, turns));
    return yield* generateAnswer(
      { ...answering, features, prompt: spliceFeatures(decoder, { ids, features }) },
      generate,
    );
  } finally {
    busy.is = false;
  }
}

/** What a file or a person says of a patient must not end the question and begin an answer. */
function withoutSpecialTokens(text: string, { specialTexts }: Tokenizer): string {
  return specialTexts.reduce((left, special) => left.replaceAll(special, " "), text);
}
