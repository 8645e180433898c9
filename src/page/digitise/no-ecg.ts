// The refusal of a picture: one sentence that says what was looked for and not found.

import { UnsupportedError } from "../../ecg/errors.ts";

export function noEcg(why: string): UnsupportedError {
  return new UnsupportedError(`no ECG can be read from this picture: ${why}`);
}
