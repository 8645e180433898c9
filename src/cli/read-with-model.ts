// Recordings read by a model, for `gem interpret --interpreter gem`: the model is opened once for all of them.
import type { Recording } from "../ecg/recording.ts";
import { type InterpretWithOptions, interpretWith } from "../interpret/interpreters/interpret-with.ts";
import type { ModelChoice } from "./model-options.ts";
import { openInterpreter } from "./open-interpreter.ts";
import { casePicture } from "./read-case.ts";

type Interpreting = Pick<InterpretWithOptions, "profile" | "delineator"> & { readonly path: string };

export type ModelReader = (
  recording: Recording,
  interpreting: Interpreting,
) => ReturnType<typeof interpretWith>;

export async function readWithModel(choice: ModelChoice): Promise<ModelReader> {
  const interpreter = await openInterpreter(choice);
  const { strict, options, image } = choice;
  return async (recording, { path, ...interpreting }) =>
    interpretWith(recording, {
      ...interpreting,
      interpreter,
      picture: await casePicture(path, image),
      strict,
      options,
    });
}
