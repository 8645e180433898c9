// `gem-ecg/model`: the GEM model for a browser as well as for Node. The weights are not part of the package: `readModel`
// takes a folder of a checkpoint, from a disk or from files that a person gives to a page.
export { memoryStore } from "../formats/store/file-store.ts";
export type { Answer, GenerateOptions } from "./answer/generate-answer.ts";
export { GREEDY, type Sampling } from "./answer/sample-token.ts";
export type { ModelConfig } from "./config/model-config.ts";
export { type ConfigFiles, modelConfig } from "./config/read-config.ts";
export {
  type AskOptions,
  type Case,
  type CaseInput,
  createGemModel,
  type GemModel,
  type GemModelOptions,
} from "./gem-model.ts";
export type { Decoder } from "./network/decoder.ts";
export type { Turn } from "./prompt/turn.ts";
export { type ModelFiles, type ReadModelOptions, readModel } from "./read-model.ts";
export { createJsonTokenizer, createSentencePieceTokenizer } from "./tokens/create-tokenizer.ts";
export type { Tokenizer } from "./tokens/tokenizer.ts";
export { collateItems, spliceLabels } from "./training/collate-items.ts";
export { type Instruction, type TrainingItem, trainingItem } from "./training/training-item.ts";
export type { WeightSource } from "./weights/weight-source.ts";
