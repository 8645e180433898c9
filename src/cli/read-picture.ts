// A recording out of a picture file, for the commands that read recordings.
import { createHash } from "node:crypto";
import { UsageError } from "../ecg/errors.ts";
import type { Patient, Recording } from "../ecg/recording.ts";
import { pictureFormat } from "../formats/picture/decode-picture.ts";
import { type FileStore, readBeginning } from "../formats/store/file-store.ts";
import type { DigitiseOptions } from "../page/digitise/digitise-picture.ts";
import type { Digitised } from "../page/digitise/digitised.ts";
import { recordName } from "./record-name.ts";

/** A photograph of 64 million pixels as PNG. */
const MAX_PICTURE_BYTES = 268_435_456;

/** Whether the name is that of one PNG or JPEG file. */
export async function isPicture(store: FileStore, name: string): Promise<boolean> {
  if (name === "-" || (await store.byteLength(name)) === null) return false;
  return pictureFormat(await readBeginning(store, name)) !== null;
}

export interface PictureReading {
  readonly picture: import("../formats/picture/picture.ts").Picture;
  readonly digitised: Digitised;
  readonly recording: Recording;
}

/** Decodes and digitises; throws what these throw. */
export async function readPicture(
  store: FileStore,
  name: string,
  { patient, ...options }: DigitiseOptions & { readonly patient?: Partial<Patient> | undefined },
): Promise<PictureReading> {
  // decoding and drawing code is loaded only when there is a picture
  const { decodePicture } = await import("../formats/picture/decode-picture.ts");
  const { digitisePicture } = await import("../page/digitise/digitise-picture.ts");
  const { digitisedRecording } = await import("../page/digitise/digitised-recording.ts");
  const bytes = await store.read(name, MAX_PICTURE_BYTES);
  const picture = await decodePicture(bytes, store.where(name));
  const digitised = digitisePicture(picture, options);
  const recording = digitisedRecording(digitised, {
    name: recordName(name),
    sha256: createHash("sha256").update(bytes).digest("hex"),
    ...(patient === undefined ? {} : { patient }),
  });
  return { picture, digitised, recording };
}

/** Times and voltages are only asserted on a scale that was read or given: throws UsageError where one was assumed. */
export function requireScale({ speedMmPerS, gainMmPerMv }: Digitised, where: string): void {
  const missing = [
    ...(speedMmPerS.source === "assumed" ? [`--speed ${speedMmPerS.value}`] : []),
    ...(gainMmPerMv.source === "assumed" ? [`--gain ${gainMmPerMv.value}`] : []),
  ];
  if (missing.length === 0) return;
  throw new UsageError(
    `${where}: the page shows no calibration pulse that tells its scale, wanted ${missing.join(" and ")} if that is what it was recorded at`,
  );
}
