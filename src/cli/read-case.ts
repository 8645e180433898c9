// The ECG that a model is asked about: a recording, or a picture of one. A picture is digitised so that answers can be
// checked; where that fails the picture alone is asked about, and why nothing can be checked is said.
import { GemError, UsageError } from "../ecg/errors.ts";
import { type Recording, UNKNOWN_PATIENT } from "../ecg/recording.ts";
import { decodePicture } from "../formats/picture/decode-picture.ts";
import type { Picture } from "../formats/picture/picture.ts";
import { localStore } from "../formats/read-recording.ts";
import { evaluateRules } from "../interpret/evaluate-rules.ts";
import type { CheckBasis } from "../interpret/interpreters/check-narrative.ts";
import type { EcgCase } from "../interpret/interpreters/interpreter.ts";
import { measurePaperRecording } from "../measure/paper/measure-paper-recording.ts";
import { readDelineator } from "../measure/wave-network/read-delineator.ts";
import type { ParsedArguments } from "./command.ts";
import { pictureOptions } from "./picture-options.ts";
import { isPicture } from "./read-picture.ts";
import { readShort } from "./read-short.ts";
import { recordInputs } from "./record-inputs.ts";
import { recordingOptions } from "./recording-options.ts";
import { withoutPaths } from "./without-paths.ts";

const MAX_PICTURE_BYTES = 268_435_456;

export interface ReadCase {
  readonly ecg: EcgCase;
  readonly basis: CheckBasis;
  /** Says on stderr what was removed of the person. */
  reportIdentity(): Promise<void>;
}

/** `image`: the page in the place of a drawn one. Throws UsageError unless `name` is one ECG. */
export async function readCase(
  args: ParsedArguments,
  { name, image }: { readonly name: string; readonly image: string | null },
): Promise<ReadCase> {
  const inputs = await recordInputs({ ...args, positionals: [name] }, { picture: pictureOptions(args) });
  const [path] = inputs.names;
  if (path === undefined || inputs.names.length > 1) {
    throw new UsageError(`one ECG is wanted, got ${inputs.names.length} behind ${JSON.stringify(name)}`);
  }
  const { patient } = recordingOptions(args);
  const picture = await casePicture(path, image);
  const read = async () => readShort(inputs, path);
  const found = (await isPicture(localStore(), path))
    ? await orReason(path, read)
    : { recording: await read() };
  const { recording } = found;
  return {
    ecg: { recording, picture, patient: recording?.patient ?? { ...UNKNOWN_PATIENT, ...patient } },
    basis: recording === null ? { measurements: null, missing: found.missing } : await basisOf(recording),
    reportIdentity: () => inputs.reportIdentity(),
  };
}

/** The page that a person has: `image`, or the record itself where it is one; null where a page is to be drawn. */
export async function casePicture(path: string, image: string | null): Promise<Picture | null> {
  const store = localStore();
  const file = image ?? ((await isPicture(store, path)) ? path : null);
  if (file === null) return null;
  return decodePicture(await store.read(file, MAX_PICTURE_BYTES), store.where(file));
}

async function orReason(
  path: string,
  read: () => Promise<Recording>,
): Promise<{ readonly recording: Recording } | { readonly recording: null; readonly missing: string }> {
  try {
    return { recording: await read() };
  } catch (error) {
    if (!(error instanceof GemError)) throw error;
    const why = withoutPaths(error.message, path);
    return { recording: null, missing: `no signal could be read from the picture (${why})` };
  }
}

async function basisOf(recording: Recording): Promise<CheckBasis> {
  const measurements = measurePaperRecording(recording, { delineator: await readDelineator() });
  return { measurements, results: evaluateRules({ measurements }) };
}
