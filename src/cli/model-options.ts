// The flags of the commands that let a model write: which model, what it is given, how it chooses its words.
import type { ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "../ecg/errors.ts";
import type { Modality } from "../interpret/interpreters/gem-interpreter.ts";
import type { AskOptions } from "../model/gem-model.ts";
import { flag, type ParsedArguments, textOption } from "./command.ts";
import { numberOption } from "./recording-options.ts";

export const MODEL_OPTIONS = {
  model: { type: "string" },
  models: { type: "string" },
  image: { type: "string" },
  modality: { type: "string" },
  precision: { type: "string" },
  "max-new-tokens": { type: "string" },
  temperature: { type: "string" },
  "top-p": { type: "string" },
  "top-k": { type: "string" },
  seed: { type: "string" },
  strict: { type: "boolean" },
} as const satisfies ParseArgsOptionsConfig;

export const MODEL_HELP = `  --model DIR      the model: a folder that gem model import or gem model pull made, or its name in
                   --models DIR; GEM_MODEL where it is not given
  --strict         an answer that contradicts the signal is not shown: up to 3 are written, then none is given
  --modality WHAT  what the model is given: signal+image, signal, image or text; default all that it reads,
                   and of a picture REC the picture alone
  --image FILE     PNG or JPEG of the page; drawn from the recording (gem12x1, 200 dpi) otherwise
  --max-new-tokens N   default 1024
  --temperature T  0 (default) always takes the likeliest token; more draws; --top-p P, --top-k N of the likeliest
  --seed N         the same seed draws the same answer (default 0)
  --precision P    f32 or int8, of the weights in memory; default as they are stored, int8 above 0.7 billion`;

export const HOW_TO_GET_ONE =
  "gem model import makes one of a checkpoint, gem model pull downloads one (not verified on published weights)";

export interface ModelChoice {
  /** A folder, or a model's name in `models`. */
  readonly model: string;
  /** Null: where models usually are. */
  readonly models: string | null;
  readonly image: string | null;
  readonly modality: Modality | null;
  readonly precision: "f32" | "int8" | null;
  readonly strict: boolean;
  readonly options: AskOptions;
}

const MODALITY_NAMES: readonly Modality[] = ["signal+image", "signal", "image", "text"];

/** Throws UsageError for values that mean nothing, and where no model is named. */
export function modelChoice(args: ParsedArguments): ModelChoice {
  const modality = oneOf(args, "modality", MODALITY_NAMES);
  const image = textOption(args, "image") ?? null;
  if (image !== null && (modality === "signal" || modality === "text")) {
    throw new UsageError(`--image and --modality ${modality} exclude each other`);
  }
  return {
    image,
    modality,
    precision: oneOf(args, "precision", ["f32", "int8"] as const),
    strict: flag(args, "strict"),
    options: askOptions(args),
    model: modelName(args),
    models: textOption(args, "models") ?? null,
  };
}

function modelName(args: ParsedArguments): string {
  const name = textOption(args, "model") ?? process.env["GEM_MODEL"] ?? "";
  if (name !== "") return name;
  throw new UsageError(`no model given, wanted --model DIR; ${HOW_TO_GET_ONE}`);
}

function askOptions(args: ParsedArguments): AskOptions {
  const number = (name: string, least: number, most: number) => {
    const text = textOption(args, name);
    return text === undefined ? null : numberOption(`--${name}`, text, least, most);
  };
  const whole = (name: string, least: number, most: number) => {
    const value = number(name, least, most);
    if (value === null || Number.isInteger(value)) return value;
    throw new UsageError(`--${name}: got ${value}, wanted a whole number`);
  };
  const temperature = number("temperature", 0, 100) ?? 0;
  const topP = number("top-p", 1e-6, 1);
  const topK = whole("top-k", 1, 1e9);
  if (temperature === 0 && (topP !== null || topK !== null)) {
    throw new UsageError("--top-p and --top-k go with a --temperature above 0");
  }
  const seed = whole("seed", 0, Number.MAX_SAFE_INTEGER);
  const maxNewTokens = whole("max-new-tokens", 1, 1e6);
  return {
    ...(temperature === 0 ? {} : { sampling: { temperature, topP, topK } }),
    ...(seed === null ? {} : { seed }),
    ...(maxNewTokens === null ? {} : { maxNewTokens }),
  };
}

function oneOf<Value extends string>(
  args: ParsedArguments,
  name: string,
  known: readonly Value[],
): Value | null {
  const text = textOption(args, name);
  if (text === undefined) return null;
  const value = known.find((each) => each === text);
  if (value !== undefined) return value;
  throw new UsageError(`--${name}: got ${JSON.stringify(text)}, wanted ${known.join(", ")}`);
}
